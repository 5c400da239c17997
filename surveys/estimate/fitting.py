"""PickCounts → shares with certainty, in this process: what the worker does."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from surveys.counts import PickCounts
from surveys.estimate.design import design_of
from surveys.estimate.mode import Data, start_of
from surveys.estimate.persons import corrected
from surveys.estimate.shares import Shares, shares_of
from surveys.estimate.spreads import Fitted, learn
from surveys.model import Floats

LEVEL_DOUBT = 5.0  # of the log-odds of a situation: as good as nothing is known beforehand
# λ beforehand: half of the rulebook holds, and all or nothing of it would not surprise.
BELIEF = (0.5, 0.5)
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Learned:
    """What counts say: shares, λ with its deviation, and the level of each situation."""

    shares: Shares
    rules: float
    rules_sd: float
    level: Floats
    fitted: Fitted


def estimate(counts: PickCounts, points: Floats, tell: Tell = lambda _: None) -> Learned:
    """Return what counts say; `points` of the rulebook, (situations, channels, ages, profiles)."""
    half = points / 2
    data = data_of(counts, half)
    tell("Antwoorden geteld. Nu zoeken hoeveel groepen van elkaar verschillen.")
    fitted = corrected(counts, data, learn(data, start_of(data)))
    tell("Verschillen berekend. Nu de zekerheid per groep.")
    shares = shares_of(counts, data, fitted, half)
    shared, doubt = fitted.point.shared, fitted.curvature.shared
    rules_sd = float(np.sqrt(doubt[-1, -1]))
    return Learned(shares, max(0.0, float(shared[-1])), rules_sd, shared[:-1], fitted)


def data_of(counts: PickCounts, half: Floats) -> Data:
    """Return what is fitted: rules of a row are those of the groups it is a mix of."""
    design = design_of(counts.place, len(counts.asked), counts.age_mix, counts.profile_mix)
    rules = np.einsum(
        "rcap,ra,rp->cr", half[counts.place], counts.age_mix, counts.profile_mix, optimize=True
    )
    n, k = np.ascontiguousarray(counts.n.T), np.ascontiguousarray(counts.k.T)
    return Data(design, len(counts.asked), n, k, rules, LEVEL_DOUBT, BELIEF)
