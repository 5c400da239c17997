"""Made-up daily series of which the truth is known, to judge effects on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from plans import freedays

RHYTHM = (1.20, 1.25, 1.20, 1.14, 0.99, 0.62, 0.60)  # Monday to Sunday, mean 1
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class World:
    """What moves a series beside an action; spreads are on the logarithmic scale.

    `growth` is a week, `season` the height of its wave, `holiday` what a school holiday takes
    off, `relaunch` a change that stays, `spikes` days of many times the count, `rho` how much a
    day resembles the one before. `level` and `own` together are about 0.3 at 60 a day.
    """

    base: float = 60
    growth: float = 0.0
    season: float = 0.0
    holiday: float = 0.0
    relaunch: float = 1.0
    spikes: float = 1.0
    rho: float = 0.3
    level: float = 0.157
    own: int = 22  # the size of a negative binomial


def days_of(start: date, before: int, after: int) -> list[date]:
    """Return the days before an action and those from it on."""
    return [start + timedelta(days=at) for at in range(-before, after)]


def shared(rng: np.random.Generator, world: World, days: list[date], before: int) -> np.ndarray:
    """Return the logarithm of what a series and its control have in common (days)."""
    at = np.arange(len(days)) - before
    logs = np.log(world.base) + np.log([RHYTHM[day.weekday()] for day in days])
    logs = logs + np.log1p(world.growth) * at / 7
    logs = logs + np.log1p(world.season * np.sin(2 * np.pi * at / YEAR + rng.uniform(0, 2 * np.pi)))
    free = np.array([freedays.on_break("midden", day) is not None for day in days])
    logs = logs + np.log1p(-world.holiday) * free
    moment = -int(rng.integers(20, before - 20))
    up = 1 if rng.random() < 0.5 else -1
    return np.asarray(logs + np.log(world.relaunch) * up * (at >= moment))


def counted(
    rng: np.random.Generator, world: World, logs: np.ndarray, ratio: float, before: int
) -> list[int]:
    """Return counts around a common logarithm, with an effect from the action on."""
    state, levels = rng.normal(0, world.level), []
    for _ in logs:
        levels.append(state)
        fresh = world.level * np.sqrt(1 - world.rho**2)
        state = world.rho * state + rng.normal(0, fresh)
    means = np.exp(logs + levels)
    means[before:] *= ratio
    counts = rng.negative_binomial(world.own, world.own / (world.own + means))
    for at in [*rng.integers(0, before, 3), *rng.integers(before, len(logs), 1)]:
        counts[at] = round(counts[at] * world.spikes)
    return [int(count) for count in counts]


def series(
    rng: np.random.Generator,
    world: World,
    start: date,
    ratio: float = 1.0,
    before: int = 180,
    after: int = 28,
) -> tuple[Mapping[date, int], Mapping[date, int]]:
    """Return a series with an effect from `start` on, and a control without it."""
    days = days_of(start, before, after)
    logs = shared(rng, world, days, before)
    return (
        dict(zip(days, counted(rng, world, logs, ratio, before), strict=True)),
        dict(zip(days, counted(rng, world, logs, 1.0, before), strict=True)),
    )
