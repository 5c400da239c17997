"""Plan + table → what every channel is worth to every group in every phase (numpy).

Value of a set for a group in a phase: 1 − Π(1 − fit), fit = past_factor × suitability / 100. With
pull = −ln(1 − fit) that is 1 − exp(−Σ pull): adding up pulls is all that choosing needs. It is a
help to choose, not a forecast of reach.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine import UNKNOWN, Situation, Table
from engine.total import total
from plans.choice import decisions, people
from plans.choice.needs import Need, needs
from plans.constants import value as constant
from plans.model import Group, Plan

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
TINY = 1e-9


class GroupPhase(NamedTuple):
    """A target group in a phase that counts for it."""

    group: str
    phase: str


@dataclass(frozen=True, eq=False)
class Stage:
    """Everything that choosing needs: cells × channels, limits, safeguards.

    `suitability` is 0-100 (0 where a channel cannot or may not serve), `weight` adds up to 1, money
    is in cents and hours in hundredths, so that limits are held exactly; None is no limit.
    `standing` has the suitability of what the advisor put in single cells, whatever is chosen for
    the whole plan; `fixed` is what that costs, and `cost` and `hours` are what choosing adds.
    """

    cells: tuple[GroupPhase, ...]
    channels: tuple[str, ...]
    suitability: Floats
    weight: Floats
    cost: Ints
    hours: Ints
    most: int
    budget: int | None
    time: int | None
    forced: frozenset[str]
    needs: tuple[Need, ...]
    floor: float
    factor: float
    standing: Mapping[GroupPhase, Mapping[str, float]] = field(default_factory=dict)
    fixed: tuple[int, int] = (0, 0)

    @cached_property
    def pull(self) -> Floats:
        """−ln(1 − fit) of every channel in every cell where it does not stand."""
        return pulls(self.suitability, self.factor)

    @cached_property
    def placed(self) -> tuple[str, ...]:
        """The channels that stand in some cell."""
        return tuple(dict.fromkeys(slug for here in self.standing.values() for slug in here))

    @cached_property
    def base(self) -> Floats:
        """The pull of what stands in each cell."""
        rows = [list(self.standing.get(cell, {}).values()) for cell in self.cells]
        return np.array([pulls(np.array(row), self.factor).sum() for row in rows])

    def row(self, chosen: Iterable[str]) -> Flags:
        """Return which channels are in a set, as a row of truths."""
        picked = set(chosen)
        return np.array([slug in picked for slug in self.channels])

    def values(self, chosen: Iterable[str]) -> Floats:
        """Return the value of a set in every cell, 0-1."""
        value: Floats = 1 - np.exp(-self.depth(chosen))
        return value

    def depth(self, chosen: Iterable[str]) -> Floats:
        """Return the pulls of a set and of what stands, added up in every cell."""
        added: Floats = self.base + self.pull @ self.row(chosen).astype(float)
        return added

    def total(self, chosen: Iterable[str]) -> float:
        """Return the weighted value of a set over all cells, 0-1."""
        return float(self.weight @ self.values(chosen))

    def missed_places(self, chosen: Iterable[str]) -> tuple[int, ...]:
        """Return the places of the cells below the floor."""
        return tuple(np.flatnonzero(self.values(chosen) < self.floor - TINY).tolist())

    def cost_of(self, chosen: Iterable[str]) -> tuple[int, int]:
        """Return cents and hundredths of hours of a set and of what stands in single cells."""
        row, (cents, hundredths) = self.row(chosen), self.fixed
        return cents + int(self.cost[row].sum()), hundredths + int(self.hours[row].sum())

    def allows(self, chosen: Iterable[str], most: int | None = None) -> bool:
        """Tell whether a set holds the limits, the advisor's choices and the safeguards."""
        picked = frozenset(chosen)
        cents, hours = self.cost_of(picked)
        return (
            len(picked) <= (self.most if most is None else most)
            and self.forced <= picked
            and (self.budget is None or cents <= self.budget)
            and (self.time is None or hours <= self.time)
            and all(need.is_met(picked) for need in self.needs)
        )


