"""CSV and Excel of Google Forms: a time, then whole questions; several answers joined by ", ".

An answer may hold ", " itself, so that only the list of answers can tell where it ends.
"""

from surveys.reading.columns import AnswerSheet, RawColumn, body, numbered
from surveys.reading.container import TextGrid

KIND = "Google Forms"
FIRST = ("tijdstempel", "timestamp")
JOINED = ", "


def sheet(grid: TextGrid) -> AnswerSheet | None:
    """Return a file as this kind; None when it does not begin with the time of Google Forms."""
    row = grid.rows[grid.head][1]
    if row[0].replace("\ufeff", "").strip().lower() not in FIRST:
        return None
    heads = numbered([cell.replace("\ufeff", "") for cell in row])
    cells = list(zip(*body(grid, grid.head, grid.head + 1), strict=True))
    columns = tuple(
        RawColumn(head, head, column, joined=JOINED if any(JOINED in c for c in column) else "")
        for head, column in zip(heads, cells, strict=True)
    )
    lines = tuple(number for number, _ in grid.rows[grid.head + 1 :])
    return AnswerSheet(grid.name, KIND, columns, lines)
