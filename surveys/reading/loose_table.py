"""Any other table: a heading and answers per column, for whoever says what they mean."""

from surveys.reading.columns import AnswerSheet, RawColumn, body, numbered
from surveys.reading.container import TextGrid

KIND = "tabel"


def sheet(grid: TextGrid) -> AnswerSheet:
    """Return the columns of a table under the row that looks like headings."""
    heads = numbered(grid.rows[grid.head][1])
    rows = body(grid, grid.head, grid.head + 1)
    columns = tuple(
        RawColumn(head, head, tuple(row[at] for row in rows))
        for at, head in enumerate(heads)
        if any(row[at].strip() for row in rows)
    )
    return AnswerSheet(grid.name, KIND, columns, tuple(n for n, _ in grid.rows[grid.head + 1 :]))
