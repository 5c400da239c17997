"""Effects → shares of residents with their 90 % interval, per group and over groups together.

"All ages" and "all profiles" are the groups together, weighed by the population, not a group of
its own. An interval takes in how sure effects are, and how sure the spreads are that drew them
together: the latter by what effects do when a spread moves (Kass and Steffey, 1989).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from surveys.counts import PickCounts
from surveys.estimate.design import Design, design_of
from surveys.estimate.mode import Data, log_odds
from surveys.estimate.spreads import Fitted
from surveys.model import Floats

WITHIN_90 = 1.6448536269514722
# How much wider than by the book: effects do not add up exactly, and unknown ages and profiles are
# taken for a mix. Without it, intervals hold 88-90 % of what is true in the towns of KanaalBench,
# also in those that had no part in choosing it (docs/kanaalbench.md).
WIDER = 1.06


@dataclass(frozen=True, slots=True)
class Shares:
    """Log-odds and their deviation, shaped (situations, channels, ages + all, profiles + all)."""

    odds: Floats
    deviation: Floats

    @property
    def share(self) -> Floats:
        """The share itself."""
        return np.asarray(expit(self.odds))

    @property
    def low(self) -> Floats:
        """The lower end of the interval."""
        return np.asarray(expit(self.odds - WITHIN_90 * self.deviation))

    @property
    def high(self) -> Floats:
        """The upper end of the interval."""
        return np.asarray(expit(self.odds + WITHIN_90 * self.deviation))


def shares_of(counts: PickCounts, data: Data, fitted: Fitted, rules: Floats) -> Shares:
    """Return shares of every group; `rules` is (situations, channels, ages, profiles)."""
    design = grid(counts)
    places, channels = len(counts.asked), len(counts.channels)
    ruled = rules.transpose(1, 0, 2, 3).reshape(channels, -1)
    odds = log_odds(design, ruled, fitted.point)
    moves = spread_moves(data, fitted)
    deviation = WIDER * np.sqrt(cell_variance(design, ruled, fitted, moves))
    shape = (channels, places, len(counts.ages), len(counts.profiles))
    full = (channels, places, shape[2] + 1, shape[3] + 1)
    all_odds, all_deviation = np.zeros(full), np.zeros(full)
    all_odds[:, :, :-1, :-1] = odds.reshape(shape)
    all_deviation[:, :, :-1, :-1] = deviation.reshape(shape)
    weights = together(counts.joint)
    for place in range(places):
        rows = np.flatnonzero(design.place == place)
        pooled, spread = _pool(design, rows, ruled, odds, fitted, moves, weights)
        for values, target in ((pooled, all_odds), (spread, all_deviation)):
            target[:, place, :-1, -1] = values[:, : shape[2]]
            target[:, place, -1, :-1] = values[:, shape[2] : -1]
            target[:, place, -1, -1] = values[:, -1]
    return Shares(all_odds.transpose(1, 0, 2, 3), all_deviation.transpose(1, 0, 2, 3))


def grid(counts: PickCounts) -> Design:
    """Return the design of every situation x age x profile, in that order."""
    places, ages, profiles = len(counts.asked), len(counts.ages), len(counts.profiles)
    place = np.repeat(np.arange(places), ages * profiles)
    age = np.tile(np.repeat(np.eye(ages), profiles, axis=0), (places, 1))
    profile = np.tile(np.eye(profiles), (places * ages, 1))
    return design_of(place, places, age, profile)


def together(joint: Floats) -> Floats:
    """Return weights of cells per age, per profile, and over all: rows add up to 1."""
    ages, profiles = joint.shape
    rows = np.zeros((ages + profiles + 1, ages, profiles))
    rows[np.arange(ages), np.arange(ages)] = joint
    rows[ages + np.arange(profiles), :, np.arange(profiles)] = joint.T
    rows[-1] = joint
    flat = rows.reshape(len(rows), -1)
    return np.asarray(flat / flat.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class Moves:
    """What the shared and the effects do when the logarithm of a variance moves (kind last)."""

    shared: Floats  # (shared, kinds)
    effects: Floats  # (channels, effects, kinds)


def spread_moves(data: Data, fitted: Fitted) -> Moves:
    """Return the derivative of the most probable point by each log variance."""
    kinds = data.design.kinds
    push = fitted.precision * fitted.point.effects
    apart = push[:, :, None] * (kinds[:, None] == np.arange(len(fitted.log_variance)))
    curvature = fitted.curvature
    shared = curvature.shared @ np.einsum("ceg,cek->gk", curvature.pull, apart)
    return Moves(shared, curvature.own @ apart + curvature.pull @ shared)


def cell_variance(design: Design, rules: Floats, fitted: Fitted, moves: Moves) -> Floats:
    """Return the variance of the log-odds of rows, shaped (channels, rows)."""
    own = fitted.curvature.own
    channels = len(own)
    variance = (design.pairs @ own.reshape(channels, -1).T).T
    border = _shared_rows(design, rules, fitted)
    variance += np.einsum("crg,gh,crh->cr", border, fitted.curvature.shared, border, optimize=True)
    moved = _moved_rows(design, rules, moves)
    return np.asarray(
        variance + np.einsum("crk,kl,crl->cr", moved, fitted.doubt, moved, optimize=True)
    )


def _spread_out(design: Design, per_channel: Floats) -> Floats:
    """Return (channels, effects, x) carried to rows: (channels, rows, x)."""
    channels, effects, wide = per_channel.shape
    flat = design.effects @ per_channel.transpose(1, 0, 2).reshape(effects, -1)
    return np.asarray(flat.reshape(-1, channels, wide).transpose(1, 0, 2))


def _shared_rows(design: Design, rules: Floats, fitted: Fitted) -> Floats:
    """Return what the log-odds of rows do when the shared move."""
    rows = _spread_out(design, fitted.curvature.pull)
    rows[:, np.arange(rows.shape[1]), design.place] += 1
    rows[:, :, -1] += rules
    return rows


def _moved_rows(design: Design, rules: Floats, moves: Moves) -> Floats:
    """Return what the log-odds of rows do when the spreads move."""
    rows = _spread_out(design, moves.effects)
    rows += moves.shared[:-1][design.place]
    return np.asarray(rows + rules[:, :, None] * moves.shared[-1])


def _pool(
    design: Design,
    rows: NDArray[np.int64],
    rules: Floats,
    odds: Floats,
    fitted: Fitted,
    moves: Moves,
    weights: Floats,
) -> tuple[Floats, Floats]:
    """Return log-odds and deviation of groups together, in one situation."""
    part = Design(design.place[rows], design.effects[rows], design.kinds)
    share = expit(odds[:, rows])
    pooled = share @ weights.T
    slope = weights * (share * (1 - share))[:, None, :]
    slope /= (pooled * (1 - pooled))[:, :, None]
    channels, groups, cells = slope.shape
    effects = (part.effects.T @ slope.reshape(-1, cells).T).T.reshape(channels, groups, -1)
    variance = np.einsum("cge,cge->cg", effects @ fitted.curvature.own, effects)
    for rows_of, doubt in (
        (_shared_rows(part, rules[:, rows], fitted), fitted.curvature.shared),
        (_moved_rows(part, rules[:, rows], moves), fitted.doubt),
    ):
        carried = slope @ rows_of
        variance += np.einsum("cgx,xy,cgy->cg", carried, doubt, carried, optimize=True)
    return np.asarray(logit(pooled)), np.asarray(WIDER * np.sqrt(variance))
