"""The calendar of one or more plans: moments, what falls on a free day, and clashes."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

import dutch
from engine.model import UNKNOWN, Rulebook
from plans import freedays
from plans.calendar_plan import CalendarAction, CalendarGroup, CalendarPlan
from plans.constants import value as constant
from plans.model import Action, Group, Plan

MOST = 1000  # clashes that are told; who has more chooses a shorter time
AnyPlan = Plan | CalendarPlan
AnyAction = Action | CalendarAction
AnyGroup = Group | CalendarGroup
COPY = " (kopie)"  # at the end of the name of a copy
RESIDENT = "inwoner"  # who starts on a channel, as the channels say


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which an action, or a wave of it, begins; `plan` is its place among the plans."""

    day: date
    plan: int
    project: str
    action: AnyAction
    where: str | None


@dataclass(frozen=True, slots=True)
class Clash:
    """Two plans that come to the same group close together, in a Dutch sentence."""

    first: Moment
    second: Moment
    group: str
    sentence: str


def moments(
    plans: Sequence[AnyPlan], first: date = date.min, last: date = date.max
) -> tuple[Moment, ...]:
    """Return every moment of the plans that goes on, in order of day, between two days."""
    starts = [
        Moment(day, i, plan.project.name, action, where)
        for i, plan in enumerate(plans)
        for action in plan.actions
        if action.active
        for day, where in _days(action)
        if first <= day <= last
    ]
    return tuple(sorted(starts, key=lambda m: (m.day, m.plan, m.action.id)))


def _days(action: AnyAction) -> Iterator[tuple[date, str | None]]:
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


def clashes(
    plans: Sequence[AnyPlan],
    book: Rulebook,
    first: date = date.min,
    last: date = date.max,
    most: int = MOST,
) -> tuple[Clash, ...]:
    """Return where two plans come to the same group within `dagen_ertussen` days.

    Those of which the later moment falls between two days, and no more than `most` of them; not
    where one plan is a copy of the other, or they are of two organisations.
    Channels on which only residents start, such as a desk, do not come to anybody.
    """
    return tuple(islice(_sweep(plans, book, first, last), most))


Near = dict[int, deque[tuple[Moment, str]]]  # group → who came there in the last days


def _sweep(plans: Sequence[AnyPlan], book: Rulebook, first: date, last: date) -> Iterator[Clash]:
    """Go over the days with only the moments of the last days at hand, by the group they reach."""
    close = timedelta(days=int(constant("dagen_ertussen")))
    begun = first - close if first - date.min > close else date.min
    people, near, apart = _People(), Near(), _Apart(plans)
    for moment in moments(plans, begun, last):
        if _comes(book, moment.action):
            groups = [plans[moment.plan].group(id_) for id_ in moment.action.groups]
            numbers = {people.number(group) for group in groups}
            _forget(near, moment.day - close)
            if moment.day >= first:
                for clash in _clashes_with(near, moment, numbers, people):
                    if not apart.are_apart(clash.first.plan, clash.second.plan):
                        yield clash
            for group in groups:
                near.setdefault(people.number(group), deque()).append((moment, group.name))


def _forget(near: Near, since: date) -> None:
    """Let go of who came before a day."""
    for number, line in list(near.items()):
        while line and line[0][0].day < since:
            line.popleft()
        if not line:
            del near[number]


def _clashes_with(
    near: Near, moment: Moment, numbers: set[int], people: "_People"
) -> Iterator[Clash]:
    """Yield the clashes of a moment with who came lately to one of its groups."""
    for number, line in near.items():
        if any(people.are_same(number, other) for other in numbers):
            for earlier, name in line:
                if earlier.plan != moment.plan:
                    yield Clash(earlier, moment, name, f"{name}: {_pair(earlier, moment)}")


