"""What the advisor decided: which channels may not serve in a cell, and which stand there anyway.

A decision on every group and phase is about the set of the plan. Any other changes its own cells
only: a channel that is taken there stands there, paid for the phases of those cells.
"""

from collections.abc import Iterable

from plans.model import Decision, Plan

Cell = tuple[str, str]  # group and phase


def is_everywhere(decision: Decision) -> bool:
    """Tell whether a decision is about the whole plan."""
    return decision.group is None and decision.phase is None


def covers(decision: Decision, cell: Cell) -> bool:
    """Tell whether a cell is one of those that a decision is about."""
    return decision.group in (None, cell[0]) and decision.phase in (None, cell[1])


def wanted_everywhere(plan: Plan) -> frozenset[str]:
    """Return the channels that must be in the set of the plan."""
    return frozenset(d.channel for d in plan.decisions if d.take and is_everywhere(d))


def usual(plan: Plan) -> Plan:
    """Return the plan with the decisions on the whole plan only."""
    wide = tuple(decision for decision in plan.decisions if is_everywhere(decision))
    return plan.model_copy(update={"decisions": wide})


def refused(plan: Plan, cell: Cell) -> frozenset[str]:
    """Return the channels that may not serve in a cell."""
    return frozenset(d.channel for d in _last_words(plan, cell) if not d.take)


def standing(plan: Plan, cell: Cell) -> frozenset[str]:
    """Return the channels that stand in a cell whatever is chosen for the whole plan."""
    return frozenset(d.channel for d in _last_words(plan, cell) if d.take and not is_everywhere(d))


def leader(plan: Plan, cell: Cell, here: Iterable[str]) -> str | None:
    """Return the channel that the advisor put in exactly this cell, the last of several."""
    own = [d.channel for d in plan.decisions if d.take and (d.group, d.phase) == cell]
    served = set(here)
    return next((slug for slug in reversed(own) if slug in served), None)


def _last_words(plan: Plan, cell: Cell) -> Iterable[Decision]:
    """Return per channel the decision that counts: the most precise one, else the last."""
    about = [decision for decision in plan.decisions if covers(decision, cell)]
    about.sort(key=lambda decision: bool(decision.group) + bool(decision.phase))
    return {decision.channel: decision for decision in about}.values()
