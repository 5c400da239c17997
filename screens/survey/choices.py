"""What of own research is in sight: the address says, so a link and Back work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from engine.knowledge.own_survey import Asked, OwnSurvey
from engine.model import Rulebook
from screens.page.fields import PART as PART
from screens.page.fields import put
from surveys.findings.dots import AGES, asked_in, names
from surveys.findings.splits import SPLITS

TRACK, PHASE, SPLIT, GROUP, CHANNEL = "traject", "fase", "splits", "groep", "kanaal"
ALL, TABLE, EXAMPLE, ONLY, COUNTS, OPEN = (
    "alle",
    "tabel",
    "voorbeeld",
    "alleen",
    "telt",
    "advies",
)
YES, NO = "ja", "nee"
WISHES = "inwoners"  # the part of the page with what residents want

KEPT = (TRACK, PHASE, SPLIT, GROUP, CHANNEL, ALL, EXAMPLE, ONLY, COUNTS)  # by every tab


@dataclass(frozen=True, slots=True)
class SurveyView:
    """What is chosen; `channel` is "" when no channel is looked at by itself."""

    track: str
    phase: str
    split: str
    group: str
    channel: str
    every: bool
    tables: str

    @property
    def asked(self) -> Asked:
        """Return the situation that is looked at."""
        return Asked(self.track, self.phase)


def view(book: Rulebook, own: OwnSurvey) -> SurveyView:
    """Return what the address asks to see; what was not asked of residents counts for nothing."""
    tracks = [track for track in book.tracks if asked_in(own, track, book.phases)]
    track = one_of(TRACK, tracks)
    phases = [one.phase for one in asked_in(own, track, book.phases)]
    phase = one_of(PHASE, phases, phases[1] if len(phases) > 1 else "")
    splits = [split for split in SPLITS if names(own, split)]
    split = one_of(SPLIT, splits or [AGES])
    groups = names(own, split)
    channels = own.rows.get(Asked(track, phase), {})
    channel = st.query_params.get(CHANNEL, "")
    return SurveyView(
        track,
        phase,
        split,
        one_of(GROUP, groups) if groups else "",
        channel if channel in channels else "",
        st.query_params.get(ALL, "") == YES,
        st.query_params.get(TABLE, ""),
    )


def one_of(name: str, options: Sequence[str], default: str = "") -> str:
    """Return the choice of the address, or when it names none that exists the default or first."""
    value = st.query_params.get(name, "")
    if value in options:
        return value
    return default if default in options else next(iter(options), "")


def counts() -> bool:
    """Tell whether the survey is to count, as the switch stands."""
    return st.query_params.get(COUNTS) != NO


def choose(name: str, value: str) -> None:
    """Put a choice in the address."""
    put({name: value})


def address_values() -> Mapping[str, str]:
    """Return what a tab takes along to another."""
    return {name: st.query_params[name] for name in KEPT if name in st.query_params}
