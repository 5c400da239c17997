"""Opens what a memory holds: one subject, all subjects, and the register of actions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from listening.effects.results import Prices
from listening.model import Vocabulary
from listening.monitor import overview as all_subjects
from listening.monitor.overview import OverviewRow
from listening.monitor.register import Register, register
from listening.monitor.subject_view import SubjectView, subject_view
from listening.reading.day_series import OF_SUBJECTS
from listening.storage import kept_entries
from listening.storage.day_memory import Memory

NO_PRICES = Prices()


def subject(
    memory: Memory, vocabulary: Vocabulary, id_: str, planned: Iterable[tuple[str, date]] = ()
) -> SubjectView:
    """Return what is remembered of a subject; raises KeyError for one that is not there."""
    entries, newest = memory.entries(), memory.last_day()
    since = all_subjects.since(newest) if newest else None
    series = memory.series(value=id_, since=since)
    return subject_view(
        vocabulary.subjects[id_], series, newest, kept_entries.actions(entries),
        kept_entries.happenings(entries), planned,
    )  # fmt: skip


def overview(
    memory: Memory, vocabulary: Vocabulary, until: date | None = None
) -> tuple[OverviewRow, ...]:
    """Return all subjects of which something is remembered, as they were on the day `until`."""
    newest = memory.last_day()
    if newest is None:
        return ()
    last = min(newest, until) if until else newest
    since = all_subjects.since(last)
    series = [one for of in sorted(OF_SUBJECTS) for one in memory.series(of, since=since)]
    if last < newest:
        series = [replace(one, days={day: count for day, count in one.days.items() if day <= last})
                  for one in series]  # fmt: skip
    return all_subjects.overview(vocabulary.subjects, series, last)


def actions(memory: Memory, vocabulary: Vocabulary, prices: Prices = NO_PRICES) -> Register:
    """Return the register of all actions that are remembered."""
    entries = memory.entries()
    wanted = {
        name for one in kept_entries.actions(entries) for name in (one.series, one.control or "")
    }
    series = memory.named(frozenset(name.lower() for name in wanted))
    return register(
        kept_entries.actions(entries), series, kept_entries.happenings(entries), prices,
        vocabulary.calls,
    )  # fmt: skip
