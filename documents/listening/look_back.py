"""What is remembered of a month or a year → a report for council or P&C cycle, from the store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from documents.advice.content import plain
from documents.blocks import (
    Block,
    Content,
    Heading,
    Paragraph,
    Section,
    Sentence,
    TableBlock,
    bullets,
)
from documents.listening import standing
from dutch import MONTHS, day, day_month, euro, whole
from listening.cycle import LogEntry
from listening.effects.shrinkage import Interval
from listening.effects.standing import Standing
from listening.monitor import board_text, months
from listening.monitor import register as saved
from listening.monitor.months import MonthCount
from listening.monitor.overview import OverviewRow, enough
from listening.monitor.register import Register, RegisterLine
from listening.monitor.subject_view import LINES, Line

TITLE = "Digitaal luisteren"
NOTHING = "Van deze periode is niets onthouden."
FOOT = (
    "Aantallen onder de tien staan er niet in, ook niet in een optelling van maanden. Het zijn "
    "aantallen van vragen, bezoeken en contacten, geen personen."
)
HOW = (
    "De cijfers komen uit wat is onthouden uit eigen bestanden. Van elke kolom telt één bron; "
    "bronnen worden nooit opgeteld.",
    "Wat opvalt: de laatste vier weken van de periode tegen wat te verwachten was. Groei, seizoen "
    "en vakanties zijn eruit.",
    "Wat acties voorkwamen: gesprekken in de dagen van de actie, met een marge van 90 procent.",
    board_text.LUCK,
)


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """A month or a year, with its name."""

    first: date
    last: date
    name: str

    def holds(self, day: date) -> bool:
        """Tell whether a day falls in it."""
        return self.first <= day <= self.last


def month_span(first: date) -> ReportSpan:
    """Return the month that begins on a day."""
    last = months.next_month(first) - timedelta(days=1)
    return ReportSpan(first, last, f"{MONTHS[first.month - 1]} {first.year}")


def year_span(year: int) -> ReportSpan:
    """Return a year."""
    return ReportSpan(date(year, 1, 1), date(year, 12, 31), str(year))


def content(
    span: ReportSpan,
    rows: Sequence[OverviewRow],
    register: Register,
    log: Sequence[LogEntry],
    today: date,
    organisation: str = "",
) -> Content:
    """Return the report; `rows` are as they were at the end of the period.

    `register` holds the actions that began in it.
    """
    decisions = tuple(one for one in log if span.holds(one.day))
    sections = [_subjects(span, rows), _actions(register), _cycle(decisions, today)]
    known = [section for section in sections if section]
    first = known[0] if known else Section("Terugblik", (_text(NOTHING),))
    method = Section("Hoe we rekenen", (bullets([Sentence(one) for one in HOW]),))
    summary = board_text.total(register) if register.lines else f"Terugblik op {span.name}."
    return Content(
        title=f"{TITLE}: {span.name}",
        summary=summary,
        status="Concept",
        organisation=plain(organisation),
        author="",
        day=today,
        situation=(Sentence(f"{day(span.first)} tot en met {day(span.last)}", lead="Periode"),),
        sections=(Section(first.title, first.blocks, (Sentence(FOOT),)), *known[1:], method),
    )


def _text(text: str) -> Paragraph:
    return Paragraph((Sentence(text),))


def _subjects(span: ReportSpan, rows: Sequence[OverviewRow]) -> Section | None:
    shown = [row for row in rows if enough(row)]
    if not shown:
        return None
    out = [Sentence(", ".join(board_text.STANDS_OUT[word] for word in row.standing_out),
                    lead=f"{row.view.subject.plain}:")
           for row in shown if row.standing_out]  # fmt: skip
    cells = tuple(
        tuple(map(Sentence, (row.view.subject.plain, *(_sum(row.view.line(key), span)
                                                       for key in LINES))))
        for row in shown
    )  # fmt: skip
    heads = ("Onderwerp", *(board_text.NAMES[key] for key in LINES))
    counted = ", ".join(f"{board_text.NAMES[key].lower()}: {board_text.COUNTED[key]}"
                        for key in LINES)  # fmt: skip
    blocks: list[Block] = [Heading("Wat valt op?")]
    blocks.append(bullets(out) if out else _text("Niets week meer af dan toeval."))
    blocks += [Heading("Per onderwerp"), _text(f"{counted.capitalize()}.")]
    blocks.append(TableBlock(f"Aantallen per onderwerp in {span.name}", heads, cells,
                             (3.4, 1.6, 1.6, 1.6, 1.6), numeric=(1, 2, 3, 4)))  # fmt: skip
    return Section("Wat inwoners vroegen", tuple(blocks))


def _sum(line: Line, span: ReportSpan) -> str:
    """Return what was counted in the period; "tot nu toe" where days of it are missing.

    A month that may not be shown is not in a sum of months, or it could be worked out from it.
    """
    inside = [point for point in line.points if span.holds(point.first)]
    known = [point for point in inside if point.count is not None]
    shown = [point.count or 0 for point in known if not point.few]
    whole_span = all(point.whole for point in inside) and len(known) == len(inside)
    return board_text.number(MonthCount(span.first, sum(shown) if known else None, whole_span))


def _actions(register: Register) -> Section | None:
    if not register.lines:
        return None
    unit = "Gesprekken" if register.prices.call is None else "Euro"
    rows = [_line(register, line) for line in register.lines]
    hours = register.hours(register.total)
    rows.append(("", "Samen", "", euro(register.cost) if register.cost is not None else "–",
                 *_amounts(register, register.total),
                 "–" if hours is None else board_text.signed(hours.value), ""))  # fmt: skip
    heads = ("Nr", "Actie", "Sinds", "Kosten", unit, "Marge", "Uren", "Oordeel")
    table = TableBlock(f"Acties met wat ze voorkwamen. {unit}, marge van 90 procent", heads,
                       tuple(tuple(map(Sentence, map(plain, row))) for row in rows),
                       (0.7, 2.6, 1.4, 1.2, 1.4, 2.4, 0.9, 2.6), numeric=(3, 4, 5, 6))  # fmt: skip
    blocks: list[Block] = [_text(board_text.total(register)), table]
    if register.quarters:
        blocks.append(_quarters(register, unit))
    blocks += [Heading("Wat we niet meetellen"), bullets([Sentence(one) for one in _out(register)])]
    return Section("Wat acties opleverden", tuple(blocks))


def _line(register: Register, line: RegisterLine) -> tuple[str, ...]:
    amounts = _amounts(register, line.calls) if line.calls else ("–", "–")
    hours = register.hours(line.calls) if line.calls else None
    return (str(line.number), line.action.name, day_month(line.action.start),
            "–" if line.cost is None else whole(line.cost), *amounts,
            "–" if hours is None else board_text.signed(hours.value),
            board_text.verdict(line))  # fmt: skip


def _amounts(register: Register, calls: Interval) -> tuple[str, str]:
    value = register.euros(calls) or calls
    say = board_text.signed if register.prices.call is None else board_text.signed_euro
    return say(value.value), f"{say(value.low)} tot {say(value.high)}"


def _quarters(register: Register, unit: str) -> TableBlock:
    rows = tuple(
        tuple(map(Sentence, (f"{one.number}e kwartaal {one.year}", str(one.actions),
                             *_amounts(register, one.calls))))
        for one in register.quarters
    )  # fmt: skip
    heads = ("Kwartaal", "Acties", unit, "Marge")
    return TableBlock("Opgeteld per kwartaal", heads, rows, (3, 1, 1.6, 3), numeric=(1, 2, 3))


def _out(register: Register) -> Iterator[str]:
    yield board_text.NOT_COUNTED
    for line in register.lines:
        if line.standing != saved.COUNTED:
            yield plain(f"{line.action.name}: {board_text.verdict(line).lower()}.")


def _cycle(decisions: Sequence[LogEntry], today: date) -> Section | None:
    if not decisions:
        return None
    blocks = standing.blocks(Standing(log=tuple(decisions)), None, today)
    return Section("Besloten en geleerd", tuple(blocks))
