"""The estimate against two others: an exact sampler of ours, slow, and that of statsmodels."""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit

from surveys.counts import PickCounts, count
from surveys.estimate.design import KINDS
from surveys.estimate.fitting import LEVEL_DOUBT, data_of, estimate
from surveys.estimate.mode import Data, EffectPoint, climb, log_odds, start_of
from surveys.estimate.shares import grid
from surveys.estimate.spreads import MIDDLE, OFF, learn
from surveys.model import Answers, Asked

Floats = NDArray[np.float64]
AGES, PROFILES, CHANNELS = ("jong", "oud"), ("p", "q"), ("a", "b", "c", "d")
DRAWS, LOST = 6_000, 1_000


@cache
def small_town(people: int = 160) -> tuple[PickCounts, Floats]:
    """Return counts of a small town, and points of a rulebook that is half true there."""
    chance = np.random.default_rng(5)
    asked = (Asked("t", "een"), Asked("t", "twee"))
    points = chance.normal(0, 1.5, (2, 4, 2, 2))
    taste = points / 4 + chance.normal(0, 0.5, (1, 4, 1, 1)) + chance.normal(0, 0.4, (1, 4, 2, 1))
    age, profile = chance.integers(0, 2, people), chance.integers(0, 2, people)
    picks = {
        one: tuple(
            frozenset(np.array(CHANNELS)[chance.random(4) < expit(row - 1)].tolist())
            for row in taste[place][:, age, profile].T
        )
        for place, one in enumerate(asked)
    }
    answers = Answers(
        tuple(AGES[at] for at in age),
        tuple(PROFILES[at] for at in profile),
        np.ones(people),
        picks,
        dict.fromkeys(asked, CHANNELS),
    )
    return count(answers, AGES, PROFILES, {}), points


class Sampler:
    """Draws from the exact posterior: effects on an ellipse (Murray, 2010), spreads by chance."""

    def __init__(self, data: Data, seed: int) -> None:
        self.data, self.chance = data, np.random.default_rng(seed)
        self.kinds, point = data.design.kinds, start_of(data)
        self.effects, self.shared = point.effects.copy(), point.shared.copy()
        self.level = np.array([2 * np.log(MIDDLE[kind]) for kind in KINDS])
        self.prior = self.level.copy()
        self.fit = self.likelihood(self.shared, self.effects)

    def likelihood(self, shared: Floats, effects: Floats) -> float:
        """Return the logarithm of the likelihood."""
        odds = log_odds(self.data.design, self.data.rules, EffectPoint(shared, effects))
        return float((self.data.k * odds - self.data.n * np.logaddexp(0, odds)).sum())

    def draw(self) -> None:
        """Move once: effects, then each spread, with the effects still and with them along."""
        self.turn()
        for kind in range(len(KINDS)):
            self.stretch(kind)
            self.refit(kind)

    def turn(self) -> None:
        """Move effects and shared along an ellipse."""
        middle = np.append(np.zeros(self.data.places), self.data.belief[0])
        wide = np.append(np.full(self.data.places, LEVEL_DOUBT), self.data.belief[1])
        roots = np.exp(self.level / 2)[self.kinds]
        other = self.chance.normal(size=self.effects.shape) * roots
        other_shared = self.chance.normal(size=wide.shape) * wide
        floor = self.fit + np.log(self.chance.random())
        angle = self.chance.random() * 2 * np.pi
        low, high = angle - 2 * np.pi, angle
        while True:
            sine, cosine = np.sin(angle), np.cos(angle)
            effects = self.effects * cosine + other * sine
            shared = middle + (self.shared - middle) * cosine + other_shared * sine
            fit = self.likelihood(shared, effects)
            if fit > floor:
                self.effects, self.shared, self.fit = effects, shared, fit
                return
            low, high = (angle, high) if angle < 0 else (low, angle)
            angle = low + (high - low) * self.chance.random()

    def stretch(self, kind: int) -> None:
        """Move a spread and its effects along with it."""
        there = self.level[kind] + self.chance.normal(0, 0.8)
        effects = self.effects.copy()
        effects[:, self.kinds == kind] *= np.exp((there - self.level[kind]) / 2)
        fit = self.likelihood(self.shared, effects)
        gain = fit - self.fit + self.belief(kind, there) - self.belief(kind, self.level[kind])
        if np.log(self.chance.random()) < gain:
            self.effects, self.fit, self.level[kind] = effects, fit, there

    def refit(self, kind: int) -> None:
        """Move a spread, its effects still."""
        there = self.level[kind] + self.chance.normal(0, 0.5)
        own = self.effects[:, self.kinds == kind]

        def height(level: float) -> float:
            held = own.size * level + np.exp(-level) * (own**2).sum()
            return float(self.belief(kind, level) - held / 2)

        if np.log(self.chance.random()) < height(there) - height(self.level[kind]):
            self.level[kind] = there

    def belief(self, kind: int, level: float) -> float:
        """Return the logarithm of what was believed of a spread."""
        return float(-(((level - self.prior[kind]) / (2 * OFF)) ** 2) / 2)


