"""The words of the documents: names of roles, evidence and dates, and numbers the Dutch way."""

from datetime import date

from engine.wording import fits as fits
from engine.wording import listing as listing
from engine.wording import upper as upper

ROLES = {
    "hoofdkanaal": "Hoofdkanaal",
    "ondersteunend": "Ondersteunend",
    "vangnet": "Altijd erbij",
    "kandidaat": "Niet gekozen",
    "liever-niet": "Liever niet",
    "kan-niet": "Kan niet",
}
CHOSEN = ("hoofdkanaal", "ondersteunend", "vangnet")
EVIDENCE = {
    "A": "landelijk onderzoek",
    "B": "registratie of eigenaar",
    "C": "lokaal of tweede hand",
    "D": "aanname",
}
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def day(value: date) -> str:
    """Return "22 november 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def whole(value: float) -> str:
    """Return a whole number with points for thousands: "7.595"."""
    return f"{round(value):,}".replace(",", ".")


def lower(text: str) -> str:
    """Return the text with its first letter small, unless its first word has capitals of its own.

    So "Brief" becomes "brief", and "WhatsApp", "PDF" and "X (Twitter)" stay as they are.
    """
    word = text.partition(" ")[0]
    own = len(word) == 1 or word[1:] != word[1:].lower()
    return text if own else text[:1].lower() + text[1:]
