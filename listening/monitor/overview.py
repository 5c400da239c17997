"""All subjects beside each other: what rises, what is missing, what is too busy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from listening.model import Subject
from listening.monitor import months
from listening.monitor.subject_view import (
    DEMAND,
    SERVED,
    STRETCH,
    SubjectView,
    falls,
    rises,
    subject_view,
)
from listening.reading.day_series import DaySeries
from listening.uses import LEAST

RISES, FALLS, MISSING, BUSY, LESS_SEEN = "stijgt", "daalt", "mist", "te druk", "minder bekeken"


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A subject with what stands out: of RISES, FALLS, MISSING, BUSY and LESS_SEEN."""

    view: SubjectView
    standing_out: tuple[str, ...]


def overview(
    subjects: Mapping[str, Subject], series: Iterable[DaySeries], newest: date | None
) -> tuple[OverviewRow, ...]:
    """Return every subject of which something is remembered: most to do first.

    Rising and falling are against what growth and season let expect, by `listening/effects`; too
    busy is more than chance makes it.
    """
    mine: dict[str, list[DaySeries]] = defaultdict(list)
    for one in series:
        if one.value in subjects:
            mine[one.value].append(one)
    tested = (DEMAND, SERVED)
    views = [subject_view(subjects[id_], of, newest, test=tested) for id_, of in mine.items()]
    any_page = any(view.line(SERVED).source for view in views)
    rows = [OverviewRow(view, tuple(_stands_out(view, any_page))) for view in views]
    return tuple(sorted(rows, key=_order))


def _stands_out(view: SubjectView, any_page: bool) -> Iterable[str]:
    demand, served = view.line(DEMAND), view.line(SERVED)
    if view.capacity and view.capacity.shown and view.capacity.certain:
        yield BUSY
    if any_page and is_missing(view):
        yield MISSING
    if not demand.stopped and rises(demand.changed):
        yield RISES
    if not served.stopped and falls(served.changed):
        yield LESS_SEEN
    if not demand.stopped and falls(demand.changed):
        yield FALLS


def is_missing(view: SubjectView) -> bool:
    """Tell whether residents search for it while none of the own pages about it is seen."""
    demand, served = view.line(DEMAND), view.line(SERVED)
    return served.source is None and bool(demand.newest and demand.newest.shown)


def _order(row: OverviewRow) -> tuple[int, int, str]:
    newest = row.view.line(DEMAND).newest
    return (-len(set(row.standing_out) - {FALLS}), -(newest.count or 0) if newest else 0,
            row.view.subject.plain)  # fmt: skip


def since(newest: date) -> date:
    """Return the first day that an overview needs: 13 months, and what effects look back on."""
    return months.earlier(months.month_of(newest), months.SHOWN) - timedelta(days=STRETCH)


def with_word(rows: Sequence[OverviewRow], word: str) -> tuple[OverviewRow, ...]:
    """Return the subjects that stand out by this word."""
    return tuple(row for row in rows if word in row.standing_out)


def enough(row: OverviewRow) -> bool:
    """Tell whether anything of a subject may be shown."""
    counts = (line.newest for line in row.view.lines)
    return any(point and (point.count or 0) >= LEAST for point in counts)
