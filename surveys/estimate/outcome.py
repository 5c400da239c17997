"""What was learned → the `Estimate` as it is kept: rounded, so that every machine keeps the same.

The local score of a channel is λ x (score of the rulebook) + shift. The shift is what makes that
score equal to what residents say, for each group and for groups together.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.compile import Table
from engine.model import UNKNOWN, Situation
from surveys.counts import PickCounts
from surveys.estimate.shares import Shares
from surveys.model import Cells, Estimate, Floats

FEWEST = 10  # answers of a group; of fewer nothing is kept
PLACES, FINE = 2, 3  # decimals of points and λ; of shares


def points_of(counts: PickCounts, table: Table) -> Floats:
    """Return the score of the rulebook, (situations, channels, ages + all, profiles + all).

    A channel that the rulebook does not consider in a situation has no score: 0. Of a group that
    it does not know, such as a stand-in, it says what it says of everyone.
    """
    ages, profiles = (*counts.ages, UNKNOWN), (*counts.profiles, UNKNOWN)
    at = {slug: place for place, slug in enumerate(counts.channels)}
    shape = (len(counts.asked), len(at), len(ages), len(profiles))
    points = np.zeros(shape)
    for place, asked in enumerate(counts.asked):
        for row, age in enumerate(ages):
            for column, profile in enumerate(profiles):
                known = profile if profile in table.book.profiles else UNKNOWN
                situation = Situation(asked.track, asked.phase, age, known, asked.stake)
                outcome = table.outcomes.get(situation)
                for ranked in outcome.ranking if outcome else ():
                    if ranked.channel in at and ranked.score is not None:
                        points[place, at[ranked.channel], row, column] = ranked.score
    return points


def estimate_of(
    counts: PickCounts, points: Floats, shares: Shares, trust: tuple[float, float], level: Floats
) -> Estimate:
    """Return what is kept; `trust` is λ with its deviation."""
    rules = round(trust[0], PLACES)
    shift = 2 * (shares.odds - level[:, None, None, None]) - rules * points
    kept = {
        "shift": np.round(shift, PLACES) + 0.0,
        "sd": np.round(2 * shares.deviation, PLACES),
        "share": np.round(shares.share, FINE),
        "low": np.round(shares.low, FINE),
        "high": np.round(shares.high, FINE),
    }
    n = rounded(counts.answered)
    return Estimate(
        rules=rules + 0.0,
        rules_sd=round(trust[1], PLACES),
        ages=(*counts.ages, UNKNOWN),
        profiles=(*counts.profiles, UNKNOWN),
        cells={
            asked: _cells(counts, kept, place, n[place]) for place, asked in enumerate(counts.asked)
        },
    )


def rounded(people: Floats) -> NDArray[np.int64]:
    """Return numbers of people to tens, and 0 for fewer than ten."""
    tens = 10 * np.floor(people / 10 + 0.5)
    return np.where(people < FEWEST, 0, tens).astype(np.int64)


def _cells(
    counts: PickCounts, kept: Mapping[str, Floats], place: int, n: NDArray[np.int64]
) -> dict[str, Cells]:
    return {
        slug: Cells(**{name: values[place, at] for name, values in kept.items()}, n=n)
        for at, slug in enumerate(counts.channels)
        if counts.offered[place, at]
    }
