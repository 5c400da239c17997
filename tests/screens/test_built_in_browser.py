"""What only shows when someone does something: menus, lists, hints, errors, a lost connection."""

from collections.abc import Callable

import places
from axe import violations
from english import english
from playwright.sync_api import Page, expect
from real import drop, pick, settle


def test_the_menu_of_a_phone(visit: Callable[..., Page]) -> None:
    page = visit("?" + places.SITUATION, viewport={"width": 320, "height": 700})
    page.get_by_role("button", name="Menu openen").click()
    page.get_by_role("link", name="Beheer").wait_for()
    settle(page)
    assert page.get_by_role("button", name="Menu sluiten").count()
    assert english(page) == []
    assert violations(page) == []


def test_lists_fields_and_hints(visit: Callable[..., Page]) -> None:
    page = visit("beheer?deel=regels", wait="h2")
    settle(page)
    drop(page, page.get_by_role("combobox").first)
    assert english(page) == []
    assert violations(page) == []
    page.keyboard.type("qqqq")
    page.get_by_role("option", name="Niets gevonden").wait_for()
    assert english(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("textbox").first.fill("vertrouwen")
    page.get_by_text("Druk op Enter om door te voeren").wait_for()
    assert english(page) == []


def test_several_choices_at_once(visit: Callable[..., Page]) -> None:
    page = visit("beheer?deel=organisatie", wait="h2")
    settle(page)
    field = page.get_by_role("combobox", name="Kies de kanalen")
    drop(page, field)
    assert english(page) == []
    first = page.get_by_role("option").nth(1).inner_text()
    pick(page, field, first)
    expect(page.get_by_test_id("stMultiSelect")).to_contain_text(first)
    settle(page)
    assert english(page) == []


def test_a_number_to_step_through(visit: Callable[..., Page]) -> None:
    rule = (
        "beheer?deel=proberen&bestand=profiles/leeftijd/75-plus.yaml&regel=75-plus-belt-over-dienst"
    )
    page = visit(rule, wait="[data-testid=stNumberInput]")
    page.get_by_role("spinbutton").fill("99")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_have_text("Dit getal ligt buiten wat hier kan.")
    assert english(page) == []


def test_without_a_connection_the_advice_can_still_be_read(visit: Callable[..., Page]) -> None:
    page = visit("?" + places.SITUATION)
    page.evaluate("document.querySelector('#root .conclusie').dataset.proef = 'ja'")
    page.context.set_offline(True)
    page.route("**/_stcore/**", lambda route: route.abort())
    assert page.locator(".conclusie[data-proef]").is_visible()
    page.locator("summary", has_text="De boodschap").click()
    expect(page.locator("details[data-deel^='De boodschap'][open]")).to_have_count(1)
    assert english(page) == []


def test_what_streamlit_says_is_translated(visit: Callable[..., Page]) -> None:
    page = visit("?" + places.SITUATION)
    page.evaluate(
        """text => { const p = document.createElement('p'); p.id = 'proef'; p.title = text;
          p.textContent = text; document.body.append(p); }""",
        "Expand sidebar",
    )
    sample = page.locator("#proef")
    expect(sample).to_have_text("Menu openen")
    expect(sample).to_have_attribute("title", "Menu openen")
    sample.evaluate("node => { node.firstChild.data = node.title = 'Previous page'; }")
    expect(sample).to_have_text("Vorige pagina")
    expect(sample).to_have_attribute("title", "Vorige pagina")
