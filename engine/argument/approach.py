"""How to use a channel for the work at hand: the steps, what to look out for, what to measure."""

from collections.abc import Iterator, Sequence

from dutch import listing
from engine.model import Approach, Channel, Claim, Rulebook, Situation


def wanted_tasks(book: Rulebook, situation: Situation) -> tuple[str, ...]:
    """Return the tasks of a phase, without those that what is at stake leaves nothing of."""
    tasks = book.phases[situation.phase].per_track[situation.track].tasks
    dropped = book.stakes[situation.stake].dropped
    return tuple(task for task in tasks if task not in dropped) or tasks


def approaches(book: Rulebook, situation: Situation, slug: str) -> tuple[Approach, ...]:
    """Return how a channel does the tasks of a phase, in their order; what it hardly does last.

    What it hardly does is left out where it does something well; nothing is left of a channel that
    cannot serve the phase.
    """
    wanted = wanted_tasks(book, situation)
    channel = book.channels[slug]
    if not set(wanted) & {task for approach in channel.approaches for task in approach.tasks}:
        wanted = book.phases[situation.phase].per_track[situation.track].tasks
    well = [task for task in wanted if task in channel.tasks]
    by_task = {task: approach for approach in channel.approaches for task in approach.tasks}
    serving = (by_task[task] for task in well or wanted if task in by_task)
    return tuple({id(approach): approach for approach in serving}.values())


def how(ways: Sequence[Approach]) -> tuple[str, ...]:
    """Return every step of approaches."""
    return tuple(step for one in ways for step in one.how)


def how_per_task(
    book: Rulebook, situation: Situation, slug: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield ("inwoners bereiken en inwoners uitnodigen", the steps) per approach."""
    wanted = wanted_tasks(book, situation)
    every = book.phases[situation.phase].per_track[situation.track].tasks
    for one in approaches(book, situation, slug):
        here = [task for task in wanted if task in one.tasks]
        tasks = here or [task for task in every if task in one.tasks]
        yield listing([book.words.tasks[task] for task in tasks]), one.how


def caution(ways: Sequence[Approach], channel: Channel) -> tuple[Claim, ...]:
    """Return what to look out for, with these approaches and with the channel as such."""
    return (*(claim for one in ways for claim in one.caution), *channel.caution)


def measure(ways: Sequence[Approach]) -> str | None:
    """Return what to measure for the first task of the phase that the channel does."""
    return ways[0].measure if ways else None