@pytest.mark.exhaustive
def test_intervals_are_those_of_an_exact_sampler(monkeypatch: pytest.MonkeyPatch) -> None:
    counts, points = small_town()
    sampler = Sampler(data_of(counts, points / 2), 1)
    design = grid(counts)
    rules = (points / 2).transpose(1, 0, 2, 3).reshape(len(CHANNELS), -1)
    shares, trust = [], []
    for at in range(DRAWS):
        sampler.draw()
        if at >= LOST and at % 5 == 0:
            point = EffectPoint(sampler.shared, sampler.effects)
            shares.append(expit(log_odds(design, rules, point)))
            trust.append(sampler.shared[-1])
    drawn = np.array(shares).reshape(-1, len(CHANNELS), 2, 2, 2).transpose(0, 2, 1, 3, 4)
    monkeypatch.setattr("surveys.estimate.shares.WIDER", 1.0)
    learned = estimate(counts, points)
    low, middle, high = np.quantile(drawn, (0.05, 0.5, 0.95), axis=0)
    ours = learned.shares
    assert abs(ours.share[:, :, :-1, :-1] - middle).max() < 0.06
    assert abs(ours.low[:, :, :-1, :-1] - low).max() < 0.08
    assert abs(ours.high[:, :, :-1, :-1] - high).max() < 0.08
    width = (ours.high - ours.low)[:, :, :-1, :-1] / (high - low)
    assert 0.95 < width.mean() < 1.3  # a little wide where answers are few, and chance of the draws
    everybody = (drawn * counts.joint).sum(axis=(3, 4))
    low, high = np.quantile(everybody, (0.05, 0.95), axis=0)
    assert abs(ours.low[:, :, -1, -1] - low).max() < 0.04
    assert abs(ours.high[:, :, -1, -1] - high).max() < 0.04
    assert learned.rules == pytest.approx(np.mean(trust), abs=0.15)
    assert learned.rules_sd == pytest.approx(np.std(trust), abs=0.15)


@pytest.mark.exhaustive
def test_effects_are_those_of_statsmodels() -> None:
    """Its most probable effects, spreads and all at once, tell the same of every group."""
    from statsmodels.genmod.bayes_mixed_glm import BinomialBayesMixedGLM

    counts, points = small_town()
    data = data_of(counts, points / 2)
    fitted = learn(data, start_of(data))
    channels, rows = data.n.shape
    picked = np.rint(data.k).astype(int)
    n = np.rint(data.n).astype(int)
    channel, row = np.divmod(np.arange(channels * rows), rows)
    times = np.stack([picked.ravel(), (n - picked).ravel()], axis=1).ravel()
    outcome = np.repeat(np.tile([1.0, 0.0], channels * rows), times)
    at = np.repeat(np.repeat(np.arange(channels * rows), 2), times)
    levels = np.eye(data.places)[data.design.place[row[at]]]
    fixed = np.column_stack([levels, data.rules[channel[at], row[at]]])
    size = data.design.effects.shape[1]
    effects = np.zeros((len(at), channels * size))
    dense = data.design.effects.toarray()
    for one in range(channels):
        mine = channel[at] == one
        effects[mine, one * size : (one + 1) * size] = dense[row[at[mine]]]
    ident = np.tile(data.design.kinds, channels)
    model = BinomialBayesMixedGLM(outcome, fixed, effects, ident, vcp_p=OFF, fe_p=LEVEL_DOUBT)
    other = model.fit_vb(verbose=False)
    odds = fixed @ other.fe_mean + effects @ other.vc_mean
    ours = log_odds(data.design, data.rules, fitted.point)[channel[at], row[at]]
    assert abs(expit(odds) - expit(ours)).max() < 0.05
    assert np.corrcoef(odds, ours)[0, 1] > 0.99


def test_the_mode_is_a_top() -> None:
    """No small step from it makes anything more probable, and the curvature is that of the top."""
    counts, points = small_town(40)
    data = data_of(counts, points / 2)
    precision = np.full(data.design.effects.shape[1], 8.0)
    point, curvature = climb(data, precision, start_of(data))

    def height(moved: Floats) -> float:
        shared = point.shared + moved[: len(point.shared)]
        effects = point.effects + moved[len(point.shared) :].reshape(point.effects.shape)
        odds = log_odds(data.design, data.rules, EffectPoint(shared, effects))
        fit = (data.k * odds - data.n * np.logaddexp(0, odds)).sum()
        off = shared - np.append(np.zeros(data.places), data.belief[0])
        held = (shared[:-1] ** 2).sum() / LEVEL_DOUBT**2 + (off[-1] / data.belief[1]) ** 2
        return float(fit - (held + 8.0 * (effects**2).sum()) / 2)

    size = len(point.shared) + point.effects.size
    chance = np.random.default_rng(3)
    whole = covariance(curvature.own, curvature.pull, curvature.shared)
    for _ in range(5):
        step = chance.normal(size=size)
        step /= np.linalg.norm(step)
        up, down = height(1e-3 * step), height(-1e-3 * step)
        assert abs(up - down) < 1e-7
        bend = -(up + down - 2 * height(0 * step)) / 1e-6
        assert bend == pytest.approx(step @ np.linalg.solve(whole, step), rel=1e-3)


def covariance(own: Floats, pull: Floats, shared: Floats) -> Floats:
    """Return the whole covariance, the shared first."""
    channels, size, many = pull.shape
    flat = pull.reshape(-1, many)
    effects = flat @ shared @ flat.T
    for at in range(channels):
        here = slice(at * size, (at + 1) * size)
        effects[here, here] += own[at]
    return np.asarray(np.block([[shared, shared @ flat.T], [flat @ shared, effects]]))
