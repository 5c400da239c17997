"""What differs between two versions of a plan, at places that stay whatever is added or goes.

An item of a list goes by what names it (the id of an action, the phase), not by its number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plans.files import keys
from plans.model import Plan

Name = tuple[str, ...]  # of an item of a list
Spot = tuple[str | Name, ...]  # where something stands: keys, and names of items
# Which keys name an item of a list; "id" for lists that are not here.
NAMED_BY: Mapping[str, Name] = {
    "fasen": ("fase",),
    "kanalen": ("kanaal",),
    "keuzes": ("kanaal", "groep", "fase"),
    "akkoord": ("door", "dag"),
    "links": ("naam",),
}
SETS: frozenset[Spot] = frozenset({("gekozen", "kanalen")})  # each word stands for itself
ONE_VALUE = frozenset({"leeftijd", "profiel", "golven"})  # parts that add up to a hundred


class Items(dict[Name, Any]):
    """The items of a list by their names."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """What stands somewhere, before and after; None: nothing."""

    spot: Spot
    old: Any
    new: Any


def changes(old: Plan, new: Plan) -> tuple[PartChange, ...]:
    """Return every change from one version to another."""
    return tuple(compare(tree_of(old), tree_of(new)))


def tree_of(plan: Plan) -> dict[str, Any]:
    """Return a plan under the keys of its file, each list of parts by the names of the parts."""
    tree: dict[str, Any] = _by_name(keys(plan), ())
    return tree


def file_tree(tree: Any) -> Any:
    """Return the tree of `tree_of` as the file has it, without keys that hold nothing."""
    if isinstance(tree, Items):
        return [file_tree(item) for item in tree.values()]
    if isinstance(tree, dict):
        bare = {key: file_tree(value) for key, value in tree.items()}
        return {key: value for key, value in bare.items() if value not in (None, {})}
    return tree


def compare(old: Any, new: Any, spot: Spot = ()) -> Iterator[PartChange]:
    """Yield every change between two trees; an item that comes or goes is one change."""
    if old == new:
        return
    one, other = _inside(old, new, spot), _inside(new, old, spot)
    if one is None or other is None:
        yield PartChange(spot, old, new)
        return
    for key in dict.fromkeys((*one, *other)):
        yield from compare(one.get(key), other.get(key), (*spot, key))


def value_at(tree: Any, spot: Spot) -> Any:
    """Return what stands somewhere in a tree; None: nothing."""
    for step in spot:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


def apply(tree: dict[Any, Any], change: PartChange, like: Mapping[Any, Any]) -> None:
    """Make a change in a tree; a new item comes after the one it follows in the tree `like`."""
    *path, last = change.spot
    at, there = tree, like
    for step in path:
        there = there.get(step, {})
        if at.get(step) is None:
            at[step] = Items() if isinstance(there, Items) else {}
        at = at[step]
    if change.new is None:
        at.pop(last, None)
    elif isinstance(at, Items) and isinstance(last, tuple) and last not in at:
        _insert(at, last, change.new, list(there))
    else:
        at[last] = change.new


def _insert(items: Items, name: Name, item: Any, order: Sequence[Name]) -> None:
    """Put an item behind the nearest one that stands before it in an order."""
    earlier = [other for other in order[: order.index(name)] if other in items]
    at = [*items].index(earlier[-1]) + 1 if earlier else 0
    pairs = [*items.items()]
    items.clear()
    items.update([*pairs[:at], (name, item), *pairs[at:]])


def _inside(tree: Any, other: Any, spot: Spot) -> Mapping[Any, Any] | None:
    """Return what is compared part by part; None for what is one value, or a whole item."""
    if isinstance(tree, dict):
        return None if spot[-1:] and spot[-1] in ONE_VALUE else tree
    is_item = bool(spot) and isinstance(spot[-1], tuple)
    return {} if tree is None and not is_item and isinstance(other, dict) else None


def _by_name(tree: Any, spot: Spot) -> Any:
    if isinstance(tree, dict):
        return {key: _by_name(value, (*spot, key)) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    names = [_name(item, spot) for item in tree]
    if None in names or len({*names}) < len(names):
        return tree
    pairs = zip(names, tree, strict=True)
    return Items((name, _by_name(item, (*spot, name))) for name, item in pairs if name)


def _name(item: Any, spot: Spot) -> Name | None:
    """Return what names an item of a list; None: it has no name."""
    if isinstance(item, str):
        return (item,) if spot in SETS else None
    key = spot[-1]
    if not isinstance(item, dict) or key in ONE_VALUE:
        return None
    first, *more = NAMED_BY.get(key, ("id",)) if isinstance(key, str) else ("id",)
    return (str(item[first]), *(str(item.get(k, "")) for k in more)) if first in item else None
