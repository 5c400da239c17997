"""What a guess is worth: three advised channels, shares and intervals against what is true."""

import numpy as np

from script.towns.rivals import RULES, Guess
from script.towns.town import PICKS, Town
from surveys.estimate.shares import together
from surveys.model import Floats

BIG = 0.15  # of a share that matters for advice
ALL, EACH = slice(-1, None), slice(None, -1)
GROUPS = ((ALL, ALL), (EACH, ALL), (EACH, EACH))  # everyone, an age, an age with a profile


def judge(town: Town, name: str, guess: Guess) -> dict[str, float]:
    """Return the measures of a guess, over groups as many as live there."""
    true, weight = town.share, town.joint[None] / len(town.asked)
    best = np.sort(true, axis=1)[:, ::-1][:, :PICKS].sum(axis=1)
    advised = np.argsort(-guess.share, axis=1, kind="stable")[:, :PICKS]
    there = np.argsort(-true, axis=1, kind="stable")[:, :PICKS]
    reached = np.take_along_axis(true, advised, axis=1).sum(axis=1)
    same = (advised[:, :, None] == there[:, None]).any(axis=2).sum(axis=1) / PICKS
    judged = {
        "regret": float(((best - reached) * weight).sum()),
        "overlap": float((same * weight).sum()),
        "seconds": guess.seconds,
    }
    if name == RULES or guess.low is None or guess.high is None:
        return judged
    off = (guess.share - true) ** 2 * weight[:, None] / true.shape[1]
    share, low, high = true, guess.low, guess.high
    if guess.together is not None:
        share, (_, low, high) = with_all(town), guess.together
    hit = (low <= share) & (share <= high)
    return judged | {
        "rmse": float(np.sqrt(off.sum())),
        "coverage": float(hit.mean()),
        "coverage_big": float(hit[share > BIG].mean()),
    }


def with_all(town: Town) -> Floats:
    """Return the true shares with those of ages and profiles together."""
    places, channels, ages, profiles = town.share.shape
    full = np.zeros((places, channels, ages + 1, profiles + 1))
    full[:, :, :-1, :-1] = town.share
    pooled = town.share.reshape(places, channels, -1) @ together(town.joint).T
    full[:, :, :-1, -1] = pooled[:, :, :ages]
    full[:, :, -1, :-1] = pooled[:, :, ages:-1]
    full[:, :, -1, -1] = pooled[:, :, -1]
    return full


def margins(town: Town, guess: Guess) -> tuple[float, ...]:
    """Return how far intervals reach (0-1) for everyone, an age, and an age with a profile.

    Of shares that matter for advice.
    """
    if guess.together is None:
        return ()
    true, (_, low, high) = with_all(town), guess.together
    reach = (high - low) / 2
    parts = [(slice(None), slice(None), *group) for group in GROUPS]
    return tuple(float(reach[part][true[part] > BIG].mean()) for part in parts)
