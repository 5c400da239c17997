"""What the fields of a plan show: told to the browser only when it is new.

Whatever Streamlit is told to show replaces what somebody types there meanwhile. And a browser that
has not heard of a new value yet says the old one again with whatever else it says: that is no
change by anybody, and kept it would undo the work of a colleague.
"""

from time import monotonic
from typing import Any

import streamlit as st

SHOWN = "plan-getoond"  # key of a field → what it was last told to show
UNHEARD = "plan-net-getoond"  # key of a field → what it showed before its new value, and until when
ON_ITS_WAY = 2.0  # seconds in which a browser may not have heard of a new value


def show(key: str, value: object, named: bool = False) -> None:
    """Let a field show a value, before it is drawn.

    A list is `named`: its browser knows the names of the options alone, which may have changed.
    """
    known, before = key in st.session_state, st.session_state.get(key)
    last = _kept(SHOWN).get(key)
    _kept(SHOWN)[key] = value
    if known and before != value and before == last:
        _kept(UNHEARD)[key] = (before, monotonic() + ON_ITS_WAY)
    if named or not known or before != value:
        st.session_state[key] = value


def is_echo(key: str) -> bool:
    """Tell whether a field that changed only says what it was told to show before.

    What somebody typed themselves is none, also when it is typed for the second time.
    """
    before, until = _kept(UNHEARD).get(key, (None, 0.0))
    return monotonic() < until and bool(st.session_state.get(key) == before)


def _kept(name: str) -> dict[str, Any]:
    every: dict[str, Any] = st.session_state.setdefault(name, {})
    return every
