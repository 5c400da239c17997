"""The closed part that has a choice of its own, made when it is opened."""

from collections.abc import Callable

import streamlit as st

from documents.advice.case import Case
from screens.advice import versus
from screens.page.view import PARTS

PART = "vergelijk"


def show(case: Callable[[], Case], hidden: frozenset[str] = frozenset()) -> None:
    """Show the comparison with another group, unless left out; `case` is made when it is open."""
    if PART in hidden:
        return
    linked = versus.asks_comparison(st.query_params)
    box = st.expander(PARTS[PART], expanded=linked, key=PART, on_change="rerun")
    if box.open:
        with box:
            versus.show(case())
