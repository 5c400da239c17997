"""A CSV as offices make it → rows of text: encodings, separators, Dutch numbers, hidden counts."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from dutch import PER_CENT, Illegible, read_decimal
from engine.knowledge import files
from engine.model import UNKNOWN, Problem
from plans.model import PlanError

LARGEST = 60_000_000  # bytes; all neighbourhoods of the country are about ten million
LONGEST = 100_000  # characters in one field
DELIMITERS = ";\t,|"
HIDDEN = {"", ".", "x", "-", "*", "geheim", UNKNOWN, "nb", "na", "n.v.t."}
TOO_SMALL = -99990  # CBS writes -99997 and -99995 for what it does not tell
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MOST = 10**12
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV with a name, its columns as they stand, and (line, row) of what follows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Row], ...]

    def wrong(self, line: int | None, message: str) -> PlanError:
        """Return the error that names this file and a line."""
        return PlanError((Problem(self.name, line, message),))


def read(path: Path) -> Sheet:
    """Return the rows of a CSV file; raises PlanError when it is none."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise PlanError((Problem(path.name, None, files.trouble(error)),)) from error
    return parse(path.name, raw)


def parse(name: str, raw: bytes) -> Sheet:
    """Return the rows of a CSV in bytes: UTF-8, UTF-16 or Windows-1252; `;`, tab, `,` or `|`."""
    empty = Sheet(name, (), ())
    if len(raw) > LARGEST:
        raise empty.wrong(None, "dit bestand is groter dan 60 MB. Bewaar alleen je eigen gebied.")
    text = _decoded(empty, raw)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise empty.wrong(None, "dit bestand is leeg.")
    delimiter = max(DELIMITERS, key=first.count)
    if not first.count(delimiter):
        raise empty.wrong(1, "ik zie maar één kolom. Bewaar het bestand als CSV met puntkomma's.")
    try:
        return _sheet(name, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        message = "een veld is te lang of een aanhalingsteken staat verkeerd. Kijk het bestand na."
        raise empty.wrong(None, message) from error


def _decoded(sheet: Sheet, raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _as(sheet, raw, encoding)
    if b"\x00" in raw:
        raise sheet.wrong(None, "dit is geen CSV. Een Excel-bestand bewaar je eerst als CSV.")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _as(sheet, raw, "cp1252")


def _as(sheet: Sheet, raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        message = "hier staat een teken dat ik niet kan lezen. Bewaar het bestand als 'CSV UTF-8'."
        raise sheet.wrong(None, message) from error


def _sheet(name: str, reader: Iterator[list[str]]) -> Sheet:
    lines = [(at, row) for at, row in enumerate(reader, 1) if any(cell.strip() for cell in row)]
    if not lines:  # a line of which the CSV reader makes no cell
        raise Sheet(name, (), ()).wrong(None, "dit bestand is leeg.")
    columns = tuple(" ".join(cell.split()).strip('"') for cell in lines[0][1])
    rows = []
    for at, row in lines[1:]:
        cells = [cell.strip() for cell in row]
        rows.append((at, dict(zip(columns, cells, strict=False))))
    return Sheet(name, columns, tuple(rows))


def number(said: str) -> Decimal | None:
    """Return a number, or a percentage as its number; None for what is hidden.

    Raises ValueError for what is no number.
    """
    if "".join(said.split()).lower() in HIDDEN:
        return None
    try:
        found = read_decimal(said, PER_CENT, places=6)
    except Illegible as error:
        raise ValueError(f"'{said[:40]}' is geen aantal.") from error
    if found <= TOO_SMALL:
        return None
    if found < 0:
        raise ValueError(f"'{said[:40]}' is minder dan nul.")
    if found >= MOST:
        raise ValueError(f"'{said[:40]}' is geen aantal.")
    return found
