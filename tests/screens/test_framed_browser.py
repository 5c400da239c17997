"""The advice in a frame on another site, in a real browser: allowed or not, sandboxed or not."""

import http.server
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect, sync_playwright
from real import PATIENCE, READY, STILL, open_questions
from running import FLAGS, Running, free_port, running

from plans.storage import database
from screens.maintenance.embedding import SANDBOX, code

CONCLUSION = "#root .conclusie"
HERE = "?embed=true&traject=participatie&fase=actie"
TIGHT = "allow-scripts allow-same-origin allow-downloads"
ALLOWED, STRANGER = "ouder.test", "vreemd.test"
STEADY = """() => {
  const now = document.querySelector('iframe').offsetHeight;
  window.looks = window.high === now ? window.looks + 1 : 0;
  window.high = now;
  return window.looks >= 5;
}"""
HEARD = "window.addEventListener('message', e => (window.gehoord ??= []).push(e.data));"


class Parent(http.server.BaseHTTPRequestHandler):
    """The page of another site, with nothing on it but what a test puts there."""

    around = ""  # HTML

    def do_GET(self) -> None:
        body = f"<!DOCTYPE html><title>Intranet</title>{self.around}".encode()
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def parent() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", free_port()), Parent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def server(parent: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("kader")
    allowed = {"KEN_JE_INWONER_INSLUITEN_DOOR": f"http://{ALLOWED}:{parent}"}
    with running(folder, allowed | {database.FILE: str(folder / "plannen.sqlite3")}) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "chromium ontbreekt. Installeer het pakket 'chromium' (apt install chromium)."
    names = "--host-resolver-rules=MAP *.test 127.0.0.1"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=[*FLAGS, names])
        yield made
        made.close()


@pytest.fixture
def open_framed(browser: Browser, server: Running, parent: int) -> Iterator[Callable[..., Page]]:
    """Open a page of another site with the given HTML on it."""
    contexts = []

    def open_in_frame(shown: str, host: str = ALLOWED) -> Page:
        context = browser.new_context(viewport={"width": 1200, "height": 700})
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"http://{host}:{parent}/")
        page.set_content(f"<title>Intranet</title><script>{HEARD}</script>{shown}")
        return page

    yield open_in_frame
    for context in contexts:
        context.close()


def frame(server: Running, query: str = HERE, sandbox: str | None = None) -> str:
    """Return a frame with the advice of an address."""
    rights = f' sandbox="{sandbox}"' if sandbox is not None else ""
    src = escape(f"http://app.test:{server.port}/{query}")
    return f'<iframe src="{src}" width="1100" height="600"{rights}></iframe>'


