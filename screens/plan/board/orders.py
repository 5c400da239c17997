"""What somebody does in a table of the board: it comes from the browser as an order of plain text.

The tables are our own HTML, for Streamlit's are a canvas, which a screen reader cannot read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from screens.page.markup import Html

Order = Mapping[str, object]
Choices = Mapping[str, Mapping[str, str]]  # name of a list → value → what it is called
JS = "export default (streamlit) => window.drawBoard(streamlit);"  # static/board.js
GOAL, LAST = "bord-naar", "bord-beurt"  # where the focus goes, and after which order
LONGEST = 300  # of one value
_draw = st.components.v2.component("bord", js=JS, isolate_styles=False)


def show(
    key: str,
    pieces: Sequence[Html],
    take: Callable[[Order], None],
    choices: Choices | None = None,
) -> None:
    """Show pieces of the board; `take` hears what somebody does in them."""

    def answer() -> None:
        order = (st.session_state.get(key) or {}).get("opdracht")
        if isinstance(order, Mapping):
            st.session_state[LAST] = value_of(order, "beurt")
            st.session_state[GOAL] = ""
            take(order)

    data = {
        "delen": list(pieces),
        "naam": key,
        "keuzes": {name: list(items.items()) for name, items in (choices or {}).items()},
        "naar": st.session_state.get(GOAL, ""),
        "beurt": st.session_state.get(LAST, ""),
    }
    _draw(key=key, data=data, on_opdracht_change=answer)


def focus(place: str) -> None:
    """Let the focus go to an element by its id, or to a button by its place on the board."""
    st.session_state[GOAL] = place


def value_of(order: Order, name: str) -> str:
    """Return one value of an order as text; what the browser sends else counts for nothing."""
    value = order.get(name, "")
    text = str(value) if isinstance(value, str | int | float) else ""
    return text.strip()[:LONGEST]


def values_of(order: Order, name: str, most: int = 400) -> tuple[str, ...]:
    """Return a list of values of an order."""
    values = order.get(name)
    items: Iterable[object] = values if isinstance(values, list) else ()
    return tuple(item for item in items if isinstance(item, str))[:most]
