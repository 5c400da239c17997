"""From which pages a web socket may come: only from pages of this server itself.

For a foreign origin Streamlit looks up the address of the machine, and asks an outside service
for it, inside the event loop: everybody waits, and a promise is broken. So it never sees one.
"""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

POLICY = 1008  # the close code of a web socket that is not wanted
HERE = {"localhost", "127.0.0.1"}  # a proxy on this machine; Streamlit knows these by itself


def own(origin: str, host: str) -> bool:
    """Tell whether an Origin header names the server that the Host header names."""
    try:
        parts = urlsplit(origin)
        return bool(parts.netloc) and (parts.netloc == host or parts.hostname in HERE)
    except ValueError:
        return False


class Origins:
    """Refuses a web socket that another site opens; one without an origin is no browser's."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers = {name: value.decode("latin-1") for name, value in scope.get("headers", ())}
        origin = headers.get(b"origin")
        if scope["type"] != "websocket" or origin is None or own(origin, headers.get(b"host", "")):
            await self.app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": POLICY})
