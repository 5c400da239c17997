"""A page that broke off: what happened, what is still there, and how to go on."""

import logging

import streamlit as st

from screens.page import address, incident
from screens.page.fields import frame_parameters
from screens.page.markup import Html, tag

LOG = logging.getLogger(__name__)
BROKEN = (
    "Er ging iets mis bij ons. Je keuzes staan nog in het adres, en wat al bewaard was is er nog."
)


def show(error: Exception) -> bool:
    """Show an error of a page where the page broke off; True means that it is shown."""
    st.html(notice(incident.number(LOG, "een scherm lukte niet", error)))
    return True


def notice(code: str) -> Html:
    """Return what a visitor reads, with the number of the error."""
    first = address.href("./", frame_parameters())
    again = tag("a", "Probeer opnieuw", href="", target="_self", class_="knop eerste")
    away = tag("a", "Naar het begin", href=first, target="_self", class_="knop")
    return tag(
        "div",
        tag("h2", incident.TITLE),
        tag("p", BROKEN),
        tag("p", again, away, class_="knoppen"),
        tag("p", incident.sentence(code), class_="zacht"),
        class_="melding storing",
        role="alert",
    )
