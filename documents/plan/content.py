"""Plan → content: the one value from which the PDF and the Word file of a plan are made."""

from collections.abc import Iterable

from documents import house
from documents.advice.case import slugs
from documents.advice.content import plain
from documents.blocks import Block, Bullets, Content, Heading, Section, Sentence, bullets, sentences
from documents.labels import lower, upper
from documents.plan import choice as plan_choice
from documents.plan.blocks import pair, said, table
from documents.plan.charts import free_days, in_time
from documents.plan.contact import contact_centre
from documents.plan.paper import Paper
from documents.plan.words import (
    LEARNED,
    NOT_FILLED,
    SCALE,
    calendar,
    costs,
    groups,
    lessons,
    matrix,
    measures,
    phases,
    span,
)
from dutch import day, listing, whole
from engine import Situation, advise
from engine.model import Rulebook
from plans.capacity import Load, peaks

FOOT = (
    "Dit plan helpt kiezen en voorspelt niet hoeveel inwoners je bereikt. "
    "Doelgroepen zijn groepen, geen personen."
)
EXAMPLE = "Voorbeeld: alle namen, aantallen en bedragen zijn verzonnen."
ACCESS = "Controleer elke pagina en elk document op toegankelijkheid voordat je ze gebruikt."
EVALUATE = (
    ("Wat we deden", "Zijn de acties uitgevoerd zoals gepland?"),
    ("Wat inwoners merkten", "Hebben zij de boodschap gezien en begrepen?"),
    ("Wat het opleverde", "Doen inwoners nu wat het doel was?"),
)


def content_of(paper: Paper) -> Content:
    """Return the content of a plan: cover, summary, matrix, choice, calendar, details, desks."""
    project, book = paper.plan.project, paper.book
    parts = (
        Section("Samenvatting", tuple(_summary(paper)), (Sentence(FOOT),)),
        Section("Matrix", tuple(_matrix(paper)), landscape=True),
        Section("De keuze van kanalen", tuple(plan_choice.choice(paper))),
        Section("Communicatiekalender", tuple(_calendar(paper)), landscape=True),
        Section("Doelgroepen en fasen", tuple(_who(paper))),
        Section("Metingen, kosten en evaluatie", tuple(_figures(paper))),
        Section("Toegankelijkheid en wet", tuple(_law(paper))),
        Section("Voor het klantcontactcentrum", tuple(contact_centre(paper))),
    )
    cited = (one for part in parts for one in sentences(part.blocks))
    numbers = dict.fromkeys(slug for one in cited for slug in one.sources)
    numbered = {slug: n for n, slug in enumerate(numbers, start=1)}
    return Content(
        title=plain(project.name),
        summary=plain(project.message or project.task or project.name),
        status="Voorbeeld" if project.example else f"Versie {plain(project.version)}",
        organisation=plain(project.organisation or house.name(book)),
        author=plain(project.author or ""),
        day=paper.on,
        situation=tuple(_facts(paper)),
        sections=(*parts, _sources(book, numbered)) if numbered else parts,
        accent=house.colour(book),
        emblem=None if project.example else house.emblem(book),
        sources=numbered,
        cover=True,
    )


def _facts(paper: Paper) -> Iterable[Sentence]:
    project = paper.plan.project
    yield Sentence("Kanaalplan", "Soort")
    yield Sentence(paper.book.tracks[project.track].name, "Traject")
    yield Sentence(span(project.start, project.end), "Periode")
    if project.sender:
        yield Sentence(plain(project.sender), "Afzender")
    if paper.plan.scale:
        yield Sentence(upper(SCALE[paper.plan.scale]), "Schaal")


def _summary(paper: Paper) -> Iterable[Block]:
    project = paper.plan.project
    if project.example:
        yield said(EXAMPLE, "note")
    yield said(project.message or NOT_FILLED, "lead")
    yield pair("Opgave", project.task)
    goal = project.goal
    yield Heading("Doel")
    yield bullets(
        (
            Sentence(plain(goal.know or NOT_FILLED), "Weten:"),
            Sentence(plain(goal.want or NOT_FILLED), "Willen:"),
            Sentence(plain(goal.do or NOT_FILLED), "Doen:"),
        )
    )
    yield Heading("In het kort")
    yield bullets(tuple(Sentence(plain(text), lead) for lead, text in _short(paper)))
    if found := lessons(paper.plan, paper.book):
        yield Heading(LEARNED)
        yield bullets(tuple(Sentence(plain(text), plain(lead)) for lead, text in found))
    yield from plan_choice.summary(paper)


