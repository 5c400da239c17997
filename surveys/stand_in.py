"""A stand-in for the profile of a resident: trust in the municipality and involvement, ours.

Nobody has published how to give a person a profile. These two statements of the Burgerpeiling make
four groups; they are named as what was asked, and never as a profile.
"""

from engine.model import UNKNOWN

AGREES = 4  # on a scale of 1 (helemaal mee oneens) to 5 (helemaal mee eens)
SCALE = {str(score): score for score in range(1, 6)}
NAMES = {
    "vertrouwen-en-betrokken": "vertrouwen en betrokken",
    "vertrouwen-niet-betrokken": "vertrouwen, niet betrokken",
    "geen-vertrouwen-betrokken": "geen vertrouwen, wel betrokken",
    "geen-vertrouwen-niet-betrokken": "geen vertrouwen, niet betrokken",
}


def stand_in(trust: int | None, involvement: int | None) -> str:
    """Return the group of a resident by two scores, UNKNOWN when one is missing."""
    if trust is None or involvement is None:
        return UNKNOWN
    order = tuple(NAMES)
    return order[2 * (trust < AGREES) + (involvement < AGREES)]
