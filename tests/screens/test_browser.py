"""The main path in a real browser, against the server as it is started for real."""

import io
import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from english import COMMON, NAMES
from playwright.sync_api import Browser, Page, expect
from real import CONCLUSION, drop, new_page, settle, unfold, wait_for_advice

FULL = "?traject=participatie&fase=bewustwording&leeftijd=75-plus&profiel=zorgzame-senioren"


def _get(url: str) -> tuple[int, str, dict[str, str]]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read().decode("utf-8", "replace"), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8"), dict(error.headers)


def test_the_main_path_ends_with_a_pdf_of_the_same_advice(visit: Callable[..., Page]) -> None:
    page = visit(wait="text=Bekijk een voorbeeld")
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert "Ken je inwoner" in page.title()
    page.get_by_role("radio", name="Participatie").check(force=True)
    page.get_by_role("radio", name="Bewustwording").check(force=True)
    page.wait_for_selector(CONCLUSION)
    page.get_by_text("Maak het preciezer").click()
    page.locator("summary", has_text="Leeftijd").last.click()
    page.get_by_role("radio", name="75 jaar en ouder").check(force=True)
    wait_for_advice(page, "fase=bewustwording", "leeftijd=75-plus")
    conclusion = page.inner_text(CONCLUSION)
    with page.expect_download() as download:
        page.get_by_role("link", name="Maak PDF").click()
    assert re.fullmatch(
        r"kanaaladvies-participatie-bewustwording-75-plus-\d{4}-\d\d-\d\d\.pdf",
        download.value.suggested_filename,
    )
    made = Path(download.value.path()).read_bytes()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) >= 3
    words = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    assert _flat(conclusion) in _flat(words.stdout.decode())


def _flat(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)


def test_back_and_forward_walk_through_the_answers(visit: Callable[..., Page]) -> None:
    page = visit("?traject=participatie&fase=actie")
    first = page.inner_text(CONCLUSION)
    page.get_by_role("radio", name="Afronding").check(force=True)
    page.wait_for_url(re.compile("fase=afronding"))
    expect(page.locator(CONCLUSION)).not_to_have_text(first)
    page.go_back()
    expect(page.locator(CONCLUSION)).to_have_text(first)
    expect(page.get_by_role("radio", name="Actie")).to_be_checked()
    page.go_forward()
    expect(page.get_by_role("radio", name="Afronding")).to_be_checked()


def test_two_quick_answers_are_both_kept(visit: Callable[..., Page]) -> None:
    page = visit(wait="text=Bekijk een voorbeeld")
    page.evaluate("""() => {
      document.querySelector('input[name=traject]').click();
      document.querySelector('input[name=fase]').click();
    }""")
    page.wait_for_selector(CONCLUSION)
    page.wait_for_url(re.compile("traject=.*fase="))


def test_all_that_matters_is_on_the_first_screen(visit: Callable[..., Page]) -> None:
    page = visit(FULL)
    places = [page.get_by_text(words).first for words in ("1. Om wat", "Hoe zeker?", "Maak PDF")]
    cards = page.locator("summary h4").all()
    assert len(cards) >= 2
    for place in (page.locator(CONCLUSION), *places, *cards):
        box = place.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 768, place.inner_text()


def test_the_keyboard_reaches_the_questions_and_the_pdf(visit: Callable[..., Page]) -> None:
    page = visit(FULL)
    reached: list[str] = []
    while "Kopieer link" not in reached and len(reached) < 40:
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """(document.activeElement.labels?.[0] || document.activeElement)
                .innerText.trim()"""
            )
        )
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 3, reached[-1]
    assert reached[0] == "Naar de inhoud"
    assert "Participatie" in reached
    assert "Maak PDF" in reached
    assert reached.index("Participatie") < reached.index("Maak PDF")
    assert "Kopieer link" in reached


