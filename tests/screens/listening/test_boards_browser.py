"""What is remembered, in a real browser: every part can be read by everybody, wide and narrow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import remembered
from axe import colours, violations
from playwright.sync_api import Page
from real import chromium, new_page, set_theme, settle
from running import running

from listening.storage.day_memory import Memory
from listening.storage.retention import SETTING

PLACES = (
    "deel=onderwerpen",
    f"deel=onderwerp&onderwerp={remembered.SUBJECT}",
    "deel=opbrengst&prijs=9,50&minuten=12",
    f"deel=onderwerp&onderwerp={remembered.SUBJECT}&kaart=ja&embed=true",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("borden")
    url = f"sqlite:///{folder}/p.sqlite3"
    memory = Memory("", url)
    remembered.remember(memory)
    memory.close()
    with running(folder, {"DATABASE_URL": url, SETTING: "3660"}) as server:
        yield f"http://127.0.0.1:{server.port}/luisteren"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield new_page(browser, viewport={"width": 1366, "height": 900}, locale="nl-NL")


@pytest.mark.parametrize("place", PLACES)
def test_everybody_can_read_it(page: Page, address: str, place: str) -> None:
    page.goto(f"{address}?{place}")
    page.locator(".bord, .luister-kaart").first.wait_for()
    settle(page)
    assert violations(page) == []
    set_theme(page, "dark", 320)
    settle(page)
    assert colours(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320
    set_theme(page, "light", 1366)
