"""What the fields of a plan show: told to the browser only when it is new.

Whatever Streamlit is told to show replaces what somebody types there meanwhile. And a browser that
has not heard of a new value yet says the old one again with whatever else it says: that is no
change by anybody, and kept it would undo the work of a colleague.
"""

from time import monotonic
from typing import Any, TypeVar

import streamlit as st

TOLD = "plan-getoond"  # key of a field → what it showed, and since when, the last few
WHOLE, ANEW = "plan-heel-getoond", "plan-opnieuw-tonen"  # of the last drawing, and for this one
SENT, CROSSED = "plan-verstuurd", "plan-gekruist"  # key → told last, and when; what crossed with it
ON_ITS_WAY = 5.0  # seconds in which a browser may not have heard of a new value
FEW = 4
Shown = tuple[Any, float]
T = TypeVar("T")


def begin() -> None:
    """Begin to draw: what may not have reached the browser is told again.

    A drawing that another one overtook is such, and so is the first.
    """
    st.session_state[ANEW] = not st.session_state.get(WHOLE, False)
    st.session_state[WHOLE] = False


def end() -> None:
    """End drawing: everything was told."""
    st.session_state[WHOLE] = True


def show(key: str, value: T, named: bool = False) -> T:
    """Let a field show a value, before it is drawn; return it, to draw the field with.

    A list is `named`: its browser knows the names of the options alone, which may have changed.
    Whatever else is drawn with its value in every drawing: a browser that missed the drawing in
    which the value was told shows the one it is drawn with, and would else show and say nothing.
    """
    again = named or st.session_state.get(ANEW, True) or key not in st.session_state
    crossed: set[str] = st.session_state.setdefault(CROSSED, set())
    if again or key in crossed or st.session_state[key] != value:
        if key in st.session_state and not named:  # else nobody can have typed there yet
            st.session_state.setdefault(SENT, {})[key] = (value, monotonic())
        st.session_state[key] = value
        crossed.discard(key)
    told = _history().get(key, ())
    if not told or told[-1][0] != value:
        _history()[key] = (*told[1 - FEW :], (value, monotonic()))
    return value


def is_echo(key: str) -> bool:
    """Tell whether a field that changed only says what it showed before a new value.

    What was typed is none, also when it was shown before: who said something new knows it, so
    from then on nothing older comes by itself. It may have crossed with what the field was told a
    moment ago, and then its browser shows that: it is told once more.
    """
    told, now = _history().get(key, ()), monotonic()
    late = now - told[-1][1] < ON_ITS_WAY if told else False
    said = st.session_state.get(key)
    echo = late and said != told[-1][0] and any(said == value for value, _ in told[:-1])
    if not echo:
        sent: Shown = st.session_state.get(SENT, {}).get(key, (None, -ON_ITS_WAY))
        crossed = now - sent[1] < ON_ITS_WAY and sent[0] != said
        _history()[key] = (*((sent,) if crossed else ()), (said, now))
        if crossed:
            st.session_state.setdefault(CROSSED, set()).add(key)
    return echo


def forget() -> None:
    """Take whatever a browser says now for a change: somebody chose to go back."""
    _history().clear()


def _history() -> dict[str, tuple[Shown, ...]]:
    every: dict[str, tuple[Shown, ...]] = st.session_state.setdefault(TOLD, {})
    return every
