"""A channel plan in pictures: its actions in time, and what each channel adds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from documents.blocks import ChartLane, Lanes, Look, Span
from documents.plan.brief import short_period
from documents.plan.time_axis import months
from documents.plan.words import in_order
from dutch import day, hundred, listing, whole
from engine.model import Rulebook
from plans import freedays
from plans.choice.mix import CurvePoint
from plans.model import Action, Plan
from plans.model.status import AGREED, ASKED, CANCELLED, DONE, DRAFT, PLACED, PROPOSED

ONE = timedelta(days=1)
ACROSS = 30  # actions in one chart: about a page that lies on its side
LONGEST = 62  # characters of a label
MOST_TICKS = 9
FINEST = 9  # decimals of a bar: the last digits of a value differ from one processor to another
LOOKS: Mapping[str, Look] = {  # the same as on the board
    PROPOSED: "open",
    DRAFT: "open",
    ASKED: "hatched",
    AGREED: "full",
    PLACED: "full",
    DONE: "full",
    CANCELLED: "dotted",
}
TIME = (
    "Open balk: concept. Gearceerd: ter akkoord. Dicht: akkoord, geplaatst of afgerond. "
    "Stippelrand: vervallen. Stippellijnen zijn feestdagen."
)
PAUSED = " Grijze banen zijn schoolvakanties."


def in_time(plan: Plan, book: Rulebook) -> tuple[Lanes, ...]:
    """Return the actions as bars, in order of their first day: as many charts as that takes."""
    actions = in_order(plan)
    parts = -(-len(actions) // ACROSS) or 1
    size = -(-len(actions) // parts)
    return tuple(_chart(plan, book, actions[i : i + size]) for i in range(0, len(actions), size))


def period(plan: Plan) -> tuple[date, date]:
    """Return the first and the last day of the project and its actions."""
    starts = [plan.project.start, *(action.start for action in plan.actions)]
    ends = [plan.project.end, *(action.last_day for action in plan.actions)]
    return min(starts), max(ends)


def free_days(plan: Plan) -> Iterator[str]:
    """Yield the school holidays of the plan's region and the public holidays, in words."""
    first, last = period(plan)
    for pause in freedays.school(plan.region, first, last) if plan.region else ():
        yield f"{pause.name} van {day(pause.start)} tot en met {day(pause.end)}"
    yield from (f"{name} op {day(on)}" for on, name in _holidays(first, last))


def _holidays(first: date, last: date) -> Iterator[tuple[date, str]]:
    for number in range((last - first).days + 1):
        on = first + number * ONE
        name = freedays.public(on)
        if name:
            yield on, name


def _chart(plan: Plan, book: Rulebook, actions: Sequence[Action]) -> Lanes:
    first, last = period(plan)
    whole_time = (last + ONE - first).days
    breaks = freedays.school(plan.region, first, last) if plan.region else ()

    def at(on: date) -> float:
        return min(max((on - first).days / whole_time, 0), 1)

    named = [a for a in actions if a.active]
    examples = [f"{a.what}: {day(a.start)}" for a in (*named[:1], *named[1:][-1:])]
    return Lanes(
        rows=tuple(_lane(book, action, at) for action in actions),
        ticks=tuple((at(on), said) for on, said in months(first, last, MOST_TICKS)),
        bands=tuple((at(b.start), at(b.end + ONE)) for b in breaks),
        marks=tuple(at(on) for on, _ in _holidays(first, last)),
        description=f"{len(actions)} acties in de tijd, van {listing(examples)}. Alle dagen staan "
        "in de tabel hieronder.",
        caption=TIME + (PAUSED if breaks else ""),
        label=0.32,
        ending=0.16,
    )


def _lane(book: Rulebook, action: Action, at: Callable[[date], float]) -> ChartLane:
    look = LOOKS[action.status]
    spans: tuple[Span, ...] = (
        Span(at(action.start), at((action.end or action.start) + ONE), look),
    )
    if action.waves:
        parts = (Span(at(w.start), at(w.start + 7 * ONE), look) for w in action.waves)
        spans = (Span(at(action.start), at(action.last_day + ONE), "thread"), *parts)
    days = short_period(action.start, action.last_day)
    return ChartLane(_cut(action.what), spans, _cut(book.channels[action.channel].name), days)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def adding(book: Rulebook, curve: Sequence[CurvePoint]) -> Lanes:
    """Return what each channel adds: light is what there was, solid what it adds to that."""
    values = [0.0, *(step.value for step in curve)]
    rows = tuple(
        _point_lane(book, step, was) for (was, _), step in zip(pairwise(values), curve, strict=True)
    )
    texts = (
        f"met {len(step.channels)} kanalen {whole(100 * step.value)} van 100" for step in curve
    )
    return Lanes(
        rows=rows,
        ticks=tuple((n / 100, str(n)) for n in (0, 25, 50, 75, 100)),
        description=f"Waarde van de keuze naar het aantal kanalen: {listing(list(texts))}.",
        caption="Waarde van 100. Dicht: wat dit kanaal toevoegt. Licht: wat er al was. "
        "Open: zit niet in het plan.",
        label=0.3,
        ending=0.2,
    )


def _point_lane(book: Rulebook, step: CurvePoint, was: float) -> ChartLane:
    name = book.channels[step.channel].name if step.channel else "Wat minstens moet"
    before, after = (round(value, FINEST) for value in (was, step.value))
    spans = (Span(0, before, "light"), Span(before, after, "full" if step.chosen else "open"))
    label = f"{len(step.channels)}. {name}"
    more = f" (+{hundred(step.value - was)})" if was else ""
    return ChartLane(label, spans[0 if was else 1 :], f"{hundred(step.value)}{more}")
