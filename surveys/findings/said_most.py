"""Motives and expectations of residents in a situation, with the interval of each share."""

from math import sqrt
from typing import NamedTuple

from engine.knowledge.own_survey import Asked, OwnSurvey

LEAST = 50  # answers from which a bare percentage may be told
SURE = 1.645  # standard deviations to either side of 90 %


class SaidShare(NamedTuple):
    """What a part of residents says (0-1), with its interval of 90 %."""

    text: str
    share: float
    low: float
    high: float
    n: int


def said_most(own: OwnSurvey, asked: Asked, kind: str) -> tuple[SaidShare, ...]:
    """Return the motives or expectations in a situation, the most named first."""
    rows = [
        one for one in own.sayings if one.asked == asked and one.kind == kind and one.n >= LEAST
    ]
    ordered = sorted(rows, key=lambda one: (-one.share, one.text))
    return tuple(
        SaidShare(one.text, one.share, *wilson(one.share, one.n), one.n) for one in ordered
    )


def wilson(share: float, n: int) -> tuple[float, float]:
    """Return the interval of 90 % of a share of n answers (Wilson, 1927)."""
    square = SURE * SURE
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = SURE * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
