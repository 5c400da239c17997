"""The library itself: all cases, fewer by track, phase, subject and channel."""

import streamlit as st

from dutch import counted
from engine.model import UNKNOWN, Rulebook
from listening import knowledge as vocabulary
from practice import FiledCase, PracticeLibrary, Wanted, fitting
from practice.matching import is_about
from screens.page import fields
from screens.page.cases import elsewhere
from screens.page.markup import tag

ALL = {"": "Alle"}
FIELDS = ("traject", "fase", "onderwerp", "kanaal")
PAGE, MORE = 8, "praktijk-meer"
NONE = "Geen geval past bij deze keuzes. Kies er een minder."


def show(book: Rulebook, shelf: PracticeLibrary) -> None:
    """Show the filters and what is left."""
    subjects = vocabulary.load().subjects
    used = {slug for one in shelf.cases for slug in one.case.subjects}
    channels = {slug for one in shelf.cases for slug in one.case.channels}
    options = {
        "traject": {slug: one.name for slug, one in book.tracks.items()},
        "fase": {slug: one.name for slug, one in book.phases.items()},
        "onderwerp": {slug: one.plain for slug, one in subjects.items() if slug in used},
        "kanaal": {slug: one.name for slug, one in book.channels.items() if slug in channels},
    }
    labels = dict(zip(FIELDS, ("Traject", "Fase", "Onderwerp", "Kanaal of middel"), strict=True))
    with st.container(horizontal=True, key="filters-praktijk"):
        asked = {
            name: fields.select(name, labels[name], ALL | options[name], FIELDS) for name in FIELDS
        }
    _list(book, chosen(shelf, asked))


def chosen(shelf: PracticeLibrary, asked: dict[str, str]) -> tuple[FiledCase, ...]:
    """Return the cases that fit the filters; an empty one excludes nothing."""
    phases = [asked["fase"]] if asked["fase"] else []
    fit = fitting(shelf.cases, Wanted(asked["traject"] or UNKNOWN, phases))
    return tuple(
        one
        for one in fit
        if (not asked["onderwerp"] or is_about(one.case, asked["onderwerp"]))
        and (not asked["kanaal"] or asked["kanaal"] in one.case.channels)
    )


def _list(book: Rulebook, cases: tuple[FiledCase, ...]) -> None:
    st.html(tag("h2", counted(len(cases), "geval", "gevallen")))
    if not cases:
        st.html(tag("p", NONE))
        return
    count = int(st.session_state.get(MORE, PAGE))
    st.html(tag("div", elsewhere.cases(book, cases[:count]), class_="praktijk"))
    if count < len(cases):
        st.button(f"Toon er {min(PAGE, len(cases) - count)} meer", key="praktijk-toon-meer",
                  on_click=_more, args=(count + PAGE,))  # fmt: skip


def _more(count: int) -> None:
    st.session_state[MORE] = count
