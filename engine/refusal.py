"""Which channels cannot serve a situation, and why."""

from collections.abc import Mapping

from dutch import listing
from engine import wording
from engine.answer import Fired
from engine.knowledge import organisation
from engine.model import Rulebook, Situation


def refusals(book: Rulebook, situation: Situation, fired: Fired) -> Mapping[str, str]:
    """Return channel → reason for every channel without a task, absent here, or forbidden."""
    tasks = book.phases[situation.phase].per_track[situation.track].tasks
    names = [book.words.tasks[task] for task in tasks]
    idle = wording.fill(book.texts["geen_taak"], taken=listing(names, "of"))
    able = {slug for slug, channel in book.channels.items() if set(tasks) & set(channel.tasks)}
    forbidden = _bans(book, fired) | organisation.absent(book)
    return {
        slug: forbidden[slug] if slug in able else idle
        for slug in book.channels
        if slug not in able or slug in forbidden
    }


def _bans(book: Rulebook, fired: Fired) -> dict[str, str]:
    because = {s.id: s.because for s in book.safeguards if s.forbid}
    return {
        channel: because[id_]
        for id_, channels in fired.rules
        if id_ in because
        for channel in channels
    }
