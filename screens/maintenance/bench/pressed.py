"""Keeps what a form holds, and says why where that cannot be."""

from collections.abc import Callable

import streamlit as st

from engine.model import KnowledgeError
from screens.maintenance.bench import current_concept
from workbench.concept import ConceptError

FRESH = "werkplaats-vers"  # counts forms, so that one that was kept is empty again
PART_AT = "onderdeel"  # in the address: which part of a file is in the form


def keep(do: Callable[[], bool]) -> None:
    """Do what a button is for; where that works the form is empty again, else it says why not."""
    try:
        kept = do()
    except (ConceptError, KnowledgeError) as error:
        current_concept.refuse(error)
        kept = False
    if kept:
        st.session_state[FRESH] = st.session_state.get(FRESH, 0) + 1
        st.query_params.pop(PART_AT, None)
        st.rerun()
    current_concept.show_messages()
