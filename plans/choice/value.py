"""Plan + table → what every channel is worth to every group in every phase (numpy).

Value of a set for a group in a phase: 1 − Π(1 − fit), fit = past_factor × suitability / 100. With
pull = −ln(1 − fit) that is 1 − exp(−Σ pull): adding up pulls is all that choosing needs. It is a
help to choose, not a forecast of reach.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine import UNKNOWN, Situation, Table
from plans.choice.needs import Need, needs
from plans.constants import value as constant
from plans.model import Estimate, Group, Plan

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
TINY = 1e-9


class Cell(NamedTuple):
    """A target group in a phase that counts for it."""

    group: str
    phase: str


@dataclass(frozen=True, eq=False)
class Stage:
    """Everything that choosing needs: cells × channels, limits, safeguards.

    `suitability` is 0-100 (0 where a channel cannot or may not serve), `weight` adds up to 1, money
    is in cents and hours in hundredths, so that limits are held exactly; None is no limit.
    """

    cells: tuple[Cell, ...]
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

    @cached_property
    def pull(self) -> Floats:
        """−ln(1 − fit) of every channel in every cell."""
        return pulls(self.suitability, self.factor)

    def row(self, chosen: Iterable[str]) -> NDArray[np.bool_]:
        """Return which channels are in a set, as a row of truths."""
        picked = set(chosen)
        return np.array([slug in picked for slug in self.channels])

    def values(self, chosen: Iterable[str]) -> Floats:
        """Return the value of a set in every cell, 0-1."""
        found: Floats = 1 - np.exp(-(self.pull @ self.row(chosen).astype(float)))
        return found

    def total(self, chosen: Iterable[str]) -> float:
        """Return the weighted value of a set over all cells, 0-1."""
        return float(self.weight @ self.values(chosen))

    def missed(self, chosen: Iterable[str]) -> tuple[int, ...]:
        """Return the places of the cells below the floor."""
        return tuple(np.flatnonzero(self.values(chosen) < self.floor - TINY).tolist())

    def spent(self, chosen: Iterable[str]) -> tuple[int, int]:
        """Return cents and hundredths of hours of a set."""
        row = self.row(chosen)
        return int(self.cost[row].sum()), int(self.hours[row].sum())

    def allows(self, chosen: Iterable[str], most: int | None = None) -> bool:
        """Tell whether a set holds the limits, the advisor's choices and the safeguards."""
        picked = frozenset(chosen)
        cents, hours = self.spent(picked)
        return (
            len(picked) <= (self.most if most is None else most)
            and self.forced <= picked
            and (self.budget is None or cents <= self.budget)
            and (self.time is None or hours <= self.time)
            and all(need.met(picked) for need in self.needs)
        )


def pulls(suitability: Floats, factor: float) -> Floats:
    """Return −ln(1 − factor × suitability / 100)."""
    found: Floats = -np.log1p(-factor * suitability / 100)
    return found


def stage(plan: Plan, table: Table, also: Iterable[str] = ()) -> tuple[Stage, tuple[Need, ...]]:
    """Return the stage of a plan, and the safeguards that no candidate can meet.

    With a limit on money or hours, only channels with an estimate (or taken by the advisor, or in
    `also`) are candidates: what nobody estimated would seem free.
    """
    every = tuple(table.book.channels)
    cells = tuple(Cell(g.id, phase) for g in plan.groups for phase in plan.phases_of(g))
    suits = _suitability(plan, table, cells, every)
    suits[~_allowed(plan, cells, every)] = 0
    wanted = list(_needs(plan, table, cells))
    forced = frozenset(d.channel for d in plan.decisions if d.take)
    kept_anyway = forced.union(also)
    useful = kept_anyway.union(*(need.allowed for need in wanted))
    priced = _priced(plan, every) | kept_anyway
    kept = [
        i
        for i, slug in enumerate(every)
        if slug in priced and (suits[:, i].any() or slug in useful)
    ]
    channels = tuple(every[i] for i in kept)
    cost, hours = _spending(plan, channels, cells, suits[:, kept])
    made = Stage(
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
    )
    return made, tuple(need for need in wanted if not need.allowed & set(channels))


