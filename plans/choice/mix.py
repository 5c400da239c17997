"""A set of channels with all that defends it: value, who is missed, the curve, how sure it is.

A chosen channel counts in every phase and for every group where it can serve: what is made once is
used again. What the advisor put in single cells counts there beside it. A help to choose, never a
forecast of reach.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from engine import Table
from plans.choice import decisions, relay, search
from plans.choice.doubt import Certainty, certainty_of
from plans.choice.needs import Need
from plans.choice.value import GroupPhase, Stage, stage_of
from plans.model import Plan
from plans.money import Phases, Price, added, estimate_of, price


@dataclass(frozen=True, slots=True)
class UnreachedGroup:
    """A group that is not reached in a phase, and the channels that would do it in that cell.

    `by` is empty when no channel of the knowledge can; `price` is what they add to the plan.
    """

    cell: GroupPhase
    value: float
    by: tuple[str, ...]
    price: Price


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A point of the curve: a set, the channel that came last ("": none), and what that gives."""

    channels: tuple[str, ...]
    channel: str
    value: float
    missed: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Mix:
    """The choice with all that defends it; `channels` is empty when `obstacles` say why.

    Values are 0-1. `gap` is the proven distance to the best (0: every set was worked out).
    `standing` is what the advisor put in single cells, `phases` in which phases a channel is used
    and paid for.
    """

    channels: tuple[str, ...]
    value: float
    gap: float
    cost: Decimal
    hours: Decimal
    values: dict[GroupPhase, float]
    missed: tuple[UnreachedGroup, ...]
    curve: tuple[CurvePoint, ...]
    sure: Certainty | None
    leads: dict[GroupPhase, str]
    hand_overs: tuple[relay.HandOver, ...]
    reuse: tuple[relay.Reuse, ...]
    unmet: tuple[Need, ...]
    obstacles: tuple[str, ...] = ()
    standing: Mapping[GroupPhase, tuple[str, ...]] = field(default_factory=dict)
    phases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def used(self) -> tuple[str, ...]:
        """The chosen channels, and those that stand in single cells only."""
        return tuple(dict.fromkeys((*self.channels, *self.phases)))


def mix_of(
    plan: Plan,
    table: Table,
    stage: Stage,
    chosen: tuple[str, ...],
    gap: float,
    unmet: tuple[Need, ...],
    defended: bool = True,
) -> Mix:
    """Return a set with its value, who is not reached, the curve and how sure it is.

    What defends it (curve, certainty) takes most of the time and may be left out.
    """
    by = relay.suits(stage, chosen)
    leads = relay.decided(plan, by, usual_leads(plan, table, stage, chosen))
    cost, hours = cost_and_hours(stage, chosen)
    values = stage.values(chosen)
    phases = phases_of_use(stage, chosen)
    adding = partial(cell_price, plan, phases)
    return Mix(
        channels=chosen,
        value=stage.total(chosen),
        gap=gap,
        cost=cost,
        hours=hours,
        values=dict(zip(stage.cells, map(float, values), strict=True)),
        missed=tuple(
            _unreached_group(stage, adding, chosen, i) for i in stage.missed_places(chosen)
        ),
        curve=curve(stage, chosen) if defended else (),
        sure=certainty_of(plan, table, stage, chosen) if defended else None,
        leads=leads,
        hand_overs=relay.hand_overs(plan, table.book, leads),
        reuse=relay.reuse(table.book, by, chosen),
        unmet=unmet,
        standing={cell: tuple(here) for cell, here in stage.standing.items() if here},
        phases=phases,
    )


def usual_leads(
    plan: Plan, table: Table, stage: Stage, chosen: tuple[str, ...]
) -> dict[GroupPhase, str]:
    """Return who would lead in each cell without the decisions on single cells."""
    wide = decisions.usual(plan)
    if wide != plan:
        stage = stage_of(wide, table, chosen)[0]
    return relay.leading(wide, relay.suits(stage, chosen))


