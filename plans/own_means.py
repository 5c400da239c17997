"""Channels and means that the knowledge does not have: named like the others, never in a choice."""

from dataclasses import replace

from engine.model import Channel, HouseMeans, Rulebook
from engine.wording import lower
from plans.model import OwnMeans, Plan


def with_means(book: Rulebook, plan: Plan) -> Rulebook:
    """Return a rulebook that also knows the own means of a plan and its organisation by name.

    It is for who names or checks the channels of actions. No table is compiled of it: nothing is
    known of how these means suit residents.
    """
    own = {means.id: _channel(book, means) for means in means_of(book, plan)}
    return replace(book, channels={**own, **book.channels}) if own else book


def means_of(book: Rulebook, plan: Plan) -> tuple[HouseMeans | OwnMeans, ...]:
    """Return the means of the organisation and then those of the plan, which come before them."""
    house = book.organisation.means if book.organisation else ()
    return (*house, *plan.own_means)


def _channel(book: Rulebook, means: HouseMeans | OwnMeans) -> Channel:
    """Return a means as a channel that starts with the organisation and can do no task."""
    name = lower(means.name)
    kinds = book.words.kinds
    return Channel.model_construct(
        name=means.name,
        phrase=name,
        beside=name,
        companion=name,
        article="geen",
        number="enkelvoud",
        short=means.name,
        description=means.note or means.name,
        kind=means.kind if means.kind in kinds else next(iter(kinds)),
        digital=False,
        spoken=False,
        paper=False,
        aim="massaal",
        starter="organisatie",
        needs=(),
        tasks=(),
        unlikely=(),
        impossible=(),
        effort="middel",
        lead_time="weken",
        always="",
        approaches=(),
        caution=(),
        agree_with=(),
    )
