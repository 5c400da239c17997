"""One page for the contact centre: what is coming, when, how busy, and what to be ready for."""

from collections.abc import Iterable

from documents.blocks import Block, Bullets, Heading, Sentence, Table, bullets
from documents.content import plain
from documents.labels import day, listing, whole
from documents.plan_blocks import said
from documents.plan_paper import Paper
from documents.plan_words import NOT_FILLED, desks, expected, planning
from plans.capacity import Load, peaks

NO_RESPONSE = "Bij de acties staat nog geen schatting van het aantal reacties."
PREPARE = "Vul dit aan met de vragen die jullie zelf verwachten."


def contact_centre(paper: Paper) -> Iterable[Block]:
    """Yield one page for who answers: what is coming, when, how busy, and what to be ready for."""
    plan = paper.plan
    coming = tuple(
        (
            Sentence(plain(action.what)),
            Sentence(plain(planning(action))),
            Sentence(count),
            Sentence(plain(desks(plan, action))),
        )
        for action, count in expected(plan)
    )
    yield Heading("Wat komt eraan?")
    if coming:
        heads = ("Actie", "Wanneer", "Verwacht", "Waar het binnenkomt")
        summary = "Acties waarop inwoners reageren, naar de schatting van de adviseur."
        yield Table(summary, heads, coming, (4, 4, 3, 4))
    else:
        yield said(NO_RESPONSE)
    yield Heading("Wanneer is het het drukst?")
    names = {desk.id: desk.name for desk in plan.desks}
    yield bullets(
        tuple(Sentence(_peak(load), plain(f"{names[load.desk]}:")) for load in peaks(plan))
        or (Sentence(NO_RESPONSE),)
    )
    yield Heading("Vragen en antwoorden om klaar te hebben")
    yield Bullets(tuple((Sentence(plain(a), f"{q}"),) for q, a in _questions(paper)))
    yield said(PREPARE, "note")


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