@pytest.mark.parametrize("query", ["", FULL])
def test_a_phone_never_scrolls_sideways(visit: Callable[..., Page], query: str) -> None:
    wait = CONCLUSION if query else "text=Bekijk een voorbeeld"
    page = visit(query, wait, viewport={"width": 320, "height": 640})
    unfold(page)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_open_is_dutch_and_without_errors(
    visit: Callable[..., Page], scheme: Literal["light", "dark"]
) -> None:
    page = visit(FULL, color_scheme=scheme)
    unfold(page)
    settle(page)
    drop(page, page.get_by_role("combobox", name="Leeftijd van de andere groep"))
    cited = "document.querySelectorAll('.bron, .bronnen').forEach(e => e.remove())"
    page.evaluate(cited)
    said = [page.inner_text("body"), *page.evaluate(NAMES)]
    assert not [found for text in said for found in COMMON.findall(text)]
    assert not page.locator("[data-testid=stAlert], [data-testid=stException]").count()


def test_what_was_open_stays_open_when_an_answer_changes(visit: Callable[..., Page]) -> None:
    page = visit(FULL)
    page.locator("summary", has_text="De boodschap").click()
    before = page.inner_text(CONCLUSION)
    page.get_by_role("radio", name="Actie").check(force=True)
    expect(page.locator(CONCLUSION)).not_to_have_text(before)
    settle(page)
    expect(page.locator("details[open][data-deel^='De boodschap']")).to_have_count(1)


def test_a_new_advice_is_told_to_a_screen_reader_and_focus_stays(
    visit: Callable[..., Page],
) -> None:
    page = visit(FULL)
    page.get_by_role("radio", name="Actie").focus()
    page.keyboard.press("Space")
    wait_for_advice(page, "fase=actie")
    told = page.locator("[aria-live=polite].alleen-lezer")
    expect(told).to_contain_text(page.inner_text(CONCLUSION))
    expect(told).to_contain_text("Advies voor Participatie · Actie")
    assert page.evaluate("document.activeElement.type") == "radio"


def test_copying_works_also_when_the_clipboard_is_not_allowed(visit: Callable[..., Page]) -> None:
    page = visit(FULL)
    page.evaluate("""() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('nee'));
      navigator.clipboard.write = () => Promise.reject(new Error('nee'));
      document.execCommand = () => false;
    }""")
    page.get_by_role("button", name="Kopieer als tekst").click()
    field = page.get_by_role("textbox", name="Tekst om te kopiëren")
    field.wait_for()
    assert page.inner_text(CONCLUSION) in re.sub(r"\s+", " ", field.input_value())
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.innerText === 'Kopieer als tekst'")


def test_copied_link_opens_the_same_advice(visit: Callable[..., Page]) -> None:
    page = visit(FULL + "&embed=true", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer link").click()
    page.wait_for_selector("text=Gekopieerd")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(FULL)


def test_a_document_that_is_not_made_says_so_and_what_to_do(browser: Browser, server: str) -> None:
    page = new_page(browser)
    page.goto(f"{server}/{FULL}")
    settle(page)
    page.route("**/document/advies.pdf?*", lambda route: route.fulfill(status=500))
    page.get_by_role("link", name="Maak PDF").click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text("PDF is niet gemaakt. Je keuzes zijn bewaard.")
    page.unroute("**/document/advies.pdf?*")
    with page.expect_download() as download:
        page.get_by_role("link", name="Maak PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")
    expect(said).to_have_count(0)
    page.context.close()


def test_in_a_frame_the_word_document_still_comes(visit: Callable[..., Page], server: str) -> None:
    page = visit("healthz", wait="body")
    page.evaluate(
        """address => { const frame = document.createElement('iframe');
          frame.src = address; frame.width = 900; frame.height = 700;
          frame.sandbox = 'allow-scripts allow-same-origin allow-forms allow-downloads';
          document.body.append(frame); }""",
        f"{server}/{FULL}&embed=true",
    )
    frame = page.frame_locator("iframe")
    frame.locator(CONCLUSION).wait_for()
    with page.expect_download() as download:
        frame.get_by_role("link", name="Maak Word-document").click()
    assert download.value.suggested_filename.endswith(".docx")


def test_the_title_says_which_part_of_a_page_this_is(visit: Callable[..., Page]) -> None:
    page = visit("onderbouwing", wait="h2")
    expect(page).to_have_title("Onderbouwing · Bronnen en bevindingen – Ken je inwoner")
    page.get_by_role("radio", name="Van advies naar bron").click()
    expect(page).to_have_title("Onderbouwing · Van advies naar bron – Ken je inwoner")
    page.reload()
    expect(page).to_have_title("Onderbouwing · Van advies naar bron – Ken je inwoner")


def test_on_paper_are_the_answers_and_the_advice_and_nothing_to_press(
    visit: Callable[..., Page],
) -> None:
    page = visit(FULL)
    page.locator("summary.regel").first.click()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    settle(page)
    line = "Participatie · Bewustwording & oriëntatie · 75 jaar en ouder · Zorgzame Senioren"
    expect(page.locator(".voor")).to_have_text(f"Advies voor {line}")
    for menu in ("header", "button", ".knop", "label", ".meer", ".regel .open"):
        assert page.locator(f"{menu}:visible").count() == 0, menu
    for card in page.locator("summary h4").all():
        expect(card).to_be_visible()
    expect(page.get_by_role("heading", name="Zo pak je het aan")).to_be_visible()
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 680
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
        assert len(paper.pages) <= 2
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1366, "height": 768})
    assert page.locator("label:visible").count() > 6


