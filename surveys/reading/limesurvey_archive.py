"""The archive of LimeSurvey (.lsa): answers (.lsr) under codes, and the questions (.lss) by them.

Only those two are opened; what the archive holds of invited people (tokens) is left closed.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.parsers import expat

from surveys.reading.columns import AnswerSheet, RawColumn
from surveys.reading.container import MOST_CELLS, MOST_ROWS, TOO_LARGE, Packed
from surveys.reading.limesurvey_table import KIND, SIGNS, notes
from surveys.reading.unreadable import refused

BROKEN = "dit archief van LimeSurvey is beschadigd. Exporteer het opnieuw."
NO_ROWS = "in dit archief van LimeSurvey staat geen enkel antwoord."
TABLES = {"questions", "subquestions", "question_l10ns", "answers", "answer_l10ns", "responses"}
DEEPEST = 8
_FIELD = re.compile(r"_?([0-9]{1,9})X([0-9]{1,9})X([0-9]{1,9})(.{0,60})")
_TAGS = re.compile(r"<[^<>]{0,200}>")
Record = dict[str, str]


class _Asked(NamedTuple):
    """A question of the list: its code, its text, and code → text of its answers."""

    code: str
    text: str
    answers: Mapping[str, str]
    parts: Mapping[str, str]


def sheet(file: Packed) -> AnswerSheet:
    """Return the columns of an archive. Raises AnswersRefused."""
    tables: dict[str, list[Record]] = {}
    for part in file.parts:
        try:
            for name, rows in _tables(part).items():
                tables.setdefault(name, []).extend(rows)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise refused(file.name, BROKEN) from error
        except OverflowError as error:
            raise refused(file.name, TOO_LARGE) from error
    rows = tables.get("responses", [])
    if not rows:
        raise refused(file.name, NO_ROWS)
    heads = list(dict.fromkeys(head for row in rows for head in row))
    if len(heads) * len(rows) > MOST_CELLS:
        raise refused(file.name, TOO_LARGE)
    asked = _questions(tables)
    columns = [_column(head, rows, asked) for head in heads]
    days = tuple(row.get(SIGNS[0][0], "").strip() for row in rows)
    lines = tuple(range(1, len(rows) + 1))
    told = notes(days if SIGNS[0][0] in heads else (), len(rows))
    return AnswerSheet(file.name, KIND, tuple(columns), lines, told)


def _tables(raw: bytes) -> dict[str, list[Record]]:
    """Return the rows of the tables in an XML that we know, by name."""
    reading = _TableReading()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.Parse(raw, True)
    return reading.tables


class _TableReading:
    """Collects `table/rows/row/field` of an XML as LimeSurvey writes it."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Record]] = {}
        self._path: list[str] = []
        self._row: Record = {}
        self._parts: list[str] = []

    def start(self, name: str, _: object) -> None:
        """See an element begin."""
        if len(self._path) >= DEEPEST:
            raise ValueError
        self._path.append(name)
        self._parts = []
        if name == "row":
            self._row = {}

    def text(self, text: str) -> None:
        """See a piece of text."""
        self._parts.append(text)

    def end(self, name: str) -> None:
        """See an element end: a field goes into its row, a row into its table."""
        self._path.pop()
        if self._path[-1:] == ["row"]:
            self._row[name] = "".join(self._parts)
        elif name == "row" and len(self._path) > 1 and self._path[-2] in TABLES:
            rows = self.tables.setdefault(self._path[-2], [])
            rows.append(self._row)
            if len(rows) > MOST_ROWS:
                raise OverflowError
        self._parts = []

    def doctype(self, *_: object) -> None:
        """Refuse what could define words of its own."""
        raise ValueError


def _questions(tables: Mapping[str, Sequence[Record]]) -> dict[str, _Asked]:
    """Return number of a question → what it is."""
    texts = {
        row.get("qid", ""): row.get("question", "") for row in tables.get("question_l10ns", ())
    }
    words = {row.get("aid", ""): row.get("answer", "") for row in tables.get("answer_l10ns", ())}
    answers: dict[str, dict[str, str]] = {}
    for row in tables.get("answers", ()):
        text = row.get("answer") or words.get(row.get("aid", ""), "")
        answers.setdefault(row.get("qid", ""), {})[row.get("code", "")] = _plain(text)
    parts: dict[str, dict[str, str]] = {}
    every = [*tables.get("questions", ()), *tables.get("subquestions", ())]
    for row in every:
        parent = row.get("parent_qid", "0") or "0"
        if parent != "0":
            text = row.get("question") or texts.get(row.get("qid", ""), "")
            parts.setdefault(parent, {})[row.get("title", "")] = _plain(text)
    return {
        row["qid"]: _Asked(
            row.get("title", ""),
            _plain(row.get("question") or texts.get(row["qid"], "")),
            answers.get(row["qid"], {}),
            parts.get(row["qid"], {}),
        )
        for row in every
        if row.get("qid") and (row.get("parent_qid", "0") or "0") == "0"
    }


def _plain(text: str) -> str:
    return " ".join(_TAGS.sub(" ", text).replace("&nbsp;", " ").split())


def _column(head: str, rows: Sequence[Record], asked: Mapping[str, _Asked]) -> RawColumn:
    cells = tuple(row.get(head, "") for row in rows)
    match = _FIELD.fullmatch(head)
    number, rest = _number(match[3], match[4], asked) if match else ("", "")
    question = asked.get(number)
    if question is None:
        return RawColumn(head, head, cells)
    if not rest:
        return RawColumn(question.code, question.text, cells, labels=question.answers)
    label = question.parts.get(rest, rest)
    return RawColumn(question.code, question.text, cells, rest, {rest: label})


def _number(digits: str, rest: str, asked: Mapping[str, _Asked]) -> tuple[str, str]:
    """Return the number of a question and what follows: codes of answers may begin with figures."""
    for size in range(len(digits), 0, -1):
        number, answer = digits[:size], digits[size:] + rest
        if number in asked and (not answer or answer in asked[number].parts or size == len(digits)):
            return number, answer
    return "", ""
