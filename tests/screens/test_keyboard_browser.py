"""The main path without a mouse: questions, advice, document; focus is always in sight."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import places
import pytest
from playwright.sync_api import Page, TimeoutError, expect
from real import CONCLUSION, FOCUS, HEIGHTS, MOST, drop, settle, wait_for_advice


def focus_state(page: Page) -> dict[str, Any]:
    """Return where focus is, once it is in sight; the page may still be moving there."""
    with suppress(TimeoutError):  # then the assertions say what is wrong
        page.wait_for_function(f"(f => f.inView && !f.covered)(({FOCUS})())", timeout=30_000)
    found: dict[str, Any] = page.evaluate(FOCUS)
    return found


def walk(page: Page, until: str, key: str = "Tab") -> list[str]:
    """Press a key until focus is on what is named; return what was passed."""
    passed: list[str] = []
    for _ in range(MOST):
        page.keyboard.press(key)
        focus = focus_state(page)
        passed.append(focus["name"])
        assert focus["outline"] >= 2, f"no focus to see on {focus['name']}"
        assert focus["inView"], f"focus out of sight on {focus['name']}"
        assert not focus["covered"], f"{focus['name']} lies under something else"
        if focus["name"].startswith(until):
            return passed
    raise AssertionError(f"{until} cannot be reached: {passed}")


@pytest.mark.parametrize("width", list(HEIGHTS))
def test_from_first_question_to_document(visit: Callable[..., Page], width: int) -> None:
    page = visit(
        wait="text=Bekijk een voorbeeld", viewport={"width": width, "height": HEIGHTS[width]}
    )
    settle(page)
    assert walk(page, "Naar de inhoud") == ["Naar de inhoud"]
    walk(page, "Participatie")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("traject=participatie"))
    settle(page)
    walk(page, "Bewustwording")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(CONCLUSION)
    settle(page)
    first = page.inner_text(CONCLUSION)
    page.wait_for_url(re.compile("fase=eerste-contact"))
    walk(page, "Maak het preciezer")
    page.keyboard.press("Enter")
    walk(page, "Leeftijd")
    page.keyboard.press("Enter")
    walk(page, "Alle leeftijden")
    page.keyboard.press("ArrowUp")
    wait_for_advice(page, "fase=eerste-contact", "leeftijd=75-plus")
    walk(page, "Maak PDF")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".pdf")
    assert page.inner_text(CONCLUSION) != first or "75 jaar" in page.content()


def test_while_a_new_advice_is_drawn_tab_goes_to_the_next_question(
    visit: Callable[..., Page],
) -> None:
    page = visit("?" + places.SITUATION)
    page.get_by_role("radio", name="Afronding").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    wait_for_advice(page, "fase=afronding")
    here = page.evaluate("document.activeElement.innerText")
    assert here.startswith("Maak het preciezer")


def test_backwards_nothing_hides_under_the_menu(visit: Callable[..., Page]) -> None:
    page = visit("?" + places.SITUATION)
    settle(page)
    walk(page, "Zo kwam dit advies")
    walk(page, "Participatie", "Shift+Tab")


def test_what_is_closed_opens_with_the_keyboard(visit: Callable[..., Page]) -> None:
    page = visit("?" + places.SITUATION)
    settle(page)
    walk(page, page.locator("summary h4").first.inner_text())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Zo pak je het aan")).to_be_visible()
    walk(page, "Vergelijk met een andere groep")
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Leeftijd van de andere groep")
    field.wait_for()
    settle(page)
    walk(page, "Leeftijd van de andere groep")
    drop(page, field)
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", re.compile("option-[1-9]$"))
    page.keyboard.press("Enter")
    page.locator(".vergeleken").wait_for()


@pytest.mark.parametrize("address", ["advies/", f"advies/participatie/afronding/{'onbekend/' * 2}"])
def test_the_plain_page_too(visit: Callable[..., Page], address: str) -> None:
    page = visit(address.rstrip("/") if "afronding" in address else address, wait="h1")
    passed = walk(page, "Maak PDF" if "afronding" in address else "Toon het advies")
    assert passed[0] == "Naar de inhoud"
