"""One feed → what is remembered of it, or one Dutch sentence; nothing of it is kept by half."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dutch import day_range
from engine.knowledge import files
from listening.connectors import matomo, piwik_pro, plausible, search_console
from listening.connectors.feeds import LARGEST_KEY, Feed
from listening.connectors.gathered import Gathered, Period, heard
from listening.connectors.transport import FetchError, Transport
from listening.reading.day_series import SubjectsOf
from listening.storage.day_memory import Memory
from listening.storage.hearing import Heard
from listening.storage.retention import Retention
from plans.plan_versions import StoreError

Gather = Callable[[Feed, str, Transport, Period], Gathered]
GATHERERS: Mapping[str, Gather] = {
    "matomo": matomo.gather,
    "search-console": search_console.gather,
    "piwik-pro": piwik_pro.gather,
    "plausible": plausible.gather,
}
KEY_FILE = "sleutelbestand: {why}"
BAD_KEY = "in het sleutelbestand hoort één sleutel te staan, zonder spaties."
NOTHING = "in deze dagen is niets geteld. Kijk na of de site nog meet."


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one feed: what is remembered, or `trouble` that says why nothing is."""

    feed: Feed
    period: Period
    series: int = 0
    counts: int = 0
    notes: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """What fetching needs: who asks, where it goes, and what day it is."""

    transport: Transport
    memory: Callable[[str], Memory]  # of an organisation
    retention: Retention
    subjects_of: SubjectsOf
    least: int
    today: date

    def fetch(self, feed: Feed, first: date | None = None) -> Fetched:
        """Remember what a feed counted, from a day on or of as many days as it says."""
        period = self.period(feed, first)
        try:
            gathered = GATHERERS[feed.kind](feed, secret(feed), self.transport, period)
            if not any(count for part in gathered.counts for *_, count in part.rows):
                raise FetchError(NOTHING)
            kept = self._heard(feed, gathered)
            self.memory(feed.owner).remember([kept], self.retention)
        except FetchError as error:
            return Fetched(feed, period, trouble=error.why)
        except StoreError as error:
            return Fetched(feed, period, trouble=error.why)
        counts = sum(len(one.days) for one in kept.series)
        return Fetched(feed, period, len(kept.series), counts, gathered.notes)

    def period(self, feed: Feed, first: date | None = None) -> Period:
        """Return the days that are asked: whole days that a service counts no more on."""
        late = search_console.NOT_FINAL if feed.kind == "search-console" else 0
        last = self.today - timedelta(days=1 + late)
        begin = first or last - timedelta(days=feed.days - 1)
        return Period(min(begin, last), last)

    def _heard(self, feed: Feed, gathered: Gathered) -> Heard:
        name = f"{feed.id} ({day_range(gathered.period.first, gathered.period.last)})"
        return heard(name, feed.origin, gathered, self.subjects_of, self.least)


def secret(feed: Feed) -> str:
    """Return the key of a feed. Raises FetchError, which never holds it."""
    path = feed.key or Path()
    try:
        text = files.text(path.name, path, LARGEST_KEY).strip()
    except files.Unreadable as error:
        raise FetchError(KEY_FILE.format(why=error.problems[0].message)) from None
    json = feed.kind in ("search-console", "piwik-pro")
    if not text or (not json and not (text.isascii() and text.isprintable() and " " not in text)):
        raise FetchError(BAD_KEY)
    return text
