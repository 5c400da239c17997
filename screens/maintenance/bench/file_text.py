"""The files of a concept: which they are, their text to edit, and what differs from what serves."""

from pathlib import PurePosixPath

import streamlit as st

from engine.compile import Table
from engine.model import Rulebook
from engine.proof import trial
from screens.maintenance.bench.current_concept import Bench
from screens.maintenance.bench.file_names import title_of
from screens.maintenance.bench.pressed import FRESH, keep
from screens.maintenance.changes import difference_html
from screens.page import fields
from screens.page.markup import Html, join, notice, table, tag
from workbench import knowledge_rooms
from workbench.concept import ConceptError, overtaken
from workbench.knowledge_rooms import ROOMS, checked, may_go, room_of

ROOM, FILE = "map", "bestand"
NAMES = (ROOM, FILE)
NEW = "nieuw"
HEADS = ("Bestand", "Wat", "Hoe")


def overview(bench: Bench) -> None:
    """Show which files the concept holds."""
    files = bench.concept.files
    if not files:
        st.html(tag("p", "Er staat nog niets in dit concept."))
        return
    rows = [(name, ROOMS[room_of(name)], _how(bench, name)) for name in files]
    st.html(table(f"Dit concept verandert {len(rows)} bestanden", HEADS, rows, plain=True))
    late = overtaken(bench.concept, bench.serving)
    if late and bench.open:
        st.html(notice("Intussen veranderde ook de kennis die geldt. Kijk deze bestanden na en zet "
                       "ze zo nodig terug:", items=late))  # fmt: skip


def _how(bench: Bench, name: str) -> str:
    if bench.concept.files[name].text is None:
        return "weg"
    return "gewijzigd" if name in bench.serving else "nieuw"


def show(advice_table: Table, bench: Bench) -> None:
    """Show the step."""
    name = _choose(advice_table.book, bench)
    if name is None:
        return
    text, serves = bench.texts.get(name), bench.serving.get(name)
    if text is None:
        st.html(tag("p", "Dit bestand gaat weg met dit concept."))
    else:
        key = f"wp-tekst-{bench.number}-{name}-{st.session_state.get(FRESH, 0)}"
        typed = st.text_area(f"Tekst van {PurePosixPath(name).name}", text, key=key, height=420,
                             disabled=not bench.open)  # fmt: skip
        _buttons(bench, name, typed)
    if text is not None and serves is not None and text != serves:
        st.html(join((tag("h4", "Dit is veranderd"), difference_of(serves, text))))
    mine = bench.open and name in bench.concept.files
    if mine and st.button("Zet dit bestand terug zoals het nu geldt", key="bestand-terug"):
        keep(lambda: _put_back(bench, name))


def difference_of(was: str, now: str) -> Html:
    """Return the lines that differ between two texts."""
    return difference_html(trial.difference(was, now))


def _choose(book: Rulebook, bench: Bench) -> str | None:
    every = sorted({*bench.texts, *bench.concept.files})
    with st.container(horizontal=True, key="kies-conceptbestand"):
        room = fields.select(ROOM, "Soort bestand", ROOMS, NAMES)
        files = {name: _label(book, bench, name) for name in every if room_of(name) == room}
        new = {NEW: "Een nieuw bestand"} if bench.open and room != "journeys" else {}
        name = fields.select(FILE, "Bestand", files | new, NAMES)
    if name != NEW:
        return name
    word = st.text_input("Korte naam van het nieuwe bestand", key=f"wp-naam-{room}", max_chars=60)
    if word.strip():
        try:
            fresh = knowledge_rooms.name_for(room, word)
        except ConceptError as error:
            st.html(notice(str(error)))
            return None
        st.html(tag("p", f"Zo heet het bestand: {fresh}", class_="hulp"))
        typed = st.text_area("Tekst van het nieuwe bestand", key=f"wp-nieuw-{room}", height=320)
        if st.button("Bewaar in het concept", type="primary", key="nieuw-bestand"):
            keep(lambda: _put_new(bench, fresh, typed))
    return None


def _label(book: Rulebook, bench: Bench, name: str) -> str:
    return title_of(book, name) + (f", {_how(bench, name)}" if name in bench.concept.files else "")


def _buttons(bench: Bench, name: str, typed: str) -> None:
    if not bench.open:
        return
    with st.container(horizontal=True, key="knoppen-conceptbestand"):
        if st.button("Bewaar in het concept", type="primary", key="bestand-bewaar"):
            keep(lambda: _put(bench, name, typed))
        if may_go(name) and st.button("Haal dit bestand weg", key="bestand-weg"):
            keep(lambda: bench.put({checked(name): None}, f"bestand weggehaald: {name}"))


def _put(bench: Bench, name: str, typed: str) -> bool:
    return bench.put({checked(name): typed}, f"tekst veranderd: {name}")


def _put_new(bench: Bench, name: str, typed: str) -> bool:
    if name in bench.texts:
        raise ConceptError("Dit bestand is er al. Kies een andere naam.")
    return bench.put({checked(name): typed}, f"bestand toegevoegd: {name}")


def _put_back(bench: Bench, name: str) -> bool:
    bench.store.put_back(bench.number, name, bench.who.actor)
    return True
