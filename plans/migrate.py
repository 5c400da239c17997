"""Older plan files → the newest form, one version at a time."""

from collections.abc import Callable, Mapping
from typing import Any

from plans.model import SCHEMA

Tree = dict[str, Any]


class SchemaError(ValueError):
    """A version of the file that cannot be opened; the message is Dutch."""


def newest(tree: Mapping[str, Any]) -> Tree:
    """Return the tree of a plan file (all values text) in the newest form.

    Raises SchemaError when the version is missing, no number, or newer than this program.
    """
    said = str(tree.get("schema", "")).strip()
    version = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
    if version > SCHEMA:
        raise SchemaError(
            f"dit plan is gemaakt met een nieuwere versie (schema {version}). "
            "Werk Ken je inwoner bij en open het plan opnieuw."
        )
    if version < 1:
        raise SchemaError(f"ik zie geen versie van het bestand. Zet bovenaan: schema: {SCHEMA}")
    moved = dict(tree)
    for step in range(version, SCHEMA):
        moved = STEPS[step](moved)
    return {**moved, "schema": SCHEMA}


def _from_1(tree: Tree) -> Tree:
    """Version 1: one group for each action, a bare list of channels, `aantal`, `max_kanalen`."""
    moved = _limits(tree)
    if isinstance(moved.get("gekozen"), list):
        moved["gekozen"] = {"kanalen": moved["gekozen"]}
    for key, old, new, change in (
        ("groepen", "aantal", "omvang", _same),
        ("acties", "groep", "groepen", _listed),
    ):
        if isinstance(moved.get(key), list):
            moved[key] = [_renamed(item, old, new, change) for item in moved[key]]
    return moved


def _limits(tree: Tree) -> Tree:
    moved = {key: value for key, value in tree.items() if key not in _LIMITS}
    limits = {new: tree[old] for old, new in _LIMITS.items() if old in tree}
    if limits:
        moved["grenzen"] = limits
    return moved


_LIMITS = {"max_kanalen": "kanalen", "budget": "budget", "uren": "uren"}


def _renamed(item: Any, old: str, new: str, change: Callable[[Any], Any]) -> Any:
    if not isinstance(item, dict) or old not in item or new in item:
        return item
    return {(new if k == old else k): (change(v) if k == old else v) for k, v in item.items()}


def _same(value: Any) -> Any:
    return value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


STEPS: Mapping[int, Callable[[Tree], Tree]] = {1: _from_1}
