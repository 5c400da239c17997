"""The page Praktijk: what other organisations did, a case of your own, and files to exchange."""

import streamlit as st

from screens.page import fields, knowledge
from screens.page.cases import case_form, practice_shelf
from screens.page.markup import tag
from screens.pages import PRACTICE
from screens.practice import opening, stack

INTRO = (
    "Wat deden andere organisaties om inwoners te bereiken, en wat bracht het? Elk geval heeft een "
    "bron. Een geval verandert nooit een advies."
)


def show() -> None:
    """Show the page."""
    st.title(PRACTICE.title, anchor=False)
    st.html(tag("p", INTRO, class_="intro"))
    book = knowledge.table().book
    part = fields.part("Onderdeel van deze pagina", PRACTICE.parts)
    if part == "maken":
        case_form.show("eigen", {}, book)
    elif part == "delen":
        opening.show(book, practice_shelf.shelf(book))
    else:
        stack.show(book, practice_shelf.shelf(book))
