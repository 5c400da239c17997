"""The questions on the left of the page; the address keeps the answers."""

from collections.abc import Mapping

import streamlit as st

from engine.model import DIMENSIONS, Rulebook
from screens.advice import questions, versus
from screens.advice.invitation import EXAMPLE
from screens.page import address, canvas
from screens.page.address import AddressAnswers, Answers
from screens.page.pane import pane


def ask(
    book: Rulebook, address_answers: AddressAnswers, locked: Mapping[str, str] = questions.NOTHING
) -> None:
    """Show the questions with the answers of the address; those that are locked as text."""

    def choose(answers: Answers) -> None:
        chosen = {key: answers.get(key) or "" for key in DIMENSIONS} | dict(locked)
        go(address.read(book, chosen).answers)

    html = questions.pieces(book, address_answers, locked)
    canvas.show(questions.PANE, pane(html, address_answers.answers), choose)
    if address.write(address_answers.answers).keys() - locked.keys():
        st.button("Wis mijn keuzes", on_click=clear, args=(locked,), key="wis")


def clear(locked: Mapping[str, str] = questions.NOTHING) -> None:
    """Empty all answers that are not locked, and what they were compared with."""
    for name in versus.BESIDE.values():
        st.query_params.pop(name, None)
    go(locked)


def go(answers: Answers) -> None:
    """Put answers in the address; the Back button returns to the ones before."""
    gone = {*DIMENSIONS, EXAMPLE}
    others = {key: st.query_params[key] for key in st.query_params if key not in gone}
    wanted = others | address.write(answers)
    if wanted != st.query_params.to_dict():  # else the browser was first
        st.query_params.from_dict(wanted)
