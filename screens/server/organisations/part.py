"""The part of an address that names an organisation: taken off, and remembered for the request."""

import logging
import time

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from engine import CompileError, KnowledgeError
from engine.service import facts_of
from screens.page import knowledge
from screens.page.organisations import roster
from screens.server.failure import SAID, page
from screens.server.shell import FIXED

LOG = logging.getLogger(__name__)
OF_SERVER = ("/healthz", "/readyz", "/metrics")  # they tell of all organisations together
RETRY = 30.0  # seconds before what was wrong with an organisation is looked at again
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"
WRONG = (
    "Voor deze organisatie klopt er iets niet in de instellingen. De beheerder kan in het logboek "
    "zien wat. Probeer het later nog eens."
)


class OrganisationPart:
    """Takes the part of an organisation off the address; nobody else says which one it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] not in ("http", "websocket") or roster.folder() is None:
            await self.app(scope, receive, send)
            return
        name = roster.HEADER.encode()
        headers = [(key, value) for key, value in scope["headers"] if key.lower() != name]
        first, slash, rest = str(scope["path"]).lstrip("/").partition("/")
        part = first if roster.file(first) else None
        if part is None:
            await self.app({**scope, "headers": headers}, receive, send)
        elif not slash and scope["type"] == "http":
            query = scope.get("query_string", b"").decode("latin-1")
            to = f"{part}/{'?' if query else ''}{query}"
            await RedirectResponse(to, 308)(scope, receive, send)
        else:
            below = {
                **scope,
                "path": f"/{rest}",
                "root_path": f"{scope.get('root_path', '')}/{part}",
                "headers": [*headers, (name, part.encode())],
            }
            with roster.working_for(part):
                await self.app(below, receive, send)


class OrganisationGate:
    """Lets visitors in at an organisation whose knowledge is there, and makes it for the first."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._failed: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        part = roster.now() if scope["type"] in ("http", "websocket") else None
        if part is None or not knowledge.ready():
            await self.app(scope, receive, send)
        elif scope["path"] in OF_SERVER:
            await _refusal(404, SAID[404], scope)(scope, receive, send)
        elif await self._is_ready(part):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).send_denial_response(Response(status_code=503))
        else:
            await _refusal(503, WRONG, scope)(scope, receive, send)

    async def _is_ready(self, part: str) -> bool:
        if time.monotonic() - self._failed.get(part, -RETRY) < RETRY:
            return False
        try:
            await run_in_threadpool(knowledge.service)
        except (KnowledgeError, CompileError) as error:
            self._failed[part] = time.monotonic()
            facts = {"organisatie": part, **facts_of(error)}
            LOG.error("een organisatie kan niet open", extra={"gegevens": facts})
            return False
        self._failed.pop(part, None)
        return True


def _refusal(status: int, text: str, scope: Scope) -> Response:
    """Return a page with the headers of every page, for the shell comes after this."""
    made = page(status, text, scope)
    made.headers.update(FIXED | {"content-security-policy": POLICY})
    return made