def inside(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def choose(advice: FrameLocator, name: str) -> None:
    """Answer a question and wait until the answer stands."""
    radio = advice.get_by_role("radio", name=name)
    advice.locator("label").filter(has_text=name).first.click()
    expect(radio).to_be_checked()


def save(page: Page) -> str:
    """Make the PDF in the frame and return the name of the file."""
    with page.expect_download() as download:
        inside(page).get_by_role("link", name="Maak PDF").click()
    assert download.value.failure() is None
    return download.value.suggested_filename


@pytest.mark.parametrize("sandbox", [None, SANDBOX, TIGHT])
def test_an_allowed_site_shows_the_advice_and_saves_it(
    open_framed: Callable[..., Page], server: Running, sandbox: str | None
) -> None:
    """The whole main path in a frame, without a cookie and with third-party storage blocked."""
    page = open_framed(frame(server, "?embed=true", sandbox))
    advice = inside(page)
    expect(advice.get_by_text("Bekijk een voorbeeld")).to_be_visible()
    choose(advice, "Participatie")
    choose(advice, "Bewustwording")
    expect(advice.locator(CONCLUSION)).to_be_visible()
    assert re.fullmatch(r"kanaaladvies-[\w-]+\.pdf", save(page))
    within = page.frames[1]
    assert within.evaluate("document.cookie") == ""
    assert within.evaluate(
        "(() => { try { localStorage.x = 1; return 'mag' } catch (e) { return e.name } })()"
    ) == ("SecurityError")
    assert page.context.cookies() == []


def test_a_site_that_is_not_allowed_shows_nothing(
    open_framed: Callable[..., Page], server: Running
) -> None:
    page = open_framed("", host=STRANGER)
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.evaluate("html => document.body.innerHTML = html", frame(server))
    assert inside(page).locator(CONCLUSION).count() == 0
    assert "Participatie" not in page.frames[1].content()


def test_the_copied_code_makes_the_frame_as_high_as_the_advice(
    open_framed: Callable[..., Page], server: Running
) -> None:
    page = open_framed(code(f"http://app.test:{server.port}/{HERE}"))
    expect(inside(page).locator(CONCLUSION)).to_be_visible()
    page.wait_for_function("window.gehoord?.at(-1)?.hoogte > 900")
    message = page.evaluate("window.gehoord.at(-1)")
    assert set(message) == {"type", "hoogte"}
    assert message["type"] == "ken-je-inwoner:hoogte"
    assert _fits(page)
    folded = _height(page)
    inside(page).locator("summary", has_text="De boodschap").click()
    page.wait_for_function(
        "high => document.querySelector('iframe').offsetHeight > high", arg=folded
    )
    assert _fits(page)
    inside(page).locator("summary", has_text="De boodschap").click()
    page.wait_for_function(
        "high => document.querySelector('iframe').offsetHeight === high", arg=folded
    )


def test_a_reload_of_the_page_around_it_keeps_the_plan(
    browser: Browser, server: Running, parent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be stored within the frame: the page around it keeps its address."""
    page = browser.new_context(viewport={"width": 1200, "height": 700}).new_page()
    page.set_default_timeout(PATIENCE)
    monkeypatch.setattr(
        Parent, "around", code(f"http://app.test:{server.port}/kanaalplan?embed=true")
    )
    page.goto(f"http://{ALLOWED}:{parent}/")
    inside(page).get_by_role("button", name=re.compile("geldzorgen")).first.click()
    inside(page).locator(".plan-mist").first.wait_for()
    page.wait_for_function("Object.values(sessionStorage).some(one => one.includes('plan='))")
    (link,) = re.findall(r"plan=([\w-]{32})", page.frames[1].url)
    page.reload()
    inside(page).locator(".plan-mist").first.wait_for()
    assert link in page.frames[1].url
    page.context.close()


def _height(page: Page) -> int:
    return int(page.evaluate("document.querySelector('iframe').offsetHeight"))


def _fits(page: Page) -> bool:
    """Tell whether nothing in the frame scrolls and no more than a line of it is empty.

    The frame is as high as its content a moment after that has come; first it must stand still.
    """
    page.frames[1].wait_for_selector(READY)
    page.frames[1].wait_for_function(STILL, polling=100)
    page.evaluate("window.looks = 0")
    page.wait_for_function(STEADY, polling=100)
    whole, shown, content = page.frames[1].evaluate("""(() => {
      const main = document.querySelector('[data-testid=stMain]');
      const content = document.querySelector('[data-testid=stMainBlockContainer]');
      return [main.scrollHeight, main.clientHeight, content.getBoundingClientRect().bottom] })()""")
    return bool(whole <= shown and _height(page) - content < 24)


def test_the_parent_believes_only_its_frame_and_only_a_height(
    open_framed: Callable[..., Page], parent: int
) -> None:
    page = open_framed(code(f"http://{STRANGER}:{parent}/"))
    page.frames[1].wait_for_load_state()
    say = "parent.postMessage({{type: 'ken-je-inwoner:hoogte', hoogte: {}}}, '*')"
    page.evaluate(say.format(5000))
    for wrong in ("NaN", "'1'", "Infinity", "null", "{}", "-Infinity"):
        page.frames[1].evaluate(say.format(wrong))
    page.frames[1].evaluate("parent.postMessage('5000', '*'); parent.postMessage(null, '*')")
    page.frames[1].evaluate("parent.postMessage({type: 'anders', hoogte: 5000}, '*')")
    page.frames[1].evaluate("parent.postMessage('dat was alles', '*')")
    page.wait_for_function("window.gehoord?.at(-1) === 'dat was alles'")
    assert _height(page) == 900
    for said, high in (("1234", 1234), ("3", 300), ("1e9", 20000)):
        page.frames[1].evaluate(say.format(said))
        page.wait_for_function(
            "high => document.querySelector('iframe').offsetHeight === high", arg=high
        )


def test_without_an_origin_our_own_script_still_runs(
    open_framed: Callable[..., Page], server: Running
) -> None:
    """Streamlit does not, so it must be there to show the way to the page without it."""
    page = open_framed(frame(server, "onderbouwing?embed=true", "allow-scripts"))
    expect(inside(page).locator("html.in-kader #bezig")).to_have_count(1)


def test_without_the_right_to_save_there_is_a_way_out(
    open_framed: Callable[..., Page], server: Running
) -> None:
    page = open_framed(frame(server, sandbox=SANDBOX.replace("allow-downloads ", "")))
    expect(inside(page).locator(CONCLUSION)).to_be_visible()
    saved = []
    page.on("download", lambda download: saved.append(download))
    with page.expect_console_message(lambda message: "allow-downloads" in message.text):
        inside(page).get_by_role("link", name="Maak PDF").click()
    assert saved == []
    with page.context.expect_page() as open_in_frame:
        inside(page).get_by_role("link", name="Open dit advies in een nieuw tabblad").click()
    alone = open_in_frame.value
    expect(alone.locator(CONCLUSION)).to_be_visible()
    with alone.expect_download() as download:
        alone.get_by_role("link", name="Maak PDF").click()
    assert download.value.failure() is None


def test_locked_and_hidden_hold_in_the_frame(
    open_framed: Callable[..., Page], server: Running
) -> None:
    page = open_framed(frame(server, f"{HERE}&vast=traject,fase&verberg=reis,tabel"))
    advice = inside(page)
    expect(advice.locator(CONCLUSION)).to_be_visible()
    expect(advice.get_by_text("Dit staat al vast")).to_be_visible()
    assert advice.get_by_role("radio", name="Participatie").count() == 0
    within = page.frames[1]
    open_questions(within)
    choose(advice, "75 jaar en ouder")
    within.wait_for_url(re.compile("leeftijd=75-plus"))
    assert "vast=traject" in within.url
    assert "traject=participatie&fase=actie" in within.url
    assert advice.locator(".lint").count() == 0
    assert advice.get_by_text("Zo kwam dit advies tot stand").count() == 1


def test_the_plain_page_stays_in_the_frame(
    open_framed: Callable[..., Page], server: Running
) -> None:
    page = open_framed(frame(server, sandbox=TIGHT))
    inside(page).get_by_role("link", name="Eenvoudige pagina").click()
    expect(inside(page).locator("body.ingesloten")).to_be_visible()
