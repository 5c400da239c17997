"""The page Reis van de inwoner: library, steps that recur, and a journey of your own."""

import streamlit as st

from screens import (
    fields,
    journeys,
    knowledge,
    plan_journey,
    reis_bibliotheek,
    reis_eigen,
    reis_stappen,
)
from screens.markup import bullets, tag

PARTS = {
    "bibliotheek": "Bibliotheek",
    "stappen": "Dezelfde stappen",
    "eigen": "Je eigen reis",
}
INTRO = (
    "Kijk met de ogen van de inwoner: welke stappen zet iemand, en wat vraagt dat van jullie? "
    "Elders heet dit ook wel een service blueprint."
)
BROKEN = "Deze bestanden kloppen niet en staan er daarom niet bij:"


def show() -> None:
    """Show the page."""
    plan_journey.returned()
    table = knowledge.table()
    library = journeys.found(table)
    st.title("Reis van de inwoner", anchor=False)
    st.html(tag("p", INTRO, class_="intro"))
    if library.problems:
        wrong = bullets(journeys.complaint(library.problems))
        st.html(tag("div", tag("p", BROKEN), wrong, class_="melding", role="alert"))
    part = fields.part("Onderdeel van deze pagina", PARTS)
    if part == "stappen":
        reis_stappen.show(table, library)
    elif part == "eigen":
        reis_eigen.show(table, library)
    elif library.journeys:
        reis_bibliotheek.show(table, library)
