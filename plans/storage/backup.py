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

from plans.plan_versions import StoreError
from plans.storage.database import FILE, URL, connect, has_plans, reading, without_password, writing
from plans.storage.schema import PLAN, VERSION, moment, moment_text
from plans.storage.store import PlanStore
from plans.storage.upgrade import has_tables

KIND, FORM = "plannen van Ken je inwoner", 3
OLDER: Mapping[int, Mapping[str, Mapping[str, str | None]]] = {  # form → what its rows lack
    2: {"plan": {"reader": None, "feed": None}, "versie": {"what": "", "browser": ""}},
    FORM: {},
}
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
    seal, counts = hashlib.sha256(), {"plan": 0, "versie": 0}
    with reading(store.engine) as connection:
        for line in _lines(connection, moment_text(store.now())):
            counts |= {key: counts[key] + 1 for key in line if key in counts}
            raw = _raw(line)
            seal.update(raw)
            file.write(raw)
    end = {"plannen": counts["plan"], "versies": counts["versie"], "sha256": seal.hexdigest()}
    file.write(_raw({"einde": end}))
    return Counts(counts["plan"], counts["versie"])


def _raw(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _lines(connection: Connection, now: str) -> Iterator[Line]:
    yield {"soort": KIND, "vorm": FORM, "gemaakt": now}
    for plan in connection.execute(select(PLAN).order_by(PLAN.c.link)).all():
        yield {"plan": dict(plan._mapping)}
        wanted = select(VERSION).where(VERSION.c.link == plan.link)
        for version in connection.execute(wanted.order_by(VERSION.c.number)):
            yield {"versie": dict(version._mapping)}


def restore(store: PlanStore, path: Path, replace: bool = False) -> Counts:
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
        reader = _BackupReader(file)
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


class _BackupReader:
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
        if head["soort"] != KIND or head["vorm"] not in OLDER:
            raise BackupError(
                "Dit is geen reservekopie die ik ken. Gebruik een bestand van "
                "python -m plans backup."
            )
        while "einde" not in (line := self._line(sealed=False)):
            self._seal.update(_raw(line))
            ((key, row),) = line.items()
            lacking = OLDER[head["vorm"]].get(key, {})
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
        counts = (end["plannen"], end["versies"], end["sha256"])
        if not whole or counts != (len(self._heads), versions, self._seal.hexdigest()):
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
