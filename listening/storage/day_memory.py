"""Keeps counts per day: what, when and from which file; of a series the last file counts.

Never a search term or a name: only counts of pages, subjects, channels and the like, and what came
less than the threshold is one series "overig" before it is written.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    delete,
    func,
    insert,
    select,
    text,
)

from listening.reading.day_series import DaySeries
from listening.storage.hearing import Heard
from listening.storage.kept_entries import Entry
from listening.storage.retention import Retention
from plans.plan_versions import StoreError
from plans.storage.database import address, close, connect, reading, writing
from plans.storage.schema import (
    HEARD_DAY,
    HEARD_ENTRY,
    HEARD_FILE,
    HEARD_SERIES,
    moment,
    moment_text,
)
from plans.storage.upgrade import upgrade

T = TypeVar("T")
BLOCK = 5_000  # rows that are written at once
_KEYS = ("owner", "origin", "about", "value", "counts", "step")


class NotKept(StoreError):
    """A file that is not remembered, or not any more."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of which something is remembered: how many series, days and entries still count."""

    id: int
    name: str
    saved: datetime
    series: int
    days: int
    first: date | None
    last: date | None
    entries: int = 0


class Memory:
    """What one organisation remembers; every method is one transaction, may raise StoreError."""

    def __init__(
        self,
        owner: str | None = None,
        url: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open a database (by default that of the settings) and make its tables."""
        self.engine: Engine = connect(url or address())
        self.owner, self.now = owner or "", now
        upgrade(self.engine)

    def close(self) -> None:
        """Let go of the database."""
        close(self.engine)

    def remember(self, files: Sequence[Heard], retention: Retention) -> tuple[int, ...]:
        """Keep what files say, all of them or none, and let go of what is too old.

        Of a period that was there already the new file counts. Returns the number of each file.
        """
        with writing(self.engine) as connection:
            if connection.dialect.name == "postgresql":  # one writes, others read on
                connection.execute(text("LOCK TABLE heard_series IN SHARE ROW EXCLUSIVE MODE"))
            numbers = tuple(self._keep(connection, one) for one in files)
            self._let_go(connection, retention)
        return numbers

    def _keep(self, connection: Connection, heard: Heard) -> int:
        row = {"owner": self.owner, "name": heard.name, "saved": moment_text(self.now())}
        key = connection.execute(insert(HEARD_FILE).values(**row)).inserted_primary_key
        assert key is not None  # noqa: S101  every database gives it
        number = int(key[0])
        ids = self._ids(connection, heard.series)
        first, last = heard.first.isoformat(), heard.last.isoformat()
        outdated = {ids[_key(self.owner, one)] for one in heard.series}
        outdated |= {id_ for key, id_ in ids.items() if _about(key) in heard.whole}
        for block in _blocks(sorted(outdated)):
            within = HEARD_DAY.c.day.between(first, last)
            connection.execute(delete(HEARD_DAY).where(HEARD_DAY.c.series.in_(block), within))
        rows = (
            {"series": ids[_key(self.owner, one)], "day": day.isoformat(), "count": count,
             "file": number}
            for one in heard.series for day, count in one.days.items()
        )  # fmt: skip
        for rows_block in _blocks(rows):
            connection.execute(insert(HEARD_DAY), rows_block)
        self._keep_entries(connection, heard.entries, number)
        return number

    def _keep_entries(self, connection: Connection, every: Sequence[Entry], number: int) -> None:
        """Keep entries; one that was there already gets its new row."""
        rows = {
            (one.kind, one.key): {"owner": self.owner, "kind": one.kind, "key": one.key,
                                  "day": one.day.isoformat(), "text": one.text, "file": number}
            for one in every
        }  # fmt: skip
        for kind, key in rows:
            connection.execute(
                delete(HEARD_ENTRY).where(
                    HEARD_ENTRY.c.owner == self.owner,
                    HEARD_ENTRY.c.kind == kind,
                    HEARD_ENTRY.c.key == key,
                )
            )
        for block in _blocks(rows.values()):
            connection.execute(insert(HEARD_ENTRY), block)

    def _ids(
        self, connection: Connection, series: Sequence[DaySeries]
    ) -> dict[tuple[str, ...], int]:
        ids = self._known(connection)
        fresh = [key for key in dict.fromkeys(_key(self.owner, one) for one in series)
                 if key not in ids]  # fmt: skip
        if fresh:
            rows = [dict(zip(_KEYS, key, strict=True)) for key in fresh]
            connection.execute(insert(HEARD_SERIES), rows)
            ids = self._known(connection)
        return ids

    def _known(self, connection: Connection) -> dict[tuple[str, ...], int]:
        rows = connection.execute(select(HEARD_SERIES).where(HEARD_SERIES.c.owner == self.owner))
        return {tuple(row._mapping[key] for key in _KEYS): row.id for row in rows}

    def _let_go(self, connection: Connection, retention: Retention) -> None:
        """Remove what is too old, and series and files of which nothing is left."""
        today = self.now().date()
        abouts = select(HEARD_SERIES.c.about).where(HEARD_SERIES.c.owner == self.owner).distinct()
        for about in connection.execute(abouts).scalars().all():
            of = select(HEARD_SERIES.c.id).where(
                HEARD_SERIES.c.owner == self.owner, HEARD_SERIES.c.about == about
            )
            oldest = retention.oldest(about, today).isoformat()
            connection.execute(
                delete(HEARD_DAY).where(HEARD_DAY.c.series.in_(of), HEARD_DAY.c.day < oldest)
            )
        kinds = select(HEARD_ENTRY.c.kind).where(HEARD_ENTRY.c.owner == self.owner).distinct()
        for kind in connection.execute(kinds).scalars().all():
            connection.execute(
                delete(HEARD_ENTRY).where(
                    HEARD_ENTRY.c.owner == self.owner,
                    HEARD_ENTRY.c.kind == kind,
                    HEARD_ENTRY.c.day < retention.oldest(kind, today).isoformat(),
                )
            )
        self._sweep(connection)

    def _sweep(self, connection: Connection) -> None:
        def used(column: ColumnElement[int], table: Table) -> ColumnElement[bool]:
            return select(column).where(column == table.c.id).exists()

        empty = {
            HEARD_SERIES: ~used(HEARD_DAY.c.series, HEARD_SERIES),
            HEARD_FILE: ~used(HEARD_DAY.c.file, HEARD_FILE) & ~used(HEARD_ENTRY.c.file, HEARD_FILE),
        }
        for table, unused in empty.items():
            connection.execute(delete(table).where(table.c.owner == self.owner, unused))

    def series(
        self,
        about: str = "",
        value: str | None = None,
        since: date | None = None,
        ids: Collection[int] | None = None,
    ) -> tuple[DaySeries, ...]:
        """Return what is remembered, of everything or of one kind or thing, in order of name."""
        wanted = [HEARD_SERIES.c.owner == self.owner]
        wanted += [HEARD_SERIES.c.about == about] if about else []
        wanted += [HEARD_SERIES.c.value == value] if value is not None else []
        wanted += [HEARD_SERIES.c.id.in_(ids)] if ids is not None else []
        wanted += [HEARD_DAY.c.day >= since.isoformat()] if since else []
        columns = [HEARD_SERIES.c[key] for key in _KEYS[1:]]
        query = (
            select(*columns, HEARD_DAY.c.day, HEARD_DAY.c.count)
            .join(HEARD_DAY, HEARD_DAY.c.series == HEARD_SERIES.c.id)
            .where(*wanted)
            .order_by(*columns, HEARD_DAY.c.day)
        )
        days: dict[tuple[str, ...], dict[date, int]] = defaultdict(dict)
        with reading(self.engine) as connection:
            for *key, day, count in connection.execute(query):
                days[tuple(key)][date.fromisoformat(day)] = count
        return tuple(
            DaySeries(about, value, counts, origin, step, counted)
            for (origin, about, value, counts, step), counted in days.items()
        )

    def named(self, names: Collection[str]) -> tuple[DaySeries, ...]:
        """Return the series with these names, in small letters."""
        with reading(self.engine) as connection:
            known = self._known(connection)
        ids = [id_ for key, id_ in known.items() if _named(key) in names]
        return tuple(one for block in _blocks(ids) for one in self.series(ids=block))

    def subjects(self, abouts: Collection[str]) -> frozenset[str]:
        """Return what series of these kinds are of."""
        query = (
            select(HEARD_SERIES.c.value)
            .distinct()
            .where(HEARD_SERIES.c.owner == self.owner, HEARD_SERIES.c.about.in_(sorted(abouts)))
        )
        with reading(self.engine) as connection:
            return frozenset(connection.execute(query).scalars())

    def last_day(self) -> date | None:
        """Return the last day on which anything was counted; None: nothing is remembered."""
        query = (
            select(func.max(HEARD_DAY.c.day))
            .join(HEARD_SERIES, HEARD_DAY.c.series == HEARD_SERIES.c.id)
            .where(HEARD_SERIES.c.owner == self.owner)
        )
        with reading(self.engine) as connection:
            return _day(connection.execute(query).scalar())

    def stamp(self) -> str:
        """Return what changes with anything that is remembered or forgotten."""
        query = select(func.max(HEARD_FILE.c.id), func.count(), func.max(HEARD_FILE.c.saved))
        with reading(self.engine) as connection:
            row = connection.execute(query.where(HEARD_FILE.c.owner == self.owner)).one()
        return "-".join(map(str, row))

    def entries(self) -> tuple[Entry, ...]:
        """Return the actions, events and decisions that are remembered, oldest first."""
        columns = (HEARD_ENTRY.c[key] for key in ("kind", "key", "day", "text"))
        query = (
            select(*columns)
            .where(HEARD_ENTRY.c.owner == self.owner)
            .order_by(HEARD_ENTRY.c.day, HEARD_ENTRY.c.kind, HEARD_ENTRY.c.key)
        )
        with reading(self.engine) as connection:
            return tuple(
                Entry(kind, key, date.fromisoformat(day), text)
                for kind, key, day, text in connection.execute(query)
            )

    def files(self) -> tuple[KeptFile, ...]:
        """Return the files that still count, the newest first."""
        rows = (
            select(func.count())
            .where(HEARD_ENTRY.c.file == HEARD_FILE.c.id)
            .correlate(HEARD_FILE)
            .scalar_subquery()
        )
        query = (
            select(
                HEARD_FILE.c.id, HEARD_FILE.c.name, HEARD_FILE.c.saved,
                func.count(HEARD_DAY.c.series.distinct()), func.count(HEARD_DAY.c.day),
                func.min(HEARD_DAY.c.day), func.max(HEARD_DAY.c.day), rows,
            )
            .outerjoin(HEARD_DAY, HEARD_DAY.c.file == HEARD_FILE.c.id)
            .where(HEARD_FILE.c.owner == self.owner)
            .group_by(HEARD_FILE.c.id, HEARD_FILE.c.name, HEARD_FILE.c.saved)
            .order_by(HEARD_FILE.c.id.desc())
        )  # fmt: skip
        with reading(self.engine) as connection:
            return tuple(
                KeptFile(id_, name, moment(saved), many, days, _day(first), _day(last), entries)
                for id_, name, saved, many, days, first, last, entries in connection.execute(query)
            )

    def forget(self, number: int | None = None) -> int:
        """Remove what came of one file, or everything; return how much. Raises NotKept."""
        mine = [HEARD_FILE.c.owner == self.owner]
        mine += [HEARD_FILE.c.id == number] if number is not None else []
        of = HEARD_DAY.c.file.in_(select(HEARD_FILE.c.id).where(*mine))
        rows = HEARD_ENTRY.c.file.in_(select(HEARD_FILE.c.id).where(*mine))
        with writing(self.engine) as connection:
            gone = connection.execute(delete(HEARD_DAY).where(of)).rowcount
            gone += connection.execute(delete(HEARD_ENTRY).where(rows)).rowcount
            if number is not None and not gone:
                raise NotKept(f"Bestand {number} staat niet in het geheugen.")
            self._sweep(connection)
        return gone


def _blocks(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while block := list(islice(rest, BLOCK)):
        yield block


def _key(owner: str, one: DaySeries) -> tuple[str, ...]:
    return (owner, one.origin, one.of, one.value, one.counts, one.step)


def _about(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a series is one of: origin, what it is about, what it counts and its step."""
    _, origin, about, _, counts, step = key
    return (origin, about, counts, step)


def _named(key: tuple[str, ...]) -> str:
    """Return the name of a series in small letters, from its key without days."""
    _, origin, about, value, counts, step = key
    return DaySeries(about, value, counts, origin, step, {}).name.lower()


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
