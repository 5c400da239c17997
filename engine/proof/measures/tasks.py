"""Whether every channel tells, for every task it can do, how to do it and what to measure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from engine.answer import Advice
from engine.argument.approach import approaches, wanted_tasks
from engine.model import Channel, Rulebook
from engine.proof.measures.measure import Inquiry, Measure, none_of, place

DOES, HARDLY, CANNOT, SILENT = "doet het", "ligt niet voor de hand", "kan niet", "zegt niets"


def no_gap_in_the_task_table(inquiry: Inquiry) -> Measure:
    """Every channel says of every task that it does it, hardly does it or cannot, with the rest."""
    book = inquiry.book
    cells = list(product(book.channels.items(), book.words.tasks))
    gaps = [f"{slug}: {task}" for (slug, channel), task in cells if _gap(channel, task)]
    counts = Counter(_says(channel, task) for (_, channel), task in cells)
    spread = ", ".join(f"{counts[name]} {name}" for name in (DOES, HARDLY, CANNOT))
    size = f"{len(book.channels)} kanalen × {len(book.words.tasks)} taken"
    measure = none_of(f"aanpak en meting, of waarom niet: {size}", gaps, len(cells))
    return replace(measure, outcome=f"{measure.outcome} ({spread})")


def _says(channel: Channel, task: str) -> str:
    """Return what a channel says of a task, and only where it says one thing."""
    places = [DOES] * (task in channel.tasks)
    places += [HARDLY for misfit in channel.unlikely if task in misfit.tasks]
    places += [CANNOT for misfit in channel.impossible if task in misfit.tasks]
    return places[0] if len(places) == 1 else SILENT


def _gap(channel: Channel, task: str) -> bool:
    ways = [one for one in channel.approaches if task in one.tasks]
    reasons = [one.because for one in (*channel.unlikely, *channel.impossible) if task in one.tasks]
    says = _says(channel, task)
    if says == CANNOT:
        return bool(ways) or not all(reasons)
    complete = len(ways) == 1 and bool(ways[0].how and all(ways[0].how) and ways[0].measure)
    return says == SILENT or not complete or not all(reasons)


def approach_fits_the_task(inquiry: Inquiry) -> Measure:
    """Every chosen channel is told how to be used, and measured, for a task of the phase."""
    rows = [(a, row.channel) for a in inquiry.advices for row in a.picks()]
    misses = list(_unfit(inquiry.book, rows))
    return none_of("aanpak en meting horen bij een taak van de fase", misses, len(rows))


def _explained_tasks(book: Rulebook, slug: str) -> set[str]:
    """Return the tasks of which a channel tells how it does them."""
    return {task for one in book.channels[slug].approaches for task in one.tasks}


def _unfit(book: Rulebook, rows: Iterable[tuple[Advice, str]]) -> Iterator[str]:
    for advice, slug in rows:
        asked = advice.situation
        phase = book.phases[asked.phase].per_track[asked.track]
        serving = set(wanted_tasks(book, asked)) & _explained_tasks(book, slug)
        wanted = serving or set(phase.tasks)
        ways = approaches(book, asked, slug)
        if not ways or not all(wanted & set(one.tasks) and one.measure for one in ways):
            yield f"{place(advice)}: {slug}"
