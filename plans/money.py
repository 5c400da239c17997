"""What a plan asks: actions and what the channels cost beside them, in one total.

What nobody gave a price is unknown, never nought: it is named, and a limit then holds for the part
that is known only.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from engine.model import Rulebook
from plans.model import Action, Estimate, MoneyLine, Plan

NOTHING = Decimal(0)
Unit = Literal["euro", "uur"]
UNITS: tuple[Unit, Unit] = ("euro", "uur")
Phases = Mapping[str, Sequence[str]]  # channel → the phases in which it is used


class Price(NamedTuple):
    """Euros and hours; None is unknown."""

    euro: Decimal | None
    uur: Decimal | None


class Post(NamedTuple):
    """An action, a line of the budget, or what a used channel costs beside its actions."""

    kind: Literal["action", "line", "channel"]
    id: str
    name: str
    price: Price


class PricedAction(NamedTuple):
    """An action that goes on, with what it really cost, else as it was estimated."""

    action: Action
    price: Price


class Total(NamedTuple):
    """The euros or the hours of a plan against their limit; `unknown` names posts without any."""

    unit: Unit
    actions: Decimal
    fixed: Decimal
    unknown: tuple[str, ...]
    limit: Decimal | None

    @property
    def known(self) -> Decimal:
        """What is known of it: actions and what channels cost beside them."""
        return self.actions + self.fixed

    @property
    def dark(self) -> bool:
        """Whether no figure at all is known, which is not the same as nought."""
        return bool(self.unknown) and not self.known

    @property
    def left(self) -> Decimal | None:
        """What is left of the limit after what is known; less than nought is too much."""
        return None if self.limit is None else self.limit - self.known

    @property
    def verdict(self) -> Literal["past", "te veel", "onzeker"] | None:
        """Whether the limit holds; None without a limit."""
        if self.left is None:
            return None
        if self.left < 0:
            return "te veel"
        return "onzeker" if self.unknown else "past"


class Totals(NamedTuple):
    """The money and the time of a plan, and the posts that they are made of."""

    euro: Total
    uur: Total
    posts: tuple[Post, ...]


def price(estimate: Estimate | None, phases: int, started: bool = False) -> Price:
    """Return what a channel asks in so many phases, and once unless it was started already."""
    if estimate is None:
        return Price(None, None)
    return Price(
        _sum(estimate.cost, estimate.cost_per_phase, phases, started),
        _sum(estimate.hours, estimate.hours_per_phase, phases, started),
    )


def _sum(once: Decimal | None, each: Decimal | None, phases: int, started: bool) -> Decimal | None:
    if once is None and each is None:
        return None
    return (NOTHING if started else once or NOTHING) + phases * (each or NOTHING)


def added(prices: Iterable[Price]) -> Price:
    """Return prices together: unknown as soon as one of them is."""
    prices = list(prices)
    return Price(_whole([p.euro for p in prices]), _whole([p.uur for p in prices]))


def _whole(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, NOTHING) if len(known) == len(amounts) else None


def estimate_of(plan: Plan, channel: str) -> Estimate | None:
    """Return what the advisor estimated of a channel, if anything."""
    return next((e for e in plan.estimates if e.channel == channel), None)


def totals(plan: Plan, book: Rulebook, phases: Phases) -> Totals:
    """Return what a plan asks, with the channels that a mix uses in these phases.

    A channel counts by its estimate in each phase without an action that has a price, and once when
    none of its actions has one: those prices hold it already. Nothing counts of what is stopped or
    only proposed.
    """
    going = priced_actions(plan)
    used = {slug: list(of) for slug, of in phases.items()}
    for action, _ in going:
        mine = used.setdefault(action.channel, [])
        mine += [] if action.phase in mine else [action.phase]
    names = {means.id: means.name for means in plan.own_means}
    names |= {slug: channel.name for slug, channel in book.channels.items()}
    actions = [Post("action", a.id, a.what, of) for a, of in going]
    lines = [
        Post("line", line.id, line.post, Price(_paid(line), NOTHING))
        for line in plan.money
        if line.action is None
    ]
    besides = [
        Post("channel", slug, names.get(slug, slug), _beside(plan, slug, going, of))
        for slug, of in used.items()
    ]
    fixed = [*lines, *besides]
    return Totals(
        _total(plan, 0, going, actions, fixed),
        _total(plan, 1, going, actions, fixed),
        (*actions, *(post for post in fixed if any(amount != 0 for amount in post.price))),
    )


def _total(
    plan: Plan,
    at: int,
    going: Sequence[PricedAction],
    actions: Iterable[Post],
    fixed: Sequence[Post],
) -> Total:
    limits = plan.limits.budget, plan.limits.hours
    lacking = (*_lacking(plan, going, at), *(p.name for p in fixed if p.price[at] is None))
    return Total(UNITS[at], _known(actions, at), _known(fixed, at), lacking, limits[at])


def priced_actions(plan: Plan) -> list[PricedAction]:
    """Return the actions that go on with their price; lines of the budget replace their euros."""
    lines: dict[str, list[Decimal | None]] = {}
    for line in plan.money:
        if line.action is not None:
            lines.setdefault(line.action, []).append(_paid(line))
    return [
        PricedAction(
            a,
            Price(
                _whole(lines[a.id]) if a.id in lines else _first(a.actual_cost, a.cost),
                _first(a.actual_hours, a.hours),
            ),
        )
        for a in plan.actions
        if a.active
    ]


def _paid(line: MoneyLine) -> Decimal | None:
    return _first(line.actual, line.estimate)


def _first(actual: Decimal | None, estimate: Decimal | None) -> Decimal | None:
    return estimate if actual is None else actual


def _beside(
    plan: Plan, channel: str, going: Iterable[PricedAction], phases: Sequence[str]
) -> Price:
    """Return what a channel asks beside its actions with a price.

    Without an estimate its actions are all there is, and they tell themselves what is unknown.
    """
    mine = [priced for priced in going if priced.action.channel == channel]
    asked = []
    for at in range(len(UNITS)):
        paid = {priced.action.phase for priced in mine if priced.price[at] is not None}
        left = sum(phase not in paid for phase in phases)
        whole = price(estimate_of(plan, channel), left, started=bool(paid))[at]
        asked.append(NOTHING if whole is None and mine else whole)
    return Price(*asked)


def _lacking(plan: Plan, going: Sequence[PricedAction], at: int) -> Iterator[str]:
    """Yield the actions without a price that the estimate of their channel does not hold."""
    paid = {(p.action.channel, p.action.phase) for p in going if p.price[at] is not None}
    for action, of in going:
        estimated = price(estimate_of(plan, action.channel), 1)[at] is not None
        if of[at] is None and ((action.channel, action.phase) in paid or not estimated):
            yield action.what


def _known(posts: Iterable[Post], at: int) -> Decimal:
    return sum((post.price[at] or NOTHING for post in posts), NOTHING)
