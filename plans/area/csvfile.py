"""A CSV as offices make it → rows of text: encodings, separators, Dutch numbers, hidden counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import tables
from dutch import PER_CENT, Illegible, read_decimal
from engine.knowledge import files
from engine.model import UNKNOWN, Problem
from plans.model import PlanError

LARGEST = 60_000_000  # bytes; all neighbourhoods of the country are about ten million
HIDDEN = {"", ".", "x", "-", "*", "geheim", UNKNOWN, "nb", "na", "n.v.t."}
TOO_SMALL = -99990  # CBS writes -99997 and -99995 for what it does not tell
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
    try:
        return _sheet(empty, tables.decoded(raw))
    except tables.NoText as error:
        message = "dit is geen CSV. Een Excel-bestand bewaar je eerst als CSV."
        raise empty.wrong(None, message) from error
    except tables.Flaw as error:
        raise empty.wrong(error.line, error.message) from error


def _sheet(empty: Sheet, text: str) -> Sheet:
    if not text.strip():
        raise empty.wrong(None, "dit bestand is leeg.")
    layout = tables.layout(text)
    if layout is None:
        raise empty.wrong(1, "ik zie maar één kolom. Bewaar het bestand als CSV met puntkomma's.")
    every = tables.rows(text, layout.delimiter)
    lines = [(line, cells) for line, cells in every if line >= layout.head]
    columns = tuple(" ".join(cell.split()).strip('"') for cell in lines[0][1])
    rows = []
    for at, row in lines[1:]:
        cells = [cell.strip() for cell in row]
        rows.append((at, dict(zip(columns, cells, strict=False))))
    return Sheet(empty.name, columns, tuple(rows))


def number(text: str) -> Decimal | None:
    """Return a number, or a percentage as its number; None for what is hidden.

    Raises ValueError for what is no number.
    """
    if "".join(text.split()).lower() in HIDDEN:
        return None
    try:
        value = read_decimal(text, PER_CENT, places=6)
    except Illegible as error:
        raise ValueError(f"'{text[:40]}' is geen aantal.") from error
    if value <= TOO_SMALL:
        return None
    if value < 0:
        raise ValueError(f"'{text[:40]}' is minder dan nul.")
    if value >= MOST:
        raise ValueError(f"'{text[:40]}' is geen aantal.")
    return value
