"""The shared calendar: what all plans do, and when the same group gets several at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from plans.constants import value
from plans.model import ALL, Action, Group, Plan


@dataclass(frozen=True, slots=True)
class Planned:
    """An action in the calendar, with the plan it is from and the groups it is for."""

    organisation: str
    project: str
    plan: str
    action: Action
    groups: tuple[Group, ...]

    @property
    def start(self) -> date:
        """The first day, waves included."""
        return min([self.action.start, *(wave.start for wave in self.action.waves)])


@dataclass(frozen=True, slots=True)
class Clash:
    """Two actions of different plans for the same group on the same days."""

    one: Planned
    other: Planned
    groups: tuple[tuple[str, str], ...]
    start: date
    end: date


def planned(plans: Iterable[tuple[str, Plan]]) -> tuple[Planned, ...]:
    """Return every action that goes on of (link, plan), in order of its first day."""
    found = [
        Planned(plan.project.organisation or "", plan.project.name, link, action,
                tuple(group for group in plan.groups if group.id in action.groups))
        for link, plan in plans
        for action in plan.actions
        if action.active
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda p: (p.start, p.project, p.action.id)))


def clashes(actions: Iterable[Planned]) -> Iterator[Clash]:
    """Yield every pair from different plans that meets on the same days and the same group."""
    for one, other in combinations(actions, 2):
        start = max(one.start, other.start)
        end = min(one.action.last_day, other.action.last_day)
        if one.plan == other.plan or start > end:
            continue
        both = tuple((a.name, b.name) for a in one.groups for b in other.groups if same(a, b))
        if both:
            yield Clash(one, other, both, start, end)


def same(one: Group, other: Group) -> bool:
    """Tell whether two groups are for a large part the same residents.

    They are when they have the same name, or when what is known of both, ages and profiles taken
    as independent, has at least `zelfde_groep` per cent in common.
    """
    if one.name.casefold() == other.name.casefold():
        return True
    shared = [
        _shared(a, b)
        for a, b in ((one.ages, other.ages), (one.profiles, other.profiles))
        if a and b
    ]
    if not shared:
        return False
    part = Decimal(1)
    for share in shared:
        part *= share / ALL
    return part * ALL >= Decimal(str(value("zelfde_groep")))


def _shared(one: Mapping[str, Decimal], other: Mapping[str, Decimal]) -> Decimal:
    """Return how many per cent two distributions have in common."""
    return sum((min(part, other.get(slug, Decimal(0))) for slug, part in one.items()), Decimal(0))
