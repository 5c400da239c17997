"""A set of channels with all that defends it: value, who is missed, the curve, how sure it is.

A chosen channel counts in every phase and for every group where it can serve: what is made once is
used again. A help to choose, never a forecast of reach.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from engine import Table
from plans.choice import relay, search
from plans.choice.doubt import Sure, sure
from plans.choice.needs import Need
from plans.choice.value import Cell, Stage, stage
from plans.model import Plan


@dataclass(frozen=True, slots=True)
class Missed:
    """A group that is not reached in a phase, and the channels, euros and hours that would do it.

    `by` is empty when no channel of the knowledge can.
    """

    cell: Cell
    value: float
    by: tuple[str, ...]
    cost: Decimal
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Step:
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
    """

    channels: tuple[str, ...]
    value: float
    gap: float
    cost: Decimal
    hours: Decimal
    values: dict[Cell, float]
    missed: tuple[Missed, ...]
    curve: tuple[Step, ...]
    sure: Sure | None
    leads: dict[Cell, str]
    hand_overs: tuple[relay.HandOver, ...]
    reuse: tuple[relay.Reuse, ...]
    unmet: tuple[Need, ...]
    obstacles: tuple[str, ...] = ()


def described(
    plan: Plan,
    table: Table,
    made: Stage,
    chosen: tuple[str, ...],
    gap: float,
    unmet: tuple[Need, ...],
) -> Mix:
    """Return a set with its value, who is not reached, the curve and how sure it is."""
    by = relay.suits(made, chosen)
    leads = relay.leading(plan, by)
    cost, hours = spent(made, chosen)
    values = made.values(chosen)
    return Mix(
        channels=chosen,
        value=made.total(chosen),
        gap=gap,
        cost=cost,
        hours=hours,
        values=dict(zip(made.cells, map(float, values), strict=True)),
        missed=tuple(_missed(made, chosen, i) for i in made.missed(chosen)),
        curve=curve(made, chosen),
        sure=sure(plan, table, made, chosen),
        leads=leads,
        hand_overs=relay.hand_overs(plan, table.book, leads),
        reuse=relay.reuse(table.book, by, chosen),
        unmet=unmet,
    )


def judged(plan: Plan, table: Table) -> Mix:
    """Return what the channels that stand in a plan do, whatever chose them.

    Without chosen channels, those of the actions that are not cancelled.
    """
    picked = set(plan.chosen.channels) if plan.chosen else _acting(plan)
    made, unmet = stage(plan, table, picked)
    chosen = search.ordered(made, picked)
    broken = tuple(need for need in made.needs if not need.met(frozenset(chosen)))
    return described(plan, table, made, chosen, 0.0, (*unmet, *broken))


def _acting(plan: Plan) -> set[str]:
    return {action.channel for action in plan.actions if action.active}


def spent(made: Stage, chosen: Iterable[str]) -> tuple[Decimal, Decimal]:
    """Return euros and hours of a set, as the advisor estimated them."""
    cents, hundredths = made.spent(chosen)
    return Decimal(cents) / 100, Decimal(hundredths) / 100


def _missed(made: Stage, chosen: tuple[str, ...], place: int) -> Missed:
    """Say what it would take to reach a cell: the cheapest one channel more, else the best few."""
    cell, value = made.cells[place], float(made.values(chosen)[place])
    others = [slug for slug in made.channels if slug not in chosen]
    ones = [slug for slug in others if place not in made.missed((*chosen, slug))]
    one = min(ones, key=lambda slug: (*made.spent((slug,)), slug), default=None)
    by = (one,) if one else _few(made, chosen, others, place)
    return Missed(cell, value, by, *spent(made, by))


def _few(
    made: Stage, chosen: tuple[str, ...], others: Iterable[str], place: int
) -> tuple[str, ...]:
    """Return the fewest channels that lift a cell to the floor, the best first; () if none do."""
    at = {slug: i for i, slug in enumerate(made.channels)}
    added: tuple[str, ...] = ()
    for slug in sorted(others, key=lambda slug: (-made.suitability[place, at[slug]], slug)):
        added = (*added, slug)
        if place not in made.missed((*chosen, *added)):
            return added
    return ()


def curve(made: Stage, chosen: tuple[str, ...]) -> tuple[Step, ...]:
    """Return how value grows with each channel: those chosen in order of gain, then the next two.

    Each chosen channel is taken away last-gained first, while safeguards and choices allow it.
    """
    down: list[Step] = []
    left = frozenset(chosen)
    while True:
        options = [
            left - {slug}
            for slug in search.ordered(made, left)
            if made.allows(left - {slug}, len(chosen))
        ]
        if not left or not options:
            break
        fewer = min(options, key=lambda s: search.merit(made, s))
        down.append(_step(made, left, next(iter(left - fewer)), True))
        left = fewer
    first = [_step(made, left, "", True)] if left else []
    return (*first, *reversed(down), *_more(made, chosen))


def _more(made: Stage, chosen: tuple[str, ...]) -> Iterable[Step]:
    kept = frozenset(chosen)
    for _ in range(MORE):
        options = [kept | {slug} for slug in made.channels if slug not in kept]
        options = [s for s in options if made.allows(s, len(s))]
        if not options:
            return
        wider = min(options, key=lambda s: (*search.merit(made, s), *made.spent(s)))
        yield _step(made, wider, next(iter(wider - kept)), False)
        kept = wider


MORE = 2  # channels beyond the choice that the curve shows


def _step(made: Stage, left: frozenset[str], last: str, chosen: bool) -> Step:
    return Step(search.ordered(made, left), last, made.total(left), len(made.missed(left)), chosen)
