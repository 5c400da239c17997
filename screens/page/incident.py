"""What went wrong on our side: a number in the log and on the screen, and the way out."""

import logging
import secrets

import streamlit as st

from screens.page.fields import framed, href
from screens.page.markup import Html, tag

LOG = logging.getLogger(__name__)
LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"  # none looks like another, and none makes a word
TITLE = "Dat lukte niet"
BROKEN = (
    "Er ging iets mis bij ons. Je keuzes staan nog in het adres, en wat al bewaard was is er nog."
)


def number(log: logging.Logger, what: str, error: Exception) -> str:
    """Write an error to a log under a new number, and return the number."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(6))
    made = f"{drawn[:3]}-{drawn[3:]}"
    log.error(what, exc_info=error, extra={"gegevens": {"nummer": made}})
    return made


def told(made: str) -> str:
    """Return the sentence that says what to do with a number."""
    return f"Blijft het misgaan? Noem dan nummer {made} bij je beheerder."


def shown(error: Exception) -> bool:
    """Show an error of a page where the page broke off; True means that it is shown."""
    st.html(notice(number(LOG, "een scherm lukte niet", error)))
    return True


def notice(made: str) -> Html:
    """Return what a visitor reads: what happened, what is still there, and how to go on."""
    first = href("./", framed())
    again = tag("a", "Probeer opnieuw", href="", target="_self", class_="knop eerste")
    away = tag("a", "Naar het begin", href=first, target="_self", class_="knop")
    return tag(
        "div",
        tag("h2", TITLE),
        tag("p", BROKEN),
        tag("p", again, away, class_="knoppen"),
        tag("p", told(made), class_="zacht"),
        class_="melding storing",
        role="alert",
    )
