"""What only shows when someone does something: menus, lists, hints, errors, a lost connection."""

import places
import pytest
from axe import violations
from english import english, words
from playwright.sync_api import expect
from real import drop, new_page, pick, settle

# What Streamlit says and what becomes of it; also where no page uses it yet.
BUILT_IN = [
    ("200MB per file • CSV", "Hooguit 200 MB per bestand • CSV"),
    ("Drag and drop a file here", "Sleep een bestand hierheen"),
    ("Remove plan.yaml", "Haal plan.yaml weg"),
    ("File must be 5MB or smaller.", "Het bestand mag hooguit 5MB groot zijn."),
    ("text/html files are not allowed.", "Bestanden van het soort text/html kunnen hier niet."),
    ("This field is required.", "Vul dit veld in."),
    ("Number is above the allowed range.", "Dit getal ligt buiten wat hier kan."),
    ("Choose date, december 2026", "Kies een datum, december 2026"),
    ("month, Startdatum", "maand, Startdatum"),
    ("Press ⌘+Enter to submit form", "Druk op ⌘+Enter om door te voeren"),
    ("3 options available.", "3 keuzes."),
    ("Expand sidebar", "Menu openen"),
    ("Previous page", "Vorige pagina"),
]


def test_the_menu_of_a_phone(visit):
    page = visit("?" + places.SITUATION, viewport={"width": 320, "height": 700})
    page.get_by_role("button", name="Menu openen").click()
    page.get_by_role("link", name="Beheer").wait_for()
    settle(page)
    assert page.get_by_role("button", name="Menu sluiten").count()
    assert english(page) == []
    assert violations(page) == []


def test_lists_fields_and_hints(visit):
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


def test_several_choices_at_once(visit):
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


def test_a_number_to_step_through(visit):
    rule = (
        "beheer?deel=proberen&bestand=profiles/leeftijd/75-plus.yaml&regel=75-plus-belt-over-dienst"
    )
    page = visit(rule, wait="[data-testid=stNumberInput]")
    page.get_by_role("spinbutton").fill("99")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_have_text("Dit getal ligt buiten wat hier kan.")
    assert english(page) == []


def test_without_a_connection_the_advice_can_still_be_read(visit):
    page = visit("?" + places.SITUATION)
    page.evaluate("document.querySelector('#root .conclusie').dataset.proef = 'ja'")
    page.context.set_offline(True)
    page.route("**/_stcore/**", lambda route: route.abort())
    assert page.locator(".conclusie[data-proef]").is_visible()
    page.get_by_text("De boodschap: toon en inhoud").click()
    expect(page.locator("details[data-deel^='De boodschap'][open]")).to_have_count(1)
    assert english(page) == []


@pytest.mark.parametrize(("said", "becomes"), BUILT_IN, ids=[said for said, _ in BUILT_IN])
def test_what_streamlit_says_is_translated(browser_page, said, becomes):
    page = browser_page
    assert words(becomes) == []
    page.evaluate(
        """said => { const p = document.createElement('p'); p.id = 'proef'; p.title = said;
          p.textContent = said; document.body.append(p); }""",
        said,
    )
    proef = page.locator("#proef")
    expect(proef).to_have_text(becomes)
    expect(proef).to_have_attribute("title", becomes)
    proef.evaluate("node => node.remove()")


@pytest.fixture(scope="module")
def browser_page(browser, server):
    """Return one page to try texts on."""
    page = new_page(browser)
    page.goto(f"{server}/?{places.SITUATION}")
    settle(page)
    yield page
    page.close()
