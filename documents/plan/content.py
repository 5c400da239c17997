"""Plan → content: the one value from which the PDF and the Word file of a plan are made.

Page one stands alone and so does the page for the contact centre; what is between them runs on, so
that no page is left nearly empty.
"""

from collections.abc import Iterable
from dataclasses import replace

from documents import house
from documents.advice.content import plain
from documents.blocks import (
    Block,
    Bullets,
    Columns,
    Content,
    Heading,
    Paragraph,
    Section,
    Sentence,
    bullets,
    sentences,
)
from documents.labels import upper
from documents.plan import arrangement_tables, background, choice_tables, contact, one_page, words
from documents.plan import choice as plan_choice
from documents.plan.blocks import paragraph, table
from documents.plan.charts import free_days, in_time
from documents.plan.duties import law
from documents.plan.paper import Paper
from engine.model import Rulebook

ACCESS = "Controleer elke pagina en elk document op toegankelijkheid voordat je ze gebruikt."
EVALUATE = (
    ("Wat we deden", "Zijn de acties uitgevoerd zoals gepland?"),
    ("Wat inwoners merkten", "Hebben zij de boodschap gezien en begrepen?"),
    ("Wat het opleverde", "Doen inwoners nu wat het doel was?"),
)
WIDE = 5  # phases that fit in the matrix of a page that stands
MOST_STEPS = 30  # of preparation; Excel has them all
MOST_EMPTY = 8  # groups named for which something is not planned yet
SHADES = "Hoe donkerder het vak, hoe beter het kanaal past. De woorden zeggen hetzelfde."
DASH = "Een streepje betekent: nog niet ingevuld."


def content_of(paper: Paper) -> Content:
    """Return the content of a plan: summary, planning, choice, background, annex, desks."""
    project, book = paper.plan.project, paper.book
    body = (
        one_page.section(paper),
        _planning(paper),
        Section("Waarom deze kanalen", tuple(plan_choice.choice(paper)), flows=True),
        Section("Project en doelgroepen", tuple(background.background(paper)), flows=True),
        Section("Geld, uren en resultaat", tuple(_figures(paper)), flows=True),
        *_arranged(paper),
        Section("Toegankelijkheid en wet", tuple(_law(paper)), flows=True),
    )
    desks = contact.section(paper)
    cited = [one for part in (*body, desks) for one in sentences(part.blocks)]
    numbers = dict.fromkeys(slug for one in cited for slug in one.sources)
    numbered = {slug: n for n, slug in enumerate(numbers, start=1)}
    annex = Section("Bijlage: hoe dit plan tot stand kwam", tuple(_annex(paper, numbered)),
                    flows=True)  # fmt: skip
    return Content(
        title=plain(project.name),
        summary=plain(project.message or project.task or project.name),
        status=plain(" · ".join((*_example(paper), paper.status, f"versie {paper.version}"))),
        organisation=plain(project.organisation or house.name(book)),
        author=plain(project.author or ""),
        day=paper.on,
        situation=tuple(background.facts(paper)),
        sections=(*body, annex, desks),
        accent=house.colour(book),
        emblem=None if project.example else house.emblem(book),
        sources=numbered,
        badges=one_page.badges(paper),
        about=one_page.about(paper),
        foot=one_page.foot(paper),
    )


def _example(paper: Paper) -> tuple[str, ...]:
    return ("Voorbeeld",) if paper.plan.project.example else ()


def _planning(paper: Paper) -> Section:
    """Return who, along which way and when: on its side only where many phases ask for it."""
    return Section(
        "Wie, waarlangs en wanneer",
        (*_matrix(paper), *_calendar(paper)),
        landscape=len(paper.plan.phases) > WIDE,
    )


