"""The page Kanaalplan in a real browser: reload, two tabs, keyboard, narrow, and axe-core."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe import colours, violations
from english import english
from playwright.sync_api import Browser, Page, expect
from real import new_page, revisit, set_theme, settle, unfold
from sample_plans import share_changed_example

from plans.storage import database
from screens.plan.page import STEPS

NAME = "Naam van het project"
SAVED = re.compile(r"versie (\d+)\.")
Open = Callable[..., Page]
LOOKS: list[tuple[Literal["light", "dark"], int]] = [
    ("light", 1280),
    ("light", 320),
    ("dark", 1280),
]


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Open]:
    contexts = []

    def opened(address: str = "kanaalplan", **options: Any) -> Page:
        size = options.pop("viewport", {"width": 1366, "height": 768})
        page = new_page(browser, viewport=size, locale="nl-NL", **options)
        contexts.append(page.context)
        page.goto(address if address.startswith("http") else f"{server}/{address}")
        settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def plan(open_page: Open) -> Page:
    """Return the page of a plan that began with an example."""
    page = open_page()
    page.get_by_role("button", name=re.compile("geldzorgen")).click()
    page.wait_for_url(re.compile(r"plan=[\w-]{32}"))
    page.wait_for_selector(".plan-mist")
    settle(page)
    return page


def type_in(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Enter")


def to(page: Page, step: str) -> None:
    page.get_by_role("radio", name=STEPS[step], exact=True).click()
    page.get_by_role("heading", name=STEPS[step], exact=True).wait_for()
    settle(page)


def test_nothing_is_lost_on_reload(plan: Page) -> None:
    assert plan.title() == "Kanaalplan – Ken je inwoner"
    type_in(plan, NAME, "Schulden op tijd")
    expect(plan.get_by_text("versie 2")).to_be_visible()
    plan.reload()
    settle(plan)
    expect(plan.get_by_label(NAME, exact=True)).to_have_value("Schulden op tijd")
    to(plan, "bord")
    plan.reload()
    settle(plan)
    expect(plan.get_by_role("heading", name=STEPS["bord"])).to_be_visible()
    plan.get_by_role("button", name="Maak ongedaan").click()
    expect(plan.get_by_text("versie 3")).to_be_visible()
    to(plan, "project")
    expect(plan.get_by_label(NAME, exact=True)).to_have_value("Op tijd hulp bij geldzorgen")


def test_what_two_changed_is_asked_and_own_tabs_are_not(plan: Page, open_page: Open) -> None:
    other, own = open_page(plan.url), plan.context.new_page()
    own.goto(plan.url)
    expect(own.get_by_label(NAME, exact=True)).to_be_visible()
    type_in(plan, NAME, "Van de eerste")
    expect(plan.get_by_text("versie 2")).to_be_visible()
    type_in(own, NAME, "Van zijn tweede tab")
    expect(own.get_by_text("versie 3")).to_be_visible()
    type_in(other, NAME, "Van een ander")
    expect(other.get_by_text("samengevoegd")).to_be_visible()
    assert violations(other) == []
    other.reload()
    other.get_by_text("Je collega: Van zijn tweede tab").click()
    other.get_by_role("button", name="Bewaar deze keuzes").click()
    expect(other.get_by_label(NAME, exact=True)).to_have_value("Van zijn tweede tab")


def test_a_cell_is_changed_by_keyboard_and_the_effect_shows(plan: Page) -> None:
    to(plan, "bord")
    plan.get_by_text("De keuze van de kanalen").click()
    settle(plan)
    plan.get_by_role("combobox", name="Kanaal").last.focus()
    plan.keyboard.type("WhatsApp")
    plan.get_by_role("option", name="WhatsApp").first.wait_for()
    plan.keyboard.press("Enter")
    plan.get_by_label("Waarom? (verplicht)").fill("Onze inwoners appen al met ons.")
    plan.keyboard.press("Enter")
    expect(plan.get_by_text("Wat je laatste wijziging deed")).to_be_visible()
    expect(plan.get_by_text("Onze inwoners appen al met ons.").first).to_be_visible()
    expect(plan.locator(".grenzen")).to_contain_text("7 van 6")


@pytest.mark.parametrize(("button", "kind"), [("Planbestand (YAML)", "yaml"), ("PDF", "pdf")])
def test_the_plan_is_taken_along_and_opened_again(
    plan: Page, open_page: Open, button: str, kind: str
) -> None:
    to(plan, "documenten")
    with plan.expect_download() as download:
        plan.get_by_role("button", name=button, exact=True).click()
    name = download.value.suggested_filename
    assert re.fullmatch(rf"kanaalplan-op-tijd-hulp-bij-geldzorgen-\d{{4}}-\d\d-\d\d\.{kind}", name)
    page = open_page()
    page.locator("input[type=file]").set_input_files(
        {
            "name": name,
            "mimeType": "application/octet-stream",
            "buffer": Path(download.value.path()).read_bytes(),
        }
    )
    expect(page.get_by_text("Op tijd hulp bij geldzorgen’").first).to_be_visible()
    page.get_by_role("button", name="Open dit plan").click()
    page.wait_for_selector(".plan-mist")
    page.wait_for_url(re.compile(r"plan=[\w-]{32}"))
    assert page.url != plan.url


@pytest.mark.parametrize("button", ["Word", "Excel", "Agenda (ICS)", "CSV"])
def test_the_plan_is_taken_along_as(plan: Page, button: str) -> None:
    to(plan, "documenten")
    with plan.expect_download() as download:
        plan.get_by_role("button", name=button, exact=True).click()
    assert Path(download.value.path()).stat().st_size > 400


def test_a_deleted_plan_comes_back_through_its_address(plan: Page) -> None:
    to(plan, "documenten")
    plan.get_by_text("Ik wil dit plan verwijderen").click()
    plan.get_by_role("button", name="Verwijder dit plan").click()
    plan.get_by_role("button", name="Zet dit plan terug").wait_for()
    plan.reload()
    plan.get_by_role("button", name="Zet dit plan terug").click()
    plan.wait_for_selector(".plan-mist")


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_accessible_and_fits(plan: Page, step: str) -> None:
    to(plan, step)
    unfold(plan)
    assert english(plan) == []
    for scheme, width in LOOKS:
        set_theme(plan, scheme, width)
        look = colours if scheme == "dark" else violations
        assert look(plan) == [], f"{scheme}, {width} px"
        wide = plan.evaluate(
            "[document.documentElement.scrollWidth, document.querySelector('main').scrollWidth]"
        )
        assert max(wide) <= width, f"{width} px"


def test_the_calendar_of_all_plans(open_page: Open) -> None:
    share_changed_example(database.file())
    page = open_page("kanaalplan?deel=kalender")
    revisit(page, page.url, "Alle acties")
    assert "Advertenties op zoekwoorden" in page.inner_text("main")
    expect(page.locator("[aria-roledescription=grafiek]").first).to_be_visible()
    assert violations(page) == []
    assert english(page) == []


def test_after_a_button_that_goes_on_the_focus_is_at_the_next_step(plan: Page) -> None:
    to(plan, "groepen")
    plan.get_by_role("button", name="Verder naar").press("Enter")
    heading = plan.get_by_role("heading", name=STEPS["bord"], exact=True)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    settle(plan)
    expect(heading).to_be_focused()


def test_an_open_cell_keeps_nobody_out(plan: Page) -> None:
    """A cell of the matrix, an action under its row, and a field in the table: each with axe."""
    to(plan, "bord")
    for thing, opened, close in (
        (".bord [data-doe=vak]", "#paneel-vak", "Sluit dit vak"),
        (".bord .acties button.naam", "#paneel-actie", "Sluit deze actie"),
    ):
        plan.locator(f"{thing}:visible").first.click()
        plan.locator(opened).wait_for()
        settle(plan)
        unfold(plan)
        for scheme, width in LOOKS:
            set_theme(plan, scheme, width)
            look = colours if scheme == "dark" else violations
            assert look(plan) == [], f"{opened}, {scheme}, {width} px"
        set_theme(plan, "light", 1366)
        plan.get_by_role("button", name=close).click()
        plan.locator(opened).wait_for(state="detached")
        settle(plan)
    plan.locator(".bord .acties button.veld:visible").first.click()
    plan.locator(".bord [data-typt]").wait_for()
    assert violations(plan) == []