def mixture(plan: Plan, group: Group, phase: str) -> dict[Situation, float]:
    """Return situation → share (together 1) of a group in a phase; age and profile independent."""
    ages = {slug: float(share) for slug, share in group.ages.items() if share} or {UNKNOWN: 1.0}
    profiles = {s: float(share) for s, share in group.profiles.items() if share} or {UNKNOWN: 1.0}
    whole = sum(ages.values()) * sum(profiles.values())
    return {
        Situation(plan.project.track, phase, age, profile): a * p / whole
        for age, a in ages.items()
        for profile, p in profiles.items()
    }


def _suitability(plan: Plan, table: Table, cells: Iterable[Cell], every: tuple[str, ...]) -> Floats:
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
        if group.own_channels:
            own = [float(group.own_channels.get(slug, 0)) for slug in every]
            row = np.where(row > 0, own, 0.0)
        rows.append(row)
    return np.array(rows)


def _of(table: Table, situation: Situation, every: tuple[str, ...]) -> Floats:
    by = {row.channel: row.suitability or 0.0 for row in table.outcomes[situation].ranking}
    return np.array([by.get(slug, 0.0) for slug in every])


def _allowed(plan: Plan, cells: tuple[Cell, ...], every: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return where a channel may serve: of the advisor's choices the most precise one counts."""
    allowed = np.ones((len(cells), len(every)), dtype=bool)
    place = {slug: i for i, slug in enumerate(every)}
    for decision in sorted(plan.decisions, key=lambda d: bool(d.group) + bool(d.phase)):
        for i, cell in enumerate(cells):
            if decision.group in (None, cell.group) and decision.phase in (None, cell.phase):
                allowed[i, place[decision.channel]] = decision.take
    return allowed


def _needs(plan: Plan, table: Table, cells: tuple[Cell, ...]) -> Iterator[Need]:
    every = tuple(table.book.channels)
    allowed = _allowed(plan, cells, every)
    for i, cell in enumerate(cells):
        never = frozenset(slug for j, slug in enumerate(every) if not allowed[i, j])
        for situation in mixture(plan, plan.group(cell.group), cell.phase):
            yield from needs(table, situation, cell.group, cell.phase, never)


def _priced(plan: Plan, every: Iterable[str]) -> frozenset[str]:
    limited = plan.limits.budget is not None or plan.limits.hours is not None
    if limited and plan.estimates:
        return frozenset(estimate.channel for estimate in plan.estimates)
    return frozenset(every)


def _distinct(found: Iterable[Need]) -> list[Need]:
    """Keep one of the needs that ask for the same, in order."""
    return list({(need.allowed, need.trigger): need for need in reversed(list(found))}.values())[
        ::-1
    ]


def _weight(plan: Plan, cells: Iterable[Cell]) -> Floats:
    sizes: Mapping[str, int | None] = {group.id: group.size for group in plan.groups}
    equal = plan.weighting == "gelijk" or None in sizes.values()
    cells = list(cells)
    heavy = [1.0 if equal else float(sizes[cell.group] or 0) for cell in cells]
    phases = {g.id: len(plan.phases_of(g)) for g in plan.groups}
    weight = np.array([w / phases[cell.group] for w, cell in zip(heavy, cells, strict=True)])
    found: Floats = weight / weight.sum()
    return found


def _spending(
    plan: Plan, channels: tuple[str, ...], cells: tuple[Cell, ...], suits: Floats
) -> tuple[Ints, Ints]:
    """Return cents and hundredths of hours of each channel in all phases where it can serve."""
    by = {estimate.channel: estimate for estimate in plan.estimates}
    cost, hours = [], []
    for i, slug in enumerate(channels):
        used = len({cell.phase for cell, suit in zip(cells, suits[:, i], strict=True) if suit > 0})
        estimate = by.get(slug) or Estimate.model_validate({"kanaal": slug})
        cost.append(_sum(estimate.cost, estimate.cost_per_phase, used))
        hours.append(_sum(estimate.hours, estimate.hours_per_phase, used))
    return np.array(cost, dtype=np.int64), np.array(hours, dtype=np.int64)


def _sum(once: Decimal | None, each: Decimal | None, times: int) -> int:
    return (_hundredths(once) or 0) + times * (_hundredths(each) or 0)


def _hundredths(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * 100)
