"""The four questions on the left of the page; the address keeps the answers."""

from collections.abc import Mapping

import streamlit as st

from engine.model import DIMENSIONS, Rulebook
from screens.advice import questions, versus
from screens.page import address, canvas
from screens.page.address import Answers, Asked
from screens.page.pane import pane


def ask(book: Rulebook, asked: Asked, locked: Mapping[str, str] = questions.NOTHING) -> None:
    """Show the questions with the answers of the address; those that are locked as text."""

    def choose(answers: Answers) -> None:
        go({key: answers.get(key) for key in DIMENSIONS} | dict(locked))

    html = questions.pieces(book, asked, locked)
    canvas.show(questions.PANE, pane(html, asked.answers), choose)
    if len(locked) < len(DIMENSIONS):
        st.button("Wis mijn keuzes", on_click=clear, args=(locked,), key="wis")


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
