"""Page one, which stands alone: what we do, how sure, on what grounds, and whom we miss."""

from collections.abc import Iterable, Sequence
from datetime import date

from documents.advice.case import APART, MEASURED, Case, duty, own_measurements, slugs, why
from documents.blocks import (
    Block,
    Columns,
    FitRow,
    FitTable,
    Flat,
    Heading,
    Paragraph,
    Ribbon,
    Section,
    Sentence,
)
from documents.labels import ROLES, fits, upper
from dutch import day, listing
from engine.answer import Duty, Ranked
from engine.argument.naming import by_name, first_choice
from engine.argument.parts import Stop, WhyNot
from engine.argument.ribbon import ribbon
from engine.roles import CHOSEN
from engine.wording import GOOD

FOOT = (
    "Dit advies helpt kiezen en voorspelt niet hoeveel inwoners je bereikt. "
    "Leeftijden en profielen beschrijven groepen, geen personen."
)
NUMBERS = "De nummers staan bij de bronnen in de bijlage."
NO_LAW = "Onze regels noemen voor deze fase en kanalen geen wettelijke plicht."
MISS_NONE = "Met deze kanalen slaan we voor zover we weten geen grote groep over."
STATUS = "Concept"
EVEN, BESIDE = "Even geschikt", "Ernaast"
ALSO, STRIPE = 4, "Streep: zo ver schuift het als inschattingen veranderen."
THICK, THIN, DASHED = "thick", "thin", "dashed"


def section(case: Case) -> Section:
    """Return page one, and shorter versions of it in the order in which parts are dropped."""
    told = case.advice.argument
    full, brief = _columns(case), _columns(case, 1)
    table = _table(case, also=True)
    bare = _table(case, also=False)
    journey = _journey(case)
    shorter: list[tuple[Block, ...]] = [
        (*_opening(case), table, *journey, full),
        (*_opening(case), table, *journey, brief),
        (*_opening(case), bare, *journey, brief),
        (*_opening(case), bare, brief),
    ]
    blocks = (*_opening(case), table, *journey, full, *_why_not(case))
    return Section(
        title=told.headline_text,
        blocks=blocks,
        foot=(Sentence(FOOT), *([] if case.meta.alone else [Sentence(NUMBERS)])),
        headline=told.headline,
        shorter=tuple(shorter),
    )


def _opening(case: Case) -> tuple[Block, ...]:
    """Return what must not be forgotten, what it is for, and how sure it is in three columns."""
    told = case.advice.argument
    always = tuple(map(Sentence, told.always))
    need = (Sentence(case.meta.need, "Wat de inwoner moet weten, vinden of doen:"),)
    sure = Heading(f"{told.sureness.question} {told.sureness.title}", steps=told.sureness.steps)
    rests = Heading(told.basis.question)
    parts: list[tuple[Flat, ...]] = [
        (sure, Paragraph((Sentence(told.sureness.text),))),
        (rests, Paragraph((Sentence(f"{told.basis.title}. {told.basis.text}"),))),
    ]
    if told.change:
        change = Heading("Wat zou het veranderen?")
        parts.append((change, Paragraph((Sentence(told.change),))))
    widths = (1.15, 1.15, 1.0)[: len(parts)]
    return (
        *([Paragraph(always)] if always else []),
        *([Paragraph(need)] if case.meta.need else []),
        Columns(tuple(parts), widths=widths),
    )


def _table(case: Case, also: bool) -> FitTable:
    picks = case.advice.picks()
    even, beside = first_choice(picks)
    nets = [row for row in picks if row not in (*even, *beside)]
    rows = tuple(
        _row(case, row, row in even) for row in (*by_name(case.book, even), *beside, *nets)
    )
    note = f"{_also(case)}{STRIPE}" if also else STRIPE
    return FitTable(rows, note)


def _row(case: Case, row: Ranked, main: bool) -> FitRow:
    channel = case.channel(row)
    fit = fits(row.suitability or 0)
    return FitRow(
        name=Sentence("", channel.name),
        role=role(case, row),
        main=main,
        suitability=row.suitability or 0.0,
        low=row.low or 0.0,
        high=row.high or 0.0,
        fit=f"past {fit}, tussen {fits(row.low or 0)} en {fits(row.high or 0)}",
        why=why(case, row),
        effort=f"{upper(channel.effort)}, klaar in {channel.lead_time}",
        measure=case.measure(row),
        caution=against(case, row),
    )


def role(case: Case, row: Ranked) -> str:
    """Return what a chosen channel is for, in words: even ones and what stands beside say so."""
    even, beside = first_choice(case.advice.picks())
    if row in even:
        return EVEN if len(even) > 1 else ROLES[row.role]
    return BESIDE if row in beside else ROLES[row.role]


