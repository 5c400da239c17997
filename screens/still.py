"""Static pages: the same advice as plain HTML, for when a web socket or script cannot be used."""

import logging
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from documents.content import plain
from documents.labels import listing, upper
from engine import Situation, journey
from engine.compile import Table
from engine.model import DIMENSIONS, Rulebook
from screens import address, form, frame, reading, reply
from screens.address import Asked
from screens.markup import Html, join, tag
from screens.place import depth, root
from screens.reply import Edition, Shelf, Stored
from screens.shell import parents

LOG = logging.getLogger(__name__)
HTML = "text/html; charset=utf-8"
STRICT = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors {parents}"
)
STYLE = Path(__file__).parent / "static" / "still.css"
METHODS = ("GET", "HEAD")
MISSING = {"traject": "een traject", "fase": "een fase"}
EXTRA = {"embed": "true", "wijzig": "ja"}
BROKEN = "Het advies maken lukte niet. Je keuzes staan nog in het adres. Probeer het nog eens."


class Still:
    """Answers every address under /advies with a page, whatever is asked."""

    def __init__(self) -> None:
        self.shelf: Shelf[Stored] = Shelf()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; its body is not read."""
        request = Request(scope)
        try:
            response = await self._answer(request)
        except Exception:
            LOG.exception("een pagina lukte niet")
            said = join((tag("h1", "Dat lukte niet"), frame.notice(BROKEN)))
            response = _page(500, "Dat lukte niet", said, request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in METHODS:
            said = join((tag("h1", "Dat kan niet"), frame.notice("Open dit adres in je browser.")))
            return _page(405, "Dat kan niet", said, request, {"allow": ", ".join(METHODS)})
        table, edition = reply.current()
        path: str | None = request.path_params.get("path")
        if path:
            return await self._advice(request, table, edition, path)
        asked = address.read(table.book, request.query_params)
        if path is None or (asked.situation and not asked.strange and not _on(request, "wijzig")):
            return _to(request, asked)
        return _form(request, table.book, asked, bool(asked.strange), 400 if asked.strange else 200)

    async def _advice(
        self, request: Request, table: Table, edition: Edition, path: str
    ) -> Response:
        parts = path.split("/")
        asked = address.read(table.book, dict(zip(DIMENSIONS, parts, strict=False)))
        situation = asked.situation
        if situation is None or asked.strange or len(parts) > len(DIMENSIONS):
            return _form(request, table.book, asked, True, 404)
        if path != "/".join(situation) or depth(request.scope) != len(DIMENSIONS):
            return _to(request, asked)
        embedded = _on(request, "embed")
        make = partial(_made, table, situation, edition, embedded)
        found = await self.shelf.get(edition, (situation, embedded), make)
        return reply.send(request, found, policy())


def _made(table: Table, situation: Situation, edition: Edition, embedded: bool) -> Stored:
    """Return the page of an advice, ready to be sent."""
    book, root = table.book, "../" * len(DIMENSIONS)
    phases = journey(table, situation, edition.day)
    advice = next(given for given in phases if given.situation == situation)
    main = reading.advice_page(book, advice, phases, root, embedded)
    title = reading.title(book, situation)
    return reply.stored(HTML, frame.page(title, main, root, embedded))


def _form(request: Request, book: Rulebook, asked: Asked, wrong: bool, status: int) -> Response:
    """Return the form, with what is wrong or missing on top."""
    embedded = _on(request, "embed")
    said = [upper(plain(str(strange))) for strange in asked.strange]
    todo = [name for key, name in MISSING.items() if asked.answers[key] is None]
    if wrong and not said and not todo:
        said = ["Dit adres ken ik niet. Je keuzes hieronder heb ik eruit gehaald."]
    if todo and (wrong or len(todo) == 1):
        said.append(f"Kies nog {listing(todo)}.")
    main = join(
        (
            tag("h1", form.TITLE),
            frame.notice(*said) if said else None,
            tag("p", form.INTRO, class_="inleiding"),
            form.form(book, asked, root(request.scope), embedded),
        )
    )
    title = f"{'Fout: ' if wrong else ''}Advies: {form.TITLE.lower()}"
    return _page(status, title, main, request)


def _page(
    status: int, title: str, main: Html, request: Request, headers: dict[str, str] | None = None
) -> Response:
    body = frame.page(title, main, root(request.scope), _on(request, "embed"))
    said = {"cache-control": "no-store", **policy(), **(headers or {})}
    return Response(body, status, said, media_type=HTML)


@cache
def policy() -> dict[str, str]:
    """Return the header of a page that needs no script at all."""
    return {"content-security-policy": STRICT.format(parents=parents())}


def _to(request: Request, asked: Asked) -> Response:
    """Return the way to the page of a situation, or to the form."""
    situation = asked.situation
    to = "/".join(situation) if situation else ""
    kept = {} if situation else address.write(asked.answers)
    kept |= {"embed": "true"} if _on(request, "embed") else {}
    query = f"?{urlencode(kept)}" if kept else ""
    return RedirectResponse(f"{root(request.scope)}advies/{to}{query}", 303)


def _on(request: Request, name: str) -> bool:
    return request.query_params.get(name) == EXTRA[name]


def style(request: Request) -> Response:
    """Return the style of the static pages."""
    return reply.send(request, reply.stored("text/css; charset=utf-8", STYLE.read_bytes()), {})


ENDPOINT = Still()
ROUTES = [
    Route("/advies", ENDPOINT),
    Route("/advies/{path:path}", ENDPOINT),
    Route("/nl/still.css", style),
]
