"""What the fields of a plan show: told to the browser only when it is new.

Whatever Streamlit is told to show replaces what somebody types there meanwhile. And a browser that
has not heard of a new value yet says the old one again with whatever else it says: that is no
change by anybody, and kept it would undo the work of a colleague.
"""

from time import monotonic
from typing import Any

import streamlit as st

UNHEARD = "plan-net-getoond"  # key of a field → what the browser had before its new value, and when
ON_ITS_WAY = 2.0  # seconds in which a browser may not have heard of a new value


def show(key: str, value: object, named: bool = False) -> None:
    """Let a field show a value, before it is drawn.

    A list is `named`: its browser knows the names of the options alone, which may have changed.
    """
    known, before = key in st.session_state, st.session_state.get(key)
    if known and before != value:
        _unheard()[key] = (before, monotonic())
    else:
        _unheard().pop(key, None)
    if named or not known or before != value:
        st.session_state[key] = value


def is_echo(key: str) -> bool:
    """Tell whether a field that changed only says what it showed before its new value."""
    before, at = _unheard().get(key, (None, -ON_ITS_WAY))
    return monotonic() - at < ON_ITS_WAY and bool(st.session_state.get(key) == before)


def _unheard() -> dict[str, tuple[Any, float]]:
    every: dict[str, tuple[Any, float]] = st.session_state.setdefault(UNHEARD, {})
    return every
