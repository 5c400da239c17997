"""What somebody presses in a picture of this page: it comes from the browser as plain text."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from screens.page.markup import Html

JS = "export default (streamlit) => window.drawBoard(streamlit);"  # static/board.js
GOAL, LAST = "onderzoek-naar", "onderzoek-beurt"  # where the focus goes, and after which press
LONGEST = 200  # of one value
_draw = st.components.v2.component("onderzoek", js=JS, isolate_styles=False)


def show(key: str, pieces: Sequence[Html], hear: Callable[[str, str], None]) -> None:
    """Show pieces of HTML; `hear` gets what was pressed and its value."""

    def answer() -> None:
        press = (st.session_state.get(key) or {}).get("opdracht")
        if isinstance(press, Mapping):
            st.session_state[LAST] = text_of(press, "beurt")
            st.session_state[GOAL] = ""
            hear(text_of(press, "doe"), text_of(press, "waarde"))

    data = {
        "delen": list(pieces),
        "naam": key,
        "keuzes": {},
        "naar": st.session_state.get(GOAL, ""),
        "beurt": st.session_state.get(LAST, ""),
    }
    _draw(key=key, data=data, on_opdracht_change=answer)


def focus(place: str) -> None:
    """Let the focus go to an element by its id."""
    st.session_state[GOAL] = place


def text_of(press: Mapping[str, object], name: str) -> str:
    """Return one value as text; what the browser sends else counts for nothing."""
    value = press.get(name, "")
    return str(value)[:LONGEST] if isinstance(value, str | int | float) else ""
