"""Chromium, to look with at the server as it is started for real."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from running import FLAGS

CONCLUSION = "#root .conclusie"
# Nothing was added or taken away between five looks; Streamlit sends a page in parts.
STILL = """() => {
  const now = document.querySelectorAll('*').length;
  window.looks = window.seen === now ? (window.looks || 0) + 1 : 0;
  window.seen = now;
  return window.looks >= 5;
}"""
READY = "[data-testid=stApp][data-test-script-state=notRunning]"


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


def settle(page: Page) -> None:
    """Wait until a page of Streamlit has run and shows its title; a static page is there already.

    The title is our own, so an error in the frame around the page is not taken for the page.
    """
    page.wait_for_selector("h1")
    if page.locator("#root").count():
        page.wait_for_selector(READY)
        page.wait_for_function(STILL, polling=200)


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
        context = self.browser.new_context(viewport=size, locale="en-US", **options)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._wrong.append(str(error)))
        page.on("request", lambda r: None if self._ours(r.url) else self._wrong.append(r.url))
        page.goto(f"{self.server}/{query}")
        page.wait_for_selector(wait)
        page.wait_for_selector("#vooraf", state="detached")
        page.wait_for_timeout(500)
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


def unfold(page: Page) -> None:
    """Open every closed part of a page."""
    page.evaluate(
        "for (const part of document.querySelectorAll('.stHtml details, main details')) "
        "if (!part.closest('[data-testid=stExpander]') || part.closest('.stHtml')) part.open = true"
    )
    closed = page.locator("[data-testid=stExpander] > details:not([open]) > summary")
    while closed.count():
        closed.first.click()
        page.wait_for_timeout(100)
        settle(page)
