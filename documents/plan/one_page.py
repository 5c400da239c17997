"""Page one of a plan: what, for whom, when, what it asks and how sure it is; it stands alone.

It is read by who decides, so it says no "je" and nothing of how the figures were made.
"""

from collections.abc import Iterable, Iterator

from documents.advice.content import plain
from documents.blocks import (
    AskBox,
    Block,
    Bullets,
    Columns,
    Flat,
    Heading,
    Paragraph,
    Section,
    Sentence,
    TableBlock,
    bullets,
)
from documents.labels import lower
from documents.plan import choice_tables, summary_bars, summary_table
from documents.plan.brief import few, phase_name, sentence, short_date, shortened
from documents.plan.paper import Paper
from documents.plan.words import NOT_FILLED
from dutch import amount, counted, day, listing, whole
from engine.argument.parts import Piece
from engine.local.local_words import SIMULATED
from engine.model import UNKNOWN
from plans import report
from plans.choice.mix import UnreachedGroup
from plans.choice.relay import channel_names
from plans.model import Milestone, Risk, Target
from plans.model.status import AGREED, DONE
from plans.planning.busy import room

FOOT = (
    "Dit plan voorspelt niet hoeveel inwoners worden bereikt. Doelgroepen zijn groepen, geen "
    "personen. Alle acties, kosten en bronnen staan in het plan zelf."
)
EXAMPLE = "Voorbeeld: alles hierin is verzonnen"
DECIDES = {"collegebesluit": "het college", "raadsbesluit": "de raad"}
COLLEGE = "het college"
NO_TASK = "Waar dit plan voor is, is nog niet ingevuld."
NOT_MEASURED = "Er zijn nog geen metingen afgesproken."
NO_NORM = "nog afspreken"
NO_RISK = "Er zijn nog geen risico’s benoemd."
REACHED = "Elke groep wordt bereikt in elke fase die telt, volgens het model."
OWN_RESEARCH = "Onderzoek onder eigen inwoners telt mee: zie het plan."
INVENTED_RESEARCH = "Nagebootst onderzoek telt mee: gebruik dit plan niet voor een besluit."
NOT_CHOSEN = "Er zijn nog geen kanalen gekozen."
GRADES = {None: 0, "laag": 1, "midden": 2, "hoog": 3}
LEAD, LINE, SHOWN = 260, 170, 3  # characters, characters, items
WIDE = 70  # characters of a name at the foot
FIRM, FAIR = 0.85, 0.6  # from what share of the draws a choice is sure, and fairly sure


def section(paper: Paper) -> Section:
    """Return page one, and shorter versions of it: first without risks, then without result."""
    opening = tuple(_opening(paper))
    aims, dangers = _results(paper), _risks(paper)
    sure, missed = (_sure(paper), _missed(paper))
    short = tuple(_opening(paper, brief=True))
    versions: list[tuple[Block, ...]] = [
        (*opening, Columns((sure, missed)), Columns((aims, dangers))),
        (*opening, Columns((sure, missed)), Columns((aims,))),
        (*opening, Columns((sure, missed))),
        (*short, Columns((sure, missed))),
        (*short, Columns((missed,))),
    ]
    return Section(
        title=_title(paper),
        blocks=versions[0],
        foot=(Sentence(FOOT),),
        headline=(Piece(_lead(paper)),),
        shorter=tuple(versions[1:]),
    )


def _title(paper: Paper) -> str:
    client = paper.plan.project.client
    return f"Samenvatting voor {plain(shortened(client, WIDE))}" if client else "Samenvatting"


def about(paper: Paper) -> str:
    """Return which version it is, of what day and by whom."""
    author = paper.plan.project.adviser or paper.plan.project.author
    parts = (f"versie {paper.version}", day(paper.on), f"opgesteld door {author}" if author else "")
    return plain(" · ".join(filter(None, parts)))


def foot(paper: Paper) -> str:
    """Return what stands at the foot of every page: which plan, how far it is, which version."""
    name = shortened(paper.plan.project.name, WIDE)
    return plain(f"Kanaalplan {name} · {paper.status.lower()} · versie {paper.version}")


def badges(paper: Paper) -> tuple[str, ...]:
    """Return what is framed on top: that it is an example, and how far the plan is."""
    return (*([EXAMPLE] if paper.plan.project.example else []), paper.status)


def _lead(paper: Paper) -> str:
    task = paper.plan.project.task or paper.plan.project.message
    return plain(sentence(shortened(task, LEAD))) if task else NO_TASK