def _matrix(paper: Paper) -> Iterable[Block]:
    grid = choice_tables.matrix(paper)
    yield replace(table(grid), together=len(grid.rows) <= plan_choice.TOGETHER)
    if paper.fits:
        yield paragraph(SHADES, "note")
    empty = choice_tables.nothing_planned(paper)
    if empty and paper.plan.actions:
        yield Heading("Nog niets gepland")
        lines = [Sentence(plain(f"{phases}."), plain(f"{name}:")) for name, phases in empty]
        rest = len(lines) - MOST_EMPTY
        more = [Sentence(f"En nog {rest} groepen: zie de tabel.")] if rest > 0 else []
        yield bullets((*lines[:MOST_EMPTY], *more))


def _calendar(paper: Paper) -> Iterable[Block]:
    plan = paper.plan
    yield Heading("Communicatiekalender")
    if not plan.actions:
        yield paragraph("Er zijn nog geen acties.")
        return
    yield from in_time(plan, paper.book)
    free = list(free_days(plan))
    if free:
        yield paragraph(f"Vrije dagen in deze periode: {'; '.join(free)}.", "note")
    grid = words.calendar(plan, paper.book)
    yield table(words.without_empty(grid))
    if any(words.EMPTY in row for row in grid.rows):
        yield paragraph(DASH, "note")
    ahead = words.preparation(plan)
    if ahead.rows:
        yield Heading("Wat eerst klaar moet zijn")
        yield table(words.without_empty(replace(ahead, rows=ahead.rows[:MOST_STEPS])))
        rest = len(ahead.rows) - MOST_STEPS
        if rest > 0:
            yield paragraph(f"En nog {rest} stappen: zie het blad Voorbereiding in Excel.", "note")


def _figures(paper: Paper) -> Iterable[Block]:
    plan = paper.plan
    yield Heading("Wat het kost en wat er is")
    yield table(words.sums(paper.totals, len(paper.mix.used), plan.limits.channels))
    yield from _filled("Kosten en uren", words.costs(paper.totals))
    yield from _filled("Begroting", words.budget(plan))
    yield from _filled("Wie de reacties opvangt", words.capacity(plan, paper.peaks))
    yield Heading("Resultaat en metingen")
    if plan.results:
        yield table(words.without_empty(words.results(plan)))
    if (measured := words.measures(plan)).rows:
        yield table(words.without_empty(measured))
    if not plan.results and not measured.rows:
        yield paragraph(one_page.NOT_MEASURED)
    yield Heading("Evaluatie")
    if plan.project.evaluation:
        yield paragraph(plan.project.evaluation)
    yield bullets(tuple(Sentence(text, f"{lead}:") for lead, text in EVALUATE))


def _filled(title: str, grid: words.Grid) -> Iterable[Block]:
    if grid.rows:
        yield Heading(title)
        yield table(words.without_empty(grid))


def _arranged(paper: Paper) -> tuple[Section, ...]:
    blocks = tuple(arrangement_tables.arrangements(paper))
    return (Section("Afspraken", blocks, flows=True),) if blocks else ()


def _law(paper: Paper) -> Iterable[Block]:
    """Yield what the advice says must always be done in the phases of the plan."""
    yield paragraph(ACCESS)
    for name, rules in law(paper):
        yield Heading(name)
        yield bullets(rules)


def _annex(paper: Paper, numbered: dict[str, int]) -> Iterable[Block]:
    """Yield how the choice was made, the sources, and what this is; the last part stays whole."""
    yield from plan_choice.method(paper)
    if numbered:
        yield Heading("Bronnen")
        yield _sources(paper.book, numbered)
    about: list[Paragraph] = [Paragraph((Sentence(plain(text), lead),)) for lead, text in
                              background.about(paper)]  # fmt: skip
    yield Columns(((Heading("Over dit plan"), *about),))


def _sources(book: Rulebook, numbers: dict[str, int]) -> Bullets:
    items = tuple(
        (
            Sentence(
                f"{upper(book.sources[s].publisher)}, {book.sources[s].title}",
                link=book.sources[s].url,
            ),
        )
        for s in numbers
    )
    return Bullets(items, numbered=True, small=True)
