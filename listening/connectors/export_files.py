"""Files of a feed: exports in a folder of the server, or one at an address of the organisation."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from engine.knowledge.files import trouble
from listening import watch
from listening.connectors.feeds import Feed
from listening.connectors.transport import Demand, FetchError, Transport
from listening.model import Kind, Wish
from listening.reading.day_series import SubjectsOf
from listening.reading.export_store import open_store
from listening.storage.hearing import Heard, heard

STILL_WRITTEN = 60.0  # seconds in which a file that changed may not be whole yet
NO_NAME = "export.csv"


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file that is there; `stamp` is another one when it changed."""

    name: str
    path: Path
    stamp: str


@dataclass(frozen=True, slots=True)
class ExportReading:
    """How files become what is remembered."""

    kinds: Mapping[str, Kind]
    subjects_of: SubjectsOf
    least: int

    def heard(self, path: Path, kind: str | None) -> tuple[Heard, ...]:
        """Return what one file says. Raises Refused, and then nothing of it is used."""
        with open_store(self.kinds) as store:
            readings = store.once(store.read(path, Wish(kind)))
            return heard(store, readings, self.subjects_of, self.least)


def files_of(
    feed: Feed, key: str, transport: Transport, place: Path, now: datetime
) -> Iterator[ExportFile]:
    """Yield the files of a feed, the one that changed longest ago first. Raises FetchError."""
    if feed.folder is None:
        yield _fetched(feed, key, transport, place)
        return
    try:
        seen = watch.state(feed.folder)
    except OSError as error:
        raise FetchError(trouble(error)) from error
    for path, (size, changed) in sorted(seen.items(), key=lambda one: (one[1][1], one[0])):
        if path.is_file() and now.timestamp() - changed >= STILL_WRITTEN:
            yield ExportFile(path.name, path, f"{size} {changed}")


def _fetched(feed: Feed, key: str, transport: Transport, place: Path) -> ExportFile:
    body = transport.file(Demand(feed.address, bearer=key))
    named = Path(unquote(urlsplit(feed.address).path)).name
    name = named if Path(named).suffix.lower() in watch.ENDINGS else NO_NAME
    path = place / name
    path.write_bytes(body)
    return ExportFile(name, path, hashlib.sha256(body).hexdigest())
