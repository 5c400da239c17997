"""The page Reis van de inwoner: library, steps that recur, and a journey of your own."""

import streamlit as st

from screens.journey import library as library_part
from screens.journey import own, plan_button, steps, where
from screens.page import fields, journey_library, knowledge
from screens.page.markup import notice, tag
from screens.pages import JOURNEY

INTRO = (
    "Kijk met de ogen van de inwoner: welke stappen zet iemand, en wat vraagt dat van jullie? "
    "Elders heet dit ook wel een service blueprint."
)
BROKEN = "Deze bestanden kloppen niet en staan er daarom niet bij:"


def show() -> None:
    """Show the page."""
    plan_button.leave()
    table = knowledge.table()
    library = journey_library.library(table)
    st.title(JOURNEY.title, anchor=False)
    st.html(tag("p", INTRO, class_="intro"))
    if library.problems:
        st.html(notice(BROKEN, items=journey_library.complaint(library.problems)))
    part = fields.part("Onderdeel van deze pagina", JOURNEY.parts)
    if part == "stappen":
        steps.show(table, library)
    elif part == "waar":
        where.show(table, library)
    elif part == "eigen":
        own.show(table, library)
    elif library.journeys:
        library_part.show(table, library)
