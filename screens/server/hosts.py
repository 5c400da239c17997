"""For which names the server answers, so that nobody can make it speak under a name of theirs."""

import os
import re
from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from screens.server.failure import page

HOSTS = "KEN_JE_INWONER_HOSTS"  # names separated by spaces; *.gemeente.nl is every name below it
NAME = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
ALWAYS = ("/healthz", "/readyz", "/metrics")  # whoever watches the server uses its number
REFUSED = "Onder deze naam is er geen site. Kijk het adres na."
POLICY = 1008  # the close code of a web socket that is not wanted


def names(settings: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the names of the setting, none when every name is good.

    Raises ValueError, in Dutch, for what is no name.
    """
    found = tuple(name.lower() for name in settings.get(HOSTS, "").replace(",", " ").split())
    for name in found:
        if not NAME.fullmatch(name):
            raise ValueError(
                f"{HOSTS}: '{name[:60]}' is geen naam. Schrijf bijvoorbeeld "
                "kenjeinwoner.gemeente.nl, zonder https:// en zonder poort."
            )
    return found


def is_allowed(host: str, own_names: tuple[str, ...]) -> bool:
    """Tell whether a Host header, with or without a port, is one of the known names."""
    name = re.sub(r":\d*$", "", host.strip().lower()).rstrip(".")
    return any(
        name == one or (one.startswith("*") and name.endswith(one.removeprefix("*")))
        for one in own_names
    )


class Hosts:
    """Refuses requests for a name that is not ours; without a setting every name is good."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application; raises ValueError when the setting is wrong."""
        self.app, self.known = app, names()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if not self.known or scope["type"] not in ("http", "websocket") or self._good(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY})
        else:
            await page(400, REFUSED, scope)(scope, receive, send)

    def _good(self, scope: Scope) -> bool:
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        return scope["path"] in ALWAYS or is_allowed(host, self.known)
