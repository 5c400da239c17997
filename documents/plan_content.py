"""Plan → content: the one value from which the PDF and the Word file of a plan are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from documents import house
from documents.blocks import (
    Block,
    Bullets,
    Content,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Table,
    bullets,
    sentences,
)
from documents.case import slugs
from documents.content import plain
from documents.labels import day, listing, lower, upper, whole
from documents.plan_words import (
    LEARNED,
    NOT_FILLED,
    SCALE,
    Grid,
    calendar,
    costs,
    desks,
    expected,
    groups,
    lessons,
    matrix,
    measures,
    phases,
    planning,
    span,
)
from engine import Situation, advise
from engine.compile import Table as Knowledge
from engine.model import Rulebook
from plans.capacity import Load, peaks
from plans.model import Plan

FOOT = (
    "Dit plan helpt kiezen en voorspelt niet hoeveel inwoners je bereikt. "
    "Doelgroepen zijn groepen, geen personen."
)
EXAMPLE = "Voorbeeld: alle namen, aantallen en bedragen zijn verzonnen."
NO_RESPONSE = "Bij de acties staat nog geen schatting van het aantal reacties."
PREPARE = "Vul dit aan met de vragen die jullie zelf verwachten."
ACCESS = "Controleer elke pagina en elk document op toegankelijkheid voordat je ze gebruikt."
EVALUATE = (
    ("Wat we deden", "Zijn de acties uitgevoerd zoals gepland?"),
    ("Wat inwoners merkten", "Hebben zij de boodschap gezien en begrepen?"),
    ("Wat het opleverde", "Doen inwoners nu wat het doel was?"),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan with the knowledge it is read with and the day of the document."""

    plan: Plan
    knowledge: Knowledge
    on: date

    @property
    def book(self) -> Rulebook:
        """Return the rulebook."""
        return self.knowledge.book


def content_of(paper: Paper) -> Content:
    """Return the content of a plan: cover, summary, matrix, calendar, details, contact centre."""
    project, book = paper.plan.project, paper.book
    parts = (
        Section("Samenvatting", tuple(_summary(paper)), (Sentence(FOOT),)),
        Section("Matrix", (_table(matrix(paper.plan, book)),), landscape=True),
        Section("Communicatiekalender", (_table(calendar(paper.plan, book)),), landscape=True),
        Section("Doelgroepen en fasen", tuple(_who(paper))),
        Section("Metingen, kosten en evaluatie", tuple(_figures(paper))),
        Section("Toegankelijkheid en wet", tuple(_law(paper))),
        Section("Voor het klantcontactcentrum", tuple(contact_centre(paper))),
    )
    cited = (said for part in parts for said in sentences(part.blocks))
    numbers = dict.fromkeys(slug for said in cited for slug in said.sources)
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
        yield _said(EXAMPLE, "note")
    yield _said(project.message or NOT_FILLED, "lead")
    yield _pair("Opgave", project.task)
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
    said = f"{whole(load.low)} tot {whole(load.high)} reacties bij {name}"
    return f"In de week van {day(load.monday)}: {said}; er is plaats voor {whole(load.capacity)}."


def _who(paper: Paper) -> Iterable[Block]:
    yield Heading("Doelgroepen")
    yield _table(groups(paper.plan, paper.book))
    yield Heading("Fasen")
    yield _table(phases(paper.plan, paper.book))
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
    yield _table(measures(paper.plan))
    yield Heading("Kosten en uren")
    yield _table(costs(paper.plan, paper.book))
    yield Heading("Evaluatie")
    yield bullets(tuple(Sentence(text, f"{lead}:") for lead, text in EVALUATE))


def _law(paper: Paper) -> Iterable[Block]:
    """Yield what the advice says must always be done in the phases of the plan."""
    yield _said(ACCESS)
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


def contact_centre(paper: Paper) -> Iterable[Block]:
    """Yield one page for who answers: what is coming, when, how busy, and what to be ready for."""
    plan = paper.plan
    coming = tuple(
        (
            Sentence(plain(action.what)),
            Sentence(plain(planning(action))),
            Sentence(said),
            Sentence(plain(desks(plan, action))),
        )
        for action, said in expected(plan)
    )
    yield Heading("Wat komt eraan?")
    if coming:
        heads = ("Actie", "Wanneer", "Verwacht", "Waar het binnenkomt")
        summary = "Acties waarop inwoners reageren, naar de schatting van de adviseur."
        yield Table(summary, heads, coming, (4, 4, 3, 4))
    else:
        yield _said(NO_RESPONSE)
    yield Heading("Wanneer is het het drukst?")
    names = {desk.id: desk.name for desk in plan.desks}
    yield bullets(
        tuple(Sentence(_peak(load), plain(f"{names[load.desk]}:")) for load in peaks(plan))
        or (Sentence(NO_RESPONSE),)
    )
    yield Heading("Vragen en antwoorden om klaar te hebben")
    yield Bullets(tuple((Sentence(plain(a), f"{q}"),) for q, a in _questions(paper)))
    yield _said(PREPARE, "note")


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
    yield "Bij wie moet ik zijn?", project.sender or project.author or NOT_FILLED


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


def _table(grid: Grid) -> Table:
    rows = tuple(
        (Sentence("", plain(row[0])), *(Sentence(plain(text)) for text in row[1:]))
        for row in grid.rows
    )
    return Table(grid.summary, grid.heads, rows, grid.widths, grid.numeric)


def _said(text: str, style: str = "body") -> Paragraph:
    return Paragraph((Sentence(plain(text)),), style)  # type: ignore[arg-type]


def _pair(lead: str, text: str | None) -> Paragraph:
    return Paragraph((Sentence(plain(text or NOT_FILLED), f"{lead}:"),))
