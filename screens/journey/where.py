"""Where something occurs in all journeys: a channel, a system, a law, an owner, a generic step."""

import streamlit as st

from blueprints import Library
from blueprints.finding import OCCURRING, PlaceInJourney, occurrences
from dutch import counted
from engine.compile import Table
from engine.model import Rulebook
from screens.page import fields
from screens.page.markup import Html, bullets, join, table, tag
from screens.pages import JOURNEY

NAMES = ("zoek",)
INTRO = (
    "Verandert er een systeem, een wet of een kanaal? Hier zie je in welke stappen van welke "
    "reizen het voorkomt."
)
HEADS = ("Wat", "In stappen", "In reizen", "Waar")


def show(advice_table: Table, library: Library) -> None:
    """Show the part of the page."""
    st.html(join((tag("h2", JOURNEY.parts["waar"]), tag("p", INTRO))))
    kind = fields.select("zoek", "Wat zoek je?", OCCURRING, NAMES)
    found = occurrences(library, kind)
    rows = [_row(advice_table.book, library, kind, one, places) for one, places in found.items()]
    st.html(table(OCCURRING[kind], HEADS, rows))


def _row(
    book: Rulebook, library: Library, kind: str, value: str, places: tuple[PlaceInJourney, ...]
) -> list[Html]:
    journeys = dict.fromkeys(place.journey for place in places)
    steps = {slug: [place.step for place in places if place.journey == slug] for slug in journeys}
    items = [
        join((_journey(library, slug), f": {', '.join(names)}")) for slug, names in steps.items()
    ]
    more = tag("details", tag("summary", counted(len(journeys), "reis", "reizen")), bullets(items))
    counts = (str(len(places)), str(len(journeys)))
    return [join((_name(book, library, kind, value),)), *(join((one,)) for one in counts), more]


def _name(book: Rulebook, library: Library, kind: str, value: str) -> str:
    """Return how a value is called on screen."""
    if kind == "kanalen":
        return book.channels[value].name
    if kind == "stap":
        return library.generic[value].name
    if kind == "wet":
        if value in library.sources:
            return library.sources[value].title
        home, finding = book.findings.get(value, (value, None))
        title = book.sources[home].title if home in book.sources else value
        return f"{title} ({finding.id})" if finding else title
    return value


def _journey(library: Library, slug: str) -> Html:
    return fields.go(library.journeys[slug].name, JOURNEY.address, deel="bibliotheek", reis=slug)
