"""Pages run without browser or network, with the knowledge that was compiled for the tests."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from html import unescape
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from engine import Table, load
from screens.page import knowledge

# Each run of a page reads the description of every installed package, which takes longer than
# the page; they stay the same while tests run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

PATIENCE = 600  # seconds for a run of a page; a busy machine is slow

FORBIDDEN = re.compile(
    r"\b(?:scores?|rulesets?|facts?|log-odds|waarborg(?:en)?|vangnet|gelijkspel|klantreis|spoor|"
    r"inrichting|verantwoording|download(?:ing)?s|settings?|rules?|loading|search)\b",
    re.IGNORECASE,
)


def serve(monkeypatch: pytest.MonkeyPatch, table: Table, message: str | None = None) -> None:
    """Let the pages use a table that is there already."""
    national = load() if table.book.organisation else table.book
    stub = SimpleNamespace(
        table=table,
        national=national,
        message=message,
        organisation=None,
        check_disk=lambda: None,
        reload=lambda: True,
        published={},
    )
    monkeypatch.setattr(knowledge, "service", lambda: stub)


def page(show: Callable[[], None], params: Mapping[str, str]) -> AppTest:
    """Return a page after its first run, without an error."""
    at = AppTest.from_function(show, default_timeout=PATIENCE)
    for key, value in params.items():
        at.query_params[key] = value
    return without_error(at.run())


def without_error(at: AppTest) -> AppTest:
    """Return a page that ran without an error."""
    assert not at.exception, at.exception
    return at


def panes(at: AppTest) -> list[dict[str, Any]]:
    """Return what the panes of a page were given: their pieces and the marked answers."""
    return [json.loads(element.proto.json) for element in at.get("bidi_component")]


def html(at: AppTest) -> str:
    """Return all HTML of a page."""
    bodies = [element.proto.body for element in at.get("html")]
    return "\n".join([*(piece for pane in panes(at) for piece in pane["delen"]), *bodies])


def marked(at: AppTest) -> dict[str, str | None]:
    """Return the answers that are marked on the page Advies."""
    answers: dict[str, str | None] = panes(at)[0]["gekozen"]
    return answers


def text(at: AppTest) -> str:
    """Return what a page says, without tags, on one line."""
    plain = re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:strong|b|span|a)\b[^>]*>", "", html(at)))
    return " ".join(unescape(plain).split())


def params(at: AppTest) -> dict[str, str]:
    """Return the address of a page."""
    found = at.query_params.items()
    return {key: value if isinstance(value, str) else value[-1] for key, value in found}


def to_example(at: AppTest) -> AppTest:
    """Follow the link to the example on the page Advies."""
    (link,) = re.findall('href="([^"]+)"[^>]*>Bekijk een voorbeeld<', html(at))
    at.query_params.clear()
    for key, value in parse_qsl(urlsplit(unescape(link)).query):
        at.query_params[key] = value
    return without_error(at.run())
