"""Exports as typed tables in memory, however long they are (the only duckdb of listening).

Nothing is kept on disk afterwards, and nothing of a file that is refused is kept at all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from engine.model import Problem
from listening.model import Kind, Reading, Refused, TermCounts, Wish
from listening.reading import export_remarks, grouping, lines, recognise, repeats
from listening.reading.loading import Loading, name, text

WHOLE = ("reeksen", "acties", "gebeurtenissen")  # what is never cut to a period
SHORTEST = 28  # days of dated rows from which two halves are compared
SHOWN, CLICKS, PLACE = "vertoningen", "kliks", "positie"  # columns of what a search engine shows
NO_WISH = Wish()


@dataclass(frozen=True, slots=True)
class StoreSize:
    """How many bytes the tables may take in memory and files on disk, and with how many threads."""

    memory: int = 1200 << 20
    disk: int = lines.LARGEST
    threads: int = 2


USUAL = StoreSize()


@dataclass
class ExportStore:
    """Tables of one session, in memory; made by `opened`."""

    connection: Any
    folder: Path
    kinds: Mapping[str, Kind]
    size: StoreSize = USUAL
    readings: list[Reading] = field(default_factory=list)
    tables: int = 0  # made so far

    def read(self, path: Path, wish: Wish = NO_WISH) -> list[Reading]:
        """Return what is in a file (several for a ZIP). Raises Refused; nothing is kept then.

        Files in a ZIP that are of no known kind (countries, devices, filters) are passed over.
        """
        readings: list[Reading] = []
        passed: list[Problem] = []
        with TemporaryDirectory(dir=self.folder) as room:
            for plain in lines.plain(path, Path(room), self.size.disk):
                try:
                    readings.append(self._load(plain, wish))
                except recognise.Unknown as error:
                    passed += error.problems
                except Refused:
                    self._drop(readings)
                    raise
        if not readings:
            raise recognise.Unknown(*passed)
        kept = export_remarks.of_file(readings, self.records, self.sum_of, [p.file for p in passed])
        self._drop([one for one in readings if all(one.table != k.table for k in kept)])
        self.readings += kept
        return kept

    def _load(self, plain: lines.PlainLines, wish: Wish) -> Reading:
        sheet, kind, columns = recognise.recognise(plain, self.kinds, wish)
        loading = Loading(self.connection.execute, duckdb.Error, sheet, kind, columns, wish)
        self.tables += 1
        return loading.reading(f"t{self.tables - 1}")

    def sum_of(self, reading: Reading, key: str) -> int | None:
        """Return the sum of a column; None when the file has not got it."""
        if key not in reading.mapping:
            return None
        query = f"SELECT coalesce(sum({name(key)}), 0)::BIGINT FROM {reading.table}"  # noqa: S608
        return int(self.connection.execute(query).fetchone()[0])

    def once(self, readings: Sequence[Reading]) -> list[Reading]:
        """Return readings in which what stands in two files counts once, in the last.

        A file that is the same as another is left out; a row of which day and texts stand in a
        later file of the same kind is taken away.
        """
        return repeats.once(self.connection.execute, list(readings), day_of)

    def _drop(self, readings: Sequence[Reading]) -> None:
        for reading in readings:
            self.connection.execute(f"DROP TABLE {reading.table}")

    def count_terms(
        self,
        readings: Sequence[Reading],
        earlier: Sequence[Reading],
        tells: Callable[[str], str],
        least: int,
    ) -> TermCounts | None:
        """Return the search terms in groups, or None when the files have none.

        With `earlier` files, or with four weeks of dates, also how often now and before; the
        dates are cut into two stretches of equal length. `tells` and `least` are as in
        `grouping.counted`.
        """
        now = [r for r in readings if r.kind.holds == "zoekvragen"]
        before = [r for r in earlier if r.kind.holds == "zoekvragen"]
        if not now:
            return None
        cut = None if before else middle(now)
        parts = [_select(r, _halves(r, cut)) for r in now]
        parts += [_select(r, text("eerder")) for r in before]
        both = [r for r in now if f"{r.kind.counts}{recognise.EARLIER}" in r.mapping]
        both = both if len(both) == len(now) or before else []  # or all else would seem new
        parts += [_select(r, text("eerder"), recognise.EARLIER) for r in both]
        source = " UNION ALL ".join(parts)
        run = self.connection.execute
        return grouping.count_groups(run, source, tells, least, bool(before or cut or both))

    def within(self, readings: Sequence[Reading], first: date, last: date) -> list[Reading]:
        """Keep only rows of a period, of files that have dates; return what is left of them.

        Series and actions stay whole: an action is compared with the days before.
        """
        return [self._within(r, first, last) if has_days(r) else r for r in readings]

    def _within(self, reading: Reading, first: date, last: date) -> Reading:
        day = name(day_of(reading))
        run, table, counts = self.connection.execute, reading.table, reading.kind.counts
        run(f"DELETE FROM {table} WHERE {day} NOT BETWEEN '{first}' AND '{last}'")  # noqa: S608
        total = f"sum({name(counts)})::BIGINT" if counts else "NULL"
        asked = f"SELECT count(*), {total}, min({day}), max({day}) FROM {table}"  # noqa: S608
        rows, summed, start, end = run(asked).fetchone()
        return replace(reading, rows=rows, total=summed, first=start, last=end)

    def rows(self, reading: Reading, most: int = 5, least: int = 0) -> list[tuple[Any, ...]]:
        """Return the rows with the highest counts, those with at least `least`."""
        counts, keys = reading.kind.counts, ", ".join(name(k) for k in reading.mapping)
        where = f"WHERE {name(counts)} >= {int(least)}" if counts and least else ""
        order = f"ORDER BY {name(counts)} DESC, 1, rij" if counts else "ORDER BY rij"
        query = f"SELECT {keys} FROM {reading.table} {where} {order} LIMIT {int(most)}"  # noqa: S608
        return list(self.connection.execute(query).fetchall())

    def records(self, reading: Reading) -> list[dict[str, Any]]:
        """Return all rows of a small table as key → value, in the order of the file."""
        keys = list(reading.mapping)
        named = ", ".join(name(key) for key in keys)
        query = f"SELECT {named} FROM {reading.table} ORDER BY rij"  # noqa: S608
        rows = self.connection.execute(query).fetchall()
        return [dict(zip(keys, row, strict=True)) for row in rows]


@contextmanager
def open_store(kinds: Mapping[str, Kind], size: StoreSize = USUAL) -> Iterator[ExportStore]:
    """Yield an empty store that is gone afterwards, with all it held."""
    with TemporaryDirectory(prefix="luisteren-") as folder, _connect(folder, size) as connection:
        yield ExportStore(Connection(connection), Path(folder), kinds, size)


def _connect(folder: str, size: StoreSize) -> Any:
    settings = {
        "memory_limit": f"{size.memory}B",
        "max_temp_directory_size": f"{size.disk}B",
        "threads": str(size.threads),
        "temp_directory": folder,
    }
    return duckdb.connect(config=dict(settings))


class Connection:
    """A connection that says that there is no memory as Python does."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, *query: Any) -> Any:
        """Run a query. Raises MemoryError when there is no room for what it makes."""
        try:
            return self._connection.execute(*query)
        except duckdb.OutOfMemoryException as error:
            raise MemoryError from error


