"""What an organisation measured and learned itself, on its way into the organisation file."""

from typing import Any

import streamlit as st

from engine import KnowledgeError
from engine.knowledge import organisation
from engine.knowledge.own_findings import KEYS
from engine.model import Organisation, Rulebook
from screens.page.markup import notice, tag
from screens.page.reading import asking

ADDED, REFUSED = "organisatie-aanvulling", "organisatie-aanvulling-klacht"
OWN = "organisatie-gemeten"  # the organisation whose findings and lessons the file will hold
LABEL = "de aanvulling"
ADDING = (
    "Maakte je bij Digitaal luisteren een aanvulling met wat jullie zelf maten en leerden? Plak "
    "de tekst hier. Metingen staan daarna bij het kanaal in het advies en tellen niet mee. Lessen "
    "zie je terug als je een plan maakt over hetzelfde onderwerp."
)


def show(national: Rulebook, organisation_now: Organisation | None) -> None:
    """Show where to paste what was measured, and what the file holds of it."""
    st.session_state.setdefault(OWN, organisation_now)
    with st.expander("Voeg toe wat jullie zelf maten en leerden"):
        st.html(tag("p", ADDING, class_="hulp"))
        st.text_area("Plak hier de aanvulling", key=ADDED, height=120)
        st.button("Voeg toe aan het bestand", on_click=_add, args=(national,), key="voeg-toe")
        complaint = st.session_state.get(REFUSED)
        if complaint:
            st.html(notice("Deze aanvulling klopt nog niet:", items=complaint))
        own = st.session_state[OWN]
        if own and (own.findings or own.lessons):
            st.html(
                tag("p", f"{count_sentence(own)} Ze staan in het bestand hieronder.", role="status")
            )
            st.button("Haal ze weer uit het bestand", on_click=_without_measured, key="haal-weg")


def _add(national: Rulebook) -> None:
    try:
        text, own = st.session_state.get(ADDED, ""), st.session_state[OWN]
        st.session_state[OWN] = asking.read(LABEL, "aanvulling", text, national, own)
    except KnowledgeError as error:
        st.session_state[REFUSED] = [str(problem) for problem in error.problems]
        return
    st.session_state.pop(REFUSED, None)
    st.session_state[ADDED] = ""


def _without_measured() -> None:
    st.session_state[OWN] = None


def keys() -> dict[str, Any]:
    """Return the findings and lessons under the keys of the file."""
    own: Organisation | None = st.session_state[OWN]
    said = organisation.keys(own) if own else {}
    return {key: said.get(key, []) for key in KEYS}


def count_sentence(own: Organisation) -> str:
    """Say how much an organisation measured and learned."""
    return f"Eigen metingen: {len(own.findings)}. Lessen: {len(own.lessons)}."


def take(own: Organisation | None) -> None:
    """Go on with the findings and lessons of an organisation."""
    st.session_state[OWN] = own
