"""The page that comes along with the first answer: it says what the app says, and works alone."""

import re
from html import escape
from urllib.parse import urlencode

import pytest
from pages import serve
from playwright.sync_api import expect
from real import CONCLUSION

from engine import Table
from screens import advies, ask, prelude, reply
from screens.view import View

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
        for piece in advies.pieces(table, edition, situation, View({}), False):
            assert piece in said
        assert checked(said) == situation.facts()


def test_without_answers_it_asks_for_them() -> None:
    said = prelude.page({})
    assert "Kies links een traject en een fase." in said
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


def test_it_works_where_streamlit_cannot_connect(visit) -> None:
    page = visit("healthz", wait="body")
    page.route_web_socket(re.compile("_stcore/stream"), lambda socket: socket.close())
    page.goto(page.url.replace("healthz", f"?{urlencode(FULL)}"))
    alone = page.locator("#vooraf")
    expect(alone.locator(".conclusie")).to_be_visible()
    expect(alone.get_by_text("De verbinding met de server")).to_be_visible(timeout=30_000)
    first = alone.locator(".conclusie").inner_text()
    alone.get_by_role("radio", name="16 tot en met 24 jaar").check()
    page.wait_for_url(re.compile("leeftijd=16-24"))
    expect(alone.locator(".conclusie")).not_to_have_text(first)


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
