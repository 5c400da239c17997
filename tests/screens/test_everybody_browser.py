"""By keyboard, on a narrow screen, with less motion or other colours: nobody is kept out."""

import re
from collections.abc import Callable
from contextlib import suppress

import places
import pytest
from axe import violations
from english import english
from playwright.sync_api import Page, TimeoutError, expect
from real import CONCLUSION, pick, settle

OUTLINE = "node => parseFloat(getComputedStyle(node).outlineWidth) || 0"
NARROW = [{"width": 683, "height": 384}, {"width": 320, "height": 700}]
PILL = "[data-testid=stButtonGroup] button"


@pytest.mark.parametrize("size", NARROW, ids=["683", "320"])
def test_the_menu_of_a_narrow_screen(visit: Callable[..., Page], size: dict[str, int]) -> None:
    page = visit("?" + places.SITUATION, viewport=size)
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_have_js_property("inert", True)
    opener = page.get_by_role("button", name="Menu openen")
    opener.focus()
    page.keyboard.press("Enter")
    expect(sidebar.get_by_role("link", name="Advies")).to_be_focused()
    assert page.get_by_role("button", name="Menu sluiten").is_visible()
    for _ in range(12):  # more than there are links: behind the menu nothing takes the focus
        page.keyboard.press("Tab")
        inside = "document.activeElement.closest('[data-testid=stSidebar], body').tagName"
        assert page.evaluate(inside) in ("SECTION", "BODY")
        assert page.evaluate("!document.activeElement.closest('[data-testid=stMain]')")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(sidebar).to_have_js_property("inert", True)
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('[data-testid=stSidebar]')")


def test_after_a_choice_in_the_menu_the_heading_is_read(visit: Callable[..., Page]) -> None:
    page = visit("?" + places.SITUATION)
    page.get_by_role("link", name="Kanaalplan", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kanaalplan", level=1)).to_be_focused()
    page.set_viewport_size({"width": 320, "height": 700})
    page.get_by_role("button", name="Menu openen").click()
    page.get_by_role("link", name="Beheer").click()
    expect(page.get_by_role("heading", name="Beheer", level=1)).to_be_focused()


def test_answers_are_still_there_after_another_page(visit: Callable[..., Page]) -> None:
    page = visit("?" + places.SITUATION)
    page.get_by_role("radio", name="Afronding").check()
    page.wait_for_url(re.compile("fase=afronding"))
    settle(page)
    conclusion = page.inner_text(CONCLUSION)
    page.get_by_role("link", name="Beheer").click()
    expect(page.get_by_role("heading", name="Beheer", level=1)).to_be_focused()
    page.get_by_role("link", name="Advies", exact=True).click()
    page.wait_for_url(re.compile("fase=afronding.*profiel=zorgzame-senioren"))
    settle(page)
    assert page.inner_text(CONCLUSION) == conclusion
    page.get_by_role("button", name="Wis mijn keuzes").click()
    page.wait_for_selector("text=Bekijk een voorbeeld")
    page.get_by_role("link", name="Beheer").click()
    expect(page.get_by_role("heading", name="Beheer", level=1)).to_be_focused()
    page.get_by_role("link", name="Advies", exact=True).click()
    page.wait_for_selector("text=Bekijk een voorbeeld")


def test_a_chosen_word_goes_away_with_enter_and_space(visit: Callable[..., Page]) -> None:
    page = visit("beheer?deel=organisatie", wait="h2")
    field = page.get_by_role("combobox", name="Kies de kanalen")
    for name in ("Brief", "Flyer", "Chat"):
        pick(page, field, name)
        settle(page)
    page.keyboard.press("Escape")
    words = page.get_by_role("list", name="Gekozen")
    expect(words.get_by_role("listitem")).to_have_count(3)
    assert violations(page) == []
    field.focus()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Haal Brief weg")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Haal Flyer weg")).to_be_focused()
    page.keyboard.press("Space")
    expect(words.get_by_role("listitem")).to_have_count(2)
    settle(page)
    field.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(words.get_by_role("listitem")).to_have_count(1)


