"""The journey as a ribbon: five phases, the main channel of each, and which phase this is."""

from collections.abc import Iterable

from engine.answer import Advice
from engine.argument.naming import by_name, first_choice
from engine.argument.parts import Stop
from engine.model import Channel, Rulebook


def ribbon(book: Rulebook, phases: Iterable[Advice], phase: str) -> tuple[Stop, ...]:
    """Return a stop for the advice of each phase; `phase` is the one asked about."""
    return tuple(_stop(book, advice, phase) for advice in phases)


def _stop(book: Rulebook, advice: Advice, phase: str) -> Stop:
    even, _ = first_choice(advice.picks())
    first, *more = (book.channels[row.channel] for row in by_name(book, even))
    names = (first.short, *map(_within, more))
    slug = advice.situation.phase
    return Stop(slug, book.phases[slug].short, names, slug == phase)


def _within(channel: Channel) -> str:
    """Return a short name within a sentence: small where the name is small there."""
    small = channel.beside[:1].islower()
    return channel.short[:1].lower() + channel.short[1:] if small else channel.short
