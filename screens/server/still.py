"""Static pages: the same advice as plain HTML, for when a web socket or script cannot be used."""

import logging
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from documents.advice.content import plain
from documents.labels import upper
from dutch import listing
from engine import Situation
from engine.compile import Table
from engine.model import DIMENSIONS, Rulebook
from screens.advice import form, pieces, plain_page
from screens.page import address, frame, incident, reply, view
from screens.page.address import AddressAnswers
from screens.page.frame import OURS, House
from screens.page.framing import parents
from screens.page.markup import Html, join, notice, tag
from screens.page.place import depth, root
from screens.page.reply import Edition, Shelf, Stored
from screens.page.style import colour_css, house
from screens.page.view import View

LOG = logging.getLogger(__name__)
HTML = "text/html; charset=utf-8"
STRICT = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors {parents}"
)
STYLES = [Path(__file__).parents[1] / "static" / name for name in ("still.css", "answer.css")]
METHODS = ("GET", "HEAD")
MISSING = {"traject": "een traject", "fase": "een fase"}
EXTRA = {"embed": "true", "wijzig": "ja", "alles": "ja"}
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
        except Exception as error:
            number = incident.number(LOG, "een pagina lukte niet", error)
            said = notice(BROKEN, incident.sentence(number))
            main = join((tag("h1", incident.TITLE), said))
            response = _page(500, incident.TITLE, main, request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in METHODS:
            said = join((tag("h1", "Dat kan niet"), notice("Open dit adres in je browser.")))
            return _page(405, "Dat kan niet", said, request, {"allow": ", ".join(METHODS)})
        table, edition = reply.current()
        path: str | None = request.path_params.get("path")
        if path:
            return await self._advice(request, table, edition, path)
        address_answers = address.read(table.book, request.query_params)
        if path is None or (
            address_answers.situation and not address_answers.strange and not _on(request, "wijzig")
        ):
            return _to(request, address_answers)
        return _form(
            request,
            table.book,
            address_answers,
            bool(address_answers.strange),
            400 if address_answers.strange else 200,
        )

    async def _advice(
        self, request: Request, table: Table, edition: Edition, path: str
    ) -> Response:
        parts = path.split("/")
        address_answers = address.read(table.book, dict(zip(DIMENSIONS, parts, strict=False)))
        page_view = view.read(address_answers, request.query_params)
        situation = address_answers.situation
        if situation is None or address_answers.strange or len(parts) > len(DIMENSIONS):
            return _form(request, table.book, address_answers, True, 404)
        steps = situation.path()
        if path != steps or depth(request.scope) != 1 + steps.count("/"):
            return _to(request, address_answers)
        embedded, whole = _on(request, "embed"), _on(request, "alles")
        make = partial(_stored_page, table, situation, edition, embedded, page_view, whole)
        if page_view == view.EVERYTHING:
            found = await self.shelf.get(edition, (situation, embedded, whole), make)
        else:  # there are too many of these to keep
            found = await run_in_threadpool(make)
        return reply.send(request, found, policy())


def _stored_page(
    table: Table,
    situation: Situation,
    edition: Edition,
    embedded: bool,
    page_view: View,
    whole: bool,
) -> Stored:
    """Return the page of an advice, ready to be sent."""
    book, root = table.book, "../" * (1 + situation.path().count("/"))
    case = pieces.case(table, situation, edition.day)
    main = plain_page.advice_page(case, root, embedded, page_view, whole)
    title = plain_page.title(book, situation)
    return reply.pack(HTML, frame.page(title, main, root, embedded, house(book)))


def _form(
    request: Request, book: Rulebook, address_answers: AddressAnswers, wrong: bool, status: int
) -> Response:
    """Return the form, with what is wrong or missing on top."""
    embedded = _on(request, "embed")
    page_view = view.read(address_answers, request.query_params)
    said = [upper(plain(str(strange))) for strange in address_answers.strange]
    todo = [name for key, name in MISSING.items() if address_answers.answers[key] is None]
    if wrong and not said and not todo:
        said = ["Dit adres ken ik niet. Je keuzes hieronder heb ik eruit gehaald."]
    if todo and (wrong or len(todo) == 1):
        said.append(f"Kies nog {listing(todo)}.")
    said += page_view.strange
    main = join(
        (
            tag("h1", form.TITLE),
            notice(*said) if said else None,
            tag("p", form.INTRO, class_="inleiding"),
            form.form(book, address_answers, root(request.scope), embedded, page_view),
        )
    )
    title = f"{'Fout: ' if wrong else ''}Advies: {form.TITLE.lower()}"
    return _page(status, title, main, request, own=house(book))


def _page(
    status: int,
    title: str,
    main: Html,
    request: Request,
    headers: dict[str, str] | None = None,
    own: House = OURS,
) -> Response:
    body = frame.page(title, main, root(request.scope), _on(request, "embed"), own)
    said = {"cache-control": "no-store", **policy(), **(headers or {})}
    return Response(body, status, said, media_type=HTML)


def policy() -> dict[str, str]:
    """Return the header of a page that needs no script at all."""
    return {"content-security-policy": STRICT.format(parents=parents())}


def _to(request: Request, address_answers: AddressAnswers) -> Response:
    """Return the way to the page of a situation, or to the form."""
    situation = address_answers.situation
    to = situation.path() if situation else ""
    whole = {"alles": EXTRA["alles"]} if _on(request, "alles") else {}
    kept = whole if situation else address.write(address_answers.answers)
    query = f"?{urlencode(kept)}" if kept else ""
    page_view = view.read(address_answers, request.query_params)
    where = f"{root(request.scope)}advies/{to}{query}"
    return RedirectResponse(view.behind(where, page_view, _on(request, "embed")), 303)


def _on(request: Request, name: str) -> bool:
    return request.query_params.get(name) == EXTRA[name]


def style(request: Request) -> Response:
    """Return the style of the static pages, in the organisation's own colour when it has one."""
    own = colour_css(reply.current()[0].book)
    body = b"".join(path.read_bytes() for path in STYLES) + own.encode()
    return reply.send(request, reply.pack("text/css; charset=utf-8", body), {})


def logo(request: Request) -> Response:
    """Return the logo of the organisation; 404 without one."""
    found = reply.current()[0].book.logo
    if found is None:
        return _page(404, "Geen logo", tag("h1", "Er is geen logo"), request)
    return reply.send(request, reply.pack("image/png", found), {})


ENDPOINT = Still()
ROUTES = [
    Route("/advies", ENDPOINT),
    Route("/advies/{path:path}", ENDPOINT),
    Route("/assets/still.css", style),
    Route("/assets/logo.png", logo),
]
