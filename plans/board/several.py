"""Several actions of a plan changed in one go: each change gives a new plan.

Every function raises PlanError when the outcome is no plan.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from plans import edit
from plans.files import keys, plan_of
from plans.model import Plan
from plans.model.status import CANCELLED, PROPOSED
from plans.planning.working_back import starting_on

Tree = dict[str, Any]
COPY = " (kopie)"


def with_value(plan: Plan, ids: Iterable[str], key: str, value: str) -> Plan:
    """Return the plan in which these actions have a value under a key; an empty one leaves it."""

    def change(action: Tree) -> Tree:
        rest = {name: kept for name, kept in action.items() if name != key}
        return rest | ({key: value} if value else {})

    return _each(plan, ids, change)


def moved(plan: Plan, ids: Iterable[str], days: int) -> Plan:
    """Return the plan in which these actions, with their waves, come so many days later.

    The steps before them are worked out again: what is fixed or ready stays on its day.
    """
    wanted, by = set(ids), timedelta(days=days)
    actions = tuple(
        starting_on(action, action.start + by) if action.id in wanted else action
        for action in plan.actions
    )
    return edit.revalidate(plan.model_copy(update={"actions": actions}))


def copied(plan: Plan, ids: Iterable[str]) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan with a copy behind each of these actions, and the ids of the copies."""
    wanted, tree = set(ids), keys(plan)
    taken = [action["id"] for action in tree.get("acties", [])]
    actions: list[Tree] = []
    copies: list[str] = []
    for action in tree.get("acties", []):
        actions.append(action)
        if action["id"] in wanted:
            name = action["wat"].removesuffix(COPY)[: 300 - len(COPY)] + COPY
            id_ = edit.fresh(name, [*taken, *copies])
            copies.append(id_)
            actions.append(fresh_copy(action) | {"id": id_, "wat": name})
    return plan_of(tree | {"acties": actions}), tuple(copies)


def fresh_copy(action: Tree) -> Tree:
    """Return an action without what was agreed to, got ready or came of the one it is a copy of.

    Its steps are worked out again from its own day: none is ready, and none is fixed.
    """
    copy = _without(action, *_OF_ITS_OWN)
    if "voorbereiding" in copy:
        copy["voorbereiding"] = [_without(s, *_OF_A_STEP) for s in copy["voorbereiding"]]
    if "kpi" in copy:
        copy["kpi"] = _without(copy["kpi"], *_OF_A_TARGET)
    return copy


def whole_copy(plan: Plan) -> Plan:
    """Return a plan as one to begin anew with: nothing in it is agreed to, placed or measured.

    Proposals stay proposals, and what was cancelled stays so.
    """
    tree = keys(plan)
    tree["project"] = _without(tree["project"], "status", "akkoord")
    tree["acties"] = [
        fresh_copy(action) | {k: v for k, v in action.items() if k == "status" and v in _STAY}
        for action in tree.get("acties", [])
    ]
    tree["resultaten"] = [_without(r, *_OF_A_TARGET) for r in tree.get("resultaten", [])]
    tree["posten"] = [_without(line, "werkelijk") for line in tree.get("posten", [])]
    for partner in tree.get("partners", []):
        given = partner.get("leveringen", [])
        partner |= {"leveringen": [_without(one, "gereed") for one in given]} if given else {}
    return plan_of({name: value for name, value in tree.items() if value})


def _without(tree: Tree, *away: str) -> Tree:
    return {name: value for name, value in tree.items() if name not in away}


_OF_ITS_OWN = ("status", "akkoord", "werkelijke_kosten", "werkelijke_uren", "herkomst")
_OF_A_STEP = ("gereed", "vast", "dag")
_OF_A_TARGET = ("werkelijk", "uitkomst")
_STAY = (PROPOSED, CANCELLED)


def without(plan: Plan, ids: Iterable[str]) -> Plan:
    """Return the plan without these actions."""
    gone, tree = set(ids), keys(plan)
    tree["acties"] = [action for action in tree.get("acties", []) if action["id"] not in gone]
    return plan_of({name: value for name, value in tree.items() if name != "acties" or value})


def _each(plan: Plan, ids: Iterable[str], change: Callable[[Tree], Tree]) -> Plan:
    wanted, tree = set(ids), keys(plan)
    tree["acties"] = [
        change(action) if action["id"] in wanted else action for action in tree.get("acties", [])
    ]
    return plan_of({name: value for name, value in tree.items() if name != "acties" or value})
