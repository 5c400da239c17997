"""Excel, CSV and ODS of any layout → tables of texts, every cell at its place."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

import tables
from blueprints import excel_reading
from blueprints.excel_reading import COLUMNS, ROWS
from engine.model import KnowledgeError, Problem

ENDINGS = (".xlsx", ".csv", ".ods", ".tsv", ".txt")
CONTENT = "content.xml"
LARGEST_TEXT = 1_000_000  # characters of all cells together
NO_ODS = "dit is geen ODS-bestand dat ik kan lezen. Bewaar het opnieuw als .ods of .xlsx."
NO_TABLE = "hierin staat geen tabel. Bewaar het blad met de stappen als .xlsx, .ods of .csv."
ENDS = "kies een bestand dat eindigt op .xlsx, .csv of .ods."
MUCH = "hierin staat te veel tekst voor één reis. Bewaar alleen het blad met de stappen."
LARGE = "dit bestand is te groot. Een reis is hooguit 5 MB."
FAR = (
    "blad '{sheet}' loopt door tot cel {cell}. Ik lees hooguit {rows} rijen en {columns} kolommen."
)
FORMULA = "op blad '{sheet}', cel {cell} staat een formule. Zet er tekst."


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """A sheet as it stands: texts at row and column, "" where nothing is."""

    title: str
    rows: tuple[tuple[str, ...], ...]

    def at(self, row: int, column: int) -> str:
        """Return the text of a cell, counted from 0; nothing outside the sheet."""
        inside = 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row])
        return self.rows[row][column] if inside else ""

    @property
    def filled(self) -> int:
        """Return how many cells hold a text."""
        return sum(bool(text) for row in self.rows for text in row)


def read(name: str, raw: bytes) -> tuple[SheetGrid, ...]:
    """Return the sheets of a file that hold something. Raises KnowledgeError, by sheet and cell."""
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise _wrong(name, ENDS)
    if len(raw) > excel_reading.LARGEST:
        raise _wrong(name, LARGE)
    if ending == ".xlsx":
        sheets = _excel(name, raw)
    elif ending == ".ods":
        sheets = _ods(name, raw)
    else:
        sheets = (_csv(name, raw),)
    filled = tuple(sheet for sheet in sheets if sheet.filled)
    if not filled:
        raise _wrong(name, NO_TABLE)
    if sum(len(text) for sheet in filled for row in sheet.rows for text in row) > LARGEST_TEXT:
        raise _wrong(name, MUCH)
    return filled


def _wrong(name: str, message: str, row: int | None = None) -> KnowledgeError:
    return KnowledgeError((Problem(name, row, message),))


def _excel(name: str, raw: bytes) -> tuple[SheetGrid, ...]:
    problems: list[Problem] = []
    sheets = excel_reading.read_sheets(name, raw, problems)
    if problems:
        raise KnowledgeError(tuple(problems))
    grids = []
    for title, lines in sheets.items():
        rows: list[Sequence[str]] = []
        for number, texts in lines:
            rows += [()] * (number - 1 - len(rows))
            rows.append(texts)
        grids.append(_grid(name, title, rows))
    return tuple(grids)


def _csv(name: str, raw: bytes) -> SheetGrid:
    try:
        text = tables.decoded(raw)
        layout = tables.layout(text)
        if layout is None:
            raise _wrong(name, NO_TABLE)
        rows: list[Sequence[str]] = []
        for _, cells in tables.rows(text, layout.delimiter):
            rows.append([cell.strip() for cell in cells])
            if len(rows) > ROWS:
                break
    except tables.Flaw as flaw:
        raise _wrong(name, flaw.message, flaw.line) from flaw
    return _grid(name, Path(name).stem, rows)


def _ods(name: str, raw: bytes) -> tuple[SheetGrid, ...]:
    reader = _OdsReader(name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            part = packed.getinfo(CONTENT)
            if part.compress_type not in excel_reading.PACKED:
                raise ValueError(part.compress_type)
            with packed.open(part) as file:
                reader.feed(file)
    except KnowledgeError:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError, RuntimeError,
            NotImplementedError, zlib.error, expat.ExpatError) as error:  # fmt: skip
        raise _wrong(name, NO_ODS) from error
    return tuple(_grid(name, title, rows) for title, rows in reader.sheets)


def _grid(name: str, title: str, rows: Sequence[Sequence[str]]) -> SheetGrid:
    """Return a sheet with rows of one width. Raises KnowledgeError for one that is too big."""
    width = max((i for row in rows for i, text in enumerate(row, start=1) if text), default=0)
    height = max((i for i, row in enumerate(rows, start=1) if any(row)), default=0)
    if width > COLUMNS or height > ROWS:
        cell = f"{letters(width)}{height}"
        raise _wrong(name, FAR.format(sheet=title, cell=cell, rows=ROWS, columns=COLUMNS))
    full = (tuple([*row, *[""] * width][:width]) for row in rows[:height])
    return SheetGrid(title, tuple(full))


def letters(column: int) -> str:
    """Return the letters of a column, counted from 1: 28 → AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


class _OdsReader:
    """Reads the cells of an OpenDocument spreadsheet while it is unpacked; no entities."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.sheets: list[tuple[str, list[list[str]]]] = []
        self._row: list[str] = []
        self._cell: list[str] | None = None
        self._paragraphs = self._repeat = self._rows = 0
        self._size = self._cells = 0

    def feed(self, file: object) -> None:
        """Read all of a file. Raises KnowledgeError, ExpatError and ValueError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.buffer_text = True
        while block := file.read(excel_reading.BLOCK):  # type: ignore[attr-defined]
            self._size += len(block)
            if self._size > excel_reading.UNPACKED:
                raise _wrong(self._name, LARGE)
            parser.Parse(block, False)
        parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(" ")[2]
        by = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if local == "table":
            self.sheets.append((by.get("name", ""), []))
        elif local == "table-row":
            self._row, self._rows = [], int(by.get("number-rows-repeated", "1"))
        elif local in ("table-cell", "covered-table-cell"):
            self._cell, self._paragraphs = [], 0
            self._repeat = int(by.get("number-columns-repeated", "1"))
            if "formula" in by:
                place = f"{letters(len(self._row) + 1)}{len(self.sheets[-1][1]) + 1}"
                message = FORMULA.format(sheet=self.sheets[-1][0], cell=place)
                raise _wrong(self._name, message)
        elif local == "p" and self._cell is not None:
            self._cell.append("\n" if self._paragraphs else "")
            self._paragraphs += 1
        elif local in ("s", "tab", "line-break") and self._cell is not None:
            self._cell.append("\n" if local == "line-break" else " ")

    def _end(self, tag: str) -> None:
        local = tag.rpartition(" ")[2]
        if local in ("table-cell", "covered-table-cell") and self._cell is not None:
            text = "".join(self._cell).strip()
            self._row += [text] * min(self._repeat, COLUMNS + 1 if text else COLUMNS)
            self._cell = None
            self._count(self._repeat if text else 0)
        elif local == "table-row":
            rows = self.sheets[-1][1]
            copies = min(self._rows, ROWS + 1) if any(self._row) else min(self._rows, ROWS)
            if len(rows) + copies <= 2 * ROWS + 1:
                rows += [self._row] * copies
            elif any(self._row):
                raise _wrong(self._name, MUCH)

    def _text(self, text: str) -> None:
        if self._cell is not None and self._paragraphs:
            self._cell.append(text)

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > ROWS * COLUMNS:
            raise _wrong(self._name, MUCH)


def _refuse(*_: object) -> None:
    raise ValueError("a document type or an entity")
