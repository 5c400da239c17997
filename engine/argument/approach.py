"""How to use a channel for the work at hand: the steps, what to look out for, what to measure."""

from collections.abc import Iterator

from dutch import listing
from engine.model import Approach, Claim, Rulebook, Situation


def approaches(book: Rulebook, situation: Situation, slug: str) -> tuple[Approach, ...]:
    """Return how a channel does the tasks of a phase, in their order; what it hardly does last.

    What it hardly does is left out where it does something well; nothing is left of a channel that
    cannot serve the phase.
    """
    wanted = book.phases[situation.phase].per_track[situation.track].tasks
    channel = book.channels[slug]
    well = [task for task in wanted if task in channel.tasks]
    by_task = {task: approach for approach in channel.approaches for task in approach.tasks}
    serving = (by_task[task] for task in well or wanted if task in by_task)
    return tuple({id(approach): approach for approach in serving}.values())


def how(book: Rulebook, situation: Situation, slug: str) -> tuple[str, ...]:
    """Return every step."""
    return tuple(step for one in approaches(book, situation, slug) for step in one.how)


def how_per_task(
    book: Rulebook, situation: Situation, slug: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield ("inwoners bereiken en inwoners uitnodigen", the steps) per approach."""
    wanted = book.phases[situation.phase].per_track[situation.track].tasks
    for one in approaches(book, situation, slug):
        names = [book.words.tasks[task] for task in wanted if task in one.tasks]
        yield listing(names), one.how


def caution(book: Rulebook, situation: Situation, slug: str) -> tuple[Claim, ...]:
    """Return what to look out for, with this work and with the channel as such."""
    own = [claim for one in approaches(book, situation, slug) for claim in one.caution]
    return (*own, *book.channels[slug].caution)


def measure(book: Rulebook, situation: Situation, slug: str) -> str | None:
    """Return what to measure for the first task of the phase that the channel does."""
    first = approaches(book, situation, slug)[:1]
    return first[0].measure if first else None
