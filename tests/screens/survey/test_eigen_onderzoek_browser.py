"""Eigen onderzoek in a real browser: the whole way as a newcomer walks it, and with an own file."""

import time
from collections.abc import Callable
from typing import Any

import pikepdf
from playwright.sync_api import Page, expect
from real import READY, settle
from surveying.plain_answers import plain_answers

from engine import Rulebook

START = "text=Bekijk een voorbeeld"
COMPILED = 200_000  # milliseconds in which all advices are compiled on a busy machine
FIVE_MINUTES = 300  # seconds that a newcomer has for the whole way
PERSON = "jan.de.vries@voorbeeld.nl"


def open_page(visit: Callable[..., Page], **options: Any) -> Page:
    page = visit(wait=START, **options)
    if options.get("viewport", {}).get("width", 1366) < 800:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Eigen onderzoek").first.click()
    page.wait_for_selector("h1:has-text('Eigen onderzoek')")
    settle(page)
    return page


def to(page: Page, part: str) -> None:
    """Open a part; that all advices are compiled may take longer than a page does."""
    page.get_by_role("radio", name=part).click()
    page.wait_for_timeout(500)
    page.wait_for_selector(READY, timeout=COMPILED)
    settle(page)


def test_a_newcomer_walks_from_the_example_to_the_report(visit: Callable[..., Page]) -> None:
    begun = time.monotonic()
    page = open_page(visit)
    page.get_by_role("button", name="Bekijk een voorbeeld").click()
    page.wait_for_selector("h2:has-text('Per fase: welke weg kiezen inwoners?')")
    settle(page)
    assert "Voorbeeld: alles hierin is verzonnen" in page.inner_text("main")
    assert page.locator(".bord .conclusie").first.is_visible()
    page.locator("[role=grid] thead button").nth(2).click()
    page.wait_for_url("**fase=**")
    page.locator("[role=grid] .punt-knop").first.click()
    expect(page.locator("tr[id^=rij-fase-]:focus")).to_have_count(1)
    to(page, "Wat verandert er")
    page.wait_for_selector("h2:has-text('Advies zonder en met eigen onderzoek')", timeout=COMPILED)
    page.get_by_role("switch").click()
    page.wait_for_selector("text=gaan terug naar onze regels")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    page.locator(".zonder-met button").first.click()
    page.wait_for_selector("h3:has-text('Met eigen onderzoek')")
    to(page, "Rapport")
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak rapport").click()
    with pikepdf.open(download.value.path()) as pdf:
        assert 1 <= len(pdf.pages) <= 6
    assert time.monotonic() - begun < FIVE_MINUTES
    page.reload()
    settle(page)
    assert "Voorbeeld: alles hierin is verzonnen" in page.inner_text("main")


def test_an_own_file_is_read_without_persons_and_taken_home(
    visit: Callable[..., Page], book: Rulebook
) -> None:
    head, *rows = plain_answers(book, 120).decode().splitlines()
    text = "\n".join([f"{head};e-mail", *(f"{row};{PERSON}" for row in rows)])
    page = open_page(visit)
    to(page, "Antwoorden")
    field = page.locator("input[type=file]").first
    own = {"name": "panel.csv", "mimeType": "text/csv", "buffer": text.encode()}
    field.set_input_files(own)  # type: ignore[arg-type]
    page.wait_for_selector("text=Weggegooid, want van personen: 1 kolom")
    page.get_by_role("button", name="Schat wat inwoners willen").click()
    page.wait_for_selector("text=Geef het onderzoek een naam.")
    page.get_by_label("Naam van het onderzoek").fill("Panel 2026")
    page.get_by_label("Eerste dag").fill("1-9-2026")
    page.get_by_label("Laatste dag").fill("30-9-2026")
    page.get_by_role("button", name="Schat wat inwoners willen").click()
    page.wait_for_selector("h2:has-text('Per fase: welke weg kiezen inwoners?')")
    settle(page)
    assert "Panel 2026 · september 2026 · 120 inwoners" in page.inner_text("main")
    to(page, "Rapport")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download laag.yaml").click()
    layer = download.value.path().read_bytes()
    assert b"Panel 2026" in layer and PERSON.encode() not in layer
    to(page, "Antwoorden")
    page.get_by_role("button", name="Sluit dit onderzoek").click()
    page.wait_for_selector(START)
    kept = {"name": "laag.yaml", "mimeType": "application/yaml", "buffer": layer}
    page.locator("input[type=file]").first.set_input_files(kept)  # type: ignore[arg-type]
    page.wait_for_selector("h2:has-text('Per fase: welke weg kiezen inwoners?')")


def test_an_unknown_file_is_mapped_on_screen(visit: Callable[..., Page]) -> None:
    page = open_page(visit)
    to(page, "Antwoorden")
    rows = ["vraag;leeftijd"] + [f"{answer};40" for answer in ("Telefoon", "Brief")] * 30
    file = {"name": "x.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
    page.wait_for_selector("h2:has-text('Zeg wat er in x.csv staat')")
    page.get_by_role("button", name="vraag", exact=True).click()
    page.get_by_label("Wat staat hierin?").select_option("kanaal")
    page.get_by_label("Over welke situatie?").wait_for()
    page.get_by_role("button", name="Lees met deze koppeling").click()
    page.wait_for_selector("text=60 antwoorden.")
    assert page.get_by_role("button", name="Download de koppeling").count() == 1


def test_pictures_are_one_stop_each_and_arrows_move_in_them(visit: Callable[..., Page]) -> None:
    page = visit("eigen-onderzoek?deel=inwoners&voorbeeld=ja", wait="[role=grid]")
    settle(page)
    for grid in page.locator("[role=grid]").all():
        assert grid.locator("button[tabindex='0']").count() == 1
    page.locator("[role=grid] button[tabindex='0']").first.focus()
    before = page.evaluate("document.activeElement.dataset.plek")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.plek") != before
    page.keyboard.press("Enter")
    expect(page.locator("tr[id^=rij-]:focus")).to_have_count(1)


def test_a_phone_shows_one_column_and_never_scrolls_sideways(visit: Callable[..., Page]) -> None:
    size = {"width": 320, "height": 700}
    page = visit("eigen-onderzoek?deel=inwoners&voorbeeld=ja", wait="[role=grid]", viewport=size)
    settle(page)
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
    assert page.evaluate(wide) <= 320
    assert page.locator("[role=grid]").first.locator("thead th:visible").count() == 1
    page.locator(".kies-kolom select").first.select_option(index=3)
    page.wait_for_url("**fase=**")
    page.goto(page.url.replace("deel=inwoners", "deel=verschil"))
    page.wait_for_selector(".zonder-met", timeout=COMPILED)
    settle(page)
    assert page.evaluate(wide) <= 320
