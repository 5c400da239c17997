"""A connector with everything around it: a feed, a key, who asks, and a small site."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import httpx
from joserfc.jwk import RSAKey

from counting.services import ACCOUNT, KEY, Counted, days_of
from listening.connectors import feeds
from listening.connectors.export_files import ExportReading
from listening.connectors.feeds import Feed
from listening.connectors.fetching import Fetcher
from listening.connectors.transport import Transport
from listening.knowledge import load
from listening.storage.day_memory import Memory
from listening.storage.notebook import Notes
from listening.storage.retention import Retention

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
FIRST = date(2026, 10, 1)
LONG = Retention(3660)
RSA = RSAKey.generate_key(2048, auto_kid=False)
ACCOUNTS = {
    "search-console": json.dumps(
        {
            "client_email": "a@b.iam.gserviceaccount.com",
            "private_key": RSA.as_pem(private=True).decode(),
        }
    ),
    "piwik-pro": json.dumps(ACCOUNT),
}


def feed_of(folder: Path, kind: str, address: str = "https://tellen.voorbeeld.nl") -> Feed:
    """Return a feed whose key lies in a folder."""
    path = folder / f"{kind}.sleutel"
    if not path.exists():
        path.write_text(ACCOUNTS.get(kind, KEY), encoding="utf-8")
    token = f"{address}/token" if kind == "search-console" else ""
    return Feed(kind, kind, feeds.ORIGINS[kind], address, "1", 35, "", path, token)


def subjects_of(text: str) -> tuple[str, ...]:
    """Return the subject of a text, if it has one."""
    return ("schuldhulp",) if "schuld" in text else ()


def asking(handler: Callable[[httpx.Request], httpx.Response], waits: list[float]) -> Transport:
    """Return what asks this handler, and notes how long it would wait."""
    client = httpx.Client(transport=httpx.MockTransport(handler))
    return Transport(client, waits.append, lambda: 0.0, lambda: NOON)


def fetcher(
    ask: Transport, memory: Memory, today: date = TODAY, retention: Retention = LONG
) -> Fetcher:
    """Return what fetches into one memory, at noon."""
    now = datetime.combine(today, time(12))
    reading = ExportReading(load().kinds, subjects_of, 10)
    return Fetcher(ask, lambda _: memory, lambda _: notes_of(memory, now), retention, reading, now)


def notes_of(memory: Memory, now: datetime = NOON) -> Notes:
    """Return the notes in the database of a memory, as of a moment."""
    notes = _notes(memory.engine.url.render_as_string(hide_password=False), memory.owner)
    notes.now = lambda: now.replace(tzinfo=UTC)
    return notes


@cache
def _notes(url: str, owner: str) -> Notes:
    return Notes(owner, url)


def small() -> Counted:
    """Three days: a page under the threshold, a term with a subject and one of nobody."""
    days = [FIRST + timedelta(days=at) for at in range(3)]
    return Counted(
        days_of(FIRST, [20, 30, 40]),
        {days[0]: {"/schulden": 12, "/klein": 3}, days[2]: {"/schulden": 5, "/a@b.nl": 4}},
        {days[0]: {"hulp bij schulden": 9, "jan jansen": 2}, days[1]: {"schuldsanering": 4}},
        {days[1]: {"schuldsanering": 11}},
    )  # fmt: skip


def remembered(memory: Memory) -> dict[tuple[str, str, str], list[int]]:
    """Return what a memory holds: (of, counts, value) → counts by day."""
    return {(one.of, one.counts, one.value): list(one.days.values()) for one in memory.series()}
