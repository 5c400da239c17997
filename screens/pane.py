"""A pane: pieces of our own HTML, of which only what changed is drawn again.

Streamlit's own fields and HTML are made and cleaned anew at every answer. On the page where people
try one answer after another that is most of the waiting, so this page draws itself.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import streamlit as st

from screens.markup import Html

TURN = "beurt"
JS = (Path(__file__).parent / "static" / "vlak.js").read_text(encoding="utf-8")
_draw = st.components.v2.component("vlak", js=JS, isolate_styles=False)
Choices = Mapping[str, str | None]


def pane(
    key: str,
    pieces: Iterable[Html],
    chosen: Choices | None = None,
    on_choice: Callable[[Choices], None] | None = None,
) -> None:
    """Show pieces of HTML; `chosen` marks radio buttons (name → value) that are on.

    `on_choice` hears all answers at once, so that two quick clicks never lose one.
    """
    given = _given(key)
    turn = given.get(TURN, 0)

    def heard() -> None:
        if on_choice:
            on_choice({k: str(v) for k, v in _given(key).items() if k != TURN})

    data = {"delen": list(pieces), "gekozen": dict(chosen or {}), "beurt": turn}
    _draw(key=key, data=data, on_keuzes_change=heard)


def _given(key: str) -> Mapping[str, object]:
    """Return what the browser last told of a pane."""
    return (st.session_state.get(key) or {}).get("keuzes") or {}
