"""The page Advies as it comes along with the first answer, before Streamlit has begun.

The address holds the whole situation, so the advice can be read at once. The script of the page
takes it away when Streamlit shows the same.
"""

import logging
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope

from engine.model import DIMENSIONS
from screens import address, advies, ask, form, reply, view
from screens.frame import void
from screens.markup import Html, tag

LOG = logging.getLogger(__name__)
ID = "vooraf"
EMBED = ("embed", "true")
ALONE = (
    "De verbinding met de server komt niet tot stand. Je kunt dit lezen, en andere keuzes maken; "
    "alleen de vergelijkingen en grafieken ontbreken."
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


def page(params: Mapping[str, str]) -> Html:
    """Return the page of an address, with the questions as a form that opens another address."""
    table, edition = reply.current()
    asked = address.read(table.book, params)
    seen = view.read(asked, params)
    situation, embedded = asked.situation, EMBED in params.items()
    answer = (
        advies.pieces(table, edition, situation, seen, embedded)
        if situation
        else [advies.invitation(asked)]
    )
    questions = _questions(params, ask.pieces(table.book, asked, seen.locked, marked=True))
    main = tag(
        "main",
        tag("h1", form.TITLE),
        tag("div", tag("p", advies.intro(seen), class_="intro"), class_="stHtml"),
        tag("div", ALONE, class_="melding", hidden=""),
        *advies.notices(asked, seen),
        tag("div", questions, _pane(answer), class_="pagina"),
    )
    return tag("div", main, id=ID, class_="stApp")


def _questions(params: Mapping[str, str], pieces: Iterable[Html]) -> Html:
    others = [
        void("input", type="hidden", name_=key, value=value)
        for key, value in params.items()
        if key not in DIMENSIONS
    ]
    button = tag("button", form.SHOW, type="submit", class_="knop eerste")
    ask_for = tag("noscript", button)  # with script an answer opens the advice by itself
    return tag("form", *others, _pane(pieces), ask_for, method="get", class_="st-key-vragen")


def _pane(pieces: Iterable[Html]) -> Html:
    return tag("div", *(tag("div", piece, class_="stHtml") for piece in pieces), class_="vlak")
