"""Which other series moved as this one did before the action: those are fit to compare with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from listening.effects.effect import BEFORE, Series

WEEK = 7
FEWEST_WEEKS = 8
LEAST = 0.3  # of the movement that has to go away
MOST = 3
SPREAD = 4.0  # a week further off than this many middle distances is cut to it


@dataclass(frozen=True, slots=True)
class Proposal:
    """A series to compare with, and which part of the movement before the action it took away."""

    name: str
    part: float


def proposals(
    series: Mapping[str, Series], name: str, start: date, taken: Collection[str] = ()
) -> tuple[Proposal, ...]:
    """Return the series most alike before `start`, the best first; those in `taken` are none.

    `series` and `taken` are by name in small letters. Weeks are compared on the logarithmic scale,
    as they differ from their middle.
    """
    own = _weeks(series[name], start)
    offered = []
    for other in sorted(set(series) - {name} - set(taken)):
        theirs = _weeks(series[other], start)
        shared = sorted(own.keys() & theirs.keys())
        if len(shared) < FEWEST_WEEKS:
            continue
        mine, yours = (_moves([one[week] for week in shared]) for one in (own, theirs))
        whole = float((mine**2).sum())
        part = 1 - float(((mine - yours) ** 2).sum()) / whole if whole else 0.0
        if part >= LEAST:
            offered.append(Proposal(other, part))
    return tuple(sorted(offered, key=lambda one: (-one.part, one.name))[:MOST])


def _weeks(series: Series, start: date) -> dict[int, int]:
    """Return whole weeks before `start`, 1 the last → what was counted."""
    weeks: dict[int, int] = {}
    for week in range(1, BEFORE // WEEK + 1):
        days = [start - timedelta(days=week * WEEK - day) for day in range(WEEK)]
        if all(day in series for day in days):
            weeks[week] = sum(series[day] for day in days)
    return weeks


def _moves(counts: list[int]) -> np.ndarray:
    logs = np.log(np.array(counts) + 0.5)
    moves = logs - np.median(logs)
    limit = SPREAD * max(float(np.median(np.abs(moves))), 0.01)
    cut: np.ndarray = np.clip(moves, -limit, limit)
    return cut
