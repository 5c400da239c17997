"""The most probable effects by Newton, and how sure they are by the curvature there (Laplace).

Of each channel the effects hang together, and channels only through what they share: the level of
a situation and λ, how much of the rulebook holds. So the curvature is a block per channel with a
narrow border, and one step costs as many small factorisations as there are channels.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack
from scipy.special import expit

from surveys.estimate.design import Design
from surveys.model import Floats

STEPS = 60
STILL = 1e-9  # a step this small is none; the next would be its square
SHORTEST = 1e-3  # part of a step


@dataclass(frozen=True, slots=True)
class Data:
    """What is fitted; arrays are shaped (channels, rows), `rules` in log-odds (half points)."""

    design: Design
    places: int
    n: Floats
    k: Floats
    rules: Floats
    level_doubt: float  # standard deviation of the level of a situation
    belief: tuple[float, float]  # λ beforehand: mean and standard deviation


@dataclass(frozen=True, slots=True)
class EffectPoint:
    """Values: of the levels of situations with λ last, and of effects (channels, effects)."""

    shared: Floats
    effects: Floats


@dataclass(frozen=True, slots=True)
class Curvature:
    """The inverse curvature: per channel of its effects, their pull by the shared, the shared."""

    own: Floats  # (channels, effects, effects), the shared held still
    pull: Floats  # (channels, effects, shared): what effects do when the shared move
    shared: Floats  # (shared, shared)

    @property
    def whole(self) -> Floats:
        """The covariance of the effects, that of the shared taken in."""
        return np.asarray(self.own + self.pull @ self.shared @ self.pull.transpose(0, 2, 1))


def start_of(data: Data) -> EffectPoint:
    """Return a point to start from: every channel as often as the situation has picks."""
    level = np.zeros(data.places)
    for place in range(data.places):
        here = data.design.place == place
        share = (data.k[:, here].sum() + 0.5) / (data.n[:, here].sum() + 1.0)
        level[place] = np.log(share / (1 - share))
    shared = np.append(level, data.belief[0])
    return EffectPoint(shared, np.zeros((len(data.n), data.design.effects.shape[1])))


def log_odds(design: Design, rules: Floats, point: EffectPoint) -> Floats:
    """Return the log-odds of rows, shaped (channels, rows)."""
    level, trust = point.shared[:-1], point.shared[-1]
    return np.asarray((design.effects @ point.effects.T).T + level[design.place] + trust * rules)


def climb(data: Data, precision: Floats, point: EffectPoint) -> tuple[EffectPoint, Curvature]:
    """Return the most probable point from here, and the curvature there."""
    for _ in range(STEPS):
        there, curvature = walk(data, precision, point)
        moved = max(
            abs(there.shared - point.shared).max(), abs(there.effects - point.effects).max()
        )
        point = there
        if moved < STILL:
            break
    return point, curvature


def walk(data: Data, precision: Floats, point: EffectPoint) -> tuple[EffectPoint, Curvature]:
    """Return a point higher up, one step of Newton away, and the curvature where it began."""
    step, curvature = _step(data, precision, point)
    height, part = _height(data, precision, point), 1.0
    while True:
        there = EffectPoint(point.shared + part * step.shared, point.effects + part * step.effects)
        if part < SHORTEST or _height(data, precision, there) >= height - 1e-9 * abs(height):
            return there, curvature
        part /= 2


def _height(data: Data, precision: Floats, point: EffectPoint) -> float:
    """Return the logarithm of the posterior density, but for a constant."""
    odds = log_odds(data.design, data.rules, point)
    fit = (data.k * odds - data.n * np.logaddexp(0.0, odds)).sum()
    held = (precision * point.effects**2).sum() + (
        _shared_precision(data) * _off(data, point) ** 2
    ).sum()
    return float(fit - held / 2)


def _shared_precision(data: Data) -> Floats:
    return np.append(np.full(data.places, data.level_doubt**-2), data.belief[1] ** -2)


def _off(data: Data, point: EffectPoint) -> Floats:
    return np.asarray(point.shared - np.append(np.zeros(data.places), data.belief[0]))


def _step(data: Data, precision: Floats, point: EffectPoint) -> tuple[EffectPoint, Curvature]:
    """Return the step of Newton, and the inverse curvature at the point itself."""
    design, channels = data.design, len(data.n)
    share = expit(log_odds(design, data.rules, point))
    weight, rest = data.n * share * (1 - share), data.k - data.n * share
    size = design.effects.shape[1]
    bend = np.ascontiguousarray((design.meetings @ weight.T).T).reshape(channels, size, size)
    diagonal = np.arange(size)
    bend[:, diagonal, diagonal] += precision
    own = inverse(bend)
    border, corner = _border(data, weight)
    pull = -own @ border
    corner[np.diag_indices_from(corner)] += _shared_precision(data)
    corner += np.einsum("ceg,ceh->gh", border, pull)
    shared: Floats = np.asarray(np.linalg.inv((corner + corner.T) / 2), dtype=np.float64)
    up = (design.across @ rest.T).T - precision * point.effects
    up_shared = _per_place(data, rest).sum(axis=0)
    up_shared = np.append(up_shared, (rest * data.rules).sum())
    up_shared -= _shared_precision(data) * _off(data, point)
    move = shared @ (up_shared + np.einsum("ceg,ce->g", pull, up))
    effects = np.einsum("cef,cf->ce", own, up) + pull @ move
    return EffectPoint(move, effects), Curvature(own, pull, shared)


def inverse(bend: Floats) -> Floats:
    """Return the inverses of positive definite matrices (Cholesky: a third of the work)."""
    whole = np.empty_like(bend)
    for at, one in enumerate(bend):
        half, _ = lapack.dpotri(lapack.dpotrf(one.T, lower=0)[0], lower=0)
        upper = np.triu(half)
        whole[at] = upper + np.triu(upper, 1).T
    return whole


def _per_place(data: Data, rows: Floats) -> Floats:
    """Return sums of (channels, rows) per situation."""
    sums = np.zeros((len(rows), data.places))
    for place in range(data.places):
        sums[:, place] = rows[:, data.design.place == place].sum(axis=1)
    return sums


def _border(data: Data, weight: Floats) -> tuple[Floats, Floats]:
    """Return what effects have in common with the shared, and the shared among themselves."""
    channels, rows = weight.shape
    spread = np.zeros((rows, channels, data.places + 1))
    spread[np.arange(rows), :, data.design.place] = weight.T
    ruled = weight * data.rules
    spread[:, :, -1] = ruled.T
    border = (data.design.across @ spread.reshape(rows, -1)).reshape(-1, channels, data.places + 1)
    corner = np.zeros((data.places + 1, data.places + 1))
    corner[np.diag_indices(data.places)] = _per_place(data, weight).sum(axis=0)
    corner[-1, :-1] = corner[:-1, -1] = _per_place(data, ruled).sum(axis=0)
    corner[-1, -1] = (ruled * data.rules).sum()
    return np.ascontiguousarray(border.transpose(1, 0, 2)), corner
