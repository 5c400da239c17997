"""The page Onderbouwing: what the advice rests on, for whoever wants to check it."""

import streamlit as st

from screens.evidence import chain, gaps, sources
from screens.page import fields, knowledge
from screens.page.markup import tag
from screens.pages import EVIDENCE

INTRO = (
    "Elk advies bestaat uit regels, en elke regel noemt haar bron of heet vakkennis. Hier zie je "
    "waar alles vandaan komt en wat nog niemand heeft uitgezocht."
)


def show() -> None:
    """Show the page."""
    table = knowledge.table()
    st.title("Waar komt het advies vandaan?", anchor=False)
    st.html(tag("p", INTRO, class_="intro"))
    part = fields.part("Onderdeel van deze pagina", EVIDENCE.parts)
    if part == "keten":
        chain.show(table)
    elif part == "kaart":
        gaps.show(table)
    else:
        sources.show(table.book)