class _People:
    """Numbers for groups, so that two that were compared are not compared again."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[object, ...], int] = {}
        self._groups: list[AnyGroup] = []
        self._same: dict[tuple[int, int], bool] = {}

    def number(self, group: AnyGroup) -> int:
        """Return the number of a group; groups with one name, ages and profiles share it."""
        key = (group.name, tuple(group.ages.items()), tuple(group.profiles.items()))
        number = self._numbers.setdefault(key, len(self._groups))
        if number == len(self._groups):
            self._groups.append(group)
        return number

    def are_same(self, one: int, other: int) -> bool:
        """Tell whether two groups are likely the same people."""
        if (one, other) not in self._same:
            self._same[one, other] = same(self._groups[one], self._groups[other])
        return self._same[one, other]


class _Apart:
    """Which plans cannot clash: a plan and its copy, and plans of two organisations."""

    def __init__(self, plans: Sequence[AnyPlan]) -> None:
        self._plans = plans
        self._known: dict[tuple[int, int], bool] = {}

    def are_apart(self, one: int, other: int) -> bool:
        """Tell whether two plans cannot clash; two that were compared are not compared again."""
        if (one, other) not in self._known:
            pair = self._plans[one], self._plans[other]
            self._known[one, other] = _of_two_organisations(*pair) or is_copy(*pair)
        return self._known[one, other]


def _of_two_organisations(one: AnyPlan, other: AnyPlan) -> bool:
    """Tell whether both name an organisation, and not the same."""
    names = {(plan.project.organisation or "").strip().casefold() for plan in (one, other)}
    return len(names - {""}) == 2


def is_copy(one: AnyPlan, other: AnyPlan) -> bool:
    """Tell whether one plan began as the other: the same name, half of the actions."""
    names = {plan.project.name.removesuffix(COPY).casefold() for plan in (one, other)}
    few, many = ({(a.id, a.what) for a in plan.actions} for plan in (one, other))
    return len(names) == 1 and 2 * len(few & many) >= min(len(few), len(many)) > 0


def _pair(one: Moment, other: Moment) -> str:
    """Return two moments in words."""
    return (
        f"'{one.action.what}' ({one.project}) op {dutch.day(one.day)} en "
        f"'{other.action.what}' ({other.project}) op {dutch.day(other.day)}."
    )


def clash_sentences(items: Iterable[Clash]) -> tuple[str, ...]:
    """Return the clashes in sentences, once for all groups that the same two moments share."""
    together: dict[tuple[int, str, date, int, str, date], list[Clash]] = {}
    for clash in items:
        one, other = clash.first, clash.second
        key = (one.plan, one.action.id, one.day, other.plan, other.action.id, other.day)
        together.setdefault(key, []).append(clash)
    return tuple(
        f"{dutch.listing([clash.group for clash in same])}: {_pair(same[0].first, same[0].second)}"
        for same in together.values()
    )


def _comes(book: Rulebook, action: AnyAction) -> bool:
    channel = book.channels.get(action.channel)
    return channel is None or channel.starter != RESIDENT


def same(one: AnyGroup, other: AnyGroup) -> bool:
    """Tell whether two groups are likely the same people: by name, or by age and profile."""
    if one.name.casefold() == other.name.casefold():
        return True
    if not (_has_mix(one) and _has_mix(other)):
        return False
    common = _overlap(one.ages, other.ages) * _overlap(one.profiles, other.profiles)
    return common >= constant("zelfde_groep_vanaf")


def _has_mix(group: AnyGroup) -> bool:
    return any(slug != UNKNOWN for slug in (*group.ages, *group.profiles))


def _overlap(one: Mapping[str, Decimal], other: Mapping[str, Decimal]) -> float:
    """Return the share that two distributions have in common; unknown has all in common."""
    if set(one) <= {UNKNOWN} or set(other) <= {UNKNOWN}:
        return 1.0
    common = (min(share, other.get(slug, Decimal(0))) for slug, share in one.items())
    return float(sum(common, Decimal(0))) / 100
