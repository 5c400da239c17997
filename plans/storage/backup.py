"""A reservekopie: all plans of one moment in one file, for any database, that shows damage.

The file is gzip of JSON lines: a head, each plan followed by its versions, what Digitaal luisteren
remembers, and a foot with counts and the SHA-256 of all lines before it.
"""

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from sqlalchemy import BigInteger, Connection, Table, delete, func, insert, select

from plans.plan_versions import StoreError
from plans.storage.database import FILE, URL, connect, has_plans, reading, without_password, writing
from plans.storage.schema import (
    HEARD_DAY,
    HEARD_ENTRY,
    HEARD_FILE,
    HEARD_NOTE,
    HEARD_SERIES,
    PLAN,
    VERSION,
    moment,
    moment_text,
)
from plans.storage.store import PlanStore
from plans.storage.upgrade import has_tables

KIND, FORM = "plannen van Ken je inwoner", 4
OLDER: Mapping[int, Mapping[str, Mapping[str, str | None]]] = {  # form → what its rows lack
    2: {"plan": {"reader": None, "feed": None}, "versie": {"what": "", "browser": ""}},
    3: {},
    FORM: {},
}
WITH_MEMORY = 4  # the form from which a copy holds the memory of Digitaal luisteren
LONGEST = 8_000_000  # bytes of a line
BLOCK = 500  # rows that are written at once
MOST = 2_147_483_647  # the largest whole number that every database keeps
LARGEST = 9_223_372_036_854_775_807  # and the largest that a count may be
_MEMORY = {  # a row comes after those it names
    "bestand": HEARD_FILE, "reeks": HEARD_SERIES, "aantal": HEARD_DAY, "regel": HEARD_ENTRY,
    "notitie": HEARD_NOTE,
}  # fmt: skip
_TABLES = {"plan": PLAN, "versie": VERSION, **_MEMORY}
Line = dict[str, Any]


class BackupError(StoreError):
    """A file that is no whole reservekopie, or a database that is not empty."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many plans and versions a reservekopie holds, and rows of memory."""

    plans: int
    versions: int
    remembered: int = 0


def existing(url: str) -> PlanStore:
    """Return the plans of a database that is there already.

    Raises BackupError where there is none, and has then made nothing: a copy of nothing looks like
    a copy of all plans.
    """
    if not has_plans(url) or not has_tables(connect(url)):
        raise BackupError(
            f"{without_password(url)}: hier is geen database met plannen. Kijk {FILE} of {URL} na."
        )
    return PlanStore(url)


def backup(store: PlanStore, path: Path) -> Counts:
    """Write all plans, deleted ones too, as they are at one moment; the file is whole or absent.

    Raises StoreError for the database and OSError for the file.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            with gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed:
                counts = _write(store, packed)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(file.name).unlink()
            raise
    _settle(path.parent)
    return counts


def _settle(folder: Path) -> None:
    """Let the new name survive a crash, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write(store: PlanStore, file: Any) -> Counts:
    seal, counts = hashlib.sha256(), dict.fromkeys(_TABLES, 0)
    with reading(store.engine) as connection:
        for line in _lines(connection, moment_text(store.now())):
            counts |= {key: counts[key] + 1 for key in line if key in counts}
            raw = _raw(line)
            seal.update(raw)
            file.write(raw)
    remembered = sum(counts[key] for key in _MEMORY)
    end = {"plannen": counts["plan"], "versies": counts["versie"], "onthouden": remembered}
    file.write(_raw({"einde": end | {"sha256": seal.hexdigest()}}))
    return Counts(counts["plan"], counts["versie"], remembered)