def middle(readings: Sequence[Reading]) -> tuple[date, date] | None:
    """Return the first day of the first and of the second half, when every file has dates."""
    if not all(r.first and r.last for r in readings):
        return None
    first = min(r.first for r in readings if r.first)
    last = max(r.last for r in readings if r.last)
    length = (last - first).days + 1
    if length < SHORTEST:
        return None
    second = last - timedelta(days=length // 2 - 1)
    return second - timedelta(days=length // 2), second


def has_days(reading: Reading) -> bool:
    """Tell whether the rows of a file can be of a period that is asked."""
    return reading.first is not None and reading.kind.holds not in WHOLE


def day_of(reading: Reading) -> str:
    """Return the column of the days of a file that has them."""
    columns = reading.kind.columns
    return next(key for key in reading.mapping if columns[key].kind == "datum")


def _halves(reading: Reading, cut: tuple[date, date] | None) -> str:
    if cut is None:
        return text("nu")
    day = name(day_of(reading))
    return (
        f"CASE WHEN {day} >= DATE '{cut[1]}' THEN 'nu' WHEN {day} >= DATE '{cut[0]}' THEN 'voor' "
        "ELSE 'rest' END"
    )


def _select(reading: Reading, part: str, of: str = "") -> str:
    counts = name(f"{reading.kind.counts}{of}")
    shown = reading.kind.counts == SHOWN and not of
    clicks = name(CLICKS) if shown and CLICKS in reading.mapping else "NULL::BIGINT"
    places = f"{name(PLACE)} * {counts}" if shown and PLACE in reading.mapping else "NULL::DOUBLE"
    return (
        f"SELECT lower(zoekvraag) AS tekst, {counts} AS n, {part} AS deel, {clicks} AS k, "  # noqa: S608
        f"{places} AS p FROM {reading.table}"
    )
