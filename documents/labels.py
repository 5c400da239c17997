"""The words of the documents: names of roles and of evidence, and first letters."""

from engine.wording import fits as fits
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


def lower(text: str) -> str:
    """Return the text with its first letter small, unless its first word has capitals of its own.

    So "Brief" becomes "brief", and "WhatsApp", "PDF" and "X (Twitter)" stay as they are.
    """
    word = text.partition(" ")[0]
    own = len(word) == 1 or word[1:] != word[1:].lower()
    return text if own else text[:1].lower() + text[1:]
