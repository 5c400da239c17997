"""The page Advies without Streamlit: it says what the app says, and works alone."""

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import urlencode

import pytest
from pages import serve
from playwright.sync_api import Page, Route, WebSocketRoute, expect
from real import CONCLUSION, advised, new_page, settle
from starlette.requests import Request

from engine import Table
from screens.advice import ask
from screens.advice import page as advice_page
from screens.page import address, reply
from screens.page.view import View
from screens.server import prelude

SOCKET = re.compile("_stcore/stream")
FULL = {
    "traject": "participatie",
    "fase": "bewustwording",
    "leeftijd": "75-plus",
    "profiel": "zorgzame-senioren",
}


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def checked(said: str) -> dict[str, str]:
    """Return which radio buttons of a page are on."""
    marked = re.findall(r'name="(\w+)" value="([^"]+)" checked', said)
    return dict(marked)


def test_it_holds_the_advice_the_app_draws(table: Table) -> None:
    for situation in list(table.outcomes)[::70]:
        said = prelude.page(situation.facts())
        _, edition = reply.current()
        for piece in advice_page.pieces(table, edition, situation, View({}), False):
            assert piece in said
        assert checked(said) == situation.facts()


def test_without_answers_it_asks_for_them() -> None:
    said = prelude.page({})
    assert "Kies een traject en een fase." in said
    assert checked(said) == {"leeftijd": "onbekend", "profiel": "onbekend"}


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
    monkeypatch.setattr(ask, "pieces", lambda *_: 1 / 0)
    assert await prelude.prelude(scope) == b""


def panes(params: dict[str, str]) -> dict[str, Any]:
    """Return what a browser gets that asks for the panes of an address."""
    query = urlencode(params).encode()
    asked = Request({"type": "http", "method": "GET", "query_string": query, "headers": []})
    answer = prelude.panes(asked)
    assert answer.headers["content-type"] == "application/json"
    return json.loads(answer.body)


def test_the_panes_of_every_situation_are_what_the_app_draws(table: Table) -> None:
    _, edition = reply.current()
    for situation in table.outcomes:
        told = panes(situation.facts())
        drawn = told["vlakken"]
        made = advice_page.pieces(table, edition, situation, View({}), False)
        assert drawn[advice_page.PANE]["delen"] == made
        assert drawn[ask.PANE]["gekozen"] == situation.facts()
        assert told["adres"] == address.query(situation)


def test_the_panes_keep_what_else_an_address_says() -> None:
    site = {"embed": "true", "vast": "traject,fase", "verberg": "documenten", "bron": "a&b"}
    told = panes({**site, **FULL, "leeftijd": "onbekend"})
    assert told["adres"] == (
        "?embed=true&vast=traject,fase&verberg=documenten&bron=a%26b"
        "&traject=participatie&fase=bewustwording&profiel=zorgzame-senioren"
    )
    said = "".join(told["vlakken"][advice_page.PANE]["delen"])
    assert "Maak PDF" not in said
    assert "nieuw tabblad" in said


def test_panes_of_nonsense_ask_the_questions() -> None:
    nasty = "<script>alert(1)</script>"
    told = panes({"traject": nasty, "fase": "actie"})
    assert told["vlakken"][ask.PANE]["gekozen"]["traject"] is None
    assert told["vlakken"][advice_page.PANE]["delen"] == [
        '<div><h2>Advies</h2><p data-meld="">Kies een traject. '
        "Dan verschijnt hier je advies.</p></div>"
    ]
    assert nasty not in json.dumps(told)


def alone(visit: Callable[..., Page], query: str) -> Page:
    """Open the page where web sockets are blocked."""
    page = visit("healthz", wait="body")
    page.route_web_socket(SOCKET, lambda socket: socket.close())
    page.goto(page.url.replace("healthz", query))
    page.evaluate("window.samePage = true")
    return page