def test_a_row_of_pills_is_one_stop(visit: Callable[..., Page]) -> None:
    page = visit("beheer?deel=controle", wait="h2")
    page.get_by_test_id("stMain").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Controle")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.role") != "radio"
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("radio", name="Controle")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("deel=toetstabel"))
    settle(page)
    assert page.locator(f"{PILL}[tabindex='0']").all_inner_texts() == ["Toetstabel"]


def test_tab_stops_nowhere_for_nothing(visit: Callable[..., Page]) -> None:
    page = visit("beheer?deel=insluiten", wait="h2")
    assert page.get_by_test_id("stCode").count()
    stops = "[data-testid=stCode] [tabindex='0']:not(button, a, input), main[tabindex='0']"
    assert page.locator(stops).count() == 0
    page.get_by_text("Naar de inhoud").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stMain")).to_be_focused()


def test_a_radio_button_shows_that_it_has_the_focus(visit: Callable[..., Page]) -> None:
    """WebKit no longer calls the focus visible after an arrow key, Chromium after a click."""
    for address in ("?" + places.SITUATION, "advies/"):
        page = visit(address, wait="input[type=radio]")
        radio = page.get_by_role("radio", name="Bewustwording").first
        radio.click()
        assert radio.evaluate(OUTLINE) >= 2, address
        sizes = page.locator("input[type=radio]:visible").evaluate_all(
            "all => all.map(node => node.getBoundingClientRect()).map(b => [b.width, b.height])"
        )
        assert len(sizes) >= 7
        assert min(min(size) for size in sizes) >= 24, address


@pytest.mark.parametrize("width", [768, 784, 800])
def test_a_menu_with_too_little_room_is_dutch(visit: Callable[..., Page], width: int) -> None:
    page = visit("beheer", wait="h2", viewport={"width": width, "height": 700})
    with suppress(TimeoutError):
        page.get_by_text(re.compile(r"^Nog \d$")).wait_for(timeout=3_000)
    assert not page.get_by_text(re.compile(r"^\d more$")).count()
    assert english(page) == []


def test_other_colours_show_what_is_chosen(visit: Callable[..., Page]) -> None:
    page = visit("beheer?deel=controle", wait="h2", forced_colors="active")
    colour = "node => getComputedStyle(node).backgroundColor"
    chosen = page.get_by_role("radio", name="Controle")
    other = page.get_by_role("radio", name="Regels")
    assert chosen.evaluate(colour) != other.evaluate(colour)


def test_other_colours_draw_every_stripe_of_the_chart(visit: Callable[..., Page]) -> None:
    """None keeps a colour of ours, which may not show on the ground of the reader."""
    page = visit("?" + places.SITUATION, forced_colors="active")
    stripes = page.locator(".past .bereik").evaluate_all(
        "nodes => [...new Set(nodes.map(node => getComputedStyle(node).stroke))]"
    )
    text = page.locator("h1").evaluate("node => getComputedStyle(node).color")
    assert stripes == [text]


def test_less_motion_is_no_motion(visit: Callable[..., Page]) -> None:
    page = visit("?" + places.SITUATION, reduced_motion="reduce")
    longest = """() => Math.max(...[...document.querySelectorAll('.stApp *')].flatMap(node => {
      const style = getComputedStyle(node);
      return [style.transitionDuration, style.animationDuration]
        .flatMap(text => text.split(',').map(parseFloat));
    }))"""
    assert page.evaluate(longest) <= 0.01


def test_what_is_wrong_is_said_at_the_field_and_led_to(visit: Callable[..., Page]) -> None:
    page = visit("kanaalplan", wait="h1")
    page.get_by_role("button", name=re.compile("groepen")).first.click()
    page.wait_for_url(re.compile("plan="))
    settle(page)
    field = page.get_by_role("textbox", name="Het project begint op").first  # two while redrawn
    before = field.input_value()
    field.fill("gisteren")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("^Het project begint op: ‘?'?gisteren"))
    settle(page)
    assert violations(page) == []
    link = page.get_by_role("alert").get_by_role("link", name=re.compile("begint op"))
    link.focus()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    field.fill(before)
    field.press("Enter")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("")
    expect(page.get_by_role("alert").filter(has_text="begint op")).to_have_count(0)
