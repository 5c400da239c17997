"""How much a request may bring along: more is refused before anything is done with it."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from screens.server.failure import page

HEADERS = 32 * 1024  # bytes of address and headers together
BODY = 6 * 1024 * 1024  # bytes; Streamlit refuses a file above 5 MB itself
BODY_WITHIN = 20.0  # seconds between two parts of a body
SLOW_BODY = "Het versturen duurde te lang. Probeer het opnieuw."
BIG_HEADERS = "Je browser stuurt te veel mee. Wis de cookies van deze site en probeer het opnieuw."
BIG_BODY = "Dit is te groot. Stuur hooguit 5 MB."


class TooBig(Exception):
    """A body that turned out larger than it may be."""


class Size:
    """Refuses requests with large headers (431) or a large body (413)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif _headers(scope) > HEADERS:
            await page(431, BIG_HEADERS, scope)(scope, receive, send)
        elif _stated_length(scope) > BODY:
            await page(413, BIG_BODY, scope)(scope, receive, send)
        else:
            await self._count_body(scope, receive, send)

    async def _count_body(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request while counting the body, for its length need not be announced."""
        taken, begun, whole = 0, False, False

        async def counting() -> Message:
            nonlocal taken, whole
            message = await asyncio.wait_for(receive(), None if whole else BODY_WITHIN)
            whole = whole or not message.get("more_body")
            taken += len(message.get("body", b""))
            if taken > BODY:
                raise TooBig
            return message

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, counting, sending)
        except TooBig:
            if not begun:
                await page(413, BIG_BODY, scope)(scope, receive, send)
        except TimeoutError:
            if whole or begun:
                raise
            await page(408, SLOW_BODY, scope)(scope, receive, send)


def _headers(scope: Scope) -> int:
    pairs = sum(len(name) + len(value) + 4 for name, value in scope["headers"])
    return pairs + len(scope.get("raw_path") or b"") + len(scope.get("query_string", b""))


def _stated_length(scope: Scope) -> int:
    """Return the length of the body as the client says it, 0 when it says nothing sensible."""
    said = dict(scope["headers"]).get(b"content-length", b"")
    return int(said) if said.isdigit() and len(said) < 20 else 0