def focused(page: Page, name: str) -> None:
    """Wait until an element has the focus of its page."""
    page.wait_for_function("name => document.activeElement.id === name", arg=name)


def test_it_works_where_streamlit_cannot_connect(visit) -> None:
    page = alone(visit, f"?{urlencode(FULL)}")
    whole = page.locator("#vooraf")
    expect(whole.get_by_text("De verbinding met de server")).to_be_visible(timeout=30_000)
    first = whole.locator(".conclusie").inner_text()
    whole.get_by_role("radio", name="75 jaar en ouder").press("ArrowUp")
    page.wait_for_url(re.compile("leeftijd=65-74"))
    focused(page, "leeftijd-65-74")
    whole.locator("#leeftijd-65-74").press("ArrowUp")
    page.wait_for_url(re.compile("leeftijd=50-64"))
    focused(page, "leeftijd-50-64")
    expect(whole.locator(".conclusie")).not_to_have_text(first)
    assert page.evaluate("window.samePage")
    page.go_back()
    page.go_back()
    expect(whole.locator("#leeftijd-75-plus")).to_be_checked()
    expect(whole.locator(".conclusie")).to_have_text(first)


def test_an_answer_of_before_the_app_is_there_is_kept(visit) -> None:
    page = visit("healthz", wait="body")
    waiting: list[WebSocketRoute] = []

    def first_waits(socket: WebSocketRoute) -> None:
        if waiting:
            socket.connect_to_server()
        waiting.append(socket)

    page.route_web_socket(SOCKET, first_waits)
    page.goto(page.url.replace("healthz", f"?{urlencode(FULL)}"))
    page.locator("#vooraf #fase-actie").check()
    page.wait_for_url(re.compile("fase=actie"))
    waiting[0].close()  # the page tries again, now for real
    advised(page, "fase=actie")
    assert page.locator("#vooraf").count() == 0
    focused(page, "fase-actie")


def test_the_app_answers_when_the_panes_do_not(browser, server) -> None:
    page = new_page(browser)
    page.route("**/vlakken?*", lambda route: route.abort())
    page.goto(f"{server}/?{urlencode(FULL)}")
    settle(page)
    page.get_by_role("radio", name="Actie").check()
    advised(page, "fase=actie")
    page.wait_for_url(re.compile("fase=actie"))
    page.go_back()
    advised(page, "fase=bewustwording")
    page.context.close()


def test_the_newest_answer_wins_whatever_comes_last(visit) -> None:
    page = visit(f"?{urlencode(FULL)}")
    late: list[Route] = []
    page.route("**/vlakken?*fase=actie*", lambda route: late.append(route))
    page.get_by_role("radio", name="Actie").check()
    expect(page.locator("[data-vlak=advies-vlak]")).to_have_attribute("aria-busy", "true")
    page.get_by_role("radio", name="Afronding").check()
    advised(page, "fase=afronding")
    late[0].continue_()
    page.get_by_role("radio", name="16 tot en met 24 jaar").check()
    advised(page, "fase=afronding", "leeftijd=16-24")
    expect(page.get_by_role("radio", name="Afronding")).to_be_checked()
    expect(page.locator("[data-vlak=advies-vlak]")).to_have_attribute("aria-busy", "false")


def test_it_makes_room_for_the_app(visit) -> None:
    page = visit(f"?{urlencode(FULL)}")
    assert page.locator("#vooraf").count() == 0
    assert page.locator(CONCLUSION).count() == 1


def test_it_reads_without_script(browser, server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/?{urlencode(FULL)}")
    expect(page.locator(".conclusie")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Maak PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")
    page.goto(f"{server}/?bron=intranet")
    page.get_by_role("radio", name="Participatie").check()
    page.get_by_role("radio", name="Afronding").check()
    page.get_by_role("button", name="Toon het advies").click()
    expect(page.locator(".conclusie")).to_be_visible()
    assert "traject=participatie&fase=afronding" in page.url
    assert "bron=intranet" in page.url
    context.close()
