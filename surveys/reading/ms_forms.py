"""Excel and CSV of Microsoft Forms: number, times, mail, name, whole questions; `;` between."""

from surveys.reading.columns import AnswerSheet, RawColumn, body, numbered
from surveys.reading.container import TextGrid

KIND = "Microsoft Forms"
FIRST = ("id",)
TIMES = (
    ("begintijd", "start time", "starttijd"),
    ("tijd van voltooien", "completion time", "voltooiingstijd", "tijdstip van voltooiing"),
)
JOINED = ";"


def sheet(grid: TextGrid) -> AnswerSheet | None:
    """Return a file as this kind; None when it does not begin with the columns of Forms."""
    folded = [
        " ".join(cell.replace("\ufeff", "").lower().split()) for cell in grid.rows[grid.head][1]
    ]
    if folded[0] not in FIRST or not all(any(w in folded for w in words) for words in TIMES):
        return None
    heads = numbered([cell.replace("\ufeff", "") for cell in grid.rows[grid.head][1]])
    cells = list(zip(*body(grid, grid.head, grid.head + 1), strict=True))
    columns = tuple(
        RawColumn(head, head, column, joined=JOINED if any(JOINED in c for c in column) else "")
        for head, column in zip(heads, cells, strict=True)
    )
    lines = tuple(number for number, _ in grid.rows[grid.head + 1 :])
    return AnswerSheet(grid.name, KIND, columns, lines)
