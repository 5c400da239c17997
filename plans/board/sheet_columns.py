"""Which columns rows of a spreadsheet have: their heads, wherever those stand, and the cells below.

Read too are the exports of Asana, monday and Planner, with their heads, what they say above those,
and commas between cells. Asana's heads stand in published files; those of monday and Planner were
found in no publication, so a head of theirs that is not known here is told, as any other.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COLUMNS: Mapping[str, tuple[str, ...]] = {  # key of the file → how a head may call it, best first
    "wat": ("actie", "wat", "taak", "middel", "middel/moment", "middel of moment", "activiteit",
            "titel", "name", "task name", "item"),
    "kanaal": ("kanaal", "kanalen", "middel of kanaal"),
    "groepen": ("groepen", "groep", "doelgroep", "doelgroepen"),
    "fase": ("fase", "section", "section/column", "bucket name", "bucket"),
    "start": ("begint", "begin", "start", "startdatum", "van", "datum", "planning", "start date",
              "timeline - start"),
    "einde": ("tot en met", "einde", "eind", "einddatum", "tot", "t/m", "due date",
              "timeline - end", "date"),
    "frequentie": ("hoe vaak", "hoe vaak?", "frequentie"),
    "wie": ("actiehouder", "wie", "eigenaar", "verantwoordelijke", "uitvoerder", "assignee",
            "assigned to", "person", "owner"),
    "kosten": ("euro", "kosten", "bedrag", "budget", "kosten in euro", "kosten (euro)"),
    "uren": ("uren", "uur"),
    "status": ("status", "progress"),
    "boodschap": ("boodschap", "inhoud", "inhoud/boodschap", "kernboodschap", "description",
                  "notes"),
    "labels": ("labels", "tags"),
    "klaar": ("completed at", "completed date"),
}  # fmt: skip
USUAL = ("wat", "kanaal", "groepen", "wie", "kosten", "uren", "start", "einde")
THEIRS = frozenset(
    (*("name", "task name", "item", "section", "section/column", "bucket name", "bucket"),
     *("start date", "due date", "timeline - start", "timeline - end", "date", "progress"),
     *("assignee", "assigned to", "person", "owner", "description", "notes", "labels", "tags"),
     *("completed at", "completed date", "task id", "created at", "last modified", "subitems"),
     *("assignee email", "projects", "parent task", "priority", "created by", "created date"),
     *("completed by", "is recurring", "late", "completed checklist items", "checklist items"),
     *("blocked by (dependencies)", "blocking (dependencies)", "item id", "status"))
)  # fmt: skip
# heads of planning programs; those that are no column of ours say nothing about an action
ABOVE = 8  # lines above the heads in which a program says what it exported
LEAST = 2  # heads that we know, by which a line is taken for the heads
SIGNS = "\t;,"  # between cells


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row: column → text, and the title under which it stands, if any."""

    cells: Mapping[str, str]
    title: str


@dataclass(frozen=True, slots=True)
class ColumnsOfSheet:
    """What was read: the columns that count, the heads that nobody knows, and the rows.

    `foreign` tells whether a planning program wrote the days.
    """

    heads: tuple[str, ...]
    strange: tuple[str, ...]
    rows: tuple[SheetLine, ...]
    foreign: bool


def read(text: str) -> ColumnsOfSheet:
    """Return the columns and rows of a text; empty lines, and heads that stand again, are none."""
    lines = [line for line in _lines(text) if any(cell.strip() for cell in line)]
    at = _heads_at(lines)
    if at is None:
        rows = tuple(SheetLine(_cells(USUAL, USUAL, line), "") for line in lines)
        return ColumnsOfSheet(USUAL if lines else (), (), rows, False)
    names = [_plain(cell) for cell in lines[at]]
    heads = [_column(name) for name in names]
    strange = (
        cell.strip()
        for cell, name, head in zip(lines[at], names, heads, strict=True)
        if name and not head and name not in THEIRS
    )
    rows = tuple(_rows(lines, at, heads, names))
    days = [name for name, head in zip(names, heads, strict=True) if head in ("start", "einde")]
    known = tuple(dict.fromkeys(filter(None, heads)))
    return ColumnsOfSheet(known, tuple(strange), rows, any(name in THEIRS for name in days))


def _rows(
    lines: Sequence[Sequence[str]], at: int, heads: Sequence[str], names: Sequence[str]
) -> list[SheetLine]:
    """Return the rows below the heads; a line alone above the heads, first or again, is a title."""
    rows, title = [], ""
    for i, line in enumerate(lines):
        before_heads = i + 1 < len(lines) and list(lines[i + 1]) == list(lines[at])
        if before_heads and _is_alone(line):
            title = line[0].strip()
        elif i > at and list(line) != list(lines[at]):
            rows.append(SheetLine(_cells(heads, names, line), title))
    return rows


def _cells(heads: Sequence[str], names: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    """Return column → text; of two columns for one thing the head that says it best counts."""
    trios = [
        (head, name, " ".join(cell.split()))
        for head, name, cell in zip(heads, names, line, strict=False)
        if head and cell.strip()
    ]
    ranked = sorted(trios, key=lambda trio: -_rank(trio[0], trio[1]))
    return {head: cell for head, _, cell in ranked}


def _rank(head: str, name: str) -> int:
    known = COLUMNS[head]
    return known.index(name) if name in known else 0


def _lines(text: str) -> list[list[str]]:
    """Return the cells of each line, apart by the sign that gives most heads."""
    first = text.strip("\n").split("\n")[:ABOVE]
    most = {sign: max(_known(next(csv.reader([one], delimiter=sign), [])) for one in first)
            for sign in SIGNS}  # fmt: skip
    best = max(SIGNS, key=lambda sign: most[sign])
    if most[best] < LEAST:
        best = "\t" if "\t" in text else ";"
    return list(csv.reader(io.StringIO(text.strip("\n"), newline=""), delimiter=best))


def _heads_at(lines: Sequence[Sequence[str]]) -> int | None:
    """Return which line holds the heads; of one column its first line can be."""
    if lines and all(len(line) == 1 for line in lines):
        return 0 if _known(lines[0]) else None
    return next((i for i, line in enumerate(lines[:ABOVE]) if _known(line) >= LEAST), None)


def _known(line: Sequence[str]) -> int:
    """Count the different columns that a line names."""
    return len({_column(_plain(cell)) for cell in line} - {""})


def _is_alone(line: Sequence[str]) -> bool:
    return bool(line[0].strip()) and not any(cell.strip() for cell in line[1:])


def _plain(head: str) -> str:
    return " ".join(head.lstrip("\ufeff").casefold().split())


def _column(name: str) -> str:
    return next((key for key, names in COLUMNS.items() if name in names), "")
