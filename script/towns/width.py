"""How wide intervals must be: found in some towns, and judged in towns that had no part in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import logit

from engine import Table
from script.towns.judging import BIG, judge, with_all
from script.towns.rivals import AGE, OURS, PROFILE, guesses
from script.towns.town import NO_PROFILE, TRUTHS, answers_of, town_of
from surveys.estimate.shares import WIDER
from surveys.model import Floats

GOAL = 0.90  # what an interval of 90 % promises
SIZES = (100, 400, 1_000)
WIDTHS = tuple(1 + step / 50 for step in range(11))  # 1.00 to 1.20
OFTEN_EMPTY = 0.25  # profiles left empty, as the towns had it at first
# Seeds of towns: those of the tables, of those in which the width was looked for again, and of
# those kept apart.
SETS = (
    ("towns of the tables (seeds 0-4)", range(5), NO_PROFILE),
    ("towns in which the factor was looked for again (seeds 100-104)", range(100, 105), NO_PROFILE),
    ("towns kept apart (seeds 200-204)", range(200, 205), NO_PROFILE),
    ("towns kept apart, a quarter without profile", range(200, 205), OFTEN_EMPTY),
)


@dataclass(frozen=True, slots=True)
class WidthRow:
    """Coverage (0-1) in a set of towns: all true shares, and those over 15 %, at a width.

    `fitting` is the width at which coverage would come nearest to what is promised; `regret` that
    of ours over that of the better of age only and profile only, where the rulebook helps least.
    """

    towns: str
    n: int
    plain: float
    wider: float
    wider_big: float
    fitting: float
    regret: float


def width_rows(table: Table) -> Iterator[WidthRow]:
    """Yield the coverage of every set of towns, without and with the width that we use."""
    for towns, seeds, empty in SETS:
        for n in SIZES:
            kinds = [list(_judged(table, truth, seeds, n, empty)) for truth in TRUTHS]
            every = [one for kind in kinds for one in kind]
            off = np.concatenate([one.off for one in every])
            true = np.concatenate([one.true for one in every])
            covered = {wide: float((off <= wide).mean()) for wide in (*WIDTHS, WIDER)}
            nearest = min(WIDTHS, key=lambda wide: abs(covered[wide] - GOAL))
            big = float((off[true > BIG] <= WIDER).mean())
            regret = max(_ratio(kind) for kind in kinds)
            yield WidthRow(towns, n, covered[1.0], covered[WIDER], big, nearest, regret)


class _Judged(NamedTuple):
    """How far truth lies off, in half intervals as they are by the book; the truth; regrets."""

    off: Floats
    true: Floats
    regrets: tuple[float, float, float]  # ours, age only, profile only


def _ratio(kind: Sequence[_Judged]) -> float:
    ours, age, profile = np.mean([one.regrets for one in kind], axis=0)
    return float(ours / min(age, profile))


def _judged(
    table: Table, truth: str, seeds: Iterable[int], n: int, empty: float
) -> Iterator[_Judged]:
    for seed in seeds:
        town = town_of(table, truth, seed)
        answers = answers_of(town, n, 1_000 * seed + n, empty)
        ways = guesses(answers, (town.ages, town.profiles), town.population, town.points)
        guess = ways[OURS].together
        assert guess is not None
        share, low, high = guess
        half = (logit(high) - logit(low)) / 2 / WIDER
        true = with_all(town)
        ours, age, profile = (judge(town, way, ways[way])["regret"] for way in (OURS, AGE, PROFILE))
        off = abs(logit(share) - logit(true)) / half
        yield _Judged(off.ravel(), true.ravel(), (ours, age, profile))
