"""Rows copied from a spreadsheet → actions, with what is wrong in words at each cell.

What Asana, monday and Planner export is read too: how far a task is, a channel among its labels, a
phase above its rows. A task with only a last day is done on that day.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dutch import read_list
from engine.knowledge.complaints import suggestion
from plans import edit
from plans.board import fresh, sheet_columns
from plans.board.sheet_columns import SheetLine
from plans.model import STATUS_NAMES, Plan, PlanError
from plans.model.status import DONE

MOST = 300  # rows at once
THEIR_HEADS = ("labels", "klaar")  # what only planning programs have
EVERYBODY = ("alle", "alle groepen", "iedereen")
PROGRESS = {  # how far a task is in a planning program
    "not started": "concept", "to do": "concept", "in progress": "concept",
    "working on it": "concept", "stuck": "concept", "completed": "afgerond", "done": "afgerond",
}  # fmt: skip
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
Names = Mapping[str, str]  # what something is called → how the file calls it


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row as it was pasted, the action it becomes, and per column what is wrong with it."""

    cells: Names
    item: Mapping[str, Any]
    faults: Names


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted: its rows, the columns that count, and the heads that nobody knows."""

    rows: tuple[PastedRow, ...]
    columns: tuple[str, ...]
    strange: tuple[str, ...]

    @property
    def good(self) -> tuple[PastedRow, ...]:
        """The rows without a mistake."""
        return tuple(row for row in self.rows if not row.faults)


def read(plan: Plan, text: str, channels: Names, phases: Names) -> Pasted:
    """Return what was pasted as actions of a plan; nothing is changed."""
    sheet = sheet_columns.read(text)
    names = {name.casefold(): slug for name, slug in channels.items()}
    stages = {name.casefold(): slug for name, slug in phases.items()}
    rows = (
        _row(plan, _ours(line, names, stages), names, stages, sheet.foreign)
        for line in sheet.rows[:MOST]
    )
    heads = (head for head in sheet.heads if head not in THEIR_HEADS)
    return Pasted(tuple(rows), tuple(heads), sheet.strange)


def with_rows(plan: Plan, rows: Iterable[PastedRow]) -> Plan:
    """Return the plan with an action for each of these rows."""
    for row in rows:
        plan = edit.append(plan, "acties", _named(plan, row.item))
    return plan


def _named(plan: Plan, item: Mapping[str, Any]) -> dict[str, Any]:
    return {**item, "id": edit.fresh(str(item.get("wat", "")), [a.id for a in plan.actions])}


def _ours(line: SheetLine, channels: Names, phases: Names) -> Names:
    """Return the cells of a row with what a planning program says in its own way in ours."""
    cells = {key: text for key, text in line.cells.items() if key not in THEIR_HEADS}
    labels = [one for one in read_list(line.cells.get("labels", "")) if one.casefold() in channels]
    if labels and "kanaal" not in cells:
        cells["kanaal"] = labels[0]
    if "fase" not in cells and line.title.casefold() in phases:
        cells["fase"] = line.title
    if "status" in cells:
        cells["status"] = PROGRESS.get(cells["status"].casefold(), cells["status"])
    elif "klaar" in line.cells:
        cells["status"] = DONE
    if "einde" in cells and "start" not in cells:
        cells["start"] = cells["einde"]
    return cells


def _row(plan: Plan, cells: Names, channels: Names, phases: Names, foreign: bool) -> PastedRow:
    """Return a row with what it becomes; what a row does not say begins as a new action does."""
    faults: dict[str, str] = {}
    phase = _known(cells.get("fase"), phases, "fase", faults)
    channel = _known(cells.get("kanaal"), channels, "kanaal", faults)
    if not cells.get("kanaal"):
        faults["kanaal"] = "Vul een kanaal in."
    item = fresh.new_action(plan, channel or next(iter(channels.values())), "", phase or "")
    groups = _groups(plan, cells.get("groepen", ""), faults)
    item |= {"groepen": groups} if groups else {}
    item["wat"] = cells.get("wat", "")
    for key in ("einde", "frequentie", "wie", "kosten", "uren", "boodschap", "start"):
        if key in cells:
            days = key in ("start", "einde")
            item[key] = fresh.whole_day(plan, cells[key]) if days else cells[key]
            if days and foreign:
                item[key] = _their_day(cells[key], key, faults)
    if "status" in cells:
        statuses = {name.casefold(): slug for slug, name in STATUS_NAMES.items()}
        item["status"] = _known(cells["status"], statuses, "status", faults) or "concept"
    faults |= {key: text for key, text in _refusals(plan, item).items() if key not in faults}
    return PastedRow(cells, item, faults)


def _their_day(text: str, key: str, faults: dict[str, str]) -> str:
    """Return a day that a planning program wrote; what can be two days becomes a fault."""
    parts = SLASHED.fullmatch(text)
    if parts is None:
        return text
    one, two, year = map(int, parts.groups())
    if one != two and max(one, two) <= 12:
        faults[key] = (
            f"‘{text}’ kan {one}-{two} of {two}-{one} zijn. Schrijf de datum als jaar-maand-dag."
        )
    day, month = (two, one) if two > 12 else (one, two)
    return f"{day}-{month}-{year}"


def _known(text: str | None, names: Names, what: str, faults: dict[str, str]) -> str | None:
    """Return how the file calls something; what nobody knows becomes a fault."""
    if not text:
        return None
    slug = names.get(text.casefold()) or (text if text in names.values() else None)
    if slug is None:
        faults[what] = f"‘{text[:60]}’ ken ik niet.{suggestion(text.casefold(), list(names))}"
    return slug


def _groups(plan: Plan, text: str, faults: dict[str, str]) -> list[str]:
    """Return the groups that a cell names; "alle" and nothing are all of the phase."""
    if not text or text.casefold() in EVERYBODY:
        return []
    known = {group.name.casefold(): group.id for group in plan.groups}
    whole = known.get(text.casefold())
    parts = [whole] if whole else [known.get(p.casefold(), p) for p in read_list(text)]
    strange = [part for part in parts if part not in known.values()]
    if strange:
        near = suggestion(strange[0].casefold(), list(known))
        faults["groepen"] = f"Groep ‘{strange[0][:60]}’ staat niet in het plan.{near}"
    return [part for part in parts if part in known.values()]


def _refusals(plan: Plan, item: Mapping[str, Any]) -> dict[str, str]:
    """Return per key why the plan would not take an action."""
    bare = plan.model_copy(update={"actions": ()})
    try:
        edit.append(bare, "acties", {**item, "id": "rij"})
    except PlanError as error:
        return {
            str(one.place[2]) if len(one.place) > 2 else "wat": one.reason or one.message
            for one in error.problems
        }
    return {}
