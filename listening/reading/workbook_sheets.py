"""A workbook of Excel → plain CSV, a file per sheet; what unpacks is counted while it does.

Numbers are written with the sign for decimals that texts in the workbook have, or a point.
"""

import csv
import zipfile
from collections.abc import Sequence
from pathlib import Path

from engine.model import Problem
from listening.model import Refused
from listening.reading import figures, workbook_rows
from listening.reading.workbook_rows import CONTENT, CellNumber, Row

MOST_SHEETS = 30
MOST_ROWS = 1_048_577  # as many as Excel has
MOST_CELLS = 8_000_000
BLOCK = 1 << 20
SEARCHED = 20  # rows in which headings can stand
TOO_MUCH = "in dit Excel-bestand zit te veel. Bewaar alleen de kolommen en rijen die je nodig hebt."


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Tell whether a ZIP is a workbook."""
    return any(member.filename == CONTENT for member in archive.infolist())


def write_sheets(
    name: str, archive: zipfile.ZipFile, folder: Path, most: int
) -> list[tuple[str, Path, str]]:
    """Write each sheet with more than one row as CSV: name of the sheet, file, and its decimals.

    Lines keep their number. Raises Refused when a sheet cannot be read or takes more than `most`.
    """
    left = most

    def part(member: str) -> bytes | None:
        nonlocal left
        if member not in archive.namelist():
            return None
        parts = []
        with archive.open(member) as packed:
            while block := packed.read(BLOCK):
                left -= len(block)
                if left < 0:
                    raise Refused(Problem(name, None, TOO_MUCH))
                parts.append(block)
        return b"".join(parts)

    try:
        every = workbook_rows.sheets(part, MOST_ROWS, MOST_CELLS, MOST_SHEETS)
    except workbook_rows.NoWorkbook as error:
        raise Refused(Problem(name, None, str(error))) from error
    written = []
    for number, (sheet, rows) in enumerate(every):
        filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
        if len(filled) > 1:
            path = folder / f"blad{number}.csv"
            decimal = _decimal(filled)
            _write(path, filled, decimal)
            written.append((sheet, path, decimal))
    if not written:
        raise Refused(Problem(name, None, "dit Excel-bestand is leeg. Download de export opnieuw."))
    return written


def _decimal(rows: Sequence[Row]) -> str:
    """Return how texts write decimals; when they do not tell, the language of the headings does."""
    unclear = False
    for _, cells in rows:
        for text in (cell.strip() for cell in cells if not isinstance(cell, CellNumber)):
            for way, pattern in figures.ONLY.items():
                if ("," in text or "." in text) and pattern.fullmatch(text):
                    return way
            unclear = unclear or bool(figures.UNCLEAR.fullmatch(text))
    first = (cell for _, cells in rows[:SEARCHED] for cell in cells)
    return figures.COMMA if unclear and figures.dutch(first) else figures.POINT


def _write(path: Path, rows: Sequence[Row], decimal: str) -> None:
    width = max(len(cells) for _, cells in rows)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        at = 1
        for line, cells in rows:
            out.write("\n" * max(0, line - at))
            at = max(line, at) + 1
            padded = (*cells, *[""] * (width - len(cells)))
            writer.writerow([_cell(cell, decimal) for cell in padded])


def _cell(text: str, decimal: str) -> str:
    """Return a cell on one line, a number as the file writes it."""
    if decimal == figures.COMMA and isinstance(text, CellNumber):
        return text.replace(".", ",")
    return " ".join(text.split())
