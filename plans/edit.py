"""One change to a plan gives a new plan: set a value, add or remove a part, decide on a cell.

A place is a path of Dutch keys and positions in the plan's file. Every function raises PlanError
when the outcome is no plan, and never touches the plan it is given.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from engine import letters
from engine.model import Problem
from plans.files import keys, plan_of
from plans.links import Place
from plans.model import Plan, PlanError

GONE = "dit onderdeel staat niet meer in het plan. Er is niets veranderd."
Tree = dict[str, Any]
Change = Callable[[Plan], Plan]


def put(plan: Plan, place: Place, value: Any) -> Plan:
    """Return the plan with a value at a place; None or an empty text leaves the key out."""
    return put_all(plan, {place: value})


def put_all(plan: Plan, values: Mapping[Place, Any]) -> Plan:
    """Return the plan with several values, which are judged together: begin and end of a period."""
    tree = keys(plan)
    for (*path, last), value in values.items():
        at = _at(tree, path)
        if value in (None, "", {}) and isinstance(at, dict):
            at.pop(last, None)
        else:
            at[last] = value
    return plan_of(_bare(tree))


def with_phases_moved(plan: Plan, start: date, end: date) -> Plan:
    """Return the plan with its phases where they stand in the project, which was `start` to `end`.

    A project that is as long as it was takes them along; a longer one spreads them, a shorter one
    draws them together.
    """
    project, length = plan.project, (end - start).days
    stretch = (project.end - project.start).days / length if length else 1.0

    def moved(day: date) -> date:
        return project.start + timedelta(round((day - start).days * stretch))

    tree = keys(plan)
    for item, phase in zip(tree["fasen"], plan.phases, strict=True):
        item |= {"start": moved(phase.start), "einde": moved(phase.end)}
    return plan_of(tree)


def revalidate(plan: Plan) -> Plan:
    """Return a plan that was put together in code, after the checks of a file."""
    return plan_of(keys(plan))


def merge(plan: Plan, place: Place, item: Tree, own: Iterable[str]) -> Plan:
    """Return the plan with the keys `own` of an item as `item` has them, its other keys kept."""
    tree = keys(plan)
    *path, last = place
    at = _at(tree, path)
    at[last] = {k: v for k, v in at[last].items() if k not in set(own)} | item
    return plan_of(tree)


def append(plan: Plan, key: str, item: Tree) -> Plan:
    """Return the plan with one more item in a list of its top level."""
    tree = keys(plan)
    tree[key] = [*tree.get(key, []), item]
    return plan_of(tree)


def drop(plan: Plan, key: str, position: int) -> Plan:
    """Return the plan without one item of a list of its top level."""
    tree = keys(plan)
    del tree[key][position]
    return plan_of(_bare(tree))


def without_group(plan: Plan, group: str) -> Plan:
    """Return the plan without a group, its choices, and the actions that are for it alone."""
    tree = keys(plan)
    tree["groepen"] = [g for g in tree["groepen"] if g["id"] != group]
    tree["keuzes"] = [d for d in tree.get("keuzes", []) if d.get("groep") != group]
    for action in tree.get("acties", []):
        action["groepen"] = [slug for slug in action["groepen"] if slug != group]
    tree["acties"] = [action for action in tree.get("acties", []) if action["groepen"]]
    return plan_of(_bare(tree))


def with_phases(plan: Plan, phases: Sequence[str]) -> Plan:
    """Return the plan with these phases; a new one gets the days of the project.

    What belongs to a phase that leaves, leaves with it.
    """
    tree = keys(plan)
    known = {phase["fase"]: phase for phase in tree["fasen"]}
    days = {"start": plan.project.start, "einde": plan.project.end}
    tree["fasen"] = [known.get(slug, {"fase": slug, **days}) for slug in phases]
    for group in tree["groepen"]:
        group["fasen"] = [slug for slug in group.get("fasen", []) if slug in phases]
        hand = group.get("eigen_kanalen_per_fase", {})
        group["eigen_kanalen_per_fase"] = {p: of for p, of in hand.items() if p in phases}
    tree["groepen"] = [_bare(group) for group in tree["groepen"]]
    tree["keuzes"] = [
        d for d in tree.get("keuzes", []) if d.get("fase") is None or d["fase"] in phases
    ]
    tree["acties"] = [a for a in tree.get("acties", []) if a["fase"] in phases]
    return plan_of(_bare(tree))


def decide(
    plan: Plan, channel: str, take: bool, because: str,
    group: str | None = None, phase: str | None = None,
) -> Plan:  # fmt: skip
    """Return the plan with the advisor's choice on a channel, in one cell or everywhere.

    It takes the place of an earlier choice on the same cell. Only a choice on every group and phase
    changes what is chosen for the whole plan.
    """
    tree = keys(undecide(plan, channel, group, phase))
    choice = {"kanaal": channel, "groep": group, "fase": phase, "inzetten": "ja" if take else "nee"}
    item = {key: value for key, value in choice.items() if value is not None} | {"omdat": because}
    tree["keuzes"] = [*tree.get("keuzes", []), item]
    if plan.chosen and group is None and phase is None:
        others = [slug for slug in plan.chosen.channels if slug != channel]
        tree["gekozen"]["kanalen"] = sorted([*others, channel] if take else others)
    return plan_of(tree)


def lead(plan: Plan, channel: str, because: str, group: str, phase: str) -> Plan:
    """Return the plan in which a channel leads in one cell, in place of an earlier one there."""
    for old in plan.decisions:
        if old.take and (old.group, old.phase) == (group, phase):
            plan = undecide(plan, old.channel, group, phase)
    return decide(plan, channel, True, because, group, phase)


def undecide(plan: Plan, channel: str, group: str | None, phase: str | None) -> Plan:
    """Return the plan without the advisor's choice on a channel in a cell."""
    tree = keys(plan)
    tree["keuzes"] = [
        item
        for item, d in zip(tree.get("keuzes", []), plan.decisions, strict=True)
        if (d.channel, d.group, d.phase) != (channel, group, phase)
    ]
    return plan_of(_bare(tree))


def fresh(name: str, taken: Iterable[str]) -> str:
    """Return an id made of a name, that is not taken: "Oudere inwoners" → "oudere-inwoners"."""
    base = letters.dashed(name)[:40].strip("-") or "nieuw"
    used, candidate, number = set(taken), base, 2
    while candidate in used:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def _at(tree: Any, path: Sequence[str | int]) -> Any:
    """Return the part at a path; raises PlanError when it left the plan in the meantime."""
    for step in path:
        if isinstance(tree, list) and not (isinstance(step, int) and step < len(tree)):
            raise PlanError((Problem("plan", None, GONE),))
        tree = tree.setdefault(step, {}) if isinstance(tree, dict) else tree[step]
    return tree


def _bare(tree: Tree) -> Tree:
    """Leave out what became empty; a plan without groups or phases must still be refused."""
    always = ("groepen", "fasen") if "schema" in tree else ()
    return {k: v for k, v in tree.items() if k in always or v not in ({}, [])}
