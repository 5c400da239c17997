"""A reservekopie: all plans of one moment in one file, for any database, that shows damage.

The file is gzip of JSON lines: a head, each plan followed by its versions, and a foot with counts
and the SHA-256 of all lines before it.
"""

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from plans.saved import StoreError
from plans.storage.database import reading, writing
from plans.storage.store import Store
from plans.storage.tables import PLAN, VERSION, moment, said

KIND, FORM = "plannen van Ken je inwoner", 2
LONGEST = 8_000_000  # bytes of a line
BLOCK = 500  # rows that are written at once
MOST = 2_147_483_647  # the largest whole number that every database keeps
_TABLES = {"plan": PLAN, "versie": VERSION}
Line = dict[str, Any]


class BackupError(StoreError):
    """A file that is no whole reservekopie, or a database that is not empty."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many plans and versions a reservekopie holds."""

    plans: int
    versions: int


def backup(store: Store, path: Path) -> Counts:
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


def _write(store: Store, file: Any) -> Counts:
    seal, found = hashlib.sha256(), {"plan": 0, "versie": 0}
    with reading(store.engine) as connection:
        for line in _lines(connection, said(store.now())):
            found |= {key: found[key] + 1 for key in line if key in found}
            raw = _raw(line)
            seal.update(raw)
            file.write(raw)
    end = {"plannen": found["plan"], "versies": found["versie"], "sha256": seal.hexdigest()}
    file.write(_raw({"einde": end}))
    return Counts(found["plan"], found["versie"])


def _raw(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _lines(connection: Connection, now: str) -> Iterator[Line]:
    yield {"soort": KIND, "vorm": FORM, "gemaakt": now}
    for plan in connection.execute(select(PLAN).order_by(PLAN.c.link)).all():
        yield {"plan": dict(plan._mapping)}
        wanted = select(VERSION).where(VERSION.c.link == plan.link)
        for version in connection.execute(wanted.order_by(VERSION.c.number)):
            yield {"versie": dict(version._mapping)}


def restore(store: Store, path: Path, replace: bool = False) -> Counts:
    """Put the plans of a reservekopie back, all of them or none.

    Raises BackupError for a damaged file, and for a database that holds plans unless `replace`,
    which removes those. Raises OSError for a file that cannot be opened.
    """
    with path.open("rb") as file, writing(store.engine) as connection:
        there = int(connection.execute(select(func.count()).select_from(PLAN)).scalar_one())
        if there and not replace:
            raise BackupError(
                f"Er staan al plannen in de database ({there}). Ik overschrijf ze niet vanzelf. "
                "Maak eerst een reservekopie en geef dan --vervang mee."
            )
        connection.execute(delete(PLAN))
        reader = _Reader(file)
        lines = reader.rows()
        while block := list(islice(lines, BLOCK)):
            _put(connection, block)
        return reader.counts


def _put(connection: Connection, rows: list[tuple[str, Line]]) -> None:
    """Write rows in order: plans before their versions."""
    for key, table in _TABLES.items():
        of = [row for name, row in rows if name == key]
        if of:
            connection.execute(insert(table), of)


class _Reader:
    """Reads a reservekopie line by line and refuses what is damaged."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = gzip.GzipFile(fileobj=file, mode="rb")
        self._seal = hashlib.sha256()
        self._heads: dict[str, int] = {}
        self._numbers: dict[str, set[int]] = {}
        self.counts = Counts(0, 0)

    def rows(self) -> Iterator[tuple[str, Line]]:
        """Yield (kind, row) of all plans and versions; raises BackupError."""
        try:
            yield from self._rows()
        except _DAMAGE as error:
            raise BackupError(_DAMAGED) from error

    def _rows(self) -> Iterator[tuple[str, Line]]:
        head = self._line()
        if head["soort"] != KIND or head["vorm"] != FORM:
            raise BackupError(
                "Dit is geen reservekopie die ik ken. Gebruik een bestand van "
                "python -m plans backup."
            )
        while "einde" not in (line := self._line(sealed=False)):
            self._seal.update(_raw(line))
            ((key, row),) = line.items()
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
        _typed(_TABLES[key], row)
        link = row["link"]
        if row.get("number") in self._numbers.get(link, ()) or (key == "plan") == (
            link in self._heads
        ):
            raise ValueError(link)
        if key == "plan":
            self._heads[link], self._numbers[link] = row["head"], set()
        else:
            self._numbers[link].add(row["number"])

    def _end(self, end: Mapping[str, Any]) -> None:
        versions = sum(map(len, self._numbers.values()))
        self.counts = Counts(len(self._heads), versions)
        whole = all(head in self._numbers[link] for link, head in self._heads.items())
        said = (end["plannen"], end["versies"], end["sha256"])
        if not whole or said != (len(self._heads), versions, self._seal.hexdigest()):
            raise ValueError(said)
        if self._file.read(1):
            raise ValueError("meer")


def _typed(table: Table, row: Mapping[str, Any]) -> None:
    """Raise ValueError for a row that does not fit its table."""
    if set(row) != set(table.c.keys()):
        raise ValueError(sorted(row))
    for column in table.c:
        value = row[column.name]
        if value is None and column.nullable:
            continue
        if type(value) is not column.type.python_type or not _fits(value):
            raise ValueError(column.name)
        if column.name in _MOMENTS:
            moment(value)


def _fits(value: str | int) -> bool:
    return "\0" not in value if isinstance(value, str) else 0 <= value <= MOST


_MOMENTS = {"made", "deleted", "saved"}
_DAMAGE = (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError, RecursionError)
_DAMAGED = (
    "Dit bestand is beschadigd of geen reservekopie van plannen. Er is niets teruggezet en niets "
    "veranderd. Gebruik een andere kopie."
)