def _opening(paper: Paper, brief: bool = False) -> Iterator[Block]:
    goal, message = paper.plan.project.goal, paper.plan.project.message
    aim = goal.do or goal.want or goal.know
    told = [
        Sentence(plain(sentence(shortened(text, LINE))), lead)
        for lead, text in (("Doel:", aim), ("Kernboodschap:", message))
        if text and not brief
    ]
    if told:
        yield Paragraph(tuple(told))
    yield asks(paper)
    yield Heading("Voor wie, en langs welke weg")
    yield summary_table.for_whom(paper, summary_table.FEWER if brief else summary_table.MOST)
    if difference := summary_table.difference(paper):
        yield Paragraph((Sentence(plain(difference)),), "note")
    yield Heading("Planning")
    yield summary_bars.planning(paper)
    yield Columns((summary_bars.money(paper), summary_bars.hours(paper)))


def asks(paper: Paper) -> AskBox:
    """Return what is asked of who decides, on the day of the next decision; or what was decided."""
    project = paper.plan.project
    if project.status in (AGREED, DONE):
        given = [
            Sentence(plain(f"Akkoord van {one.by} op {day(one.day)}."))
            for one in project.agreements
            if one.valid
        ]
        return AskBox("Besloten", tuple(given) or (Sentence("Dit plan is akkoord."),))
    decision = _decision(paper)
    who = DECIDES[decision.kind] if decision else COLLEGE
    when = f" op {day(decision.day)}" if decision else ""
    return AskBox(f"Gevraagd aan {who}{when}", tuple(map(Sentence, map(plain, _asked(paper)))))


def _decision(paper: Paper) -> Milestone | None:
    """Return the first decision that is still to come."""
    coming = (m for m in paper.plan.milestones if m.kind in DECIDES and m.day >= paper.on)
    return min(coming, key=lambda m: m.day, default=None)


def _asked(paper: Paper) -> Iterator[str]:
    going = [action for action in paper.plan.actions if action.active]
    first = min(going, key=lambda action: (action.start, action.id), default=None)
    begins = f" De eerste actie is op {day(first.start)}: {lower(first.what)}." if first else ""
    yield f"Stem in met dit plan.{begins}" if len(begins) < LINE else "Stem in met dit plan."
    yield _means(paper)
    yield from _over(paper)
    wanted: dict[tuple[str, tuple[str, ...]], list[UnreachedGroup]] = {}
    for item in paper.mix.missed if paper.mix.channels else ():
        if item.by:
            wanted.setdefault((item.cell.group, item.by), []).append(item)
    for (group, by), items in list(wanted.items())[:2]:
        phases = [lower(phase_name(paper.plan, paper.book, item.cell.phase)) for item in items]
        yield (
            f"Beslis of {paper.plan.group(group).name} ook wordt bereikt bij {listing(phases)}: "
            f"met {channel_names(paper.book, by)} erbij."
        )


def _means(paper: Paper) -> str:
    """Return the money and hours that are asked for: the limits, for these are the agreement."""
    limits, number = paper.plan.limits, paper.plan.project.budget_number
    parts = []
    if limits.budget is not None:
        post = f" (budgetnummer {number})" if number else ""
        parts.append(f"€ {amount(limits.budget)}{post}")
    parts += [f"{amount(limits.hours)} uur"] if limits.hours is not None else []
    if not parts:
        return "Spreek af hoeveel geld en uren dit plan mag kosten."
    return f"Stel {listing(parts)} beschikbaar."


def _over(paper: Paper) -> Iterator[str]:
    for total, unit in ((paper.totals.euro, "euro"), (paper.totals.uur, "uur")):
        if total.left is not None and total.left < 0:
            yield f"Beslis over {amount(-total.left)} {unit} boven de grens: meer ruimte of minder."


def _sure(paper: Paper) -> tuple[Flat, ...]:
    """Return how sure the choice is, in words; the draws only as their outcome."""
    mix, title = paper.mix, Heading("Hoe zeker is dit?")
    if not mix.channels:
        return (title, Paragraph((Sentence(NOT_CHOSEN),)))
    text = "Hoe zeker de keuze is, is niet doorgerekend."
    word = ""
    if mix.sure is not None:
        share = mix.sure.whole
        word = "Zeker." if share >= FIRM else "Redelijk zeker." if share >= FAIR else "Onzeker."
        times = f"{round(share * mix.sure.draws)} van de {mix.sure.draws} doorrekeningen"
        text = f"In {times} is geen ander kanaal in plaats van een gekozen kanaal duidelijk beter."
    unknown = [g.name for g in paper.plan.groups if not (g.ages or g.profiles or g.own_channels)]
    told = f"Van {plain(few(unknown, SHOWN))} is niets bekend: daar geldt het algemene advies."
    more = [told] * bool(unknown) + _own_research(paper)
    return (title, Paragraph((Sentence(text, word), *map(Sentence, more))))