def _also(case: Case) -> str:
    """Return what fits well and is not chosen, best first."""
    rows = [
        row
        for row in case.advice.channels
        if row.role not in CHOSEN and (row.suitability or 0) >= GOOD
    ]
    names = [case.channel(row).beside for row in rows[:ALSO]]
    return f"Past ook goed: {listing(names)}. " if names else ""


def _journey(case: Case) -> tuple[Block, ...]:
    stops = ribbon(case.book, case.phases, case.advice.situation.phase)
    return (
        Heading("De hele reis: het hoofdkanaal per fase"),
        Ribbon(stops, " ".join(_stop(number, stop) for number, stop in enumerate(stops, start=1))),
    )


def _stop(number: int, stop: Stop) -> str:
    here = " (deze fase)" if stop.here else ""
    even = ", even geschikt" if len(stop.channels) > 1 else ""
    return f"{number} {stop.name}{here}: {' of '.join(stop.channels)}{even}."


def _columns(case: Case, most: int = 2) -> Columns:
    """Return what law asks, what is recommended and who is missed, beside each other."""
    law = [duty(case, d) for d in _of(case, law=True)]
    advised = [duty(case, d) for d in _of(case, law=False)][:most]
    missed = [Sentence(m.remedy, f"{m.who}.") for m in case.advice.blind_spots[:2]]
    parts = [
        (THICK, "Wat altijd moet", law),
        (THIN, "Aanbevolen", advised),
        (DASHED, "Wie mis je hiermee?", missed or [Sentence(MISS_NONE)]),
    ]
    shown = [(rule, _listed(title, items)) for rule, title, items in parts if items]
    own = _newest_measurements(case)
    shown += [(THIN, own)] if own else []
    return Columns(tuple(part for _, part in shown), rules=tuple(rule for rule, _ in shown))


def _of(case: Case, law: bool) -> Iterable[Duty]:
    return (d for d in case.advice.duties if (d.kind == "wet") is law)


def _listed(title: str, items: Sequence[Sentence]) -> tuple[Flat, ...]:
    return (Heading(title), *(Paragraph((item,)) for item in items))


def _newest_measurements(case: Case) -> tuple[Flat, ...]:
    """Return the newest own finding of every chosen channel; the others stand with the reasons."""
    own = [(row, own_measurements(case, row)) for row in case.advice.picks()]
    newest = [Sentence(of[0].text, f"{case.channel(row).name}:") for row, of in own if of]
    note = Paragraph((Sentence(APART),), "note")
    return (*_listed(MEASURED, newest), note) if newest else ()


def _why_not(case: Case) -> tuple[Block, ...]:
    """Return the answers on channels that get asked about, in columns."""
    answers = case.advice.argument.why_not
    if not answers:
        return ()
    parts: list[tuple[Flat, ...]] = [(Paragraph((why_not(case, one),)),) for one in answers]
    return (Heading("Waarom niet …?"), Columns(tuple(parts)))


def why_not(case: Case, one: WhyNot) -> Sentence:
    """Return why a channel is not chosen, led by its name, with what that rests on."""
    lead = f"{case.book.channels[one.channel].name}."
    return Sentence(one.text, lead, one.label or "", slugs(case.book, one.sources))


def against(case: Case, row: Ranked) -> Sentence | None:
    """Return what weighs more against a chosen channel than all that speaks for it."""
    told = case.advice.argument.against.get(row.channel)
    return (
        Sentence(told.text, "Let op:", told.label, slugs(case.book, told.sources)) if told else None
    )


def mail(case: Case, most: int) -> tuple[str, ...]:
    """Return the advice for a mail, in lines of at most so many words together."""
    told = case.advice.argument
    meta = case.meta
    lines = [
        f"Kanaaladvies: {told.situation}",
        told.conclusion,
        f"Waarom? {told.defence[1]}",
        f"{told.sureness.question} {told.sureness.title}. {told.sureness.text}",
        told.defence[3],
        *([told.change] if told.change else []),
        told.reach,
        *([f"Open dit advies: {meta.link}"] if meta.link else []),
        f"{STATUS}, {day(date.fromisoformat(case.advice.date))}.",
    ]
    head = " · ".join(filter(None, (meta.organisation, meta.project, meta.author)))
    lines[1:1] = [head] if head else []
    needless = [told.reach, told.change, told.defence[3]]
    while sum(len(line.split()) for line in lines) > most and needless:
        lines = [line for line in lines if line != needless[0]]
        needless = needless[1:]
    return tuple(lines)
