"""Excel files of others, read safely into texts (openpyxl): counted while they are unpacked."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from engine.model import KnowledgeError, Problem

LARGEST = 5_000_000  # bytes
UNPACKED = 50_000_000  # bytes
TAGS = 300_000  # in all of the file; a journey of 24 steps has a tenth
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BLOCK = 1 << 16
SPACE = b"\xef\xbb\xbf\r\n\t "  # a mark and white space, as they may stand before XML
ROWS, COLUMNS = 1_000, 100  # of a sheet; what has text beyond is refused, never cut
LAST_ROW, LAST_COLUMN = 1_048_576, 500  # as far as we look for more
HIDDEN = re.compile("_x([0-9A-Fa-f]{4})_")
DECIMALS = re.compile(r"0\.(0{1,6})$")  # a format of a number, as 0.0
Cells = list[tuple[int, list[str]]]  # number of the row, texts


def read_sheets(name: str, raw: bytes, problems: list[Problem]) -> dict[str, Cells]:
    """Return the rows with a text of every sheet, and note what cannot be read in `problems`.

    Raises KnowledgeError when it is no Excel file, or holds too much.
    """
    try:
        _inspect(name, raw)
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False)
        return {sheet.title: list(_rows(name, sheet, problems)) for sheet in book.worksheets}
    except (KnowledgeError, MemoryError):
        raise
    except Exception as error:  # whatever a broken or hostile file does to the reader
        raise KnowledgeError((Problem(name, None, WRONG),)) from error


WRONG = "dit is geen Excel-bestand (.xlsx) dat ik kan lezen. Bewaar het opnieuw als .xlsx."
TOO_LARGE = "dit bestand is te groot. Een reis is hooguit 5 MB."
TOO_MANY = (
    "hierin staan te veel cellen. Kopieer alleen de cellen met tekst naar de reis die je als Excel "
    "meenam."
)


def _inspect(name: str, raw: bytes) -> None:
    """Count what is packed in a file, piece by piece, before anything makes objects of it.

    Raises KnowledgeError when it is too much, ValueError when it is no text as Excel writes it.
    """
    size = tags = 0
    if len(raw) > LARGEST:
        raise KnowledgeError((Problem(name, None, TOO_LARGE),))
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(part.file_size for part in packed.infolist()) > UNPACKED:
            raise KnowledgeError((Problem(name, None, TOO_LARGE),))
        for part in packed.infolist():
            if part.compress_type not in PACKED:
                raise ValueError(part.compress_type)
            for block in _blocks(packed, part):
                size, tags = size + len(block), tags + block.count(b"<")
                if size > UNPACKED:
                    raise KnowledgeError((Problem(name, None, TOO_LARGE),))
                if tags > TAGS:
                    raise KnowledgeError((Problem(name, None, TOO_MANY),))


def _blocks(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the content of a part that is XML; raises ValueError when its tags cannot be counted.

    That is when it is in letters of more than a byte, or begins with what is no tag.
    """
    if not part.filename.endswith((".xml", ".rels")):
        return
    with packed.open(part) as file:
        start = True
        while block := file.read(BLOCK):
            if b"\0" in block or (start and not block.lstrip(SPACE).startswith(b"<")):
                raise ValueError(part.filename)
            start = False
            yield block


def _rows(name: str, sheet: Worksheet, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something: number, texts."""
    before = None
    cells = sheet.iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN)
    for number, row in enumerate(cells, start=1):
        if row is before:  # one and the same empty row stands for all that are not there
            continue
        before = row
        texts = [_cell_text(name, sheet.title, box, problems) for box in row]
        width = max((i for i, text in enumerate(texts, start=1) if text), default=0)
        if number > ROWS or width > COLUMNS:
            if not width:
                continue
            message = (
                f"blad '{sheet.title}' loopt door tot cel {get_column_letter(width)}{number}. Ik "
                f"lees hooguit {ROWS} rijen en {COLUMNS} kolommen. Verwijder wat daarbuiten staat."
            )
            problems.append(Problem(name, None, message))
            return
        if width:
            yield number, texts[:COLUMNS]


def _written(box: Any) -> str:
    """Return what a cell shows: a day without the hour, 1.0 with its decimal, ja or nee."""
    value = box.value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date | time):
        return value.isoformat()
    decimals = DECIMALS.search(str(box.number_format or ""))
    if isinstance(value, int | float) and decimals:
        return f"{value:.{len(decimals[1])}f}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _cell_text(name: str, title: str, box: Any, problems: list[Problem]) -> str:
    if box.value is None:
        return ""
    if box.data_type in ("f", "e"):
        message = f"op blad '{title}', cel {box.coordinate} staat een formule. Zet er tekst."
        problems.append(Problem(name, box.row, message))
        return ""
    value = HIDDEN.sub(lambda match: chr(int(match[1], 16)), _written(box))
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()
