"""The page Digitaal luisteren in a real browser: by menu, with an example, an own file, a phone."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from conftest import ROOT
from playwright.sync_api import Page
from real import pick, settle

from documents.listening import content

START = "text=Bekijk een voorbeeld"
STANDING = "h2:text-is('Waar we staan')"


def open_listening(visit: Callable[..., Page], **options: Any) -> Page:
    page = visit(wait=START, **options)
    if options.get("viewport", {}).get("width", 1366) < 800:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Digitaal luisteren").first.click()
    page.wait_for_selector("h1:has-text('Digitaal luisteren')")
    settle(page)
    return page


def test_the_example_shows_everything_and_gives_a_pdf(visit: Callable[..., Page]) -> None:
    page = open_listening(visit)
    page.get_by_role("button", name="Bekijk een voorbeeld").click()
    page.wait_for_selector(STANDING)
    settle(page)
    said = page.inner_text("body")
    assert "Alle cijfers per dag en alle zoekvragen zijn verzonnen" in said
    assert "Meer: +38 %" in said
    assert "Spreid de actie" in said
    page.emulate_media(media="print")
    assert page.get_by_text("tellingen.csv: Tellingen per").is_visible()
    assert not page.get_by_role("combobox", name="Waar gaat het verslag over?").is_visible()
    page.emulate_media(media="screen")
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak PDF").click()
    with pikepdf.open(download.value.path()) as pdf:
        assert str(pdf.open_metadata()["pdfuaid:part"]) == "1"


def test_a_report_of_a_period_and_a_subject(visit: Callable[..., Page]) -> None:
    page = open_listening(visit)
    page.get_by_role("button", name="Bekijk een voorbeeld").click()
    page.wait_for_selector(STANDING)
    settle(page)
    page.get_by_label("Van", exact=True).fill("gisteren")
    page.get_by_label("Tot en met", exact=True).click()
    page.wait_for_selector("text=‘gisteren’ is geen dag. Schrijf bijvoorbeeld 01-09-2026.")
    assert not page.get_by_role("button", name="Maak PDF").count()
    for label, day in (("Van", "5-10-2026"), ("Tot en met", "31-10-2026")):
        page.get_by_label(label, exact=True).fill(day)
        page.get_by_label(label, exact=True).press("Enter")
        settle(page)
    pick(
        page, page.get_by_role("combobox", name="Waar gaat het verslag over?"), "Hulp bij schulden"
    )
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak PDF").click()
    assert re.fullmatch(
        r"digitaal-luisteren-schuldhulp-2026-10-05-2026-10-31-[\d-]{10}\.pdf",
        download.value.suggested_filename,
    )
    said = read(download.value.path())
    assert "5 oktober 2026 tot en met 31 oktober 2026" in said
    assert "Pagina herschrijven" in said and "Zoekadvertentie aan" not in said
    assert content.MADE_UP in said


def read(path: Path) -> str:
    """Return the words of a PDF on one line."""
    made = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
    return " ".join(made.decode().split())


def test_an_own_file_is_opened_and_a_strange_one_is_pointed_out(visit: Callable[..., Page]) -> None:
    page = open_listening(visit)
    field = page.locator("input[type=file]").first
    field.set_input_files(ROOT / "tests" / "exports" / "search-console-nl.zip")
    page.wait_for_selector("text=Meest gezocht: Paspoort of ID-kaart")
    field.set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"})
    page.wait_for_selector("text=ik herken dit bestand niet")
    page.get_by_role("combobox", name="Soort bestand").wait_for()
    page.get_by_text("Hoe leesbaar is je tekst?").first.click()
    page.get_by_label("Plak hier je tekst").fill("Indien u schulden heeft, komt u langs. " * 5)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Moeilijke woorden")


def test_a_phone_never_scrolls_sideways(visit: Callable[..., Page]) -> None:
    page = open_listening(visit, viewport={"width": 320, "height": 640})
    page.get_by_role("button", name="Bekijk een voorbeeld").click()
    page.wait_for_selector(STANDING)
    settle(page)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 320
