"""The main path without a mouse: questions, advice, document; focus is always in sight."""

import re
from contextlib import suppress
from typing import Any

import places
import pytest
from playwright.sync_api import Page, TimeoutError, expect
from real import CONCLUSION, advised, drop, settle

FOCUS = """() => {
  const here = document.activeElement;
  const shown = here.closest('label') || here;
  const box = shown.getClientRects()[0] || shown.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, 30) / 2];
  const middle = document.elementFromPoint(x, y);
  const label = here.labels?.[0] || shown;
  const text = (label.querySelector('p') || label).innerText;
  const name = here.getAttribute('aria-label') || text || here.tagName;
  const seen = shown.contains(middle) || (middle && middle.contains(shown));
  return {
    name: name.trim().split('\\n')[0],
    outline: parseFloat(getComputedStyle(shown).outlineWidth) || 0,
    inView: box.bottom > 0 && box.top < innerHeight,
    covered: !seen && !shown.querySelector('h1'),
  };
}"""
MOST = 120  # presses before we call it a trap


def arrived(page: Page) -> dict[str, Any]:
    """Return where focus is, once it is in sight; the page may still be moving there."""
    with suppress(TimeoutError):  # then the assertions say what is wrong
        page.wait_for_function(f"(f => f.inView && !f.covered)(({FOCUS})())", timeout=10_000)
    found: dict[str, Any] = page.evaluate(FOCUS)
    return found


def walk(page: Page, until: str, key: str = "Tab") -> list[str]:
    """Press a key until focus is on what is named; return what was passed."""
    passed: list[str] = []
    for _ in range(MOST):
        page.keyboard.press(key)
        focus = arrived(page)
        passed.append(focus["name"])
        assert focus["outline"] >= 2, f"no focus to see on {focus['name']}"
        assert focus["inView"], f"focus out of sight on {focus['name']}"
        assert not focus["covered"], f"{focus['name']} lies under something else"
        if focus["name"].startswith(until):
            return passed
    raise AssertionError(f"{until} cannot be reached: {passed}")


def test_from_first_question_to_document(visit):
    page = visit(wait="text=Bekijk een voorbeeld")
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
    walk(page, "Alle leeftijden")
    page.keyboard.press("ArrowUp")
    advised(page, "fase=eerste-contact", "leeftijd=75-plus")
    walk(page, "Maak PDF")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".pdf")
    assert page.inner_text(CONCLUSION) != first or "75 jaar" in page.content()


def test_while_a_new_advice_is_drawn_tab_goes_to_the_next_question(visit):
    page = visit("?" + places.SITUATION)
    page.get_by_role("radio", name="Afronding").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    advised(page, "fase=afronding")
    assert page.evaluate("document.activeElement.name") == "leeftijd"


def test_backwards_nothing_hides_under_the_menu(visit):
    page = visit("?" + places.SITUATION)
    settle(page)
    walk(page, "Zo kwam dit advies")
    walk(page, "Participatie", "Shift+Tab")


def test_what_is_closed_opens_with_the_keyboard(visit):
    page = visit("?" + places.SITUATION)
    settle(page)
    walk(page, "Waarom niet kanaal")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Over welk kanaal").wait_for()
    settle(page)
    walk(page, "Over welk kanaal")
    field = page.get_by_role("combobox", name="Over welk kanaal")
    drop(page, field)
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", re.compile("option-[1-9]$"))
    page.keyboard.press("Enter")
    part = page.locator("[data-testid=stExpander]").filter(has_text="Over welk kanaal")
    part.locator("[data-testid=stHtml] p").first.wait_for()


@pytest.mark.parametrize("address", ["advies/", f"advies/participatie/afronding/{'onbekend/' * 2}"])
def test_the_plain_page_too(visit, address):
    page = visit(address.rstrip("/") if "afronding" in address else address, wait="h1")
    passed = walk(page, "Maak PDF" if "afronding" in address else "Toon het advies")
    assert passed[0] == "Naar de inhoud"