def pulls(suitability: Floats, factor: float) -> Floats:
    """Return −ln(1 − factor × suitability / 100)."""
    pull: Floats = -np.log1p(-factor * suitability / 100)
    return pull


def stage_of(plan: Plan, table: Table, also: Iterable[str] = ()) -> tuple[Stage, tuple[Need, ...]]:
    """Return the stage of a plan, and the safeguards that no candidate can meet.

    With a limit on money or hours, only channels with an estimate (or taken by the advisor, or in
    `also`) are candidates: what nobody estimated would seem free.
    """
    every = tuple(table.book.channels)
    cells = tuple(GroupPhase(g.id, phase) for g in plan.groups for phase in plan.phases_of(g))
    suits = _suitability(plan, table, cells, every)
    suits[_where(cells, every, partial(decisions.refused, plan))] = 0
    stands = _where(cells, every, partial(decisions.standing, plan))
    standing = _standing(cells, every, suits, stands)
    wanted = list(_needs(plan, table, cells))
    used = _phases(cells, every, (suits > 0) | stands), _phases(cells, every, stands)
    suits[stands] = 0
    forced = decisions.wanted_everywhere(plan)
    kept_anyway = forced.union(also)
    useful = kept_anyway.union(*(need.allowed for need in wanted))
    priced = _with_price(plan, every) | kept_anyway
    kept = [
        i
        for i, slug in enumerate(every)
        if slug in priced and (suits[:, i].any() or slug in useful)
    ]
    channels = tuple(every[i] for i in kept)
    added, fixed = _spendings(plan, every, *used)
    cost, hours = added[kept].T
    stage = Stage(
        cells=cells,
        channels=channels,
        suitability=suits[:, kept],
        weight=_weight(plan, cells),
        cost=cost,
        hours=hours,
        most=plan.limits.channels,
        budget=_hundredths(plan.limits.budget),
        time=_hundredths(plan.limits.hours),
        forced=forced,
        needs=tuple(_distinct(need for need in wanted if need.allowed & set(channels))),
        floor=constant("vloer"),
        factor=constant("past_factor"),
        standing=standing,
        fixed=(int(fixed[:, 0].sum()), int(fixed[:, 1].sum())),
    )
    return stage, tuple(need for need in wanted if not need.allowed & set(channels))


def _standing(
    cells: Sequence[GroupPhase], every: Sequence[str], suits: Floats, stands: Flags
) -> dict[GroupPhase, dict[str, float]]:
    """Return per cell how well each channel suits that stands there already."""
    return {
        cell: {every[j]: float(suits[i, j]) for j in map(int, np.flatnonzero(stands[i]))}
        for i, cell in enumerate(cells)
    }


def mixture(plan: Plan, group: Group, phase: str) -> dict[Situation, float]:
    """Return situation → share (together 1) of a group in a phase; age and profile independent."""
    ages = {slug: float(share) for slug, share in group.ages.items() if share} or {UNKNOWN: 1.0}
    profiles = {s: float(share) for s, share in group.profiles.items() if share} or {UNKNOWN: 1.0}
    whole = total(ages.values()) * total(profiles.values())
    return {
        Situation(plan.project.track, phase, age, profile, plan.stake_of(group)): a * p / whole
        for age, a in ages.items()
        for profile, p in profiles.items()
    }


def _suitability(
    plan: Plan, table: Table, cells: Iterable[GroupPhase], every: tuple[str, ...]
) -> Floats:
    """Return cells × channels: the average over a group's mix; refused channels count as 0."""
    seen: dict[Situation, Floats] = {}
    rows = []
    for cell in cells:
        group = plan.group(cell.group)
        row = np.zeros(len(every))
        for situation, share in mixture(plan, group, cell.phase).items():
            if situation not in seen:
                seen[situation] = _of(table, situation, every)
            row += share * seen[situation]
        if hand := group.own_in(cell.phase):
            own = [float(hand.get(slug, 0)) for slug in every]
            row = np.where(row > 0, own, 0.0)
        rows.append(row)
    return np.array(rows)


