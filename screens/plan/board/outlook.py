"""What of the board is in sight: the open cell or action, the filters, the order. The address says.

So a link opens the board as it was, and Back works.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from plans.board.sieve import Selection
from plans.choice.value import GroupPhase
from plans.model import Plan
from screens.page.fields import count, put

CELL, ACTION, VIEW, ORDER, MORE = "vak", "open", "beeld", "volgorde", "acties"
FILTERS: Mapping[str, str] = {  # key in the address → field of a selection
    "toon-groep": "group",
    "toon-fase": "phase",
    "toon-kanaal": "channel",
    "toon-wie": "owner",
    "toon-status": "status",
}
VIEWS = {"beide": "Tabel en tijdlijn", "tabel": "Tabel", "tijdlijn": "Tijdlijn"}
STEP = 40  # actions that are shown before "Toon er meer"
BETWEEN = "/"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is in sight; `action` is the id of the open action or ""."""

    cell: GroupPhase | None
    action: str
    selection: Selection
    view: str
    count: int


def outlook(plan: Plan) -> Outlook:
    """Return what the address asks to see; what the plan does not have counts for nothing."""
    asked = {name: st.query_params.get(key, "") for key, name in FILTERS.items()}
    cell = cell_of(plan, st.query_params.get(CELL, ""))
    action = st.query_params.get(ACTION, "")
    if cell:
        asked |= {"group": cell.group, "phase": cell.phase}
    view = st.query_params.get(VIEW, "")
    return Outlook(
        cell,
        action if action in {one.id for one in plan.actions} else "",
        Selection(order=st.query_params.get(ORDER, ""), **asked),
        view if view in VIEWS else next(iter(VIEWS)),
        count(MORE, STEP),
    )


def cell_of(plan: Plan, text: str) -> GroupPhase | None:
    """Return the cell with this name, "group/phase", when it counts in the plan."""
    id_, _, phase = text.partition(BETWEEN)
    cells = {GroupPhase(g.id, p) for g in plan.groups for p in plan.phases_of(g)}
    cell = GroupPhase(id_, phase)
    return cell if cell in cells else None


def name_of(cell: GroupPhase) -> str:
    """Return how the address calls a cell."""
    return f"{cell.group}{BETWEEN}{cell.phase}"


def close() -> None:
    """Close what is open."""
    put({CELL: "", ACTION: ""})


def without_filters() -> None:
    """Show all actions."""
    put(dict.fromkeys((*FILTERS, CELL), ""))
