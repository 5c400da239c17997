"""Where a pane is drawn: of its pieces only what changed is drawn again.

Streamlit's own fields and HTML are made and cleaned anew at every answer. On the page where people
try one answer after another that is most of the waiting, so this page draws itself.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from screens.page.pane import Choices, Pane

TURN = "beurt"
JS = "export default (streamlit) => window.drawPane(streamlit);"  # static/page.js
_draw = st.components.v2.component("vlak", js=JS, isolate_styles=False)


def show(
    key: str,
    pane: Pane,
    on_choice: Callable[[Choices], None] | None = None,
    after: str | None = None,
) -> None:
    """Show a pane, as it is after the choices in the pane `after` (its own when left out).

    `on_choice` hears all answers at once, so that two quick clicks never lose one.
    """

    def answer() -> None:
        if on_choice:
            on_choice({k: str(v) for k, v in _message(key).items() if k != TURN})

    source = after or key
    data = {**pane, "naam": key, "na": source, TURN: _message(source).get(TURN, 0)}
    _draw(key=key, data=data, on_keuzes_change=answer)


def _message(key: str) -> Mapping[str, object]:
    """Return what the browser last told of a pane."""
    return (st.session_state.get(key) or {}).get("keuzes") or {}
