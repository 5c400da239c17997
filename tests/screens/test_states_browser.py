"""What a visitor sees while a page is on its way, when it stays away, and when it breaks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import faulty
import pytest
from axe import violations
from conftest import ROOT
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from real import new_page, settle
from running import Running, running

from screens.page import breakdown, incident

NAME = "Gemeente Voorbeelddorp"
NUMBER = re.compile(rf"[{incident.LETTERS}]{{3}}-[{incident.LETTERS}]{{3}}")
SIGN = "#bezig"
READS_WELL = """[...document.querySelectorAll('[data-stale=true]')].every(
  node => getComputedStyle(node).opacity === '1')"""


class Faulty(NamedTuple):
    """A server whose pages fail or wait on demand, for an organisation with a logo."""

    server: Running
    folder: Path

    def wish(self, name: str, on: bool = True) -> None:
        """Let pages fail or wait, or let them be."""
        place = self.folder / name
        place.touch() if on else place.unlink(missing_ok=True)

    def address(self, page: str) -> str:
        """Return the address of a page."""
        return f"http://127.0.0.1:{self.server.port}/{page}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faulty]:
    """Run the server."""
    folder = tmp_path_factory.mktemp("staten")
    draw(folder, 80)
    own = folder / "eigen.yaml"
    own.write_text(f"naam: {NAME}\nhuisstijl: {{logo: beeld.png}}\n", encoding="utf-8")
    settings = {faulty.WISHES: str(folder), "KEN_JE_INWONER_ORGANISATIE": str(own)}
    program = (str(ROOT / "tests" / "support" / "faulty.py"),)
    with running(folder, settings, program=program) as server:
        yield Faulty(server, folder)


@pytest.fixture
def faults(site: Faulty) -> Iterator[Faulty]:
    """Return the server with pages that work, until the test wants otherwise."""
    yield site
    for name in (faulty.FAIL, faulty.WAIT):
        site.wish(name, on=False)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return an empty page."""
    made = new_page(browser, viewport={"width": 1366, "height": 768})
    yield made
    made.context.close()


def draw(folder: Path, width: int) -> None:
    Image.new("RGB", (width, 40), (122, 31, 92)).save(folder / "beeld.png")


def test_a_page_on_its_way_says_so_and_a_slow_answer_leaves_the_page_readable(
    faults: Faulty, page: Page
) -> None:
    faults.wish(faulty.WAIT)
    page.goto(faults.address("onderbouwing?deel=bronnen"))
    expect(page.locator(SIGN)).to_be_visible()
    expect(page.locator(SIGN)).to_have_text("De pagina wordt geladen …")
    assert violations(page) == []
    faults.wish(faulty.WAIT, on=False)
    settle(page)
    expect(page.locator(SIGN)).to_be_hidden()

    faults.wish(faulty.WAIT)
    field = page.get_by_role("textbox")
    field.fill("brief")
    field.press("Enter")
    expect(page.locator(SIGN)).to_have_text("Bezig …")
    assert page.evaluate(READS_WELL)
    assert violations(page) == []
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    at = page.evaluate("document.activeElement.outerHTML")
    faults.wish(faulty.WAIT, on=False)
    settle(page)
    expect(page.locator(SIGN)).to_be_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") in at


@pytest.mark.parametrize("query", ["", "?embed=true"])
def test_a_page_that_stays_away_shows_the_way_to_the_one_without_a_socket(
    faults: Faulty, browser: Browser, query: str
) -> None:
    narrow = new_page(browser, viewport={"width": 320, "height": 640}, color_scheme="dark")
    narrow.route_web_socket("**/*", lambda socket: socket.close())
    narrow.goto(faults.address(f"onderbouwing{query}"))
    narrow.wait_for_selector(f"{SIGN}[data-stand=laat]")
    assert violations(narrow) == []
    narrow.get_by_role("link", name="Advies op de eenvoudige pagina").click()
    narrow.wait_for_url(faults.address(f"advies/{query}"))
    narrow.context.close()


@pytest.mark.parametrize("begins", ["", "onderbouwing", "handleiding"])
def test_a_page_that_breaks_gives_a_number_and_a_way_out(
    faults: Faulty, page: Page, begins: str
) -> None:
    faults.wish(faulty.FAIL)
    page.goto(faults.address(begins))
    told = page.get_by_role("alert")
    number = read(told.inner_text())
    page.wait_for_selector("#vooraf", state="detached")
    assert violations(page) == []
    line = next(line for line in faults.server.log_text().splitlines() if number in line)
    assert "ValueError" in line
    assert "tests/support/faulty.py" in line
    faults.wish(faulty.FAIL, on=False)
    page.get_by_role("link", name="Probeer opnieuw").click()
    settle(page)
    assert not page.get_by_role("alert").count()
    assert page.url == faults.address(begins)


def test_a_choice_that_breaks_is_said_too_and_nothing_typed_reaches_page_or_log(
    faults: Faulty, page: Page
) -> None:
    page.goto(faults.address("onderbouwing?deel=bronnen"))
    settle(page)
    before = faults.server.log_text()
    faults.wish(faulty.FAIL)
    page.get_by_role("textbox").fill("brief")
    page.keyboard.press("Enter")
    number = read(page.get_by_role("alert").inner_text())
    said = faults.server.log_text().removeprefix(before)
    assert said.count("ValueError") == said.count(number) == 1
    assert faulty.TYPED not in said + page.content()
    assert "Traceback" not in said + page.content()
    page.get_by_role("link", name="Naar het begin").click()
    page.wait_for_url(faults.address(""))


def read(text: str) -> str:
    """Return the number in what a visitor reads."""
    assert text.startswith(f"{incident.TITLE}\n")
    assert breakdown.BROKEN in text
    found = NUMBER.search(text)
    assert found
    return found[0]


def test_the_logo_names_the_organisation_and_a_new_picture_is_shown_at_once(
    faults: Faulty, page: Page
) -> None:
    page.goto(faults.address("onderbouwing"))
    settle(page)
    logo = page.get_by_test_id("stHeaderLogo")
    expect(logo).to_have_attribute("alt", NAME)
    home = page.get_by_role("button", name=f"{NAME}: naar het begin")
    expect(home).to_be_visible()
    size = "document.querySelector('[data-testid=stHeaderLogo]').naturalWidth"
    assert page.evaluate(size) == 80
    draw(faults.folder, 120)

    def is_renewed() -> bool:
        page.reload()
        settle(page)
        return bool(page.evaluate(size) == 120)

    assert any(is_renewed() for _ in range(20))