def _of(table: Table, situation: Situation, every: tuple[str, ...]) -> Floats:
    by = {row.channel: row.suitability or 0.0 for row in table.outcomes[situation].ranking}
    return np.array([by.get(slug, 0.0) for slug in every])


def _where(
    cells: Iterable[GroupPhase],
    every: Iterable[str],
    channels_in: Callable[[GroupPhase], frozenset[str]],
) -> Flags:
    """Return cells × channels: where a channel is one of those of the cell."""
    rows = [channels_in(cell) for cell in cells]
    every = tuple(every)
    return np.array([[slug in row for slug in every] for row in rows], dtype=bool)


def _needs(plan: Plan, table: Table, cells: tuple[GroupPhase, ...]) -> Iterator[Need]:
    """Yield what the safeguards ask beside what already stands in each cell."""
    for cell in cells:
        never, here = decisions.refused(plan, cell), decisions.standing(plan, cell)
        for situation in mixture(plan, plan.group(cell.group), cell.phase):
            for need in needs(table, situation, cell.group, cell.phase, never):
                awake = need.trigger is not None and need.trigger & here
                if not need.allowed & here:
                    yield replace(need, trigger=None) if awake else need


def _with_price(plan: Plan, every: Iterable[str]) -> frozenset[str]:
    limited = plan.limits.budget is not None or plan.limits.hours is not None
    if limited and plan.estimates:
        return frozenset(estimate.channel for estimate in plan.estimates)
    return frozenset(every)


def _distinct(needs: Iterable[Need]) -> list[Need]:
    """Keep one of the needs that ask for the same, in order."""
    return list({(need.allowed, need.trigger): need for need in reversed(list(needs))}.values())[
        ::-1
    ]


def _weight(plan: Plan, cells: Iterable[GroupPhase]) -> Floats:
    sizes = people.sizes(plan)
    phases = {g.id: len(plan.phases_of(g)) for g in plan.groups}
    weight = np.array([sizes[cell.group] / phases[cell.group] for cell in cells])
    shares: Floats = weight / weight.sum()
    return shares


def _phases(cells: Iterable[GroupPhase], every: Iterable[str], where: Flags) -> dict[str, int]:
    """Return in how many phases each channel is used, from cells × channels."""
    phases = np.array([cell.phase for cell in cells])
    return {slug: len(set(phases[where[:, i]])) for i, slug in enumerate(every)}


def _spendings(
    plan: Plan, every: Iterable[str], used: Mapping[str, int], standing: Mapping[str, int]
) -> tuple[Ints, Ints]:
    """Return channels × (cents, hundredths of hours): what choosing adds, and what stands costs."""
    fixed = [_spending(plan, slug, standing) if standing[slug] else (0, 0) for slug in every]
    whole = [_spending(plan, slug, used) for slug in every]
    costs = np.array(fixed, dtype=np.int64).reshape(-1, 2)
    return np.array(whole, dtype=np.int64).reshape(-1, 2) - costs, costs


def _spending(plan: Plan, channel: str, phases: Mapping[str, int]) -> tuple[int, int]:
    """Return cents and hundredths of hours of a channel in so many phases, as far as estimated."""
    by = {estimate.channel: estimate for estimate in plan.estimates}
    estimate, times = by.get(channel), phases[channel]
    if estimate is None:
        return 0, 0
    return (
        _sum(estimate.cost, estimate.cost_per_phase, times),
        _sum(estimate.hours, estimate.hours_per_phase, times),
    )


def _sum(once: Decimal | None, each: Decimal | None, times: int) -> int:
    return (_hundredths(once) or 0) + times * (_hundredths(each) or 0)


def _hundredths(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * 100)
