"""Rows that a tool makes one cell wider than its head, mended: nothing else is guessed.

A row with a total has a word for it behind the last column (Google Analytics). A week has a comma
that stands in no quotes (Matomo, From 2026-02-02, to 2026-02-08).
"""

import csv
import re

from listening.model import SheetLines
from listening.reading import days

# What a tool says in a row that adds up the others, in small letters.
TOTAL = (
    r"^\s*(?:(?:grand )?totals?|(?:eind)?totaal|totalen|gesamt(?:summe)?|insgesamt)\s*"
    r"(?:[:\-–].*)?$"
)
IS_TOTAL = re.compile(TOTAL)


def mend(sheet: SheetLines) -> int | None:
    """Write the file anew when each row that is too wide is one of these; None when it is not.

    Returns how many totals were left out; lines keep their number.
    """
    width, dropped, wider = len(sheet.head), 0, 0
    longer = sheet.path.with_suffix(".recht")
    with (
        sheet.path.open(encoding="utf-8", newline="") as lines,
        longer.open("w", encoding="utf-8", newline="") as out,
    ):
        for _ in range(sheet.skip):
            out.write(lines.readline())
        writer = csv.writer(out, delimiter=sheet.delimiter, lineterminator="\n")
        try:
            for cells in csv.reader(lines, delimiter=sheet.delimiter, strict=True):
                if len(cells) == width + 1:
                    wider += 1
                    if IS_TOTAL.match(cells[-1].lower()):
                        dropped += 1
                        out.write("\n")
                        continue
                    cells = _joined(cells, sheet.delimiter)
                if cells and len(cells) != width:
                    return None
                writer.writerow(cells)
        except csv.Error:
            return None
    if not wider:
        return None
    longer.replace(sheet.path)
    return dropped


def _joined(cells: list[str], delimiter: str) -> list[str]:
    """Return a row of which the first two cells are one period, as one cell."""
    both = f"{cells[0]}{delimiter}{cells[1]}"
    return [both, *cells[2:]] if days.span(both) else cells
