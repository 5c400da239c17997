"""The same steps everywhere: which step recurs in which journey, and who does it differently."""

import streamlit as st

from blueprints import Library, recurring
from blueprints.lanes import LANES
from blueprints.recurrence import Recurrence, StepUse, own_steps
from documents.labels import lower
from dutch import counted, listing
from engine.compile import Table
from engine.model import Rulebook
from screens.page import fields
from screens.page.markup import Html, bullets, join, table, tag
from screens.pages import JOURNEY

TELLING = ("fase", "kanalen", "eigenaar", "wet")  # what makes a step differ for the organisation
WORDS = {"fase": "andere fase"} | {
    key: f"eigen {lower(lane.name)}" for lane in LANES for key in lane.keys
}
INTRO = (
    "Veel reizen bestaan uit dezelfde stappen, al heten ze anders. Maak zo’n stap één keer goed en "
    "elke reis heeft er iets aan."
)
HEADS = ("Stap", "Fase", "In reizen", "Waar het anders gaat", "Ontbreekt in")


def show(advice_table: Table, library: Library) -> None:
    """Show the part of the page."""
    book, items = advice_table.book, recurring(library)
    many = sum(len(item.journeys) > 1 for item in items)
    told = f"{many} stappen komen in meer dan één van de {len(library.journeys)} reizen voor."
    rows = [_row(book, library, item) for item in items]
    st.html(
        join(
            (
                tag("h2", "Dezelfde stappen"),
                tag("p", INTRO),
                tag("p", told, class_="zacht"),
                table("Stappen die terugkomen", HEADS, rows),
                _own(library),
            )
        )
    )


def _row(book: Rulebook, library: Library, item: Recurrence) -> list[Html]:
    form = library.generic[item.slug]
    name = join((form.name, tag("br"), tag("span", form.explanation, class_="bron dun")))
    phase = book.phases[form.phase].name if form.phase else "verschilt"
    count = counted(len(item.journeys), "reis", "reizen")
    return [
        name,
        join((phase,)),
        tag("details", tag("summary", count), bullets([_use(library, u) for u in item.uses])),
        bullets([_deviation(library, use) for use in item.uses if _telling(use)]),
        bullets([_journey(library, slug) for slug in item.absent]),
    ]


def _telling(use: StepUse) -> list[str]:
    return [WORDS[key] for key in use.keys if key in TELLING]


def _use(library: Library, use: StepUse) -> Html:
    return join((_journey(library, use.journey), f": {use.step.name}"))


def _deviation(library: Library, use: StepUse) -> Html:
    return join((_journey(library, use.journey), f": {listing(_telling(use))}"))


def _journey(library: Library, slug: str) -> Html:
    return fields.go(library.journeys[slug].name, JOURNEY.address, deel="bibliotheek", reis=slug)


def _own(library: Library) -> Html:
    """Return the steps that stand alone: candidates to share, or truly different."""
    items = [
        join(
            (_journey(library, journey.slug), f": {listing([s.name for s in own_steps(journey)])}")
        )
        for journey in library.journeys.values()
        if own_steps(journey)
    ]
    return join((tag("h3", "Stappen die alleen in één reis staan"), bullets(items)))
