"""What the server writes down: one line per event, as text or JSON, without personal data.

No address of a visitor, no choice, no search and no text of a user reaches the log: of an error
only its kind and place are kept, of others' messages only the fixed words and the numbers.
"""

import json
import logging
import os
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from screens.pages import PAGES
from screens.server import metrics

LOGBOOK = "KEN_JE_INWONER_LOG"  # text, or one JSON object a line
FORMS = ("tekst", "json")
LEVELS = {"WARNING": "let op", "ERROR": "fout", "CRITICAL": "fout"}
OURS = ("app", "blueprints", "documents", "engine", "listening", "plans", "screens")
ROOT = Path(__file__).resolve().parents[2]
BESIDE = (
    "advies",
    "agenda",
    "api",
    "document",
    "nl",
    "vlakken",
    "inloggen",
    "auth",
    "oauth2callback",
    "_stcore",
    "media",
    ".well-known",
)  # first folders of addresses that are no page
ELSEWHERE = "overig"  # all other addresses
TWICE = "Uncaught app execution"  # of a page; we write such an error down with its number
QUIET = (
    "assets",
    "static",
    "healthz",
    "readyz",
    "metrics",
    "favicon.png",
    "favicon.ico",
    "robots.txt",
)  # not worth a line each
KNOWN = {name: name for name in (*BESIDE, *QUIET)} | {page.address: page.log_name for page in PAGES}
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"})
DEEPEST = 8  # places in the code that are named with an error
LOG = logging.getLogger(__name__)
EventFacts = dict[str, Any]


def form(settings: Mapping[str, str] = os.environ) -> str:
    """Return the setting; raises ValueError, in Dutch, when it is neither of the two."""
    said = settings.get(LOGBOOK, "").strip() or FORMS[0]
    if said not in FORMS:
        raise ValueError(f"{LOGBOOK}: '{said[:40]}' ken ik niet. Kies {' of '.join(FORMS)}.")
    return said


def begin(kind: str) -> None:
    """Send what every library logs to one place, in one form; call it when all is imported."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if kind == "json" else Text())
    root = logging.getLogger()
    root.handlers, root.level = [handler], logging.WARNING
    for name in list(logging.Logger.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.msg != TWICE)
    logging.getLogger("uvicorn.access").propagate = False  # it names visitors and what they asked
    for name in (*OURS, "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.INFO)


def event_facts(record: logging.LogRecord) -> EventFacts:
    """Return what may be known of an event."""
    said: EventFacts = {
        "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "niveau": LEVELS.get(record.levelname, "info"),
        "bron": record.name,
        "bericht": _message(record),
    }
    said |= getattr(record, "gegevens", {})
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    return said | (_error(error) if error else {})


def _message(record: logging.LogRecord) -> str:
    """Return our own message as it is, and of another's the fixed words and the numbers."""
    if record.name.split(".")[0] in OURS:
        return record.getMessage()
    words = str(record.msg).strip().split("\n")[0]
    if not record.args or not isinstance(record.args, tuple):
        return words
    try:
        return words % tuple(a if isinstance(a, int | float) else "…" for a in record.args)
    except (TypeError, ValueError):
        return words


def _error(error: BaseException) -> EventFacts:
    """Return the kind of an error and where it happened; its message may hold what a user typed."""
    places = [_place(f.filename, f.lineno, f.name) for f in extract_tb(error.__traceback__)]
    return {"fout": type(error).__name__, "plaats": places[-DEEPEST:]}


def _place(file: str, line: int | None, name: str) -> str:
    path = Path(file)
    short = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(*path.parts[-2:])
    return f"{short.as_posix()}:{line} {name}"


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return an event as a line."""
        return json.dumps(event_facts(record), ensure_ascii=False)


class Text(logging.Formatter):
    """A line to read."""

    def format(self, record: logging.LogRecord) -> str:
        """Return an event as a line."""
        said = event_facts(record)
        head = f"{said.pop('tijd')} {said.pop('niveau')} {said.pop('bron')}: {said.pop('bericht')}"
        rest = "; ".join(f"{key} {_text(value)}" for key, value in said.items())
        return f"{head} ({rest})" if rest else head


def _text(value: object) -> str:
    return " < ".join(reversed(value)) if isinstance(value, list) else str(value)


class Requests:
    """Writes down and counts each answered request: its part, how it went, how long it took."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request and write it down."""
        name = part(str(scope.get("path", "")))
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, seen = time.perf_counter(), {"status": 500, "bytes": 0}

        async def count_and_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
            seen["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, count_and_send)
        finally:
            took = time.perf_counter() - begun
            metrics.count_request(name, seen["status"], took)
            if name not in QUIET:
                method = scope["method"] if scope["method"] in METHODS else "anders"
                what: EventFacts = {
                    "methode": method,
                    "deel": name,
                    **seen,
                    "ms": round(1000 * took, 1),
                }
                LOG.info("verzoek", extra={"gegevens": what})


def part(path: str) -> str:
    """Return what the log calls an address: the first folder, when it is one of ours.

    The rest of an address may say too much.
    """
    first = path.lstrip("/").split("/")[0]
    return KNOWN.get(first, ELSEWHERE)
