"""The bars of page one: the phases in time with the days of decisions, and money and hours."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from documents.advice.content import plain
from documents.blocks import BarMark, Flat, Heading, PhaseBar, PhaseBars, SumBar, SumPart
from documents.labels import lower
from documents.plan.brief import few, short_date, short_period, shortened
from documents.plan.paper import Paper
from documents.plan.time_axis import months
from dutch import amount, counted, day, listing, whole
from engine.model import UNKNOWN
from plans.model import Milestone
from plans.money import Total
from plans.planning.busy import room

ONE = timedelta(days=1)
MOST_MARKS, NAME = 5, 34  # days of decisions, characters of a name
ROOM = Decimal("0.11")  # of the bar that is hatched for posts without a price
CHARACTER = 0.0115  # of the width that a letter of a mark takes
FIRST = ("collegebesluit", "raadsbesluit", "raadscommissie", "ter-inzage")
LINES = 4
MOST_TICKS = 9


def planning(paper: Paper) -> PhaseBars:
    """Return the phases on one line of time, with the days on which others decide."""
    plan = paper.plan
    kept = _milestones(paper)
    days = [d for item in plan.phases for d in (item.start, item.end)]
    first = min([plan.project.start, *days, *(m.day for m in kept)])
    last = max([plan.project.end, *days, *(m.day for m in kept)])
    span = (last + ONE - first).days

    def at(on: date) -> float:
        return (on - first).days / span

    rows = tuple(
        PhaseBar(
            plain(shortened(_phase(paper, item.phase), 20)),
            at(item.start),
            at(item.end + ONE),
            short_period(item.start, item.end),
        )
        for item in plan.phases
    )
    told = [f"{row.label} {row.days}" for row in rows]
    told += [f"{plain(m.name)} {short_date(m.day, first)}" for m in kept]
    ticks = tuple((at(on), name) for on, name in months(first, last, MOST_TICKS))
    return PhaseBars(rows, ticks, _marks(kept, at_days=[at(m.day) for m in kept]),
                     f"Planning: {listing(told)}.")  # fmt: skip


def _phase(paper: Paper, slug: str) -> str:
    """Return the own name of a phase, else our short one."""
    own = next((item.name for item in paper.plan.phases if item.phase == slug and item.name), None)
    return own or paper.book.phases[slug].short


def _milestones(paper: Paper) -> list[Milestone]:
    """Return the days that count most, in order: first those of college and council."""
    places = {kind: i for i, kind in enumerate(FIRST)}
    ranked = sorted(paper.plan.milestones, key=lambda m: (places.get(m.kind, len(FIRST)), m.day))
    return sorted(ranked[:MOST_MARKS], key=lambda m: (m.day, m.id))


def _marks(kept: Sequence[Milestone], at_days: Sequence[float]) -> tuple[BarMark, ...]:
    """Return the marks with their names, on lines on which these do not overlap."""
    ends = [0.0] * LINES
    marks = []
    for milestone, at in zip(kept, at_days, strict=True):
        label = plain(f"{lower(shortened(milestone.name, NAME))} {short_date(milestone.day)}")
        wide = CHARACTER * len(label) + 0.02
        start = at if at + wide <= 1 else at - wide
        line = next((i for i, end in enumerate(ends) if start >= end), LINES - 1)
        ends[line] = max(at, start + wide)
        marks.append(BarMark(at, label, line))
    return tuple(marks)


def money(paper: Paper) -> tuple[Flat, ...]:
    """Return what the plan costs against the limit; what has no price is named."""
    total = paper.totals.euro
    note = " ".join(_note(paper, total, "de prijs"))
    return (Heading("Geld"), _bar(total, "€ {}", note))


def hours(paper: Paper) -> tuple[Flat, ...]:
    """Return the hours against the limit, and the busiest week of who answers."""
    total = paper.totals.uur
    note = " ".join((*_note(paper, total, "het aantal uren"), *_busiest(paper)))
    return (Heading("Uren"), _bar(total, "{} uur", note))


def _bar(total: Total, unit: str, note: str) -> SumBar:
    limit = total.limit
    known = UNKNOWN if total.dark else unit.format(amount(total.known))
    of = f"geraamd van {unit.format(amount(limit))}" if limit is not None else "geraamd; geen grens"
    whole_bar = max(total.known, limit or Decimal(0))
    if total.unknown:
        whole_bar = max(whole_bar, total.known / (1 - ROOM)) or Decimal(1)
    if not whole_bar:
        return SumBar(known, of, (), None, note, "")
    parts = [SumPart("acties", float(total.actions / whole_bar))] if total.actions else []
    parts += [SumPart("vast", float(total.fixed / whole_bar), "light")] if total.fixed else []
    if total.unknown:
        rest = max(1 - float(total.known / whole_bar), 0)
        parts.append(
            SumPart(f"{len(total.unknown)} onbekend", min(rest, 2 * float(ROOM)), "unknown")
        )
    place = float(limit / whole_bar) if limit is not None else None
    return SumBar(known, of, tuple(parts), place, note, f"{known} {of}. {note}")


def _note(paper: Paper, total: Total, lacking: str) -> list[str]:
    """Return the parts of a sum, what is not known of it, and whether it fits."""
    lines = []
    if total.actions and total.fixed:
        parts = f"acties {amount(total.actions)}, vast per kanaal {amount(total.fixed)}"
        lines.append(f"{parts[0].upper()}{parts[1:]}.")
    if total.unknown:
        posts = counted(len(total.unknown), "post", "posten")
        names = few([f"‘{shortened(name, 40)}’" for name in total.unknown], 3)
        lines.append(plain(f"Van {posts} is {lacking} onbekend: {names}."))
    verdicts = {
        "past": "Dat past binnen de grens.",
        "onzeker": "Daarom staat nog niet vast dat het past.",
        "te veel": f"Dat is {amount(-(total.left or Decimal(0)))} boven de grens.",
    }
    if total.verdict:
        lines.append(verdicts[total.verdict])
    return lines


def _busiest(paper: Paper) -> list[str]:
    loads = [load for load in paper.peaks if load.capacity or load.high]
    worst = max(loads, key=lambda load: load.excess, default=None)
    if worst is None:
        return []
    name = next(desk.name for desk in paper.plan.desks if desk.id == worst.desk)
    enough = "dat is te veel" if worst.over else "dat past"
    expected = f"tot {whole(worst.high)} reacties, plaats voor {room(worst)}"
    return [plain(f"Drukste week: {day(worst.monday)}, {name}: {expected}; {enough}.")]
