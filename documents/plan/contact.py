"""One page for the contact centre: what is coming, when, how busy, where to go, and the answers."""

from collections.abc import Iterable, Sequence

from documents.advice.case import slugs
from documents.advice.content import plain
from documents.blocks import (
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
from documents.labels import upper
from documents.plan.blocks import paragraph
from documents.plan.brief import few, phase_name, sentence, short_period, shortened
from documents.plan.paper import Paper
from documents.plan.words import NOT_FILLED, desks, expected_responses, planning
from dutch import day, listing, whole
from engine.model import Channel
from plans.capacity import Load
from plans.choice.value import GroupPhase
from plans.model import Action
from plans.planning.busy import room

TITLE = "Voor het klantcontactcentrum"
NO_RESPONSE = "Bij de acties staat nog geen schatting van het aantal reacties."
NO_WAY = "Daarvoor staat er geen kanaal in het plan."
COMES = "organisatie"  # who starts on a channel that residents cannot start on
NO_OWN = "Eigen vragen en antwoorden staan nog niet in het plan."
MOST, FEWER = 8, 4  # actions, and own questions
BUSY = 5  # desks
ANSWER = 260  # characters


def section(paper: Paper) -> Section:
    """Return one page for who answers, and shorter versions of it for a plan with much in it."""
    return Section(
        TITLE,
        tuple(_page(paper, MOST, MOST, course=True)),
        shorter=tuple(
            tuple(_page(paper, coming, own, course=course))
            for coming, own, course in ((MOST, MOST, False), (FEWER, MOST, False),
                                        (FEWER, FEWER, False), (1, 1, False))
        ),
    )  # fmt: skip


def _page(paper: Paper, coming: int, own: int, course: bool) -> Iterable[Block]:
    yield paragraph(shortened(paper.plan.project.task or NOT_FILLED, ANSWER))
    yield Columns((_where(paper), _busy(paper)))
    yield Heading("Wat komt eraan?")
    yield from _coming(paper, coming)
    yield Heading("Vragen en antwoorden")
    yield Bullets(tuple((Sentence(plain(a), plain(q)),) for q, a in answers(paper, own)))
    if not paper.plan.questions:
        yield paragraph(NO_OWN, "note")
    if course:
        yield Heading("Hoe gaat het verder?")
        yield bullets(tuple(_course(paper)))
    yield Heading("Let op bij het antwoorden")
    yield bullets(tuple(_tips(paper)))


def _contact(paper: Paper) -> dict[str, str | None]:
    contact = paper.plan.contact
    return {
        "Telefoon": contact.phone,
        "Open": contact.hours,
        "E-mail": contact.email,
        "Plek": contact.place,
        "Uiterste dag voor inwoners": day(contact.deadline) if contact.deadline else None,
    }


def reachable(paper: Paper) -> list[tuple[str, str]]:
    """Return where residents can go, as far as the plan says."""
    links = [(link.name, link.url) for link in paper.plan.contact.links]
    return [*((lead, text) for lead, text in _contact(paper).items() if text), *links]


def _where(paper: Paper) -> tuple[Flat, ...]:
    """Return where residents can go; what is not filled in is one line."""
    contact, known = paper.plan.contact, _contact(paper)
    lines = [Sentence(plain(text), f"{lead}:") for lead, text in known.items() if text]
    lines += [Sentence("", plain(f"{link.name}:"), link=link.url) for link in contact.links]
    lacking = [lead.lower() for lead, text in known.items() if not text]
    lacking += [] if contact.links else ["links"]
    title = Heading("Waar inwoners terechtkunnen")
    note = Paragraph((Sentence(f"Nog niet ingevuld: {listing(lacking)}."),), "note")
    return (title, *([bullets(lines)] if lines else []), *([note] if lacking else []))


def busiest(paper: Paper) -> list[tuple[str, str]]:
    """Return every desk with its worst week, the worst first."""
    names = {desk.id: desk.name for desk in paper.plan.desks}
    worst = sorted(paper.peaks, key=lambda load: load.capacity - load.high)
    return [(names[load.desk], _peak(load)) for load in worst]


def _busy(paper: Paper) -> tuple[Flat, ...]:
    lines = [Sentence(text, plain(f"{name}:")) for name, text in busiest(paper)[:BUSY]]
    return (Heading("Wanneer is het het drukst?"), bullets(lines or [Sentence(NO_RESPONSE)]))


def _peak(load: Load) -> str:
    enough = "Dat is meer dan er kan." if load.over else "Dat past."
    return (
        f"week van {day(load.monday)}, {whole(load.low)} tot {whole(load.high)} reacties; "
        f"er is plaats voor {room(load)}. {enough}"
    )


def _coming(paper: Paper, most: int) -> Iterable[Block]:
    """Yield the actions to which residents react, with where they can go on."""
    expected = list(expected_responses(paper.plan))
    if not expected:
        yield paragraph(NO_RESPONSE)
        return
    rows = tuple(
        tuple(
            Sentence(plain(text))
            for text in (
                shortened(action.what, 80),
                planning(action),
                count,
                desks(paper.plan, action),
                _further(paper, action),
            )
        )
        for action, count in expected[:most]
    )
    heads = ("Actie", "Wanneer", "Verwacht", "Waar het binnenkomt", "Verder via")
    summary = "Acties waarop inwoners reageren, naar de schatting van de adviseur."
    yield TableBlock(summary, heads, rows, (4, 4, 3, 4, 3))
    if len(expected) > most:
        yield paragraph(f"En nog {len(expected) - most} acties: zie de kalender.", "note")


def _further(paper: Paper, action: Action) -> str:
    """Return the channels that lead in the next phase for the groups of an action."""
    leads, counted = paper.mix.leads, [item.phase for item in paper.plan.phases]
    after = counted[counted.index(action.phase) + 1 :][:1] if action.phase in counted else []
    cells = (GroupPhase(group, phase) for phase in after for group in action.groups)
    names = dict.fromkeys(paper.book.channels[leads[c]].beside for c in cells if c in leads)
    return upper(listing(list(names)))


def _tips(paper: Paper) -> Iterable[Sentence]:
    """Yield what the knowledge says to stress and to avoid on this track."""
    message = paper.book.tracks[paper.plan.project.track].message
    for claim in (*message.tone[:1], *message.stress[:2], *message.avoid[:1]):
        yield Sentence(claim.text, "", "", slugs(paper.book, claim.sources))


def answers(paper: Paper, own: int = 200) -> Iterable[tuple[str, str]]:
    """Yield the questions of the plan itself, then those that every plan answers."""
    plan, project = paper.plan, paper.plan.project
    for one in plan.questions[:own]:
        asks = (
            f" ({plan.group(one.group).name})" if one.group in {g.id for g in plan.groups} else ""
        )
        yield f"{one.question}{asks}", shortened(one.answer, ANSWER)
    yield "Wat is de boodschap?", shortened(project.message or NOT_FILLED, ANSWER)
    yield "Voor wie is het?", f"{few([group.name for group in plan.groups], BUSY)}."
    if project.goal.do:
        yield "Wat kan een inwoner doen?", shortened(project.goal.do, ANSWER)
    if plan.contact.deadline:
        yield "Tot wanneer kan een inwoner reageren?", f"Tot en met {day(plan.contact.deadline)}."
    yield from _ways(paper)
    speakers = [f"{one.who}{f' ({one.about})' if one.about else ''}" for one in plan.spokespeople]
    if speakers:
        yield "Wie is woordvoerder?", sentence(few(speakers, FEWER))
    partners = [one.name for one in plan.partners]
    if partners:
        yield "Wie werken er mee?", sentence(few(partners, BUSY))
    yield "Wie weet er meer?", sentence(project.sender or project.author or NOT_FILLED)


def _ways(paper: Paper) -> Iterable[tuple[str, str]]:
    """Yield on which channels of the plan a resident can start, and which need no internet."""
    going = [action.channel for action in paper.plan.actions if action.active]
    used = [paper.book.channels[slug] for slug in dict.fromkeys((*paper.mix.used, *going))]
    ways = [channel for channel in used if channel.starter != COMES]
    yield "Hoe kan een inwoner reageren?", _via(ways)
    yield "Kan het ook zonder internet?", _via([way for way in ways if not way.digital])


def _via(channels: Sequence[Channel]) -> str:
    names = listing([channel.beside for channel in channels])
    return f"Via {names}." if names else NO_WAY


def _course(paper: Paper) -> Iterable[Sentence]:
    """Yield every phase with its days, and its goal as the plan or else the knowledge has it."""
    for item in paper.plan.phases:
        phase = paper.book.phases[item.phase]
        goal = item.goal or phase.per_track[paper.plan.project.track].goal
        days = short_period(item.start, item.end)
        lead = f"{phase_name(paper.plan, paper.book, item.phase)}, {days}:"
        yield Sentence(plain(sentence(shortened(goal, 120))), plain(lead))
