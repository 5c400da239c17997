"""An age as files write it → an age group of ours, a band of others, or no answer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.model import UNKNOWN, Rulebook
from plans.area import bands
from surveys.crosswalk import Band

NOTHING = {
    *("", UNKNOWN, "weet niet", "weet ik niet", "wil niet zeggen", "wil ik niet zeggen"),
    *("geen antwoord", "geen opgave", "zeg ik liever niet", "dat zeg ik liever niet", "n.v.t."),
    *("liever niet", "onbekend/geen opgave", "no answer", "prefer not to say", "-99", "-9"),
}
OLDEST = 120  # years
_OPEN_BELOW = re.compile(r"(?:jonger dan|onder de|tot|<) ?([0-9]{1,3})(?: jaar)?")
_OPEN_ABOVE = re.compile(r"(?:ouder dan|boven de|>) ?([0-9]{1,3})(?: jaar)?")
_ONLY = re.compile(r"([0-9]{1,3})(?:[.,]0)?(?: ?jaar)?")


@dataclass(frozen=True, slots=True)
class AgeWords:
    """Reads ages against the age groups of the knowledge."""

    slugs: Mapping[str, str]  # folded slug, name or code → slug
    groups: Mapping[str, Band]

    def read(self, text: str) -> str | Band | None:
        """Return a slug (UNKNOWN for no answer), a band of others, or None for what is no age."""
        word = " ".join(text.lower().split())
        if word in self.slugs:
            return self.slugs[word]
        if word in NOTHING:
            return UNKNOWN
        band = _band(word)
        if band is None:
            return None
        low, high = band
        for slug, (start, end) in self.groups.items():
            if start <= low and high <= end:
                return slug
        return band


def age_words(book: Rulebook, codes: Mapping[str, str] | None = None) -> AgeWords:
    """Return the reader of ages for a rulebook; `codes` are short codes of a block."""
    slugs = {slug: slug for slug in book.ages}
    slugs |= {" ".join(age.name.lower().split()): slug for slug, age in book.ages.items()}
    return AgeWords({**slugs, **(codes or {})}, bands.groups(_known(book.ages)))


def _known(ages: Iterable[str]) -> list[str]:
    return [slug for slug in ages if slug != UNKNOWN]


def _band(word: str) -> Band | None:
    if only := _ONLY.fullmatch(word):
        age = int(only[1])
        return (age, age + 1) if age <= OLDEST else None
    if below := _OPEN_BELOW.fullmatch(word):
        return (0, int(below[1])) if 0 < int(below[1]) <= OLDEST else None
    if above := _OPEN_ABOVE.fullmatch(word):
        return (int(above[1]) + 1, bands.TOP) if int(above[1]) < OLDEST else None
    return bands.band(word)
