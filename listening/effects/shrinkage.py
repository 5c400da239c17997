"""What many actions brought together, without counting luck: each is drawn towards nothing.

The logarithm y of the ratio of an action has standard error s. Its true value t comes from a normal
distribution around no difference with spread T, the same for all: t ~ N(0, T²), y ~ N(t, s²). Given
T the answer is normal with variance v = s²T²/(s² + T²) and mean m = y·T²/(s² + T²) (Efron and
Morris, Data analysis using Stein's estimator, Journal of the American Statistical Association 70,
1975). An action of which nothing can be said has s = ∞: m = 0, v = T². T is not put in as one
number, for that makes intervals too narrow (Morris, Parametric empirical Bayes inference, same
journal 78, 1983): it is averaged over, weighed by ∏ N(y; 0, s² + T²) and a half-normal prior of 0.5
(Röver and others, On weakly informative prior distributions for the heterogeneity parameter,
Research Synthesis Methods 12, 2021).

Of what would have come without the action, E, the action kept away E·(1 − exp t): around m that is
E·(1 − exp m) with variance E²·exp(2m)·v, to the first order. A sum over actions adds both per T;
its value is their mean, and its interval where the mixture over T has 5 and 95 %.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.total import total

PRIOR = 0.5  # spread of the half-normal prior of T
WIDEST, CELLS = 1.5, 60  # T, and the number of values that it gets
TAIL = 0.05  # at either side of the interval
HALVINGS = 50
ROOT = math.sqrt(2)


@dataclass(frozen=True, slots=True)
class LogChange:
    """A ratio on the logarithmic scale, its standard error, and what would have come without it.

    The error is infinite when nothing can be said.
    """

    log: float
    error: float
    expected: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A number with its 90 % interval."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> "Interval":
        """Return it in another unit, such as euros."""
        return Interval(*(factor * one for one in (self.value, self.low, self.high)))


NOTHING = Interval(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Shrunk:
    """Actions drawn towards nothing together; `total` adds what they kept away."""

    changes: tuple[LogChange, ...]

    def total(self, which: Collection[int] | None = None) -> Interval:
        """Return what actions kept away together, by their place; all when left out."""
        chosen = list(range(len(self.changes)) if which is None else which)
        if not chosen:
            return NOTHING
        weights, means, variances = self._parts
        mean, spread = means[:, chosen].sum(axis=1), np.sqrt(variances[:, chosen].sum(axis=1))
        low, high = (_quantile(weights, mean, spread, part) for part in (TAIL, 1 - TAIL))
        return Interval(float((weights * mean).sum()), low, high)

    @cached_property
    def _parts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return per value of T its weight, and per action mean and variance of what it kept."""
        y, s, e = (np.array([getattr(one, key) for one in self.changes])
                   for key in ("log", "error", "expected"))  # fmt: skip
        steps = (np.arange(CELLS) + 0.5) / CELLS
        wide = (WIDEST * steps**2)[:, None]  # closer together near nothing
        known = np.isfinite(s)
        both = s[known] ** 2 + wide**2
        odds = -0.5 * (np.log(both) + y[known] ** 2 / both).sum(axis=1)
        odds += np.log(steps) - wide[:, 0] ** 2 / (2 * PRIOR**2)  # a cell is as wide as its step
        weights = np.exp(odds - odds.max())
        kept = np.where(known, wide**2 / (np.where(known, s, 1.0) ** 2 + wide**2), 0.0)
        m = kept * np.where(known, y, 0.0)
        v = np.where(known, kept * np.where(known, s, 1.0) ** 2, wide**2)
        means = -e * np.expm1(m)
        variances = e**2 * np.exp(2 * m) * v
        return weights / weights.sum(), means, variances


def unshrunk(changes: Sequence[LogChange]) -> float:
    """Return the plain sum of what each kept away, luck included."""
    return math.fsum(one.expected * (1 - math.exp(one.log)) for one in changes)


def _quantile(weights: np.ndarray, mean: np.ndarray, spread: np.ndarray, part: float) -> float:
    """Return where a mixture of normal distributions has this part under it."""
    low, high = float((mean - 9 * spread).min()), float((mean + 9 * spread).max())
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        under = total(
            w * 0.5 * (1 + math.erf((middle - m) / (ROOT * s)))
            for w, m, s in zip(weights.tolist(), mean.tolist(), spread.tolist(), strict=True)
        )
        low, high = (middle, high) if under < part else (low, middle)
    return (low + high) / 2
