"""Chromium, to look with at the server as it is started for real."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Literal

import pytest
import talk
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Frame,
    Locator,
    Page,
    TimeoutError,
    expect,
    sync_playwright,
)
from running import FLAGS

CONCLUSION = "#root .conclusie"
PATIENCE = 60_000  # milliseconds; a busy machine is slow, and that is no fault of a page
LOOK = 40  # milliseconds between two looks at a page
# Five looks in a row nothing came, went or moved; Streamlit sends a page in parts.
STILL = """() => {
  const now = document.querySelectorAll('*').length;
  const moves = document.getAnimations().some(
    a => a.playState === 'running' && a.effect.getComputedTiming().endTime !== Infinity);
  const parts = document.querySelector('[data-testid=stSkeleton]');
  const still = window.seen === now && !moves && !parts;
  window.looks = still ? (window.looks || 0) + 1 : 0;
  window.seen = now;
  return window.looks >= 5;
}"""
# Where the focus is, and whether somebody can see it there.
MOST = 120  # presses before we call it a trap
HEIGHTS = {1366: 768, 683: 384, 320: 700}  # of widths; 683 is 1366 at 200 %
FOCUS = """() => {
  const here = document.activeElement;
  const shown = here.closest('label') || here;
  const box = shown.getClientRects()[0] || shown.getBoundingClientRect();
  // Of what begins above the window, such as a long table, the middle of what is in it.
  const top = box.y < 0 ? Math.min(box.bottom, innerHeight) : box.y * 2 + Math.min(box.height, 30);
  const [x, y] = [box.x + box.width / 2, top / 2];
  const middle = document.elementFromPoint(x, y);
  const style = getComputedStyle(shown);
  const label = here.labels?.[0] || shown;
  const text = (label.querySelector('p') || label).innerText;
  const name = here.getAttribute('aria-label') || text || here.tagName;
  const seen = shown.contains(middle) || (middle && middle.contains(shown));
  return {
    name: name.trim().split('\\n')[0],
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth) || 0,
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !seen && !shown.querySelector('h1'),
    page: here === document.body || here === document.documentElement,
  };
}"""
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
GROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 21, 24)"}
expect.set_options(timeout=PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("chromium ontbreekt. Installeer het pakket 'chromium' (apt install chromium).")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield made
        made.close()


def new_page(browser: Browser, **options: Any) -> Page:
    """Return an empty page with patience, in a context of its own with Playwright's options."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    talk.Talk(page)
    return page


def settle(page: Page) -> None:
    """Wait until all that was asked is answered and shown; a static page is there already.

    The title is our own, so an error in the frame around the page is not taken for the page.
    """
    page.wait_for_selector("h1", state="attached")
    if not page.locator("#root").count():
        return
    page.wait_for_selector("#vooraf", state="detached")
    end = time.monotonic() + PATIENCE / 1000
    while True:
        page.wait_for_selector(READY)
        page.evaluate("window.looks = 0")
        page.wait_for_function(STILL, polling=LOOK)
        if talk.quiet(page) and page.locator(READY).count():
            return
        assert time.monotonic() < end, "de pagina kwam niet tot rust"


def wait_for_advice(page: Page, *answers: str) -> None:
    """Wait until the page shows the whole advice of answers such as "fase=actie"."""
    asked = "".join(f'[href*="{answer}"]' for answer in answers)
    page.wait_for_selector(f'a[href*="document/advies.pdf"]{asked}')
    settle(page)


def set_theme(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    """Show a page in a theme and at a width, and wait until it looks like that."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    if page.locator(".stApp").count():
        ground = "of => getComputedStyle(document.querySelector('.stApp')).backgroundColor === of"
        page.wait_for_function(ground, arg=GROUND[scheme])
    page.evaluate("window.looks = 0")
    page.wait_for_function(STILL, polling=LOOK)


class Visits:
    """Opens pages and keeps what went wrong on them: errors, and requests to other computers."""

    def __init__(self, browser: Browser, server: str) -> None:
        """Visit a server with a browser."""
        self.browser, self.server = browser, server
        self._contexts: list[BrowserContext] = []
        self._wrong: list[str] = []

    def open(self, query: str = "", wait: str = CONCLUSION, **options: Any) -> Page:
        """Return a page of the server, in a context of its own with Playwright's options."""
        size = options.pop("viewport", {"width": 1366, "height": 768})
        page = new_page(self.browser, viewport=size, locale="en-US", **options)
        self._contexts.append(page.context)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._wrong.append(str(error)))
        page.on("request", lambda r: None if self._ours(r.url) else self._wrong.append(r.url))
        page.goto(f"{self.server}/{query}")
        page.wait_for_selector(wait)
        if page.locator("#root").count():
            settle(page)
        return page

    def close(self) -> None:
        """Close every page; fails when anything went wrong."""
        for context in self._contexts:
            context.close()
        assert not self._wrong, self._wrong

    def _console(self, message: ConsoleMessage) -> None:
        """Keep an error, but not that Streamlit looks below a page before it looks in the root."""
        if message.type == "error" and "/_stcore/" not in message.location["url"]:
            self._wrong.append(message.text)

    def _ours(self, url: str) -> bool:
        return url.startswith((self.server, self.server.replace("http", "ws", 1), "data:", "blob:"))


def drop(page: Page, field: Locator) -> None:
    """Open the list of a field with the keyboard; a page that still moves closes it again."""
    for _ in range(10):
        field.focus()
        field.press("ArrowDown")
        with suppress(TimeoutError):
            page.get_by_role("option").first.wait_for(timeout=5_000)
            return
    raise AssertionError("de lijst ging niet open")


def pick(page: Page, field: Locator, name: str) -> None:
    """Choose from the list of a field; typing brings what a long list has not drawn."""
    for attempt in range(10):
        drop(page, field)
        if attempt:
            field.fill(name)
        with suppress(TimeoutError):
            page.get_by_role("option", name=name, exact=True).click(timeout=5_000)
            return
    raise AssertionError(f"{name} was niet te kiezen")


def open_questions(page: Page | Frame) -> None:
    """Open the questions that make an advice more precise."""
    page.evaluate(
        "for (const part of document.querySelectorAll('.vragen-vlak details')) part.open = true"
    )


def unfold(page: Page) -> None:
    """Open every closed part of a page."""
    page.evaluate(
        "for (const part of document.querySelectorAll('.stHtml details, main details')) "
        "if (!part.closest('[data-testid=stExpander]') || part.closest('.stHtml')) part.open = true"
    )
    closed = page.locator("[data-testid=stExpander] > details:not([open]) > summary")
    while found := closed.element_handles():
        for summary in found:
            summary.click()
        settle(page)


def revisit(page: Page, address: str, table: str) -> None:
    """Open a page until it shows a table: the server reads what others share now and then."""
    for _ in range(30):
        page.goto(address)
        settle(page)
        if page.get_by_role("table", name=table).count():
            return
        page.wait_for_timeout(2_000)
    raise AssertionError(f"{address} shows no table {table}")
