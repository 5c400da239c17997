"""How large departures are, per kind: one spread for all channels, learned from the answers.

EM as in the textbook is slow where answers are few. Its fixed point is the same as that of the
scoring used here: the slope of the marginal likelihood (Laplace) with the expected information of
a mixed model, on the logarithm of the variance. A weak belief beforehand keeps a spread from
becoming nothing by chance, which would make every interval too narrow.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from surveys.estimate.design import KINDS
from surveys.estimate.mode import Curvature, Data, EffectPoint, climb, inverse, walk
from surveys.model import Floats

Places = NDArray[np.int64]
# What is believed beforehand of the standard deviation of departures, in log-odds: the middle,
# and how far off that may well be (a factor e to this power).
MIDDLE = {"c": 0.6, "ct": 0.3, "ca": 0.3, "cp": 0.3, "cta": 0.15, "ctp": 0.15, "cap": 0.15}
OFF = 0.7
ROUNDS, STILL, BOLDEST = 40, 0.02, 1.0
DIGITS = 4  # spreads are rounded before the last climb, so that every machine climbs the same hill


@dataclass(frozen=True, slots=True)
class Fitted:
    """The most probable values, their curvature, and log variances with their covariance."""

    point: EffectPoint
    curvature: Curvature
    precision: Floats  # per effect
    log_variance: Floats  # per kind
    doubt: Floats  # (kinds, kinds)


def learn(data: Data, point: EffectPoint) -> Fitted:
    """Return effects with the spreads that the answers make most probable."""
    kinds = data.design.kinds
    prior = np.array([2 * np.log(MIDDLE[kind]) for kind in KINDS])
    held = np.eye(len(KINDS)) / (2 * OFF) ** 2
    level, last, eager = prior.copy(), np.zeros(len(KINDS)), np.ones(len(KINDS))
    for _ in range(ROUNDS):
        point, curvature = walk(data, np.exp(-level)[kinds], point)
        slope, information = score(kinds, level, point, curvature)
        step = np.linalg.solve(information + held, slope - held @ (level - prior))
        eager = np.where(step * last < 0, eager / 2, np.minimum(1.0, eager * 1.2))
        level, last = level + eager * np.clip(step, -BOLDEST, BOLDEST), step
        if abs(step).max() < STILL:
            break
    level = np.round(level, DIGITS)
    precision = np.exp(-level)[kinds]
    point, curvature = climb(data, precision, point)
    _, information = score(kinds, level, point, curvature)
    doubt: Floats = np.asarray(np.linalg.inv(information + held), dtype=np.float64)
    own = over_spreads(curvature.own, kinds, level, doubt)
    return Fitted(point, replace(curvature, own=own), precision, level, doubt)


def over_spreads(own: Floats, kinds: Places, level: Floats, doubt: Floats) -> Floats:
    """Return the covariance of effects as it is on average over how large spreads may be.

    To the second order: the mean of both sides of the spreads, along each of their main axes.
    """
    bend, mean = inverse(own), own.copy()
    diagonal = np.arange(own.shape[1])
    sizes, axes = np.linalg.eigh(doubt)
    for size, axis in zip(sizes, axes.T, strict=True):
        for side in (-1.0, 1.0):
            there = level + side * np.sqrt(size) * axis
            moved = bend.copy()
            moved[:, diagonal, diagonal] += (np.exp(-there) - np.exp(-level))[kinds]
            mean += (inverse(moved) - own) / 2
    return mean


def score(
    kinds: Places, level: Floats, point: EffectPoint, curvature: Curvature
) -> tuple[Floats, Floats]:
    """Return slope and expected information of the log variances."""
    whole, count = curvature.whole, len(KINDS)
    starts = np.searchsorted(kinds, np.arange(count + 1))
    tau = np.exp(-level)
    sizes = np.diff(starts) * len(whole)
    squares = point.effects**2 + np.diagonal(whole, axis1=1, axis2=2)
    sums = np.add.reduceat(squares.sum(axis=0), starts[:-1])
    root = np.exp(-level / 2)[kinds]
    scaled = whole * root[:, None] * root[None, :]
    common = np.einsum("cef,cef->ef", scaled, scaled)
    common = np.add.reduceat(np.add.reduceat(common, starts[:-1], axis=0), starts[:-1], axis=1)
    traces = np.add.reduceat(np.einsum("cee->e", scaled), starts[:-1])
    information = (common + np.diag(sizes - 2 * traces)) / 2
    return (tau * sums - sizes) / 2, information
