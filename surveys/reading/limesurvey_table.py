"""CSV and Excel of LimeSurvey: headings as code, as text or as both; a column per answer.

`p1[web]`, `Vraag [Website]`, or `p1[web]. Vraag [Website]`; chosen is Y, or Ja in words. Who did
not finish has no submit date; an anonymised file has 1 January 1980 for everybody.
"""

import re
from collections.abc import Sequence

from dutch import counted
from surveys.reading.columns import AnswerSheet, RawColumn, body, numbered
from surveys.reading.container import TextGrid

KIND = "LimeSurvey"
SIGNS = (
    ("submitdate", "date submitted", "datum ingestuurd", "datum van verzending", "verstuurd op"),
    ("lastpage", "last page", "laatste pagina"),
    ("startlanguage", "start language", "starttaal", "begintaal"),
    ("seed", "zaadwaarde"),
    ("id", "response id", "antwoord-id", "antwoord id", "respons id", "reactie id"),
    ("datestamp", "date last action", "datum laatste actie"),
)
META = {word for words in SIGNS for word in words}
ANONYMOUS = "1980-01-01"
_CODE = re.compile(r"([A-Za-z][A-Za-z0-9_]{0,39})(?:\[([^\[\]]{1,60})\])?(?:\. ?(.*))?", re.DOTALL)
_CUT = re.compile(r"([A-Za-z][A-Za-z0-9]{0,39})_([A-Za-z0-9]{1,5})")


def sheet(grid: TextGrid) -> AnswerSheet | None:
    """Return a file as this kind; None when it has not the columns that LimeSurvey always adds."""
    row = grid.rows[grid.head][1]
    heads = [" ".join(cell.replace("\ufeff", "").split()) for cell in row]
    bare = {head.lower().partition(". ")[0] for head in heads} | {head.lower() for head in heads}
    if sum(any(word in bare for word in words) for words in SIGNS) < 3:
        return None
    rows = body(grid, grid.head, grid.head + 1)
    cells = list(zip(*rows, strict=True))
    columns = [_column(head, column) for head, column in zip(numbered(heads), cells, strict=True)]
    finished = _finished(heads, cells)
    return AnswerSheet(
        grid.name,
        KIND,
        _alone(columns),
        tuple(number for number, _ in grid.rows[grid.head + 1 :]),
        notes(finished, len(rows)),
    )


def _column(head: str, cells: tuple[str, ...]) -> RawColumn:
    """Return a column by what its heading says: a question, or one answer of a question."""
    match = _CODE.fullmatch(head)
    if match and (match[2] or match[3]) and head.lower() not in META:
        code, option, text = match[1], match[2] or "", (match[3] or "").strip()
        text, label = _label(text) if option else (text, "")
        return RawColumn(code, text or code, cells, option, {option: label} if label else {})
    text, label = _label(head)
    if label:
        return RawColumn(text, text, cells, label, {label: label})
    return RawColumn(head, head, cells)


def _label(text: str) -> tuple[str, str]:
    """Return a question and the answer behind it in brackets."""
    if not text.endswith("]"):
        return text, ""
    question, _, answer = text[:-1].rpartition("[")
    return (question.strip(), answer.strip()) if question else (text, "")


def _alone(columns: Sequence[RawColumn]) -> tuple[RawColumn, ...]:
    """Return columns of which those named `p1_web` are answers of p1, where there are several."""
    groups: dict[str, int] = {}
    for column in columns:
        if not column.option and (match := _CUT.fullmatch(column.code)):
            groups[match[1]] = groups.get(match[1], 0) + 1
    result = []
    for column in columns:
        match = None if column.option else _CUT.fullmatch(column.code)
        if match and groups[match[1]] > 1:
            label = _label(column.text)[1]
            labels = {match[2]: label} if label else {}
            column = RawColumn(match[1], column.text, column.cells, match[2], labels)
        result.append(column)
    return tuple(result)


def _finished(heads: Sequence[str], cells: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return when each resident was done, "" for who was not; nothing where the file is silent."""
    for head, column in zip(heads, cells, strict=True):
        if {head.lower(), head.lower().partition(". ")[0]} & set(SIGNS[0]):
            return tuple(cell.strip() for cell in column)
    return ()


def notes(finished: Sequence[str], size: int) -> tuple[str, ...]:
    """Return what is to be told of who finished when."""
    halfway = len([day for day in finished if not day])
    sentences = []
    if halfway:
        sentences.append(
            f"{counted(halfway, 'inwoner was', 'inwoners waren')} niet klaar met de vragenlijst. "
            "Wat zij wel invulden, telt mee."
        )
    if finished and all(day.startswith(ANONYMOUS) for day in finished if day) and halfway < size:
        sentences.append("Dit bestand is door LimeSurvey anoniem gemaakt: er staan geen tijden in.")
    return tuple(sentences)
