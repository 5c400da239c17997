"""Measures what a first visit costs behind nginx as docs/nginx says it: bytes over the line."""

import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import proxy  # tests/support/proxy.py
import real  # tests/support/real.py
from playwright.sync_api import Page

from engine.model import Situation
from script.figures import BenchFigure, Figures

KINDS = {"js": "script", "css": "style", "woff2": "fonts", "wasm": "programs"}


def measure(situation: Situation) -> Figures:
    """Yield the bytes of a first visit to an advice, in all and per kind of file.

    The last is a second visit of the same browser, which has kept what may be kept.
    """
    with (
        tempfile.TemporaryDirectory(prefix="nginx") as folder,
        proxy.behind(Path(folder), lambda _: {}) as site,
        real.chromium() as browser,
    ):
        page = real.new_page(browser, ignore_https_errors=True)
        address = f"{site.address}/?{urlencode(situation.facts())}"
        first, again = _visit(page, address), _visit(page, address)
    yield BenchFigure(
        "First advice behind nginx, bytes over the line", sum(first.values()) / 2**20, "MiB"
    )
    for kind, count in first.most_common():
        yield BenchFigure(f"– of which {kind}", count / 2**20, "MiB")
    yield BenchFigure("– a second visit of the same browser", sum(again.values()) / 2**20, "MiB")


def _visit(page: Page, address: str) -> Counter[str]:
    """Open an address and return the bytes that came, per kind, once the page stands still."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    found: Counter[str] = Counter()

    def count_bytes(event: dict[str, object]) -> None:
        found[kinds.get(str(event["requestId"]), "rest")] += int(str(event["encodedDataLength"]))

    session.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: _kind(e)}))
    session.on("Network.loadingFinished", count_bytes)
    session.on(
        "Network.webSocketFrameReceived",
        lambda e: found.update({"web socket": len(e["response"]["payloadData"]) * 3 // 4}),
    )
    page.goto(address)
    page.wait_for_selector(real.CONCLUSION)
    real.settle(page)
    session.detach()
    return found


def _kind(event: dict[str, dict[str, str]]) -> str:
    name = event["response"]["url"].partition("?")[0]
    return KINDS.get(name.rpartition(".")[2], "rest")
