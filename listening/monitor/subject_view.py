"""One subject from what is remembered: demand, supply, contact, helped, capacity and forms.

Of each of the four the source with the most months is drawn; others stand beside it and are never
added, for two tools count the same resident twice.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from listening.effects.effect import UNSURE, Effect, effect
from listening.effects.results import ActionRecord, FunnelStep, Happening, funnel
from listening.model import Subject
from listening.monitor import months
from listening.monitor.months import MonthCount
from listening.reading.day_series import CAPACITY, CONTACT, STEPS, SUBJECT, SUPPLY, DaySeries
from listening.uses import LEAST, SPREAD

DEMAND, SERVED, TALKS, HELPED = "vraag", "aanbod", "contact", "geholpen"
LINES = (DEMAND, SERVED, TALKS, HELPED)
OF = {DEMAND: SUBJECT, SERVED: SUPPLY, TALKS: CONTACT, HELPED: STEPS}
AT_DESKS = frozenset({"aantal", "in_een_keer"})  # of a subject, but no search
FEWEST = 3  # months from which a line is drawn
STRETCH = 28  # days that are compared with what was expected, and with capacity
SILENT = 14  # days after the newest of all, without which a source stopped
CERTAIN = 1.645  # standard errors: 95 of 100 at one side
FORM_MONTHS = 3


@dataclass(frozen=True, slots=True)
class LineSource:
    """Whose figures they are, and what they count: "Matomo", "weergaven"."""

    origin: str
    counts: str


@dataclass(frozen=True, slots=True)
class Line:
    """One of the four: its months, the last day that is known, and what changed of late.

    `beside` are other sources with their last whole month. `changed` is the last four weeks
    against what was expected of growth and season; None where there are no days for that.
    """

    key: str
    source: LineSource | None
    points: tuple[MonthCount, ...]
    last: date | None = None
    stopped: bool = False
    beside: tuple[tuple[LineSource, MonthCount | None], ...] = ()
    changed: Effect | None = None

    @property
    def newest(self) -> MonthCount | None:
        """The last whole month of which something is known."""
        whole = [point for point in self.points if point.whole and point.count is not None]
        return whole[-1] if whole else None

    @property
    def year_before(self) -> MonthCount | None:
        """The same month of the year before the newest."""
        newest = self.newest
        wanted = months.earlier(newest.first, 12) if newest else None
        return next((p for p in self.points if p.first == wanted and p.whole), None)

    @property
    def drawn(self) -> bool:
        """Tell whether there are months enough for a line."""
        return sum(point.shown is not None for point in self.points) >= FEWEST


@dataclass(frozen=True, slots=True)
class Capacity:
    """What was asked of desks that say what they can do, over the last weeks that they say it.

    `certain` tells whether demand is more over capacity than chance makes it.
    """

    demand: int
    able: int
    since: date
    certain: bool

    @property
    def too_busy(self) -> bool:
        """Tell whether more is asked than can be done."""
        return self.demand > self.able

    @property
    def shown(self) -> bool:
        """Tell whether there is enough of it to show."""
        return self.demand >= LEAST


@dataclass(frozen=True, slots=True)
class Mark:
    """An own action, an action of a plan or an event on the axis: "eigen", "plan" or "verder"."""

    number: int
    name: str
    day: date
    kind: str


@dataclass(frozen=True, slots=True)
class SubjectView:
    """Everything that is remembered of one subject, up to its newest day."""

    subject: Subject
    months: tuple[date, ...]
    lines: tuple[Line, ...]
    able: tuple[MonthCount, ...]  # what desks can do, per month
    capacity: Capacity | None
    form: tuple[FunnelStep, ...]
    marks: tuple[Mark, ...]
    origins: tuple[str, ...]
    updated: date | None

    def line(self, key: str) -> Line:
        """Return one of the four."""
        return self.lines[LINES.index(key)]

    @property
    def empty(self) -> bool:
        """Tell whether nothing is remembered of it."""
        return all(line.source is None for line in self.lines)


def subject_view(
    subject: Subject,
    series: Sequence[DaySeries],
    newest: date | None,
    actions: Iterable[ActionRecord] = (),
    happenings: Iterable[Happening] = (),
    planned: Iterable[tuple[str, date]] = (),
    test: Collection[str] = LINES,
) -> SubjectView:
    """Return what is remembered of a subject; `newest` is the last day of anything remembered.

    `series` are those of the subject, `planned` names and days of actions in plans about it.
    Only of lines in `test` is told what changed, for that is most of the work.
    """
    shown = months.until(newest) if newest else ()
    mine = [one for one in series if one.value == subject.id and one.days]
    lines = tuple(_line(key, mine, shown, newest, key in test) for key in LINES)
    able = _sum([one for one in mine if one.of == CAPACITY])
    drawn = lines[LINES.index(TALKS)]
    return SubjectView(
        subject, shown, lines, months.counts(able, "dag", shown),
        _capacity(mine, drawn.source), _form(mine, lines[LINES.index(HELPED)].source, newest),
        _marks(subject, shown, actions, happenings, planned),
        tuple(dict.fromkeys(one.origin for one in mine)),
        max((months.covered(one.days, one.step)[1] for one in mine), default=None),
    )  # fmt: skip


def _line(
    key: str, mine: Sequence[DaySeries], shown: Sequence[date], newest: date | None, test: bool
) -> Line:
    groups = _sources(key, mine)
    if not groups or newest is None:
        return Line(key, None, tuple(MonthCount(first, None, False) for first in shown))
    monthly = {source: months.counts(days, step, shown) for source, (step, days) in groups.items()}

    def weight(source: LineSource) -> tuple[int, int, str, str]:
        known = [point.count for point in monthly[source] if point.count is not None]
        return (-len(known), -sum(known), source.origin, source.counts)

    first, *others = sorted(groups, key=weight)
    step, days = groups[first]
    last = months.covered(days, step)[1]
    beside = tuple((one, Line(key, one, monthly[one]).newest) for one in others)
    changed = _changed(days) if test and step == "dag" else None
    stopped = last < newest - timedelta(days=SILENT)
    return Line(key, first, monthly[first], last, stopped, beside, changed)


def _sources(key: str, mine: Sequence[DaySeries]) -> dict[LineSource, tuple[str, dict[date, int]]]:
    """Return the sources of a line with their step and days; channels of one source together."""
    groups: dict[tuple[LineSource, str], list[DaySeries]] = defaultdict(list)
    for one in mine:
        if one.of == OF[key] and not (key == DEMAND and one.counts in AT_DESKS):
            counts = "" if key in (TALKS, HELPED) else one.counts
            groups[LineSource(one.origin, counts), one.step].append(one)
    best: dict[LineSource, tuple[str, dict[date, int]]] = {}
    for (source, step), parts in groups.items():
        days = _sum(parts) if key != HELPED else _last_step(parts)
        if source not in best or len(days) > len(best[source][1]):
            best[source] = (step, days)
    return best


def _sum(parts: Iterable[DaySeries]) -> dict[date, int]:
    days: dict[date, int] = defaultdict(int)
    for one in parts:
        for day, count in one.days.items():
            days[day] += count
    return dict(sorted(days.items()))


def _last_step(parts: Sequence[DaySeries]) -> dict[date, int]:
    """Return the days of the step that the fewest reach: who was helped."""
    return dict(min(parts, key=lambda one: (sum(one.days.values()), one.counts)).days)


def _changed(days: Mapping[date, int]) -> Effect:
    last = max(days)
    return effect(days, last - timedelta(days=STRETCH - 1), last)


def _capacity(mine: Sequence[DaySeries], source: LineSource | None) -> Capacity | None:
    """Return demand and capacity of the same channels and days, of the last weeks.

    A count of contacts has SPREAD times the variance of chance, as search terms have.
    """
    able = [one for one in mine if one.of == CAPACITY and source and one.origin == source.origin]
    if not able:
        return None
    last = max(max(one.days) for one in able)
    since = last - timedelta(days=STRETCH - 1)
    asked = {one.counts: one.days for one in mine if one.of == CONTACT and source
             and one.origin == source.origin}  # fmt: skip
    demand = room = 0
    for one in able:
        for day, count in one.days.items():
            if day >= since:
                room += count
                demand += asked.get(one.counts, {}).get(day, 0)
    certain = demand - room > CERTAIN * sqrt(SPREAD * max(demand, 1))
    return Capacity(demand, room, since, certain)


def _form(
    mine: Sequence[DaySeries], source: LineSource | None, newest: date | None
) -> tuple[FunnelStep, ...]:
    """Return the steps of forms over the last months, the step that most reach first."""
    if source is None or newest is None:
        return ()
    since = months.earlier(months.month_of(newest), FORM_MONTHS - 1)
    steps = [
        (one.counts, sum(count for day, count in one.days.items() if day >= since))
        for one in mine
        if one.of == STEPS and one.origin == source.origin
    ]
    return funnel(sorted(steps, key=lambda step: (-step[1], step[0])))


def _marks(
    subject: Subject,
    shown: Sequence[date],
    actions: Iterable[ActionRecord],
    happenings: Iterable[Happening],
    planned: Iterable[tuple[str, date]],
) -> tuple[Mark, ...]:
    """Return what happened within the months, by day; only what is of this subject or of all."""
    if not shown:
        return ()
    every = [(one.start, one.name, "eigen") for one in actions if is_about(one.subject, subject)]
    every += [(day, name, "plan") for name, day in planned]
    every += [(one.start, one.name, "verder") for one in happenings]
    end = months.next_month(shown[-1])
    inside = sorted({one for one in every if shown[0] <= one[0] < end})
    return tuple(Mark(at, name, day, kind) for at, (day, name, kind) in enumerate(inside, start=1))


def is_about(text: str, subject: Subject) -> bool:
    """Tell whether a text names a subject: its id, one of its names, or a word for it."""
    low = text.strip().lower()
    if low in (subject.id, subject.name.lower(), subject.plain.lower()):
        return True
    return any(len(word) > FEWEST and word.lower() in low
               for word in (subject.id, *subject.official, *subject.resident))  # fmt: skip


def rises(changed: Effect | None) -> bool:
    """Tell whether it is more than growth, season and chance make it."""
    return changed is not None and changed.word not in (UNSURE,) and (changed.ratio or 1) > 1


def falls(changed: Effect | None) -> bool:
    """Tell whether it is less than growth, season and chance make it."""
    return changed is not None and changed.word not in (UNSURE,) and (changed.ratio or 1) < 1