PRINTED = (
    *(f"onderbouwing?deel={part}" for part in ("bronnen", "kaart")),
    *(f"beheer?deel={part}" for part in ("regels", "toetstabel", "proberen", "goedkeuring")),
    "handleiding",
)
TO_PRESS = "header, nav, .knop, .stButton, .stDownloadButton, .stFormSubmitButton, .stFileUploader"
CUT = """[...document.querySelectorAll('[data-testid=stMain] :is(table, p, canvas, svg, pre)')]
  .filter(node => node.checkVisibility() && node.getBoundingClientRect().right > innerWidth)
  .map(node => node.outerHTML.slice(0, 200))"""


def _on_paper(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    page.emulate_media(media="print")
    settle(page)
    assert page.locator(f":is({TO_PRESS}):visible").count() == 0, address
    assert page.evaluate(CUT) == [], address
    page.emulate_media(media="screen")


def test_no_page_on_paper_is_cut_off_or_has_anything_to_press(
    visit: Callable[..., Page], server: str
) -> None:
    page = visit("kanaalplan", wait="h1")
    page.get_by_role("button", name="groepen,").first.click()
    page.wait_for_url(re.compile("plan="))
    settle(page)
    plan = page.url.rsplit("/", 1)[1]
    steps = [f"{plan}&stap={step}" for step in ("groepen", "bord", "afspraken", "documenten")]
    for address in (*PRINTED, *steps):
        page.goto(f"{server}/{address}")
        settle(page)
        _on_paper(page, address)


def test_headers_keep_the_page_safe(server: str) -> None:
    status, body, headers = _get(server + "/")
    assert status == 200
    assert '<html lang="nl">' in body
    assert headers["x-content-type-options"] == "nosniff"
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'self' https://intranet.voorbeeld.nl;" in policy
    assert "unsafe-eval" not in policy
    scripts = policy.split("script-src")[1].split(";")[0]
    assert "unsafe-inline" not in scripts


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("advies.pdf", 400, "Kies een traject."),
        ("advies.pdf?traject=participatie&fase=bewustwoording", 400, "Bedoelde je"),
        ("advies.exe?traject=participatie&fase=actie", 404, "Kies pdf, docx of txt."),
        ("advies.pdf?traject=<script>", 400, "&lt;script&gt;"),
        ("advies.txt?traject=participatie&fase=actie", 200, "Kanaaladvies: Participatie"),
    ],
)
def test_documents_answer_nonsense_in_dutch(
    server: str, path: str, status: int, words: str
) -> None:
    got, body, _ = _get(f"{server}/document/{path}")
    assert got == status
    assert words in body
