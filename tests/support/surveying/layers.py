"""A local layer of any size from a seed; its figures are invented and mean nothing."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from engine.knowledge.own_survey import About, Asked, Cells, OwnSurvey, Saying, digest_of, write
from engine.model import UNKNOWN, Rulebook

TITLE = "Onderzoek voorbeeldstad"


def about(title: str = TITLE, end: date = date(2026, 9, 30), simulated: bool = False) -> About:
    """Return what is told of an invented survey."""
    start = end.replace(month=max(1, end.month - 1))
    return About(
        title, start, end, 1040, "gemengd", "Gewogen naar leeftijd.", "ab" * 32, "1.0", simulated
    )


def cells(ages: int, profiles: int, seed: int, shift: float = 0.0, n: int = 120) -> Cells:
    """Return a channel over groups: a shift around the one given, and shares that go with it."""
    draw = np.random.RandomState(seed)
    shape = (ages, profiles)
    shifts = np.round(shift + draw.normal(0, 0.4, shape), 2)
    share = np.round(0.9 / (1 + np.exp(1.2 - shifts / 2)), 3)
    low, high = np.round(share * 0.8, 3), np.round(share + 0.04, 3)
    counts = np.full(shape, n, dtype=np.int64)
    counts[-1, -1] = 1040
    return Cells(shifts, np.full(shape, 0.5), share, low, high, counts)


def layer(
    book: Rulebook,
    asked: Iterable[Asked],
    channels: Sequence[str],
    *,
    of: About | None = None,
    ages: Sequence[str] | None = None,
    profiles: Sequence[str] = (UNKNOWN,),
    shifts: dict[str, float] | None = None,
    rules: float = 0.6,
    sayings: tuple[Saying, ...] = (),
    n: int = 120,
) -> OwnSurvey:
    """Return a layer as it comes from a file that holds these situations and channels."""
    groups = tuple(slug for slug in book.ages if slug != UNKNOWN) if ages is None else tuple(ages)
    ages = (*groups, UNKNOWN) if UNKNOWN not in groups else groups
    rows = {
        one: {
            channel: cells(len(ages), len(profiles), 100 * i + j, (shifts or {}).get(channel, 0), n)
            for j, channel in enumerate(channels)
        }
        for i, one in enumerate(asked)
    }
    own = OwnSurvey(of or about(), rules, 0.08, tuple(ages), tuple(profiles), rows, sayings)
    digest = digest_of(write(own))
    return OwnSurvey(own.about, rules, 0.08, own.ages, own.profiles, rows, sayings, digest)
