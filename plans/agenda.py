"""The calendar of one or more plans: moments, what falls on a free day, and clashes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

import dutch
from engine.model import UNKNOWN, Rulebook
from plans import freedays
from plans.constants import value as constant
from plans.model import Action, Group, Plan

RESIDENT = "inwoner"  # who starts on a channel, as the channels say


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which an action, or a wave of it, begins; `plan` is its place among the plans."""

    day: date
    plan: int
    project: str
    action: Action
    where: str | None


@dataclass(frozen=True, slots=True)
class Clash:
    """Two plans that come to the same group close together, in a Dutch sentence."""

    first: Moment
    second: Moment
    group: str
    sentence: str


def moments(plans: Sequence[Plan]) -> tuple[Moment, ...]:
    """Return every moment of the plans that goes on, in order of day."""
    found = [
        Moment(day, i, plan.project.name, action, where)
        for i, plan in enumerate(plans)
        for action in plan.actions
        if action.active
        for day, where in _days(action)
    ]
    return tuple(sorted(found, key=lambda m: (m.day, m.plan, m.action.id)))


def _days(action: Action) -> Iterator[tuple[date, str | None]]:
    if action.waves:
        yield from ((wave.start, wave.where) for wave in action.waves)
    else:
        yield action.start, None


def free(plan: Plan) -> Iterator[tuple[Moment, str]]:
    """Yield the moments that fall on a public holiday or in a school holiday, and which."""
    for moment in moments([plan]):
        name = freedays.public(moment.day)
        pause = freedays.on_break(plan.region, moment.day)
        if name or pause:
            yield moment, name or (pause.name if pause else "")


def clashes(plans: Sequence[Plan], book: Rulebook) -> tuple[Clash, ...]:
    """Return where two plans come to the same group within `dagen_ertussen` days.

    Channels on which only residents start, such as a desk, do not come to anybody.
    """
    found = []
    close = constant("dagen_ertussen")
    coming = [m for m in moments(plans) if _comes(book, m.action)]
    for one, other in combinations(coming, 2):
        if one.plan == other.plan or (other.day - one.day).days > close:
            continue
        for group in _shared(plans[one.plan], one.action, plans[other.plan], other.action):
            sentence = f"{group}: {_pair(one, other)}"
            found.append(Clash(one, other, group, sentence))
    return tuple(found)


def _pair(one: Moment, other: Moment) -> str:
    """Return two moments in words."""
    return (
        f"'{one.action.what}' ({one.project}) op {dutch.day(one.day)} en "
        f"'{other.action.what}' ({other.project}) op {dutch.day(other.day)}."
    )


def met(found: Iterable[Clash]) -> tuple[str, ...]:
    """Return the clashes in sentences, once for all groups that the same two moments share."""
    together: dict[tuple[int, str, date, int, str, date], list[Clash]] = {}
    for clash in found:
        one, other = clash.first, clash.second
        key = (one.plan, one.action.id, one.day, other.plan, other.action.id, other.day)
        together.setdefault(key, []).append(clash)
    return tuple(
        f"{dutch.listing([clash.group for clash in same])}: {_pair(same[0].first, same[0].second)}"
        for same in together.values()
    )


def _comes(book: Rulebook, action: Action) -> bool:
    channel = book.channels.get(action.channel)
    return channel is None or channel.starter != RESIDENT


def _shared(one: Plan, action: Action, other: Plan, second: Action) -> Iterator[str]:
    """Yield the names of the groups of an action that another action reaches too."""
    others = [other.group(id_) for id_ in second.groups]
    for id_ in action.groups:
        group = one.group(id_)
        if any(same(group, that) for that in others):
            yield group.name


def same(one: Group, other: Group) -> bool:
    """Tell whether two groups are likely the same people: by name, or by age and profile."""
    if one.name.casefold() == other.name.casefold():
        return True
    if not (_told(one) and _told(other)):
        return False
    common = _overlap(one.ages, other.ages) * _overlap(one.profiles, other.profiles)
    return common >= constant("zelfde_groep_vanaf")


def _told(group: Group) -> bool:
    return any(slug != UNKNOWN for slug in (*group.ages, *group.profiles))


def _overlap(one: Mapping[str, Decimal], other: Mapping[str, Decimal]) -> float:
    """Return the share that two distributions have in common; unknown has all in common."""
    if set(one) <= {UNKNOWN} or set(other) <= {UNKNOWN}:
        return 1.0
    return float(sum(min(share, other.get(slug, Decimal(0))) for slug, share in one.items())) / 100
