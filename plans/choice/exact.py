"""Every set of up to a dozen channels worked out, so that the best one is proven (numpy)."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plans.choice.value import TINY, Stage

Sets = NDArray[np.bool_]


def best(stage: Stage, most: int | None = None) -> tuple[str, ...] | None:
    """Return the set with the fewest cells below the floor, then the highest value.

    Equal sets: the smallest, then the cheapest. None when no set holds limits and safeguards.
    """
    rows = _sets(len(stage.channels))
    rows = rows[_within_limits(stage, rows, stage.most if most is None else most)]
    if not len(rows):
        return None
    values = 1 - np.exp(-(stage.base + rows @ stage.pull.T))
    missed = (values < stage.floor - TINY).sum(axis=1)
    rows, values = rows[missed == missed.min()], values[missed == missed.min()]
    totals = values @ stage.weight
    rows = rows[totals >= totals.max() - TINY]
    spent = rows @ stage.cost
    pick = rows[np.lexsort((spent, rows.sum(axis=1)))[0]]
    return tuple(slug for slug, taken in zip(stage.channels, pick, strict=True) if taken)


def _sets(count: int) -> Sets:
    """Return all sets of so many channels, a row each."""
    numbers = np.arange(2**count)
    sets: Sets = np.array((numbers[:, None] >> np.arange(count)) & 1, dtype=bool)
    return sets


def _within_limits(stage: Stage, rows: Sets, most: int) -> NDArray[np.bool_]:
    good = rows.sum(axis=1) <= most
    for test in _tests(stage, rows):
        good &= test
    return np.asarray(good)


def _tests(stage: Stage, rows: Sets) -> Iterator[Any]:
    yield (rows | ~stage.row(stage.forced)).all(axis=1)
    if stage.budget is not None:
        yield stage.fixed[0] + rows @ stage.cost <= stage.budget
    if stage.time is not None:
        yield stage.fixed[1] + rows @ stage.hours <= stage.time
    for need in stage.needs:
        met = rows[:, stage.row(need.allowed)].any(axis=1)
        if need.trigger is not None:
            met |= ~rows[:, stage.row(need.trigger)].any(axis=1)
        yield met
