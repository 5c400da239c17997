"""What a daily count follows without any action: week, growth, season, free days, own events.

Each column has a prior spread on the logarithmic scale: what the history does not tell stays as
uncertain as it is elsewhere, and widens the interval.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np

from plans import freedays

REGIONS = ("noord", "midden", "zuid")
YEAR = 365.25
WEEKDAYS = slice(1, 8)  # their columns; the first is the action
WAVES = 3  # of a year: once, twice and three times


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What happened beside the action: events (first day, last day; None: it stays), the region.

    `region` is that of the school holidays (noord, midden, zuid); None: all three, in part.
    """

    events: tuple[tuple[date, date | None], ...] = ()
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Prior spreads, and how likely each of growth (a week) and of season is, small to large."""

    growth: tuple[float, ...]
    season: tuple[float, ...]
    odds: tuple[int, ...]
    school: float
    public: float = 1.0
    event: float = 0.7
    other: float = 10.0  # what the series itself must tell

    def likely(self) -> np.ndarray:
        """Return the logarithm of the odds of each pair of growth and season."""
        return np.array([math.log(one * other) for one, other in product(self.odds, self.odds)])


ALONE = Beliefs((0.0005, 0.005, 0.02), (0.02, 0.1, 0.25), (2, 1, 1), school=0.3)
COMPARED = Beliefs((0.0005, 0.005, 0.02), (0.02, 0.1, 0.25), (30, 6, 1), school=0.05)


@dataclass(frozen=True, slots=True)
class Expectation:
    """Columns (days × columns) and their prior spreads (pairs of growth and season × columns)."""

    values: np.ndarray
    spreads: np.ndarray

    def with_column(self, values: np.ndarray, spread: float) -> "Expectation":
        """Return these with one more."""
        more = np.full((len(self.spreads), 1), spread)
        return Expectation(np.column_stack([self.values, values]), np.hstack([self.spreads, more]))


def expectation(
    days: Sequence[date], start: date, around: Circumstances, beliefs: Beliefs
) -> Expectation:
    """Return what counts on these days follow; the first column is the action."""
    at = np.array([(day - start).days for day in days], dtype=float)
    fixed = [(at >= 0, beliefs.other)]
    fixed += [(_which(day.weekday() == n for day in days), beliefs.other) for n in range(7)]
    fixed += [(_which(freedays.public(day) is not None for day in days), beliefs.public)]
    fixed += [(share, beliefs.school) for share in _school(days, around.region)]
    fixed += [
        (_which(first <= day and (last is None or day <= last) for day in days), beliefs.event)
        for first, last in around.events
    ]
    waves = [
        turn(2 * math.pi * wave * at / YEAR)
        for wave in range(1, WAVES + 1)
        for turn in (np.sin, np.cos)
    ]
    less = [1 / wave**2 for wave in range(1, WAVES + 1) for _ in range(2)]
    known = [spread for _, spread in fixed]
    spreads = [
        [*known, growth, *(season * part for part in less)]
        for growth, season in product(beliefs.growth, beliefs.season)
    ]
    values = [*(values for values, _ in fixed), at / 7, *waves]
    return Expectation(np.column_stack(values).astype(float), np.array(spreads))


def _which(answers: Iterable[bool]) -> np.ndarray:
    return np.fromiter(answers, dtype=float)


def _school(days: Sequence[date], region: str | None) -> list[np.ndarray]:
    """Return per day the share of the regions with a school holiday, in all and for each name."""
    regions = (region,) if region else REGIONS
    at = np.array([day.toordinal() for day in days])
    shares: dict[str, np.ndarray] = {}
    for one in regions:
        for free in freedays.school(one, days[0], days[-1]):
            within = (at >= free.start.toordinal()) & (at <= free.end.toordinal())
            shares[free.name] = shares.get(free.name, 0) + within / len(regions)
    return [np.sum(list(shares.values()), axis=0), *shares.values()] if shares else []
