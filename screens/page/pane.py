"""A pane: pieces of our own HTML, of which only what changed is drawn again.

Streamlit's own fields and HTML are made and cleaned anew at every answer. On the page where people
try one answer after another that is most of the waiting, so this page draws itself.
"""

from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from screens.page.markup import Html

TURN = "beurt"
JS = "export default (streamlit) => window.drawPane(streamlit);"  # static/page.js
_draw = st.components.v2.component("vlak", js=JS, isolate_styles=False)
Choices = Mapping[str, str | None]
Pane = dict[str, object]


def drawn(pieces: Iterable[Html], chosen: Choices | None = None) -> Pane:
    """Return what a browser needs to draw a pane; `chosen` are the radio buttons that are on."""
    return {"delen": list(pieces), "gekozen": dict(chosen or {})}


def pane(
    key: str,
    what: Pane,
    on_choice: Callable[[Choices], None] | None = None,
    after: str | None = None,
) -> None:
    """Show a pane, as it is after the choices in the pane `after` (its own when left out).

    `on_choice` hears all answers at once, so that two quick clicks never lose one.
    """

    def heard() -> None:
        if on_choice:
            on_choice({k: str(v) for k, v in _given(key).items() if k != TURN})

    asked = after or key
    data = {**what, "naam": key, "na": asked, TURN: _given(asked).get(TURN, 0)}
    _draw(key=key, data=data, on_keuzes_change=heard)


def _given(key: str) -> Mapping[str, object]:
    """Return what the browser last told of a pane."""
    return (st.session_state.get(key) or {}).get("keuzes") or {}