def _raw(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _lines(connection: Connection, now: str) -> Iterator[Line]:
    yield {"soort": KIND, "vorm": FORM, "gemaakt": now}
    for plan in connection.execute(select(PLAN).order_by(PLAN.c.link)).all():
        yield {"plan": dict(plan._mapping)}
        wanted = select(VERSION).where(VERSION.c.link == plan.link)
        for version in connection.execute(wanted.order_by(VERSION.c.number)):
            yield {"versie": dict(version._mapping)}
    for key, table in _MEMORY.items():
        for row in connection.execute(select(table).order_by(*table.primary_key)):
            yield {key: dict(row._mapping)}


def restore(store: PlanStore, path: Path, replace: bool = False) -> Counts:
    """Put a reservekopie back, all of it or nothing.

    Raises BackupError for a damaged file, and for a database that holds plans or a memory unless
    `replace`, which removes those; a copy of before the memory leaves that alone. Raises OSError
    for a file that cannot be opened.
    """
    with path.open("rb") as file, writing(store.engine) as connection:
        reader = _BackupReader(file)
        memory = [HEARD_FILE, HEARD_SERIES, HEARD_NOTE] if reader.form() >= WITH_MEMORY else []
        there = _count(connection, PLAN)
        if not replace and (there or any(_count(connection, table) for table in memory)):
            what = (
                f"al plannen in de database ({there})" if there else "al aantallen in het geheugen"
            )
            raise BackupError(
                f"Er staan {what}. Ik overschrijf ze niet vanzelf. "
                "Maak eerst een reservekopie en geef dan --vervang mee."
            )
        for table in (PLAN, *memory):  # what names them goes along
            connection.execute(delete(table))
        lines = reader.rows()
        while block := list(islice(lines, BLOCK)):
            _put(connection, block)
        if connection.dialect.name == "postgresql":
            _count_on(connection)
        return reader.counts


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that were put back."""
    for table in _MEMORY.values():
        if "id" in table.c:
            sequence = func.pg_get_serial_sequence(table.name, "id")
            highest = connection.execute(select(func.max(table.c.id))).scalar_one()
            if highest is not None:
                connection.execute(select(func.setval(sequence, highest)))


def _put(connection: Connection, rows: list[tuple[str, Line]]) -> None:
    """Write rows in order: plans before their versions."""
    for key, table in _TABLES.items():
        of = [row for name, row in rows if name == key]
        if of:
            connection.execute(insert(table), of)


class _BackupReader:
    """Reads a reservekopie line by line and refuses what is damaged."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = gzip.GzipFile(fileobj=file, mode="rb")
        self._seal = hashlib.sha256()
        self._heads: dict[str, int] = {}
        self._numbers: dict[str, set[int]] = {}
        self._rows_of: dict[str, set[object]] = {key: set() for key in _MEMORY}
        self._form = 0
        self.counts = Counts(0, 0)

    def form(self) -> int:
        """Read the head and return the form of the file. Raises BackupError."""
        try:
            head = self._line()
            known = head["soort"] == KIND and head["vorm"] in OLDER
        except _DAMAGE as error:
            raise BackupError(_DAMAGED) from error
        if not known:
            raise BackupError(
                "Dit is geen reservekopie die ik ken. Gebruik een bestand van "
                "python -m plans backup."
            )
        self._form = head["vorm"]
        return self._form

    def rows(self) -> Iterator[tuple[str, Line]]:
        """Yield (kind, row) of all that follows the head; raises BackupError."""
        try:
            yield from self._rows()
        except _DAMAGE as error:
            raise BackupError(_DAMAGED) from error

    def _rows(self) -> Iterator[tuple[str, Line]]:
        while "einde" not in (line := self._line(sealed=False)):
            self._seal.update(_raw(line))
            ((key, row),) = line.items()
            lacking = OLDER[self._form].get(key, {})
            if lacking.keys() & row.keys():
                raise ValueError(key)
            row = {**row, **lacking}
            self._check(key, row)
            yield key, row
        self._end(line["einde"])

    def _line(self, sealed: bool = True) -> Line:
        raw = self._file.readline(LONGEST)
        line = json.loads(raw)
        if not isinstance(line, dict) or _raw(line) != raw:
            raise ValueError(raw[:40])
        if sealed:
            self._seal.update(raw)
        return line

    def _check(self, key: str, row: Mapping[str, Any]) -> None:
        _check_types(_TABLES[key], row)
        if key in _MEMORY:
            self._check_memory(key, row)
            return
        link = row["link"]
        if row.get("number") in self._numbers.get(link, ()) or (key == "plan") == (
            link in self._heads
        ):
            raise ValueError(link)
        if key == "plan":
            self._heads[link], self._numbers[link] = row["head"], set()
        else:
            self._numbers[link].add(row["number"])

    def _check_memory(self, key: str, row: Mapping[str, Any]) -> None:
        """Raise ValueError for a row that is there twice, or names one that is not there."""
        same = tuple(row[column.name] for column in _MEMORY[key].primary_key)
        names = {"bestand": row.get("file"), "reeks": row.get("series")}
        lost = (of for of, number in names.items()
                if number is not None and (number,) not in self._rows_of[of])  # fmt: skip
        if self._form < WITH_MEMORY or same in self._rows_of[key] or any(lost):
            raise ValueError(same)
        if "day" in row:
            date.fromisoformat(row["day"])
        self._rows_of[key].add(same)

    def _end(self, end: Mapping[str, Any]) -> None:
        versions = sum(map(len, self._numbers.values()))
        remembered = sum(map(len, self._rows_of.values()))
        self.counts = Counts(len(self._heads), versions, remembered)
        whole = all(head in self._numbers[link] for link, head in self._heads.items())
        memory = end["onthouden"] if self._form >= WITH_MEMORY else 0
        counts = (end["plannen"], end["versies"], memory, end["sha256"])
        if not whole or counts != (
            len(self._heads), versions, remembered, self._seal.hexdigest()
        ):  # fmt: skip
            raise ValueError(counts)
        if self._file.read(1):
            raise ValueError("meer")


def _check_types(table: Table, row: Mapping[str, Any]) -> None:
    """Raise ValueError for a row that does not fit its table."""
    if set(row) != set(table.c.keys()):
        raise ValueError(sorted(row))
    for column in table.c:
        value = row[column.name]
        if value is None and column.nullable:
            continue
        most = LARGEST if isinstance(column.type, BigInteger) else MOST
        if type(value) is not column.type.python_type or not _fits(value, most):
            raise ValueError(column.name)
        if column.name in _MOMENTS:
            moment(value)


def _fits(value: str | int, most: int) -> bool:
    return "\0" not in value if isinstance(value, str) else 0 <= value <= most


_MOMENTS = {"made", "deleted", "saved"}
_DAMAGE = (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError, RecursionError)
_DAMAGED = (
    "Dit bestand is beschadigd of geen reservekopie van plannen. Er is niets teruggezet en niets "
    "veranderd. Gebruik een andere kopie."
)
