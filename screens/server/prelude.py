"""The page Advies without Streamlit: whole with the first answer, in panes after every choice.

The address holds the whole situation, so the advice can be read before Streamlit has begun. The
script of the page takes it away when Streamlit shows the same. After a choice the browser asks for
the new panes itself, and tells Streamlit when they are drawn.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

from engine.model import DIMENSIONS
from screens.advice import form, invitation, pieces, questions
from screens.page import address, reply, view
from screens.page.address import AddressAnswers
from screens.page.frame import foot, void
from screens.page.markup import Html, tag
from screens.page.pane import pane
from screens.page.view import View

LOG = logging.getLogger(__name__)
ID = "vooraf"
EMBED = ("embed", "true")
ALONE = (
    "De verbinding met de server komt niet tot stand. Je kunt dit lezen, en andere keuzes maken; "
    "alleen de vergelijking met een andere groep ontbreekt."
)


async def prelude(scope: Scope) -> bytes:
    """Return the page for a request of the app's first page, or nothing for any other."""
    if scope["path"] != "/":
        return b""
    params = dict(parse_qsl(scope["query_string"].decode("utf-8", "replace")))
    try:
        return (await run_in_threadpool(page, params)).encode()
    except Exception:
        LOG.exception("de pagina vooraf lukte niet")
        return b""  # Streamlit draws it in a moment


class AddressView(NamedTuple):
    """What an address asks and decides, and the two panes that show it."""

    address_answers: AddressAnswers
    view: View
    questions: list[Html]
    answer: list[Html]
    example: bool


def seen_at(params: Mapping[str, str], marked: bool = False) -> AddressView:
    """Return what an address shows; `marked` puts the answers in the HTML of the questions."""
    table, edition = reply.current()
    address_answers = address.read(table.book, params)
    page_view = view.read(address_answers, params)
    example = invitation.is_example(table.book, address_answers.situation, params)
    embedded = EMBED in params.items()
    answer = pieces.answer_pieces(table, edition, address_answers, page_view, embedded, example)
    return AddressView(
        address_answers,
        page_view,
        list(questions.pieces(table.book, address_answers, page_view.locked, marked)),
        answer,
        example,
    )


def panes(request: Request) -> Response:
    """Return the panes of an address as JSON, with the address as we write it."""
    params = dict(request.query_params)
    seen = seen_at(params)
    other = {*DIMENSIONS, *(() if seen.example else (invitation.EXAMPLE,))}
    kept = {key: value for key, value in params.items() if key not in other}
    made = {
        "adres": "?" + urlencode(kept | address.write(seen.address_answers.answers), safe=","),
        "vlakken": {
            questions.PANE: pane(seen.questions, seen.address_answers.answers),
            pieces.PANE: pane(seen.answer),
        },
    }
    body = json.dumps(made, ensure_ascii=False).encode()
    return reply.send(request, reply.pack("application/json", body), {})


def page(params: Mapping[str, str]) -> Html:
    """Return the page of an address, with the questions as a form that opens another address."""
    seen = seen_at(params, marked=True)
    main = tag(
        "main",
        tag("div", ALONE, class_="melding", hidden=""),
        *pieces.notices(seen.address_answers, seen.view),
        tag(
            "div",
            _form(params, seen),
            _pane(pieces.PANE, seen.answer),
            class_="pagina",
        ),
        None if EMBED in params.items() else tag("div", foot(), class_="stHtml"),
    )
    return tag("div", main, id=ID, class_="stApp")


def _form(params: Mapping[str, str], seen: AddressView) -> Html:
    others = [
        void("input", type="hidden", name_=key, value=value)
        for key, value in params.items()
        if key not in DIMENSIONS
    ]
    button = tag("button", form.SHOW, type="submit", class_="knop eerste")
    ask_for = tag("noscript", button)  # with script an answer opens the advice by itself
    top = tag("div", pieces.top(seen.view), class_="stHtml")
    shown = (top, _pane(questions.PANE, seen.questions))
    return tag("form", *others, *shown, ask_for, method="get", class_="st-key-vragen")


def _pane(name: str, html: Iterable[Html]) -> Html:
    parts = (tag("div", piece, class_="stHtml") for piece in html)
    return tag("div", *parts, class_=f"vlak {name}", data_vlak=name)


ROUTES = [Route("/vlakken", panes)]
