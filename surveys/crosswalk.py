"""Age bands of others → shares of our age groups, by how many residents there are of each age.

Who is in a band that lies over two of our age groups, is for a part in each. Without counts of
residents there are as many of every age; within an age group there always are. Both are
assumptions, and said.
"""

from collections.abc import Mapping

from engine.total import total
from plans.area import bands

Band = tuple[int, int]  # from this age to before that age
TOP = 95  # years to which the oldest group is spread; above it few people are
EVEN = (
    "Hun leeftijd is verdeeld over onze leeftijdsgroepen, met even veel inwoners per "
    "leeftijdsjaar. Dat is een aanname."
)
BY_PEOPLE = "Hun leeftijd is verdeeld over onze leeftijdsgroepen, naar het aantal inwoners daarin."


def shares(
    band: Band, groups: Mapping[str, Band], people: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Return age group → part of the people in a band, together 1; nothing when none is in it.

    `groups` are our age groups, `people` residents (or their share) in each of them.
    """
    low, high = band
    parts = {}
    for slug, (start, end) in groups.items():
        years = min(end, TOP) - start if end == bands.TOP else end - start
        last = min(high, start + years) if end == bands.TOP else min(high, end)
        overlap = max(0, last - max(low, start))
        if end == bands.TOP and low >= start + years:
            overlap = years  # older than the top: all of them are in the oldest group
        weight = 1.0 * years if people is None else people.get(slug, 0.0)
        if overlap and weight > 0:
            parts[slug] = weight * overlap / years
    whole = total(parts.values())
    return {slug: part / whole for slug, part in parts.items()} if whole else {}
