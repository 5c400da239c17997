"""Age bands as others publish them → the age groups of the knowledge.

Within a band people are spread evenly over the years; the open band at the top is an assumption
with a constant. Whoever is younger than the youngest age group is left out.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from plans.constants import value as constant

TOP = 200  # years; the end of an open band
_OLDER = r"of ouder|en ouder|en_ouder|ofouder|plus|\+"
_BANDS = (  # how a band is written, and what to add to its last age; None: an open band
    (re.compile(r"(\d{1,3})\s*(?:tot en met|t/m|t\.e\.m\.|-|–|_)\s*(\d{1,3})"), 1),
    (re.compile(r"(\d{1,3})\s*(?:_\s*)?tot\s*(?:_\s*)?(\d{1,3})"), 0),
    (re.compile(rf"(\d{{1,3}})[\s_-]*(?:jaar[\s_]*)?(?:{_OLDER})"), None),
    (re.compile(r"(\d{1,3})(?:\s*jaar)?\Z"), 1),
)
_LONG = re.compile(r"\d{4}")  # a code or a year, no age
_CODES = re.compile(r"(?:a_|inw_)(\d{1,2})_?(\d{2}|oo|pl)\Z")  # a_15_24, a_65_oo, inw_014, inw_65pl
Band = tuple[int, int]  # from this age to before that age


def band(words: str) -> Band | None:
    """Return the ages a text means, "15 tot 25 jaar" as (15, 25); None when it means none."""
    text = " ".join(words.lower().replace("jaar_", "jaar ").split())
    code = _CODES.match(text)
    if code:
        return _code_band(*code.groups())
    if _LONG.search(text):
        return None
    for pattern, last in _BANDS:
        match = pattern.search(text)
        if match:
            low = int(match[1])
            if last is None:
                return low, TOP
            high = int(match[match.lastindex or 1]) + last
            return (low, high) if low < high <= TOP else None
    return None


def _code_band(low: str, high: str) -> Band:
    return (int(low), int(high) + 1) if high.isdigit() else (int(low), TOP)


def groups(ages: Iterable[str]) -> dict[str, Band]:
    """Return the ages that the slugs of the knowledge mean, in order of age."""
    bands = {slug: meant for slug in ages if (meant := band(slug))}
    return dict(sorted(bands.items(), key=lambda item: item[1]))


def spread(counts: Mapping[Band, Decimal], ages: Mapping[str, Band]) -> dict[str, Decimal]:
    """Return how many people each age group has."""
    total = dict.fromkeys(ages, Decimal(0))
    for (low, high), count in counts.items():
        for slug, share in _shares(low, high, ages).items():
            total[slug] += count * share
    return total


def _shares(low: int, high: int, ages: Mapping[str, Band]) -> dict[str, Decimal]:
    """Return the part of a band in each age group."""
    if high < TOP:
        return {
            slug: Decimal(max(0, min(high, end) - max(low, start))) / (high - low)
            for slug, (start, end) in ages.items()
        }
    oldest, (start, _) = max(ages.items(), key=lambda item: item[1])
    if low >= start:
        return {oldest: Decimal(1)}
    share = Decimal(str(constant("deel_oudste")))
    below = _shares(low, start, ages)
    return {slug: part * (1 - share) for slug, part in below.items()} | {oldest: share}
