"""How wide intervals must be: found in some towns, and judged in towns that had no part in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import logit

from engine import Table
from script.towns.judging import BIG, with_all
from script.towns.rivals import OURS, guesses
from script.towns.town import NO_PROFILE, TRUTHS, answers_of, town_of
from surveys.estimate.shares import WIDER
from surveys.model import Floats

GOAL = 0.90  # what an interval of 90 % promises
SIZES = (100, 400, 1_000)
WIDTHS = tuple(1 + step / 50 for step in range(11))  # 1.00 to 1.20
OFTEN_EMPTY = 0.25  # profiles left empty, as the towns had it at first
# Seeds of towns: those of the tables, those in which the width was found, and those kept apart.
SETS = (
    ("towns of the tables (seeds 0-4)", range(5), NO_PROFILE),
    ("towns in which the width was found (seeds 100-104)", range(100, 105), NO_PROFILE),
    ("towns kept apart (seeds 200-204)", range(200, 205), NO_PROFILE),
    ("towns kept apart, a quarter without profile", range(200, 205), OFTEN_EMPTY),
)


@dataclass(frozen=True, slots=True)
class WidthRow:
    """Coverage (0-1) in a set of towns: all true shares, and those over 15 %, at a width."""

    towns: str
    n: int
    plain: float
    wider: float
    wider_big: float
    fitting: float  # the width at which coverage would come nearest to the goal


def width_rows(table: Table) -> Iterator[WidthRow]:
    """Yield the coverage of every set of towns, without and with the width that we use."""
    for towns, seeds, empty in SETS:
        for n in SIZES:
            off, true = _distances(table, seeds, n, empty)
            covered = {wide: float((off <= wide).mean()) for wide in (*WIDTHS, WIDER)}
            nearest = min(WIDTHS, key=lambda wide: abs(covered[wide] - GOAL))
            big = float((off[true > BIG] <= WIDER).mean())
            yield WidthRow(towns, n, covered[1.0], covered[WIDER], big, nearest)


def _distances(table: Table, seeds: Iterable[int], n: int, empty: float) -> tuple[Floats, Floats]:
    """Return how far truth lies off, in half intervals as they are by the book, and the truth."""
    off, true = [], []
    for truth in TRUTHS:
        for seed in seeds:
            town = town_of(table, truth, seed)
            answers = answers_of(town, n, 1_000 * seed + n, empty)
            slugs = town.ages, town.profiles
            guess = guesses(answers, slugs, town.population, town.points)[OURS]
            assert guess.together is not None
            share, low, high = guess.together
            half = (logit(high) - logit(low)) / 2 / WIDER
            there = with_all(town)
            off.append((abs(logit(share) - logit(there)) / half).ravel())
            true.append(there.ravel())
    return np.concatenate(off), np.concatenate(true)
