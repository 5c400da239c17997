"""Rows copied from a spreadsheet → actions, with what is wrong in words at each cell."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dutch import read_list
from engine.knowledge.complaints import suggestion
from plans import edit
from plans.board import fresh
from plans.model import STATUS_NAMES, Plan, PlanError

MOST = 300  # rows at once
COLUMNS: Mapping[str, tuple[str, ...]] = {  # key of the file → how a head may call it
    "wat": ("actie", "wat", "middel", "middel/moment", "middel of moment", "activiteit", "titel"),
    "kanaal": ("kanaal", "kanalen", "middel of kanaal"),
    "groepen": ("groepen", "groep", "doelgroep", "doelgroepen"),
    "fase": ("fase",),
    "start": ("begint", "begin", "start", "startdatum", "van", "datum", "planning"),
    "einde": ("tot en met", "einde", "eind", "einddatum", "tot", "t/m"),
    "frequentie": ("hoe vaak", "hoe vaak?", "frequentie"),
    "wie": ("actiehouder", "wie", "eigenaar", "verantwoordelijke", "uitvoerder"),
    "kosten": ("euro", "kosten", "bedrag", "budget", "kosten in euro"),
    "uren": ("uren", "uur"),
    "status": ("status",),
    "boodschap": ("boodschap", "inhoud", "inhoud/boodschap", "kernboodschap"),
}
USUAL = ("wat", "kanaal", "groepen", "wie", "kosten", "uren", "start", "einde")
EVERYBODY = ("alle", "alle groepen", "iedereen")
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
    lines = [line for line in _lines(text) if any(cell.strip() for cell in line)][: MOST + 1]
    if not lines:
        return Pasted((), (), ())
    heads = [_column(cell) for cell in lines[0]]
    if sum(map(bool, heads)) >= min(2, len(lines[0])):
        strange = tuple(
            c.strip() for c, h in zip(lines[0], heads, strict=True) if not h and c.strip()
        )
        body = lines[1:]
    else:
        heads, strange, body = list(USUAL), (), lines
    names = {name.casefold(): slug for name, slug in channels.items()}
    stages = {name.casefold(): slug for name, slug in phases.items()}
    rows = [_row(plan, _cells(heads, line), names, stages) for line in body]
    return Pasted(tuple(rows), tuple(dict.fromkeys(filter(None, heads))), strange)


def with_rows(plan: Plan, rows: Iterable[PastedRow]) -> Plan:
    """Return the plan with an action for each of these rows."""
    for row in rows:
        plan = edit.append(plan, "acties", _named(plan, row.item))
    return plan


def _named(plan: Plan, item: Mapping[str, Any]) -> dict[str, Any]:
    return {**item, "id": edit.fresh(str(item.get("wat", "")), [a.id for a in plan.actions])}


def _lines(text: str) -> list[list[str]]:
    between = "\t" if "\t" in text else ";"
    return list(csv.reader(io.StringIO(text.strip("\n")), delimiter=between))


def _column(head: str) -> str:
    name = " ".join(head.casefold().split())
    return next((key for key, names in COLUMNS.items() if name in names), "")


def _cells(heads: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    pairs = zip(heads, line, strict=False)
    return {head: " ".join(cell.split()) for head, cell in pairs if head and cell.strip()}


def _row(plan: Plan, cells: Names, channels: Names, phases: Names) -> PastedRow:
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
    if "status" in cells:
        statuses = {name.casefold(): slug for slug, name in STATUS_NAMES.items()}
        item["status"] = _known(cells["status"], statuses, "status", faults) or "concept"
    faults |= {key: text for key, text in _refusals(plan, item).items() if key not in faults}
    return PastedRow(cells, item, faults)


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
