"""The organisation's own prices, without which no amount for hours or calls is shown."""

import streamlit as st

from listening.effects.results import Prices, amount
from screens.page.markup import fault, tag

HOUR, CALL = "luister-uurprijs", "luister-belprijs"
ASKED = {
    HOUR: "Wat kost een uur werk jullie, in euro?",
    CALL: "Wat kost een telefoontje jullie, in euro?",
}
OWN = "We rekenen alleen met jullie eigen prijzen. Zonder prijs staat er geen bedrag voor uren."


def prices() -> Prices:
    """Return the prices that were typed; what is no amount is left out."""
    return Prices(*(_amount(str(st.session_state.get(key) or "")) for key in (HOUR, CALL)))


def show() -> None:
    """Show where to type them."""
    st.html(tag("p", OWN, class_="zacht"))
    with st.container(horizontal=True, key="luister-prijzen"):
        for key, label in ASKED.items():
            with st.container(width=330, gap="small"):
                said = st.text_input(label, key=key, max_chars=20, placeholder="Niet ingevuld")
                checked(key, label, said or "")


def checked(key: str, label: str, text: str) -> float | None:
    """Return an amount that was typed in a field; say so where it is none."""
    value = _amount(text)
    if text.strip() and value is None:
        wrong = f"‘{text}’ is geen bedrag. Schrijf bijvoorbeeld 62,50."
        st.html(fault(f"{label}: {wrong}", key, role="alert"))
    return value


def _amount(text: str) -> float | None:
    try:
        return amount(text)
    except ValueError:
        return None
