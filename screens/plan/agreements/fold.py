"""A part of the tab Afspraken that folds: its name says how much is in it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

OPEN = "plan-afspraken-open"  # parts in which something was added, which stay open


def fold(key: str, title: str, count: int = 0, first: bool = False) -> DeltaGenerator:
    """Return the place for a part; `count` is how many there are, `first` opens it from the start.

    A browser closes a part whose name changes, unless that is said to be open.
    """
    label = f"{title} ({count})" if count else title
    return st.expander(label, key=f"plan-afspraak-{key}", expanded=first or key in _opened())


def keep_open(key: str) -> None:
    """Let a part stay open, for somebody works in it."""
    _opened()[key] = True


def _opened() -> dict[str, bool]:
    opened: dict[str, bool] = st.session_state.setdefault(OPEN, {})
    return opened
