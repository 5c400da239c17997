"""What a plan is for, whose it is and for whom: the background behind the summary."""

from collections.abc import Iterable, Iterator

from documents.advice.content import plain
from documents.blocks import Block, Heading, Sentence, bullets
from documents.labels import upper
from documents.plan import words
from documents.plan.blocks import paragraph, table
from documents.plan.paper import Paper
from dutch import day
from engine.model import UNKNOWN
from plans import report

ABOUT = (
    ("Wat het niet is.", "Dit plan voorspelt niet hoeveel inwoners worden bereikt."),
    (
        "Groepen.",
        "Doelgroepen zijn groepen, geen personen. Geen naam of adres van een inwoner is gebruikt.",
    ),
    (
        "Schattingen.",
        "Kosten, uren en reacties zijn schattingen van de organisatie. Wat niemand schatte, heet "
        "onbekend en telt niet als nul.",
    ),
    (
        "Kanalen.",
        "Welk kanaal past, volgt uit regels met een bron. De adviseur mag afwijken; de reden "
        "staat bij de keuzes.",
    ),
    (
        "Reacties.",
        "Reacties zijn gelijk verdeeld over de weken die zijn genoemd. Een loket werkt op "
        "weekdagen die geen feestdag zijn.",
    ),
    (
        "Vakanties.",
        "Feestdagen en schoolvakanties komen uit een lijst. Herfst- en voorjaarsvakantie zijn "
        "adviesdata: scholen mogen ervan afwijken.",
    ),
    (
        "Verder werken.",
        "Het planbestand zit in de PDF: open die op de pagina Kanaalplan en werk verder.",
    ),
)


def facts(paper: Paper) -> Iterator[Sentence]:
    """Yield what kind of plan it is, whose and when, in a few words each."""
    plan, project = paper.plan, paper.plan.project
    yield Sentence(paper.book.tracks[project.track].name, "Traject")
    if project.stake != UNKNOWN:
        yield Sentence(paper.book.stakes[project.stake].name, "Op het spel")
    yield Sentence(words.span(project.start, project.end), "Periode")
    for lead, text in (
        ("Schaal", upper(words.SCALE[plan.scale]) if plan.scale else None),
        ("Afzender", project.sender),
        ("Opdrachtgever", project.client),
        ("Projectleider", project.leader),
        ("Communicatieadviseur", project.adviser),
        ("Registratienummer", project.registration),
        ("Budgetnummer", project.budget_number),
    ):
        if text:
            yield Sentence(plain(text), lead)


def background(paper: Paper) -> Iterable[Block]:
    """Yield the project, what it wants, the groups, and the phases."""
    plan, project = paper.plan, paper.plan.project
    yield bullets(Sentence(fact.text, f"{fact.lead}:") for fact in facts(paper))
    for title, text in (
        ("Opgave", project.task),
        ("Kernboodschap", project.message),
        ("Afbakening", project.scope),
        ("Terugblik", project.look_back),
        ("Strategie", project.strategy),
    ):
        if text:
            yield Heading(title)
            yield paragraph(text)
    goals = [
        Sentence(plain(text), lead)
        for lead, text in (
            ("Weten:", project.goal.know),
            ("Willen:", project.goal.want),
            ("Doen:", project.goal.do),
        )
        if text
    ]
    if goals:
        yield Heading("Doel")
        yield bullets(goals)
    if earlier := words.lessons(plan, paper.book):
        yield Heading(words.LEARNED)
        yield bullets(tuple(Sentence(plain(text), plain(lead)) for lead, text in earlier))
    yield Heading("Doelgroepen")
    yield table(words.without_empty(words.groups(plan, paper.book)))
    yield Heading("Fasen en mijlpalen")
    yield table(words.without_empty(words.phases(plan, paper.book)))


def about(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield what this document is and is not, and how to go on with it."""
    yield "Versie.", f"Dit is versie {paper.version} van {day(paper.on)}. {paper.status}."
    yield from (
        ("Eigen onderzoek.", text) for text in report.research_notes(paper.plan, paper.book)
    )
    yield from ABOUT
