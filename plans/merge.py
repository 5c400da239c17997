"""Two versions that began as the same plan become one: only what both changed is asked.

What someone changed alone is taken over, whoever it was. Of what both changed, and of what does
not go together, the plan keeps what the other has until the question is answered.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from plans import edit
from plans.files import keys, plan_of
from plans.model import Plan, PlanError
from plans.part_changes import (
    NAMED_BY,
    Items,
    PartChange,
    Spot,
    apply,
    compare,
    file_tree,
    tree_of,
    value_at,
)

# What names an item of a list elsewhere in the plan: the list → the keys that do so.
NAMED_IN: Mapping[str, frozenset[str]] = {
    "groepen": frozenset({"groep", "groepen"}),
    "capaciteit": frozenset({"loketten"}),
    "acties": frozenset({"actie", "nodigt_uit_voor"}),
    "mijlpalen": frozenset({"nodigt_uit_voor"}),
    "partners": frozenset({"partner"}),
}
Tree = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class BothChanged:
    """A part that both changed, or of which one change rules out the other; None: not there."""

    spot: Spot
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class MergedPlan:
    """Both versions in one, and what must be asked: of that it has what the other wrote."""

    plan: Plan
    questions: tuple[BothChanged, ...]


def merge(base: Plan, mine: Plan, theirs: Plan, own: Collection[Spot] = ()) -> MergedPlan:
    """Return two versions of one plan as one.

    `own` are parts that `theirs` has from the same person, in another tab: there the last counts.
    """
    old, new = tree_of(base), tree_of(theirs)
    like = _apart(old, mine, new)
    rivals = tuple(compare(old, new))
    alone: list[PartChange] = []
    questions: dict[Spot, BothChanged] = {}
    for change in compare(old, like):
        met = [rival.spot for rival in rivals if _touch(rival.spot, change.spot)]
        if all(_is_within(spot, own) for spot in met):
            alone.append(change)
        else:
            spot = min((change.spot, *met), key=len)
            questions |= {q.spot: q for q in _differences(spot, like, new)}
    plan, refused = _together(theirs, new, alone, like)
    questions |= {c.spot: BothChanged(c.spot, c.new, value_at(new, c.spot)) for c in refused}
    return MergedPlan(_in_order(plan, old, like), tuple(questions.values()))


def answer(plan: Plan, mine: Plan, questions: Iterable[BothChanged]) -> Plan:
    """Return the plan with what `mine` has where these ask; raises PlanError."""
    chosen = [PartChange(question.spot, None, question.mine) for question in questions]
    return _with(tree_of(plan), chosen, tree_of(mine))


def own_spots(versions: Sequence[tuple[Plan, bool]]) -> frozenset[Spot]:
    """Return the parts of the last of these versions that came last from the same person.

    Each version after the first says whether it is of that person.
    """
    spots: set[Spot] = set()
    for (before, _), (after, own) in pairwise(versions):
        for change in compare(tree_of(before), tree_of(after)):
            spots = {spot for spot in spots if not _touch(spot, change.spot)}
            spots |= {change.spot} if own else set()
    return frozenset(spots)


def _touch(one: Spot, other: Spot) -> bool:
    """Tell whether two spots are the same, or one lies within the other."""
    shortest = min(len(one), len(other))
    return one[:shortest] == other[:shortest]


def _is_within(spot: Spot, spots: Collection[Spot]) -> bool:
    return any(spot[: len(of)] == of for of in spots)


def _differences(spot: Spot, mine: Tree, theirs: Tree) -> Iterable[BothChanged]:
    for change in compare(value_at(theirs, spot), value_at(mine, spot), spot):
        yield BothChanged(change.spot, change.new, change.old)


def _together(
    plan: Plan, tree: Tree, alone: Sequence[PartChange], like: Tree
) -> tuple[Plan, tuple[PartChange, ...]]:
    """Return the plan with these changes, and those that do not go together with what is there.

    First all at once; else part by part, and then one by one, as long as more of them fit.
    """
    rest = [list(alone)] if alone else []
    for split in (_parts, _singles, _singles):
        while rest:
            left = []
            for bundle in rest:
                try:
                    plan = _with(tree, bundle, like)
                    tree = tree_of(plan)
                except PlanError:
                    left.append(bundle)
            if len(left) == len(rest):
                break
            rest = left
        else:
            return plan, ()
        rest = split(rest)
    return plan, tuple(change for (change,) in rest)


def _parts(bundles: Iterable[list[PartChange]]) -> list[list[PartChange]]:
    every = (change for bundle in bundles for change in bundle)
    return [list(same) for _, same in groupby(every, key=lambda change: change.spot[:-1])]


def _singles(bundles: Iterable[list[PartChange]]) -> list[list[PartChange]]:
    return [[change] for bundle in bundles for change in bundle]


def _with(tree: Tree, wanted: Iterable[PartChange], like: Tree) -> Plan:
    """Return the plan of a tree with these changes; raises PlanError."""
    copy = deepcopy(tree)
    for change in wanted:
        apply(copy, change, like)
    return plan_of(file_tree(copy))


def _in_order(plan: Plan, old: Tree, mine: Tree) -> Plan:
    """Return the plan with its lists in the order that `mine` gave them, where it did."""
    moved = {key: items for key, items in mine.items() if _is_moved(old.get(key), items)}
    tree = tree_of(plan) if moved else {}
    for key, items in moved.items():
        places, at = {}, 0.0
        for name in tree[key]:
            at = float([*items].index(name)) if name in items else at + 1 / 1024
            places[name] = at
        tree[key] = Items(sorted(tree[key].items(), key=lambda pair: places[pair[0]]))
    return plan_of(file_tree(tree)) if moved else plan


def _is_moved(old: Any, new: Any) -> bool:
    if not (isinstance(old, Items) and isinstance(new, Items)):
        return False
    return [name for name in old if name in new] != [name for name in new if name in old]


def _apart(old: Tree, plan: Plan, new: Tree) -> Tree:
    """Return the tree of a plan in which what both added under one id has an id of its own."""
    tree = tree_of(plan)
    pairs = [
        (key, name[0])
        for key, items in tree.items()
        if key not in NAMED_BY and isinstance(items, Items) and isinstance(new.get(key), Items)
        for name, item in items.items()
        if name not in old.get(key, {}) and item != new[key].get(name, item)
    ]
    renamed = keys(plan) if pairs else {}
    for key, id_ in pairs:
        taken = [name[0] for name in (*tree[key], *new[key])]
        renamed = _renamed(renamed, key, id_, edit.fresh(id_, taken))
    return tree_of(plan_of(renamed)) if pairs else tree


def _renamed(plan: Tree, key: str, old: str, new: str) -> Tree:
    """Return the tree of a plan with another id for an item, also where other parts name it."""
    items = [item | {"id": new} if item["id"] == old else item for item in plan[key]]
    return {**_named(plan, NAMED_IN.get(key, frozenset()), old, new), key: items}


def _named(tree: Any, at: Collection[str], old: str, new: str) -> Any:
    """Return a tree in which these keys name an item by its new id."""
    if isinstance(tree, list):
        return [_named(item, at, old, new) for item in tree]
    if not isinstance(tree, dict):
        return tree
    return {
        key: _with_id(value, old, new) if key in at else _named(value, at, old, new)
        for key, value in tree.items()
    }


def _with_id(value: Any, old: str, new: str) -> Any:
    """Return an id, or ids in a list or before their shares, with the new one for the old."""
    if isinstance(value, list):
        return [_with_id(item, old, new) for item in value]
    if isinstance(value, dict):
        return {new if key == old else key: share for key, share in value.items()}
    return new if value == old else value
