"""One page for the contact centre: what is coming, when, how busy, and what to be ready for."""

from collections.abc import Iterable

from documents.advice.case import slugs
from documents.advice.content import plain
from documents.blocks import Block, Bullets, Heading, Sentence, Table, bullets
from documents.labels import upper
from documents.plan.blocks import said
from documents.plan.paper import Paper
from documents.plan.words import NOT_FILLED, desks, expected, planning, span
from dutch import day, listing, whole
from engine.model import Channel
from plans.capacity import Load, peaks
from plans.choice.value import Cell
from plans.model import Action

NO_RESPONSE = "Bij de acties staat nog geen schatting van het aantal reacties."
NO_WAY = "Daarvoor staat er geen kanaal in het plan."
COMES = "organisatie"  # who starts on a channel that residents cannot start on
PREPARE = "Vul dit aan met de vragen die jullie zelf verwachten."


def contact_centre(paper: Paper) -> Iterable[Block]:
    """Yield one page for who answers: what is coming, when, how busy, and what to be ready for."""
    yield Heading("Wat komt eraan?")
    yield _coming(paper)
    yield Heading("Wanneer is het het drukst?")
    names = {desk.id: desk.name for desk in paper.plan.desks}
    yield bullets(
        tuple(Sentence(_peak(load), plain(f"{names[load.desk]}:")) for load in peaks(paper.plan))
        or (Sentence(NO_RESPONSE),)
    )
    yield Heading("Vragen en antwoorden om klaar te hebben")
    yield Bullets(tuple((Sentence(plain(a), f"{q}"),) for q, a in _questions(paper)))
    yield said(PREPARE, "note")
    tips = tuple(filter(None, _tips(paper)))
    if tips:
        yield Heading("Let op bij het antwoorden")
        yield Bullets(tips)


def _coming(paper: Paper) -> Block:
    """Return the actions to which residents react, with where they can go on."""
    rows = tuple(
        tuple(
            Sentence(plain(text))
            for text in (
                action.what,
                planning(action),
                count,
                desks(paper.plan, action),
                _further(paper, action),
            )
        )
        for action, count in expected(paper.plan)
    )
    heads = ("Actie", "Wanneer", "Verwacht", "Waar het binnenkomt", "Verder via")
    summary = "Acties waarop inwoners reageren, naar de schatting van de adviseur."
    return Table(summary, heads, rows, (4, 4, 3, 4, 3)) if rows else said(NO_RESPONSE)


def _further(paper: Paper, action: Action) -> str:
    """Return the channels that lead in the next phase for the groups of an action."""
    leads, counted = paper.mix.leads, [item.phase for item in paper.plan.phases]
    after = counted[counted.index(action.phase) + 1 :][:1]
    cells = (Cell(group, phase) for phase in after for group in action.groups)
    names = dict.fromkeys(paper.book.channels[leads[c]].beside for c in cells if c in leads)
    return upper(listing(list(names)))


def _tips(paper: Paper) -> Iterable[tuple[Sentence, ...]]:
    """Yield what the knowledge says to stress and to avoid, for every phase of the plan."""
    for item in paper.plan.phases:
        phase = paper.book.phases[item.phase]
        claims = (*phase.message.stress[:1], *phase.message.avoid[:1])
        leads = (f"{phase.name}:", "")
        yield tuple(
            Sentence(claim.text, lead, "", slugs(paper.book, claim.sources))
            for lead, claim in zip(leads, claims, strict=False)
        )


def _peak(load: Load) -> str:
    enough = "Dat is meer dan er kan." if load.over else "Dat past."
    return (
        f"week van {day(load.monday)}, {whole(load.low)} tot {whole(load.high)} reacties; "
        f"er is plaats voor {whole(load.capacity)}. {enough}"
    )


def _questions(paper: Paper) -> Iterable[tuple[str, str]]:
    project = paper.plan.project
    yield "Waar gaat dit over?", project.task or NOT_FILLED
    yield "Wat is de boodschap?", project.message or NOT_FILLED
    yield "Voor wie is het?", f"{listing([group.name for group in paper.plan.groups])}."
    yield "Wat kan ik doen?", project.goal.do or NOT_FILLED
    yield "Tot wanneer loopt het?", f"Tot en met {day(project.end)}."
    yield from _ways(paper)
    yield "Hoe gaat het verder?", " ".join(_course(paper))
    yield "Bij wie moet ik zijn?", project.sender or project.author or NOT_FILLED


def _ways(paper: Paper) -> Iterable[tuple[str, str]]:
    """Yield on which channels of the plan a resident can start, and which need no internet."""
    going = [action.channel for action in paper.plan.actions if action.active]
    used = [paper.book.channels[slug] for slug in dict.fromkeys((*paper.mix.channels, *going))]
    ways = [channel for channel in used if channel.starter != COMES]
    yield "Hoe kan ik reageren?", _via(ways)
    yield "Kan het ook zonder internet?", _via([way for way in ways if not way.digital])


def _via(channels: list[Channel]) -> str:
    names = listing([channel.beside for channel in channels])
    return f"Via {names}." if names else NO_WAY


def _course(paper: Paper) -> Iterable[str]:
    """Yield every phase with its days, and its goal as the plan or else the knowledge has it."""
    for item in paper.plan.phases:
        phase = paper.book.phases[item.phase]
        goal = item.goal or phase.per_track[paper.plan.project.track].goal
        yield f"{phase.name}, {span(item.start, item.end)}: {goal.rstrip('.')}."
