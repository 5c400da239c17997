"""What residents are split by in a picture or a sheet, and what its groups are called."""

from collections.abc import Mapping
from typing import NamedTuple

from engine.model import Rulebook
from surveys.findings.dots import AGES, PROFILES, TRUST
from surveys.stand_in import NAMES

OURS = (
    "Deze vier groepen maken wij van twee stellingen, over vertrouwen en betrokkenheid. Het zijn "
    "geen profielen: hoe je iemand een profiel geeft, heeft niemand gepubliceerd."
)


class Split(NamedTuple):
    """One way to split: what a group is, the head of its picture, and the name of its sheet."""

    one: str
    head: str
    sheet: str


SPLITS = {
    AGES: Split("Leeftijd", "Per leeftijd", "Leeftijden"),
    PROFILES: Split("Profiel", "Per profiel", "Profielen"),
    TRUST: Split("Vertrouwen", "Naar vertrouwen en betrokkenheid", "Vertrouwen"),
}


def group_names(book: Rulebook, split: str) -> Mapping[str, str]:
    """Return slug → name of the groups; an age without "jaar" and "tot en met"."""
    if split == AGES:
        return {
            slug: age.name.replace(" tot en met ", "-").replace(" jaar", "")
            for slug, age in book.ages.items()
        }
    if split == PROFILES:
        return {slug: profile.name for slug, profile in book.profiles.items()}
    return NAMES
