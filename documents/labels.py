"""The words of the documents: names of roles, evidence and dates, and numbers the Dutch way."""

from datetime import date

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
GOOD, FAIR = 70, 50  # suitability 0-100; below 50 more speaks against a channel than for it


def day(value: date) -> str:
    """Return "22 november 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def whole(value: float) -> str:
    """Return a whole number with points for thousands: "7.595"."""
    return f"{round(value):,}".replace(",", ".")


def fits(suitability: float) -> str:
    """Return how well a channel fits (0-100) in words."""
    if suitability >= GOOD:
        return "goed"
    return "redelijk" if suitability >= FAIR else "minder goed"


def lower(text: str) -> str:
    """Return the text with its first letter small, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
