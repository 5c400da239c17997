"""CSV and Excel of SurveyMonkey: a row of questions to fill from the left, a row of answers.

A column per answer holds the text of the answer, or nothing; under "Response" stands one answer.
"""

from collections.abc import Sequence

from surveys.reading.columns import AnswerSheet, RawColumn, body
from surveys.reading.container import TextGrid
from surveys.reading.unreadable import refused

KIND = "SurveyMonkey"
FIRST = ("respondent id", "respondent-id", "respondentid", "respondent_id")
SIGNS = ("collector id", "collector-id", "collectorid", "collector_id", "verzamelprogramma-id",
         "collector")  # fmt: skip
ONE = ("response", "antwoord", "reactie", "open-ended response", "open antwoord", "respons")
OWN = ("other", "anders", "overig")
OTHER = "other"
SEARCHED = 5  # rows


def sheet(grid: TextGrid) -> AnswerSheet | None:
    """Return a file as this kind; None when it does not begin with who answered and how."""
    head = next((at for at, (_, row) in enumerate(grid.rows[:SEARCHED]) if _is_head(row)), None)
    if head is None or len(grid.rows) < head + 2:
        return None
    first, second = grid.rows[head][1], grid.rows[head + 1][1]
    width = max(len(first), len(second))
    if len(first) != width or len(second) > width or second[0].strip():
        message = "de tweede rij met kopjes ontbreekt of is anders. Download 'alle antwoorden'."
        raise refused(grid.name, message, grid.rows[head + 1][0])
    heads = _filled([" ".join(cell.replace("\ufeff", "").split()) for cell in first])
    answers = [" ".join(cell.split()) for cell in second] + [""] * (width - len(second))
    rows = body(grid, head, head + 2)
    cells = list(zip(*rows, strict=True))
    columns = tuple(map(_column, heads, answers, cells))
    lines = tuple(number for number, _ in grid.rows[head + 2 :])
    return AnswerSheet(grid.name, KIND, columns, lines)


def _is_head(row: Sequence[str]) -> bool:
    folded = [cell.replace("\ufeff", "").strip().lower() for cell in row]
    return folded[0] in FIRST and any(cell in SIGNS for cell in folded[1:4])


def _filled(heads: Sequence[str]) -> list[str]:
    """Return headings in which an empty one is the one to its left; same ones are numbered."""
    result: list[str] = []
    counts: dict[str, int] = {}
    for head in heads:
        if head:
            counts[head] = counts.get(head, 0) + 1
            result.append(head if counts[head] == 1 else f"{head} ({counts[head]})")
        else:
            result.append(result[-1] if result else "kolom")
    return result


def _column(head: str, answer: str, cells: tuple[str, ...]) -> RawColumn:
    if not answer or answer.lower() in ONE:
        return RawColumn(head, head, cells)
    option = OTHER if answer.lower().startswith(OWN) else answer
    return RawColumn(head, head, cells, option, {option: answer})
