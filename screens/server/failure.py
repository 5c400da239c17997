"""What a visitor reads when something goes wrong: Dutch, with a way out, never a traceback."""

import logging

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from screens.page import frame, incident
from screens.page.markup import join, notice, tag
from screens.page.place import root

LOG = logging.getLogger(__name__)
BROKEN = "Er ging iets mis bij ons. Je keuzes staan nog in het adres. Probeer het nog eens."
SAID = {
    404: "Dit adres ken ik niet. Kijk het na, of begin opnieuw.",
    405: "Dat kan niet op dit adres. Open het in je browser.",
}


def page(status: int, text: str, scope: Scope, number: str = "") -> Response:
    """Return a page that says what went wrong and how to go on from this address.

    `number` is that of the error in the log, when it is ours.
    """
    more = [incident.sentence(number)] if number else []
    said = join((tag("h1", incident.TITLE), notice(text, *more)))
    embedded = QueryParams(scope.get("query_string", b"")).get("embed") == "true"
    body = frame.page(incident.TITLE, said, root(scope), embedded)
    return HTMLResponse(body, status, {"cache-control": "no-store"})


def refusal_page(request: Request, error: Exception) -> Response:
    """Return the page for an address or a method that does not exist."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    made = page(status, SAID.get(status, BROKEN), request.scope)
    made.headers.update(getattr(error, "headers", None) or {})
    return made


HANDLERS = {HTTPException: refusal_page}


class Guard:
    """Turns any error below it into a page and a line in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            number = incident.number(LOG, "een antwoord lukte niet", error)
            if begun:
                raise
            await page(500, BROKEN, scope, number)(scope, receive, send)
