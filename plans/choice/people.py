"""What is known of the groups of a plan: how many they are, and what tells them apart."""

from collections.abc import Iterator
from statistics import median_low

from dutch import counted, listing, whole
from engine.model import UNKNOWN
from plans.constants import value
from plans.model import MEMBERS, Group, Plan
from plans.model.audience import BODY

BY_SIZE = "grootte"


def sizes(plan: Plan) -> dict[str, int]:
    """Return how heavy each group counts: its size, or all the same.

    A group without a size counts as the middle one of its kind, else as the smallest that is known;
    a body that meets counts as the smallest group there can be.
    """
    known = [group.size for group in plan.groups if group.size is not None]
    if plan.weighting != BY_SIZE or not known:
        return {group.id: 1 for group in plan.groups}
    return {g.id: _guess(plan, g, known) if g.size is None else g.size for g in plan.groups}


def _guess(plan: Plan, group: Group, known: list[int]) -> int:
    alike = [g.size for g in plan.groups if g.kind == group.kind and g.size is not None]
    if alike:
        return median_low(alike)
    return int(value("kleinste_groep")) if group.kind == BODY else min(known)


def size_text(group: Group) -> str:
    """Return how many there are: "1.240 inwoners", "1 organisatie", "omvang onbekend"."""
    if group.size is None:
        return f"omvang {UNKNOWN}"
    return counted(group.size, *MEMBERS[group.kind])


def unsized(plan: Plan) -> Iterator[str]:
    """Yield which groups have no size, and with what the plan reckons instead."""
    lacking = [group for group in plan.groups if group.size is None]
    if plan.weighting != BY_SIZE or not lacking:
        return
    if len(lacking) == len(plan.groups):
        names = listing([group.name for group in lacking])
        yield f"van {names} is de omvang {UNKNOWN}: alle groepen wegen even zwaar. Vul hem in."
        return
    reckoned = sizes(plan)
    for group in lacking:
        guess = whole(reckoned[group.id])
        yield f"van {group.name} is de omvang {UNKNOWN}: het plan rekent met {guess}. Vul hem in."


def is_unknown(group: Group) -> bool:
    """Tell whether nothing is known of a group that gives it an advice of its own."""
    traits = (*group.ages, *group.profiles)
    own = group.own_channels or group.own_per_phase
    return not own and all(slug == UNKNOWN for slug in traits)


def alike(plan: Plan) -> tuple[Group, ...]:
    """Return the groups that get the same general advice, for nothing is known of them."""
    groups = tuple(group for group in plan.groups if is_unknown(group))
    return groups if len(groups) > 1 else ()


def unknown(plan: Plan) -> Iterator[str]:
    """Yield of which groups nothing is known, so that their rows are no finding."""
    names = [group.name for group in alike(plan)]
    if names:
        yield (
            f"van {listing(names)} is niets bekend: zelfde advies. Vul leeftijd of profiel in, of "
            "schat zelf hoe goed kanalen passen."
        )
