"""The four questions on the left of the page; the address keeps the answers."""

from collections.abc import Iterator, Mapping

import streamlit as st

from engine.model import DIMENSIONS, Rulebook
from screens.advice import guide, questions, versus
from screens.page import address
from screens.page.address import Answers, Asked
from screens.page.markup import Html, tag
from screens.page.pane import drawn, pane

PANE = "vragen-vlak"
UNMARKED = Asked(dict.fromkeys(DIMENSIONS))


def ask(book: Rulebook, asked: Asked, locked: Mapping[str, str] = questions.NOTHING) -> None:
    """Show the questions with the answers of the address; those that are locked as text."""

    def chosen(answers: Answers) -> None:
        go({key: answers.get(key) for key in DIMENSIONS} | dict(locked))

    pane(PANE, drawn(pieces(book, asked, locked), asked.answers), chosen)
    if len(locked) < len(DIMENSIONS):
        st.button("Wis mijn keuzes", on_click=clear, args=(locked,), key="wis")


def pieces(
    book: Rulebook, asked: Asked, locked: Mapping[str, str], marked: bool = False
) -> Iterator[Html]:
    """Yield the questions as HTML; without marked answers most stays the same at a change."""
    if locked:
        yield _told(book, locked)
    marks = asked if marked else UNMARKED
    track = asked.answers["traject"]
    for key in DIMENSIONS:
        if key not in locked:
            told = questions.label(key, locked)
            yield questions.fieldset(book, key, told, marks, [track] if track else [])
            if key == guide.PROFILE:
                yield guide.guide(book)
        if key == address.REQUIRED[-1] and asked.situation:
            yield tag("p", tag("a", "Naar je advies", href="#advies"), class_="alleen-smal")


def _told(book: Rulebook, locked: Mapping[str, str]) -> Html:
    """Return the answers that are locked."""
    rows = questions.answered(book, locked)
    return tag("div", tag("p", questions.FIXED), tag("dl", *rows), class_="vast")


def clear(locked: Mapping[str, str] = questions.NOTHING) -> None:
    """Empty all answers that are not locked, and what they were compared with."""
    for name in versus.BESIDE.values():
        st.query_params.pop(name, None)
    go(locked)


def go(answers: Answers) -> None:
    """Put answers in the address; the Back button returns to the ones before."""
    others = {k: st.query_params[k] for k in st.query_params if k not in DIMENSIONS}
    wanted = others | address.write(answers)
    if wanted != st.query_params.to_dict():  # else the browser was first
        st.query_params.from_dict(wanted)
