"""One feed → what is remembered of it, or one Dutch sentence; nothing of it is kept by half."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from dutch import counted, day_range
from engine.knowledge import files
from listening.connectors import export_files, matomo, piwik_pro, plausible, search_console
from listening.connectors.export_files import ExportReading
from listening.connectors.feeds import LARGEST_KEY, Feed
from listening.connectors.gathered import Gathered, Period, heard
from listening.connectors.transport import FetchError, Transport
from listening.model import Refused
from listening.storage.day_memory import Memory
from listening.storage.hearing import Heard
from listening.storage.notebook import Notes
from listening.storage.retention import Retention
from plans.plan_versions import StoreError

Gather = Callable[[Feed, str, Transport, Period], Gathered]
GATHERERS: Mapping[str, Gather] = {
    "matomo": matomo.gather,
    "search-console": search_console.gather,
    "piwik-pro": piwik_pro.gather,
    "plausible": plausible.gather,
}
CAME_IN, TROUBLE, READ = "bron", "bronfout", "gelezen"  # kinds of notes
KEY_FILE = "sleutelbestand: {why}"
BAD_KEY = "in het sleutelbestand hoort één sleutel te staan, zonder spaties."
NOTHING = "in deze dagen is niets geteld. Kijk na of de site nog meet."


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one feed: what is remembered, or `trouble` that says why nothing is.

    Of files some can be remembered while `trouble` names one that is not.
    """

    feed: Feed
    period: Period | None = None
    series: int = 0
    counts: int = 0
    notes: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """What fetching needs: who asks, where it goes, and what moment it is."""

    transport: Transport
    memory: Callable[[str], Memory]  # of an organisation
    notes: Callable[[str], Notes]
    retention: Retention
    reading: ExportReading
    now: datetime

    def fetch(self, feed: Feed, first: date | None = None) -> Fetched:
        """Remember what a feed has, and note when something came in or why nothing did.

        A service is asked from a day on, or of as many days as the feed says.
        """
        try:
            fetched = self._service(feed, first) if feed.is_service else self._files(feed)
        except (FetchError, StoreError) as error:
            period = self.period(feed, first) if feed.is_service else None
            fetched = Fetched(feed, period, trouble=error.why)
        try:
            self._note(feed, fetched)
        except StoreError as error:
            return replace(fetched, trouble=fetched.trouble or error.why)
        return fetched

    def _note(self, feed: Feed, fetched: Fetched) -> None:
        notes = self.notes(feed.owner)
        if fetched.series:
            notes.write(CAME_IN, {feed.id: ""})
        if fetched.trouble:
            notes.write(TROUBLE, {feed.id: fetched.trouble})
        else:
            notes.release(TROUBLE, {feed.id: None})

    def _service(self, feed: Feed, first: date | None) -> Fetched:
        period = self.period(feed, first)
        gathered = GATHERERS[feed.kind](feed, secret(feed), self.transport, period)
        if not any(count for part in gathered.counts for *_, count in part.rows):
            raise FetchError(NOTHING)
        name = f"{feed.id} ({day_range(gathered.period.first, gathered.period.last)})"
        reading = self.reading
        kept = heard(name, feed.origin, gathered, reading.subjects_of, reading.least)
        self.memory(feed.owner).remember([kept], self.retention)
        return Fetched(feed, period, *_size([kept]), gathered.notes)

    def period(self, feed: Feed, first: date | None = None) -> Period:
        """Return the days that are asked: whole days that a service counts no more on."""
        late = search_console.NOT_FINAL if feed.kind == "search-console" else 0
        last = self.now.date() - timedelta(days=1 + late)
        begin = first or last - timedelta(days=feed.days - 1)
        return Period(min(begin, last), last)

    def _files(self, feed: Feed) -> Fetched:
        """Remember files that are new or changed, each whole or not at all, oldest first."""
        notes, kind = self.notes(feed.owner), f"{READ} {feed.id}"
        known = {name: note.text for name, note in notes.of(kind).items()}
        key = secret(feed) if feed.key else ""
        sizes, refused = [(0, 0)], list[str]()
        with TemporaryDirectory(prefix="haal-") as place:
            for one in export_files.files_of(feed, key, self.transport, Path(place), self.now):
                if known.get(one.name) == one.stamp:
                    continue
                try:
                    kept = self.reading.heard(one.path, feed.file_kind)
                except Refused as error:
                    refused.append(str(error.problems[0]))
                else:
                    self.memory(feed.owner).remember(kept, self.retention)
                    sizes.append(_size(kept))
                    notes.write(kind, {one.name: one.stamp})
        series, counts = map(sum, zip(*sizes, strict=True))
        return Fetched(feed, None, series, counts, (), _refused(refused))


def _size(kept: Sequence[Heard]) -> tuple[int, int]:
    series = [one for file in kept for one in file.series]
    return len(series), sum(len(one.days) for one in series)


def _refused(problems: Sequence[str]) -> str:
    """Return one line about files that were not read."""
    if len(problems) < 2:
        return "".join(problems)
    return f"{problems[0]} En nog {counted(len(problems) - 1, 'bestand', 'bestanden')}."


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
