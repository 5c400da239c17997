"""What this session holds of own research: a layer and counts, nothing about a person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

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
    """A survey on this page: its layer as value and as text, and who took part if that is known.

    `earlier` is a survey of before to put beside it; `loaded` when the server counts this one.
    """

    own: OwnSurvey
    text: str
    who: Turnout | None = None
    effective: int = 0
    dropped: Sequence[str] = ()
    notes: Sequence[str] = ()
    earlier: OwnSurvey | None = None
    loaded: bool = False


def held(book: Rulebook) -> HeldSurvey | None:
    """Return what was estimated or opened here, else what the server counts, else nothing."""
    kept: HeldSurvey | None = st.session_state.get(KEY)
    if kept is None and book.surveys:
        kept = HeldSurvey(book.surveys[0], _text(book.surveys[0]), loaded=True)
    if kept is None or kept.earlier or kept.own.about.simulated:
        return kept
    return replace(kept, earlier=_before(book, kept.own))


@lru_cache(maxsize=4)
def _text(own: OwnSurvey) -> str:
    return own_survey.write(own)


def _before(book: Rulebook, own: OwnSurvey) -> OwnSurvey | None:
    """Return the newest survey on the server that is older than this one."""
    return next((one for one in book.surveys if one.about.end < own.about.end), None)


def hold(
    book: Rulebook, text: str, gathered: Harvest | None = None, earlier: OwnSurvey | None = None
) -> HeldSurvey:
    """Keep a layer for this session and return it. Raises KnowledgeError."""
    kept = replace(survey_of(book, text, gathered), earlier=earlier)
    st.session_state[KEY] = kept
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
