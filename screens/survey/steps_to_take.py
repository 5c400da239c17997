"""What a newcomer sees: three steps from questions to advice, and an example to walk them with."""

import streamlit as st

from screens.page.fields import put
from screens.page.markup import Html, bullets, join, tag
from screens.survey import choices

STEPS = (
    "Maak vragen voor jullie kanalen, en stel ze op papier en online.",
    "Breng de antwoorden: uit SPSS, Excel, LimeSurvey, Forms of een ander programma.",
    "Kijk wat inwoners willen, hoe zeker dat is en welk advies het verandert.",
)
INTRO = (
    "Niemand weet welke kanalen jullie inwoners willen, behalve zij. Vraag het hun, en het advies "
    "leert ervan. De landelijke kennis verandert niet."
)
NOTHING = "Hier staat nog niets. Breng eerst antwoorden bij Antwoorden, of bekijk een voorbeeld."
EXAMPLE = "Bekijk een voorbeeld"


def intro() -> None:
    """Show what the page is for, in three steps, with the way to the example."""
    st.html(join((tag("p", INTRO, class_="intro"), bullets(STEPS, ordered=True))))
    button("boven")


def nothing() -> None:
    """Show that there is nothing to see yet, and what to do."""
    st.html(join((tag("p", NOTHING), bullets(STEPS, ordered=True))))
    button("leeg")


def button(name: str) -> None:
    """Show the button to the example."""
    st.button(EXAMPLE, key=f"onderzoek-voorbeeld-{name}", type="primary", on_click=_example)


def _example() -> None:
    put({choices.EXAMPLE: choices.YES, choices.PART: choices.WISHES})


def example_tag(simulated: bool) -> Html | None:
    """Return the mark that everything here is made up."""
    return tag("span", "Voorbeeld: alles hierin is verzonnen", class_="merk") if simulated else None
