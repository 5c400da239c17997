"""Which channels cannot serve a situation, and why."""

from collections.abc import Mapping
from functools import cache

from engine.answer import Fired
from engine.knowledge import organisation, task_table
from engine.model import Rulebook, Situation


class Refusals:
    """Tells which channels cannot serve; what has no task in a phase is worked out once."""

    def __init__(self, book: Rulebook) -> None:
        self._book, self._absent = book, organisation.absent(book)
        self._because = {s.id: s.because for s in book.safeguards if s.forbid}
        self._idle = cache(self._new_idle)

    def of(self, situation: Situation, fired: Fired) -> Mapping[str, str]:
        """Return channel → reason for every channel without a task, absent here, or forbidden."""
        idle = self._idle(situation.track, situation.phase)
        forbidden = self._bans(fired) | self._absent
        reasons = {slug: why or forbidden.get(slug) for slug, why in idle.items()}
        return {slug: reason for slug, reason in reasons.items() if reason}

    def _new_idle(self, track: str, phase: str) -> dict[str, str | None]:
        asked, book = Situation(track, phase), self._book
        return {slug: task_table.refusal(book, asked, slug) for slug in book.channels}

    def _bans(self, fired: Fired) -> dict[str, str]:
        return {
            channel: self._because[id_]
            for id_, channels in fired.rules
            if id_ in self._because
            for channel in channels
        }
