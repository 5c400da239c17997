"""The page Reis van de inwoner in a real browser: by menu, by keyboard, on a phone, with a file."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from english import COMMON, NAMES
from playwright.sync_api import Page, expect
from present import present
from real import pick, settle

import blueprints
from blueprints import sheet_forms, workbook
from engine import load

START = "text=Bekijk een voorbeeld"
TABLE = ".baan table"


def open_journeys(visit: Callable[..., Page], **options: Any) -> Page:
    page = visit(wait=START, **options)
    page.get_by_role("link", name="Reis van de inwoner").first.click()
    page.wait_for_selector(TABLE)
    settle(page)
    return page


def choose_journey(page: Page, journey: str) -> None:
    pick(page, page.get_by_role("combobox", name="Welke reis?"), journey)
    page.wait_for_selector(f"h2:text-is('{journey}')")
    settle(page)


def test_a_journey_is_chosen_and_taken_along(visit: Callable[..., Page]) -> None:
    page = open_journeys(visit)
    choose_journey(page, "Trouwen of partnerschap registreren")
    assert re.search("reis=trouwen", page.url)
    table = page.locator(TABLE)
    expect(table.get_by_role("columnheader", name="Besluiten om te trouwen")).to_be_visible()
    expect(table.get_by_role("rowheader", name="Hoe het voelt")).to_be_visible()
    assert page.locator(f"{TABLE} tbody tr:has(th)").count() == 15
    for name, ending in (("Maak PDF", "pdf"), ("Excel", "xlsx"), ("YAML", "yaml")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename == f"reis-trouwen.{ending}"
        if ending == "pdf":
            with pikepdf.open(download.value.path()) as pdf:
                assert str(pdf.open_metadata()["pdfuaid:part"]) == "1"


def test_the_keyboard_walks_the_picture(visit: Callable[..., Page]) -> None:
    page = open_journeys(visit)
    region = page.locator(".baan")
    page.get_by_role("link", name="YAML", exact=True).focus()
    for _ in range(6):  # past the pictures and the link that begins a plan
        page.keyboard.press("Tab")
        if there := page.evaluate("document.activeElement.classList.contains('baan')"):
            break
    assert there
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    before = region.evaluate("e => e.scrollLeft")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.activeElement.scrollLeft > before", arg=before)
    heads = page.locator(f"{TABLE} tbody th").first
    head, box = present(heads.bounding_box()), present(region.bounding_box())
    assert head["x"] >= box["x"] - 1


def test_no_cell_is_cut_off(visit: Callable[..., Page]) -> None:
    page = open_journeys(visit)
    choose_journey(page, "Bijzondere bijstand aanvragen")
    cut = page.evaluate(
        f"""[...document.querySelectorAll('{TABLE} th, {TABLE} td')]
        .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
        .map(e => e.textContent)"""
    )
    assert cut == []


@pytest.mark.parametrize("part", ["Bibliotheek", "Dezelfde stappen", "Je eigen reis"])
def test_a_phone_never_scrolls_sideways_and_reads_dutch(
    visit: Callable[..., Page], part: str
) -> None:
    page = open_journeys(visit)
    page.get_by_role("radio", name=part).click()
    page.set_viewport_size({"width": 320, "height": 700})
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    settle(page)
    assert COMMON.findall(page.inner_text("body")) == []
    assert [name for name in page.evaluate(NAMES) if COMMON.search(name)] == []
    assert "per file" not in page.inner_text("body")


def test_a_journey_from_excel_is_shown(visit: Callable[..., Page], tmp_path: Path) -> None:
    book = load()
    found = blueprints.load(book)
    made = openpyxl.load_workbook(io.BytesIO(workbook.write(found.journeys["paspoort"], found)))
    made[sheet_forms.STEPS]["C2"] = "Zien dat de pas te oud is"
    path = tmp_path / "onze reis.xlsx"
    made.save(path)
    page = open_journeys(visit)
    page.get_by_role("radio", name="Je eigen reis").click()
    page.locator("input[type=file]").set_input_files(path)
    page.wait_for_selector(TABLE)
    expect(page.locator(TABLE)).to_contain_text("Zien dat de pas te oud is")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download YAML").click()
    assert download.value.suggested_filename == "reis-onze-reis.yaml"
    assert "te oud is" in Path(download.value.path()).read_text(encoding="utf-8")
    assert COMMON.findall(page.inner_text("body")) == []


def test_one_click_makes_a_plan_and_no_other_plan_is_lost(visit: Callable[..., Page]) -> None:
    begin = "Begin een kanaalplan met deze reis"
    page = open_journeys(visit)
    choose_journey(page, "Trouwen of partnerschap registreren")
    there = page.url
    page.get_by_role("button", name=begin).dblclick()
    page.wait_for_url(re.compile("/kanaalplan.*plan="))
    settle(page)
    first = page.url
    expect(page.get_by_role("textbox", name="Naam van het project")).to_have_value(
        "Trouwen of partnerschap registreren"
    )
    page.go_back()
    page.wait_for_selector(TABLE)
    settle(page)
    assert page.url == there, "Back shows the journey again, without the link of the plan"
    page.get_by_role("button", name=begin).click()
    page.wait_for_url(first)
    settle(page)
    page.go_back()
    page.wait_for_selector(TABLE)
    choose_journey(page, "Hulp krijgen bij geldzorgen en schulden")
    page.get_by_role("button", name=begin).click()
    expect(page.get_by_role("status").filter(has_text="‘Trouwen of partn")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Verwijder dit nieuwe plan").click()
    expect(page.get_by_role("button", name="Zet dit plan terug")).to_be_visible()
    page.get_by_role("button", name="Zet dit plan terug").click()
    page.get_by_role("button", name="Terug naar het vorige plan").click()
    page.wait_for_selector("text=Trouwen of partnerschap registreren")
    settle(page)
    link = re.compile(r"plan=[\w-]+")
    assert present(link.search(page.url))[0] == present(link.search(first))[0]


def test_within_a_frame_the_plan_and_the_way_back_stay_within_it(
    visit: Callable[..., Page],
) -> None:
    page = visit("reis?embed=true&reis=paspoort", wait=TABLE)
    advice = page.get_by_role("link", name="Open het advies").first
    assert "embed=true" in (advice.get_attribute("href") or "")
    page.get_by_role("button", name="Begin een kanaalplan met deze reis").click()
    page.wait_for_url(re.compile("/kanaalplan.*plan="))
    page.get_by_role("link", name="Terug naar de reis").click()
    page.wait_for_url(re.compile("/reis.*embed=true"))
    page.wait_for_selector(TABLE)
    assert not page.get_by_role("link", name="Digitaal luisteren").count()
