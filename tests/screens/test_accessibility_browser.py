"""Every page, state, theme and width in a real browser: WCAG 2.2 levels A and AA, and in Dutch."""

from collections.abc import Iterator

import places
import pytest
from axe import colours, violations
from english import english
from playwright.sync_api import Browser, Page, expect
from real import new_page, set_theme, settle, unfold

from engine import Rulebook

WIDE, NARROW = 1280, 320
PLACES = [
    *((name, address) for name, address in places.EVERY.items()),
    *((f"{name}, ingesloten", places.embedded(at)) for name, at in places.FRAMED.items()),
]


@pytest.fixture(scope="module")
def walker(browser: Browser) -> Iterator[Page]:
    """Return one page that walks along all places, so that the browser loads its files once."""
    page = new_page(browser, locale="en-US")
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def makers(book: Rulebook) -> list[str]:
    """Return who made the sources and a product we read, for a name is never translated."""
    return ["Google Search Console", *(source.publisher for source in book.sources.values())]


def wide(page: Page) -> list[str]:
    """Return what makes a page scroll sideways with a visitor's own spacing of text."""
    page.evaluate(SPACE, SPACED)
    beside: list[str] = page.evaluate(BESIDE)
    page.evaluate(SPACE, "")
    return [f"too wide: {html}" for html in beside]


def wrong(page: Page) -> Iterator[str]:
    """Show a page in both themes and at both widths; yield what is wrong in which."""
    for scheme in ("light", "dark"):
        for width in (WIDE, NARROW):
            set_theme(page, scheme, width)
            found = violations(page, best_practice=True) if scheme == "light" else colours(page)
            if (scheme, width) == ("light", NARROW):
                found += wide(page)
            yield from (f"{scheme}, {width} px: {said}" for said in found)


@pytest.mark.parametrize(("name", "address"), PLACES, ids=[name for name, _ in PLACES])
def test_nothing_keeps_anyone_out(
    walker: Page, server: str, makers: list[str], name: str, address: str
) -> None:
    walker.emulate_media(color_scheme="light")
    walker.set_viewport_size({"width": WIDE, "height": 900})
    walker.goto(f"{server}/{address}")
    settle(walker)
    unfold(walker)
    assert list(wrong(walker)) == []
    assert english(walker, makers) == []
    assert walker.evaluate(BOLD) == [], "a heading is no bold paragraph"
    guides = walker.locator("footer a[href$=handleiding]").count()
    assert guides == (0 if "embed=true" in address else 1)
    assert walker.evaluate("document.documentElement.lang") == "nl"
    assert walker.locator("h1:visible").count() == 1
    assert walker.locator("main").count() == 1
    assert not walker.locator("#root[inert]").count(), "a dialog hides the page from axe"


def test_an_unknown_page_says_so_and_shows_the_way_back(walker: Page, server: str) -> None:
    answer = walker.goto(f"{server}/{places.NOWHERE}")
    assert answer is not None
    assert answer.status == 404
    settle(walker)
    assert "Dit adres ken ik niet." in walker.inner_text("main")
    assert english(walker) == []
    assert violations(walker, best_practice=True) == []
    walker.get_by_role("link", name="de uitgebreide versie").click()
    settle(walker)
    assert walker.inner_text("h1") == "Welke kanalen passen bij deze inwoners?"


SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; "
    "word-spacing: .16em !important } p { margin-bottom: 2em !important }"
)
SPACE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
BESIDE = """() => {
  const main = document.querySelector('[data-testid=stMain]') || document.documentElement;
  if (main.scrollWidth <= innerWidth) return [];
  return [...main.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth)
    .map(e => e.outerHTML.slice(0, 120)).slice(0, 3).concat(`${main.scrollWidth} px`);
}"""
BOLD = """() => [...document.querySelectorAll('p')].filter(p => {
  const [first, ...rest] = p.children;
  return first && !rest.length && ['B', 'STRONG'].includes(first.tagName)
    && p.innerText.trim() && p.innerText.trim() === first.innerText.trim();
}).map(p => p.innerText)"""
CUT = """() => [...document.querySelectorAll('p, h1, h2, h3, li, a, button, label, legend, td, th')]
  .filter(e => e.offsetParent && e.clientWidth > 1 && getComputedStyle(e).overflow === 'hidden'
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
  .map(e => e.innerText)"""


def test_wider_text_is_not_cut_off(browser: Browser, server: str) -> None:
    """WCAG 1.4.12: a visitor's own spacing of lines, letters, words and paragraphs fits."""
    page = new_page(browser, bypass_csp=True, viewport={"width": NARROW, "height": 900})
    for address in (
        "beheer",
        places.ADVIES["advies"],
        places.STATIC["eenvoudig leeg"],
        "kanaalplan",
    ):
        page.goto(f"{server}/{address}")
        settle(page)
        page.add_style_tag(content=SPACED)
        assert page.evaluate(CUT) == [], address
        main = "(document.querySelector('[data-testid=stMain]') || document.documentElement)"
        assert page.evaluate(f"{main}.scrollWidth") <= NARROW, address
    page.context.close()


def test_axe_does_find_what_is_wrong(walker: Page) -> None:
    walker.set_content('<main><img src="x.png"><p style="color:#aaa;background:#fff">tekst</p>')
    found = violations(walker)
    assert {said.split(":")[0] for said in found} >= {"image-alt", "color-contrast"}


def test_the_dark_theme_is_dark(walker: Page, server: str) -> None:
    walker.goto(server)
    settle(walker)
    walker.emulate_media(color_scheme="dark")
    expect(walker.locator(".stApp")).to_have_css("background-color", "rgb(15, 21, 24)")