def _matrix(paper: Paper) -> Iterable[Block]:
    yield table(matrix(paper.plan, paper.book))
    yield from plan_choice.values(paper)


def _calendar(paper: Paper) -> Iterable[Block]:
    if paper.plan.actions:
        yield from in_time(paper.plan, paper.book)
        free = list(free_days(paper.plan))
        yield said(f"Vrije dagen in deze periode: {'; '.join(free)}.", "note")
        yield Heading("Alle acties")
    yield table(calendar(paper.plan, paper.book))


def _short(paper: Paper) -> Iterable[tuple[str, str]]:
    plan, book = paper.plan, paper.book
    going = [action for action in plan.actions if action.active]
    used = dict.fromkeys(action.channel for action in going)
    yield "Voor wie:", f"{listing([group.name for group in plan.groups])}."
    names = listing([book.channels[slug].beside for slug in used])
    yield "Kanalen en middelen:", f"{upper(names) or NOT_FILLED}."
    yield "Acties:", f"{len(going)}, van {day(plan.project.start)} tot {day(plan.project.end)}."
    *_, money, hours = costs(plan, book).rows[-1]
    yield "Kosten en uren:", f"{money} euro en {hours} uur, naar je eigen schatting."
    grid = matrix(plan, book)
    empty = [
        f"{group} ({lower(phase)})"
        for group, *cells in grid.rows
        for phase, cell in zip(grid.heads[1:], cells, strict=True)
        if cell == "Niets gepland"
    ]
    none = "Voor elke groep is er in elke fase iets gepland."
    yield "Nog leeg:", f"Niets gepland voor {listing(empty)}." if empty else none
    busy = [_busy(paper, load) for load in peaks(plan) if load.over]
    yield "Te druk:", " ".join(busy) if busy else "Volgens je schatting nergens."


def _busy(paper: Paper, load: Load) -> str:
    name = next(desk.name for desk in paper.plan.desks if desk.id == load.desk)
    line = f"{whole(load.low)} tot {whole(load.high)} reacties bij {name}"
    return f"In de week van {day(load.monday)}: {line}; er is plaats voor {whole(load.capacity)}."


def _who(paper: Paper) -> Iterable[Block]:
    yield Heading("Doelgroepen")
    yield table(groups(paper.plan, paper.book))
    yield Heading("Fasen")
    yield table(phases(paper.plan, paper.book))
    if paper.plan.decisions:
        yield Heading("Keuzes van de adviseur")
        yield bullets(tuple(_decisions(paper)))


def _decisions(paper: Paper) -> Iterable[Sentence]:
    for choice in paper.plan.decisions:
        where = [paper.plan.group(choice.group).name] if choice.group else []
        where += [paper.book.phases[choice.phase].name] if choice.phase else []
        verb = "wel" if choice.take else "niet"
        lead = f"{paper.book.channels[choice.channel].name} {verb} inzetten"
        place = f" ({', '.join(where)})" if where else ""
        yield Sentence(plain(choice.because), plain(f"{lead}{place}:"))


def _figures(paper: Paper) -> Iterable[Block]:
    yield Heading("Metingen")
    yield table(measures(paper.plan))
    yield Heading("Kosten en uren")
    yield table(costs(paper.plan, paper.book))
    yield Heading("Evaluatie")
    yield bullets(tuple(Sentence(text, f"{lead}:") for lead, text in EVALUATE))


def _law(paper: Paper) -> Iterable[Block]:
    """Yield what the advice says must always be done in the phases of the plan."""
    yield said(ACCESS)
    told: set[str] = set()
    for item in paper.plan.phases:
        asked = Situation(paper.plan.project.track, item.phase)
        duties = advise(paper.knowledge, asked, paper.on).duties
        law = [duty for duty in duties if duty.kind == "wet" and duty.rule not in told]
        told |= {duty.rule for duty in law}
        if law:
            yield Heading(paper.book.phases[item.phase].name)
            yield bullets(
                tuple(Sentence(d.because, "", "wet", slugs(paper.book, d.sources)) for d in law)
            )


def _sources(book: Rulebook, numbers: dict[str, int]) -> Section:
    items = tuple(
        (
            Sentence(
                f"{book.sources[s].publisher}, {book.sources[s].title}", link=book.sources[s].url
            ),
        )
        for s in numbers
    )
    return Section("Bronnen", (Bullets(items, numbered=True),))
