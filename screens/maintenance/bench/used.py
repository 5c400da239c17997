"""Where a channel, source, finding, fact or group is used, before somebody takes it away."""

from collections.abc import Mapping, Sequence

import streamlit as st

from engine.compile import Table
from engine.knowledge import files
from engine.model import Rulebook
from screens.maintenance.bench.file_names import title_of
from screens.page import fields, knowledge
from screens.page.markup import join, table, tag
from workbench import knowledge_rooms, usage
from workbench.form_options import ConceptWords, lists
from workbench.usage import NeverAdvised, Usage

KIND, WORD = "waarvan", "woord"
NAMES = (KIND, WORD)
KINDS = {
    "kanalen": "Kanaal of middel",
    "bronnen": "Bron of bevinding",
    "leeftijd": "Leeftijdsgroep",
    "profiel": "Profiel",
    "belang": "Belang",
    "feit": "Feit dat uit keuzes volgt",
    "taken": "Taak",
    "soorten": "Soort kanaal",
    "vraagt": "Wat een kanaal vraagt",
    "plichten": "Plicht of aanbeveling",
}
HEADS = ("Bestand", "Onderdeel", "Waar")
NEVER_HEADS = ("Kanaal of middel", "Waarom nooit gekozen")
NEVER = "Kanalen die in geen enkel advies worden gekozen"


def show(advice_table: Table) -> None:
    """Show the part of the page."""
    book = advice_table.book
    st.html(tag("h2", "Waar wordt dit gebruikt?"))
    names = _words(book)
    with st.container(horizontal=True, key="kies-woord"):
        kind = fields.select(KIND, "Waarvan", KINDS, NAMES)
        word = fields.select(WORD, "Welke", names[kind], NAMES)
    places = where(knowledge.version(book), book, word)
    rows = [(title_of(book, one.file), one.part or "–", one.keys) for one in places]
    if rows:
        st.html(table(f"{len(rows)} plaatsen noemen {word}", HEADS, rows, plain=True))
    else:
        st.html(tag("p", "Niets in de kennis noemt dit. Je kunt het weghalen."))
    _never(usage.never_advised(advice_table))


def _words(book: Rulebook) -> Mapping[str, Mapping[str, str]]:
    every = lists(book, ConceptWords({}, {}))
    return {**every, "feit": book.words.fact_names}


@st.cache_data(show_spinner=False, max_entries=64)
def where(version: str, _book: Rulebook, word: str) -> tuple[Usage, ...]:
    """Return where a word is used in what serves; a source also where its findings are."""
    texts = knowledge_rooms.texts(knowledge.published())
    trees = {name: files.parse(name, text)[0] for name, text in texts.items()}
    source = _book.sources.get(word)
    words = [word, *(finding.id for finding in source.findings)] if source else [word]
    return tuple(dict.fromkeys(place for one in words for place in usage.of_word(trees, one)))


def _never(channels: Sequence[NeverAdvised]) -> None:
    rows = [(one.channel, one.reason) for one in channels]
    if rows:
        told = "Dat kan terecht zijn. Kijk per kanaal of de reden klopt."
        st.html(join((table(NEVER, NEVER_HEADS, rows), tag("p", told, class_="zacht"))))