def phases_of_use(stage: Stage, chosen: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the phases in which each channel is used: chosen, or standing in a cell."""
    picked = search.in_order(stage, chosen)
    by = relay.suits(stage, picked)
    phases: dict[str, dict[str, None]] = {slug: {} for slug in picked}
    for cell, here in by.items():
        for slug in here:
            phases.setdefault(slug, {})[cell.phase] = None
    return {slug: tuple(used) for slug, used in phases.items()}


def mix_in_plan(plan: Plan, table: Table, defended: bool = True) -> Mix:
    """Return what the channels that stand in a plan do, whatever chose them.

    Without chosen channels, those of the actions that are not cancelled.
    """
    picked = set(plan.chosen.channels) if plan.chosen else _acting(plan)
    stage, unmet = stage_of(plan, table, picked)
    chosen = search.in_order(stage, picked)
    broken = tuple(need for need in stage.needs if not need.is_met(frozenset(chosen)))
    return mix_of(plan, table, stage, chosen, 0.0, (*unmet, *broken), defended)


def _acting(plan: Plan) -> set[str]:
    return {action.channel for action in plan.actions if action.active}


def cost_and_hours(stage: Stage, chosen: Iterable[str]) -> tuple[Decimal, Decimal]:
    """Return euros and hours of a set, as the advisor estimated them."""
    cents, hundredths = stage.cost_of(chosen)
    return Decimal(cents) / 100, Decimal(hundredths) / 100


def cell_price(plan: Plan, phases: Phases, channel: str, phase: str) -> Price:
    """Return what a channel in one more cell adds to a plan that uses channels in these phases."""
    used = phases.get(channel, ())
    started = channel in phases
    return price(estimate_of(plan, channel), 0 if phase in used else 1, started)


def _unreached_group(
    stage: Stage, adding: Callable[[str, str], Price], chosen: tuple[str, ...], place: int
) -> UnreachedGroup:
    """Say what it would take to reach a cell: the cheapest one channel more, else the best few.

    What costs an unknown amount comes last.
    """
    cell, value = stage.cells[place], float(stage.values(chosen)[place])
    prices = {slug: adding(slug, cell.phase) for slug in stage.channels if slug not in chosen}
    ones = [slug for slug in prices if place not in stage.missed_places((*chosen, slug))]
    one = min(ones, key=lambda slug: (*map(_dear, prices[slug]), slug), default=None)
    by = (one,) if one else _few(stage, chosen, prices, place)
    return UnreachedGroup(cell, value, by, added(prices[slug] for slug in by))


def _dear(amount: Decimal | None) -> tuple[bool, Decimal]:
    return amount is None, amount or Decimal(0)


def _few(
    stage: Stage, chosen: tuple[str, ...], others: Iterable[str], place: int
) -> tuple[str, ...]:
    """Return the fewest channels that lift a cell to the floor, the best first; () if none do."""
    at = {slug: i for i, slug in enumerate(stage.channels)}
    added: tuple[str, ...] = ()
    for slug in sorted(others, key=lambda slug: (-stage.suitability[place, at[slug]], slug)):
        added = (*added, slug)
        if place not in stage.missed_places((*chosen, *added)):
            return added
    return ()


def curve(stage: Stage, chosen: tuple[str, ...]) -> tuple[CurvePoint, ...]:
    """Return how value grows with each channel: those chosen in order of gain, then the next two.

    Each chosen channel is taken away last-gained first, while safeguards and choices allow it.
    """
    down: list[CurvePoint] = []
    left = frozenset(chosen)
    while True:
        options = [
            left - {slug}
            for slug in search.in_order(stage, left)
            if stage.allows(left - {slug}, len(chosen))
        ]
        if not left or not options:
            break
        fewer = min(options, key=lambda s: search.merit(stage, s))
        down.append(_curve_point(stage, left, next(iter(left - fewer)), True))
        left = fewer
    first = [_curve_point(stage, left, "", True)] if left else []
    return (*first, *reversed(down), *_more(stage, chosen))


def _more(stage: Stage, chosen: tuple[str, ...]) -> Iterable[CurvePoint]:
    kept = frozenset(chosen)
    for _ in range(MORE):
        options = [kept | {slug} for slug in stage.channels if slug not in kept]
        options = [s for s in options if stage.allows(s, len(s))]
        if not options:
            return
        wider = min(options, key=lambda s: (*search.merit(stage, s), *stage.cost_of(s)))
        yield _curve_point(stage, wider, next(iter(wider - kept)), False)
        kept = wider


MORE = 2  # channels beyond the choice that the curve shows


def _curve_point(stage: Stage, left: frozenset[str], last: str, chosen: bool) -> CurvePoint:
    return CurvePoint(
        search.in_order(stage, left),
        last,
        stage.total(left),
        len(stage.missed_places(left)),
        chosen,
    )
