"""The page Advies without Streamlit: it says what the app says, and works alone."""

import json
import re
from html import escape
from typing import Any
from urllib.parse import urlencode

import pytest
from pages import serve
from plainpage import drawn
from starlette.requests import Request

from engine import Table
from screens.advice import pieces, questions
from screens.page import address, reply
from screens.page.view import View
from screens.server import prelude

COVERS = ("screens/page/pane.py",)

FULL = {
    "traject": "participatie",
    "fase": "bewustwording",
    "leeftijd": "75-plus",
    "profiel": "zorgzame-senioren",
}


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def checked_radios(html: str) -> dict[str, str]:
    """Return which radio buttons of a page are on."""
    marked = re.findall(r'name="(\w+)" value="([^"]+)" checked', html)
    return dict(marked)


def test_it_holds_the_advice_the_app_draws(table: Table) -> None:
    for situation in list(table.outcomes)[::70]:
        said = prelude.page(situation.facts())
        _, edition = reply.current()
        for piece in pieces.pieces(table, edition, situation, View({}), False):
            assert piece in said
        assert checked_radios(said) == situation.facts()


def test_without_answers_it_asks_for_them() -> None:
    said = prelude.page({})
    assert "Kies een traject en een fase." in said
    assert checked_radios(said) == {"leeftijd": "onbekend", "profiel": "onbekend"}


def test_what_a_site_decides_holds_here_too() -> None:
    said = prelude.page({**FULL, "vast": "traject,fase", "verberg": "documenten", "embed": "true"})
    assert "Dit staat al vast:" in said
    assert 'name="traject" value="participatie" checked' not in said
    assert "Maak PDF" not in said
    assert 'type="hidden" name="vast" value="traject,fase"' in said
    assert "Open dit advies in een nieuw tabblad" in said


def test_an_address_never_becomes_markup() -> None:
    nasty = '"><script>alert(1)</script>'
    said = prelude.page({"traject": nasty, "fase": "actie", nasty: nasty})
    assert "<script" not in said
    assert escape(nasty) in said


@pytest.mark.anyio
async def test_it_comes_with_the_first_page_only_and_never_breaks_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scope = {"path": "/", "query_string": urlencode(FULL).encode()}
    assert b"conclusie" in await prelude.prelude(scope)
    assert await prelude.prelude({**scope, "path": "/kanaalplan"}) == b""
    monkeypatch.setattr(questions, "pieces", lambda *_: 1 / 0)
    assert await prelude.prelude(scope) == b""


def panes(params: dict[str, str]) -> dict[str, Any]:
    """Return what a browser gets that asks for the panes of an address."""
    query = urlencode(params).encode()
    asked = Request({"type": "http", "method": "GET", "query_string": query, "headers": []})
    answer = prelude.panes(asked)
    assert answer.headers["content-type"] == "application/json"
    found: dict[str, Any] = json.loads(bytes(answer.body))
    return found


@pytest.mark.exhaustive
def test_the_panes_of_situations_are_what_the_app_draws(table: Table) -> None:
    _, edition = reply.current()
    for situation in drawn(table):
        told = panes(situation.facts())
        shown = told["vlakken"]
        made = pieces.pieces(table, edition, situation, View({}), False)
        assert shown[pieces.PANE]["delen"] == made
        assert shown[questions.PANE]["gekozen"] == situation.facts()
        assert told["adres"] == address.query(situation)


def test_the_panes_keep_what_else_an_address_says() -> None:
    site = {"embed": "true", "vast": "traject,fase", "verberg": "documenten", "bron": "a&b"}
    told = panes({**site, **FULL, "leeftijd": "onbekend"})
    assert told["adres"] == (
        "?embed=true&vast=traject,fase&verberg=documenten&bron=a%26b"
        "&traject=participatie&fase=bewustwording&profiel=zorgzame-senioren"
    )
    said = "".join(told["vlakken"][pieces.PANE]["delen"])
    assert "Maak PDF" not in said
    assert "nieuw tabblad" in said


def test_panes_of_nonsense_ask_the_questions() -> None:
    nasty = "<script>alert(1)</script>"
    told = panes({"traject": nasty, "fase": "actie"})
    assert told["vlakken"][questions.PANE]["gekozen"]["traject"] is None
    (invitation,) = told["vlakken"][pieces.PANE]["delen"]
    assert "Kies een traject. Dan verschijnt hier je advies." in invitation
    assert nasty not in json.dumps(told)
