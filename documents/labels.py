"""The words of the documents: names of roles, and first letters."""

from engine.wording import fits as fits
from engine.wording import lower as lower
from engine.wording import upper as upper

ROLES = {
    "hoofdkanaal": "Hoofdkanaal",
    "ondersteunend": "Ondersteunend",
    "vangnet": "Altijd erbij",
    "kandidaat": "Niet gekozen",
    "ligt-niet-voor-de-hand": "Ligt niet voor de hand",
    "kan-niet": "Kan niet",
}
CHOSEN = ("hoofdkanaal", "ondersteunend", "vangnet")
