"""What this session holds of own research: a layer and counts, nothing about a person."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from engine.knowledge import own_survey
from engine.knowledge.own_survey import OwnSurvey
from engine.model import Rulebook
from screens.survey import choices
from surveys.harvest import Harvest
from surveys.turnout import Turnout

KEY = "onderzoek-uitkomst"
LAYER = "laag.yaml"


@dataclass(frozen=True, slots=True)
class HeldSurvey:
    """A survey on this page: its layer as value and as text, and who took part if that is known."""

    own: OwnSurvey
    text: str
    who: Turnout | None = None
    effective: int = 0
    dropped: Sequence[str] = ()
    notes: Sequence[str] = ()


def held(book: Rulebook) -> HeldSurvey | None:
    """Return what was estimated or opened here, else nothing."""
    kept: HeldSurvey | None = st.session_state.get(KEY)
    return kept


def hold(book: Rulebook, text: str, gathered: Harvest | None = None) -> HeldSurvey:
    """Keep a layer for this session and return it. Raises KnowledgeError."""
    kept = st.session_state[KEY] = survey_of(book, text, gathered)
    return kept


def survey_of(book: Rulebook, text: str, gathered: Harvest | None = None) -> HeldSurvey:
    """Return a layer with what is known of its answers. Raises KnowledgeError."""
    own = own_survey.parse(LAYER, text, book)
    if gathered is None:
        return HeldSurvey(own, text)
    return HeldSurvey(own, text, gathered.who, gathered.effective, gathered.dropped, gathered.notes)


def let_go() -> None:
    """Hold nothing any more."""
    st.session_state.pop(KEY, None)
    choices.choose(choices.EXAMPLE, "")