def _own_research(paper: Paper) -> list[str]:
    notes = report.research_notes(paper.plan, paper.book)
    invented = any(note.startswith(SIMULATED) for note in notes)
    return [INVENTED_RESEARCH if invented else OWN_RESEARCH] if notes else []


def _missed(paper: Paper) -> tuple[Flat, ...]:
    title = Heading("Wie wordt niet bereikt?")
    if not paper.mix.channels:
        return (title, Paragraph((Sentence(NOT_CHOSEN),)))
    together: dict[str, list[UnreachedGroup]] = {}
    for item in paper.mix.missed:
        together.setdefault(item.cell.group, []).append(item)
    lines = [_unreached(paper, group, items) for group, items in list(together.items())[:SHOWN]]
    rest = len(together) - len(lines)
    if rest > 0:
        lines.append(Sentence(f"En nog {counted(rest, 'groep', 'groepen')}: zie het plan."))
    lacking = len(choice_tables.open_duties(paper))
    if lacking:
        text = "wat moet of is aanbevolen, is nog niet geregeld: zie het plan."
        lines.append(Sentence(f"{counted(lacking, 'punt', 'punten')} van {text}"))
    return (title, *(Paragraph((line,)) for line in lines or [Sentence(REACHED)]))


def _unreached(paper: Paper, slug: str, items: list[UnreachedGroup]) -> Sentence:
    group = paper.plan.group(slug)
    phases = listing([lower(phase_name(paper.plan, paper.book, i.cell.phase)) for i in items])
    size = f", ongeveer {whole(group.size)}" if group.size else ""
    way = report.remedy(paper.plan, paper.book, items[0])
    return Sentence(plain(f"bij {phases}{size}. {way}"), plain(group.name))


def _results(paper: Paper) -> tuple[Flat, ...]:
    """Return what it must bring: of the plan itself, else what its actions measure."""
    title = Heading("Wat moet het opleveren?")
    own: list[Target] = list(paper.plan.results)
    targets = own or [a.target for a in paper.plan.actions if a.active and a.target]
    if not targets:
        return (title, Paragraph((Sentence(NOT_MEASURED),)))
    last = paper.plan.project.end
    rows = tuple(
        tuple(
            Sentence(plain(text))
            for text in (
                shortened(target.measure, 60),
                shortened(target.baseline.value, 20) if target.baseline else UNKNOWN,
                shortened(target.norm or NO_NORM, 30),
                short_date(target.by or last, paper.plan.project.start),
            )
        )
        for target in targets[:SHOWN]
    )
    heads = ("Meting", "Nu", "Doel", "Op")
    table = TableBlock("Wat het plan moet opleveren.", heads, rows, (3.4, 2, 2.2, 2))
    return (title, table)


def _risks(paper: Paper) -> tuple[Flat, ...]:
    """Return the largest risks, too busy weeks among them, and who speaks for the organisation."""
    risks = sorted(paper.plan.risks, key=_weight, reverse=True)
    lines = [Sentence(plain(_risk(risk))) for risk in risks[:SHOWN]]
    names = {desk.id: desk.name for desk in paper.plan.desks}
    busy = [
        Sentence(
            plain(
                f"Te druk bij {names[load.desk]} in de week van {day(load.monday)}: tot "
                f"{whole(load.high)} reacties, plaats voor {room(load)}."
            )
        )
        for load in paper.peaks
        if load.over
    ]
    lines += busy[: max(SHOWN - len(lines), 1 if not lines else 0)]
    speakers = [f"{one.who}{f' ({one.about})' if one.about else ''}" for one in
                paper.plan.spokespeople]  # fmt: skip
    spoken = few(speakers, SHOWN) if speakers else NOT_FILLED
    spokesperson = Paragraph((Sentence(plain(sentence(spoken)), "Woordvoering:"),))
    listed: Bullets | Paragraph = (
        bullets(lines, numbered=True) if lines else Paragraph((Sentence(NO_RISK),))
    )
    return (Heading("Grootste risico’s"), listed, spokesperson)


def _weight(risk: Risk) -> tuple[int, str]:
    return (max(GRADES[risk.chance], 1) * max(GRADES[risk.impact], 1), risk.id)


def _risk(risk: Risk) -> str:
    measure = f" {sentence(shortened(risk.measure, 110))}" if risk.measure else ""
    return f"{sentence(shortened(risk.what, 110))}{measure}"


def moved(paper: Paper) -> Iterable[Block]:
    """Yield what may not fit on page one, for the plan itself."""
    yield from _results(paper)
    yield from _risks(paper)
