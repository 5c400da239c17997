"""Where a page is seen and not chosen, or stands just too low, from what a search engine shows.

How often a place is clicked is taken from the own files, so that no figure of others is needed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from engine.total import total
from listening.model import TermCount

SHOWN = 100  # times a term was shown, from which it tells something
NEAR, FAR = 8.0, 20.0  # places at which a better page can reach the first screen
HALF = 0.5  # of the clicks that its place gets: fewer is hardly clicked
CERTAIN = 2.33  # standard errors, 98 of 100
SPREAD = 2.0  # variance of a count of clicks ÷ the count
BANDS = (1.5, 2.5, 3.5, 5.5, NEAR)  # places that are clicked about as often
FEWEST = 5  # other terms at such a place
LOW, HARDLY = "plaats 8 tot 20", "weinig aangeklikt"


@dataclass(frozen=True, slots=True)
class Chance:
    """A term with its chance: LOW or HARDLY; `position` is its mean place."""

    text: str
    why: str
    shown: int
    clicks: int
    position: float


def chances(terms: Iterable[TermCount]) -> tuple[Chance, ...]:
    """Return the terms that were shown often and have a chance, most shown first."""
    known = [
        one for one in terms
        if one.times >= SHOWN and one.clicks is not None and one.position is not None
    ]  # fmt: skip
    bands: dict[int, list[TermCount]] = defaultdict(list)
    for one in known:
        bands[_band(one)].append(one)
    every = [
        Chance(one.text, why, one.times, one.clicks or 0, one.position or 0.0)
        for one in known
        if (why := _why(one, bands[_band(one)]))
    ]
    return tuple(sorted(every, key=lambda chance: (-chance.shown, chance.text)))


def _band(one: TermCount) -> int:
    return sum(int((one.position or 0.0) > edge) for edge in BANDS)


def _why(one: TermCount, alike: Sequence[TermCount]) -> str | None:
    position = one.position or 0.0
    if NEAR <= position <= FAR:
        return LOW
    others = [other for other in alike if other is not one]
    if position > NEAR or len(others) < FEWEST:
        return None
    shown = total(float(other.times) for other in others)
    expected = one.times * total(float(other.clicks or 0) for other in others) / shown
    clicks = one.clicks or 0
    apart = 2 * (sqrt(expected + 0.375) - sqrt(clicks + 0.375))
    return HARDLY if clicks <= HALF * expected and apart > CERTAIN * sqrt(SPREAD) else None
