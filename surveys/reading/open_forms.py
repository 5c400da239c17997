"""Exports of Open Formulieren as JSON or CSV, and other JSON with a record per answer.

Several answers are a list or a table of true and false; in CSV that stands there as text of Python.
The headings of its CSV come from the first answer only, so that later ones may have shifted: an
answer that does not belong under its heading is refused, and the way out is the JSON.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from surveys.reading.columns import AnswerSheet, RawColumn, body, numbered
from surveys.reading.container import MOST_CELLS, MOST_ROWS, TOO_LARGE, Packed, TextGrid
from surveys.reading.unreadable import refused

KIND, OTHER_KIND = "Open Formulieren", "JSON"
SIGNS = {"formuliernaam", "form name", "inzendingdatum", "submission date", "formulier naam",
         "openbare referentie", "public reference", "registratiedatum"}  # fmt: skip
BROKEN = "dit JSON-bestand is niet heel. Download het opnieuw."
NO_TABLE = "in dit JSON-bestand herken ik geen lijst met antwoorden."
SHIFTED = (
    "De kopjes van deze CSV komen uit het eerste antwoord. Heeft je formulier vragen die soms niet "
    "verschijnen, neem dan de JSON."
)
DEEPEST = 6
WIDEST = 2_000
_ITEM = re.compile(r"'([^'\\]*)'|\"([^\"\\]*)\"")
_TRUTH = re.compile(r"(?:'([^'\\]*)'|\"([^\"\\]*)\"): (True|False|true|false)")
Cell = str | Mapping[str, bool] | Sequence[str] | None


def sheet(grid: TextGrid) -> AnswerSheet | None:
    """Return a CSV as this kind; None when it is not from Open Formulieren."""
    heads = [" ".join(cell.replace("\ufeff", "").split()) for cell in grid.rows[grid.head][1]]
    if len(SIGNS & {head.lower() for head in heads}) < 2:
        return None
    rows = body(grid, grid.head, grid.head + 1)
    columns: list[RawColumn] = []
    for head, column in zip(numbered(heads), zip(*rows, strict=True), strict=True):
        columns += _columns(head, [_python(cell) for cell in column])
    lines = tuple(number for number, _ in grid.rows[grid.head + 1 :])
    return AnswerSheet(grid.name, KIND, tuple(columns), lines, (SHIFTED,))


def json_sheet(file: Packed) -> AnswerSheet:
    """Return the columns of a JSON. Raises AnswersRefused."""
    try:
        tree = json.loads(file.parts[0])
    except (ValueError, RecursionError) as error:
        raise refused(file.name, BROKEN) from error
    records = [_flat(file.name, record) for record in _records(file.name, tree)]
    heads = list(dict.fromkeys(head for record in records for head in record))
    if len(records) > MOST_ROWS or len(heads) > WIDEST or len(heads) * len(records) > MOST_CELLS:
        raise refused(file.name, TOO_LARGE)
    columns: list[RawColumn] = []
    for head in heads:
        columns += _columns(head, [record.get(head) for record in records])
    ours = SIGNS & {head.lower() for head in heads}
    lines = tuple(range(1, len(records) + 1))
    return AnswerSheet(file.name, KIND if ours else OTHER_KIND, tuple(columns), lines)


def _records(name: str, tree: Any) -> list[dict[str, Any]]:
    """Return the list of records in a tree: itself, or the one list in it."""
    if isinstance(tree, dict):
        lists = [v for v in tree.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        tree = lists[0] if len(lists) == 1 else None
    if not isinstance(tree, list) or not tree or not all(isinstance(one, dict) for one in tree):
        raise refused(name, NO_TABLE)
    return tree


def _flat(name: str, record: Mapping[str, Any]) -> dict[str, Cell]:
    """Return a record with what is in its parts beside each other, under `part.key`."""
    result: dict[str, Cell] = {}
    todo: list[tuple[str, Any, int]] = [("", record, 0)]
    while todo:
        place, value, depth = todo.pop()
        if depth > DEEPEST:
            raise refused(name, NO_TABLE)
        if isinstance(value, dict) and (not place or not _is_ticks(value)):
            below = [
                (f"{place}.{key}" if place else str(key), v, depth + 1) for key, v in value.items()
            ]
            todo += reversed(below)
        else:
            result[place] = _cell(value)
    return result


def _is_ticks(value: Mapping[str, Any]) -> bool:
    return bool(value) and all(isinstance(one, bool) for one in value.values())


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return [str(one) for one in value if isinstance(one, str | int | float)]
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _python(cell: str) -> Cell:
    """Return a list or a table of true and false that stands in a cell as text of Python."""
    text = cell.strip()
    if text.startswith("[") and text.endswith("]"):
        return [one or other for one, other in _ITEM.findall(text)]
    if text.startswith("{") and text.endswith("}"):
        pairs = _TRUTH.findall(text)
        return {one or other: truth.lower() == "true" for one, other, truth in pairs} or text
    return text


def _columns(head: str, cells: Sequence[Cell]) -> list[RawColumn]:
    """Return a column, or where several answers may be given a column for each."""
    several = [cell for cell in cells if cell is not None and not isinstance(cell, str)]
    if not several:
        return [RawColumn(head, head, tuple(_single(cell) for cell in cells))]
    options = list(dict.fromkeys(option for cell in several for option in cell))
    return [
        RawColumn(head, head, tuple(_tick(option, cell) for cell in cells), option)
        for option in options or ["geen"]
    ]


def _single(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ""


def _tick(option: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return "1" if cell == option else "0"
    return "1" if (cell[option] if isinstance(cell, Mapping) and option in cell else
                   not isinstance(cell, Mapping) and option in cell) else "0"  # fmt: skip
