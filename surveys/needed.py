"""How many answers are needed: what more of them bring, by what simulated towns showed.

Nobody can know beforehand for a real town. The towns are those of KanaalBench in which half of our
rules hold; `genoeg.csv` has what came out, and `script/kanaalbench --schrijf` writes it.
"""

import csv
import io
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from math import exp, log
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "genoeg.csv"
HEAD = ("antwoorden", "gemist", "marge", "marge_leeftijd", "marge_leeftijd_profiel")
MORE = (100, 400)  # answers that are added to what is there


class Gain(NamedTuple):
    """What a number of answers to a situation brings; 0 answers are our rules alone.

    `missed` is how many picks per 100 residents the three channels that are advised to a group
    miss, against the best three there are. The margins are points of a share to either side, in
    which 9 of 10 shares over 15 % fall: for everyone, for an age, and for an age with a profile.
    """

    answers: int
    missed: float
    margin: float
    age_margin: float
    group_margin: float


def gains(answers: int) -> tuple[Gain, ...]:
    """Return what this many answers bring, and what more do."""
    return tuple(gain(answers + more) for more in (0, *MORE))


def gain(answers: int) -> Gain:
    """Return what answers bring; between what was tried along a straight line of logarithms.

    Before the first row there is the line from our rules alone; after the last nothing is gained.
    """
    rows = table()
    if answers >= rows[-1].answers:
        return rows[-1]._replace(answers=answers)
    at = bisect_left([row.answers for row in rows], answers)
    if rows[at].answers == answers:
        return rows[at]
    low, high = rows[at - 1], rows[at]
    part = log((answers + 1) / (low.answers + 1)) / log((high.answers + 1) / (low.answers + 1))
    between = (
        round(exp(log(one) + part * (log(other) - log(one))), 1)
        for one, other in zip(low[1:], high[1:], strict=True)
    )
    return Gain(answers, *between)


@cache
def table() -> tuple[Gain, ...]:
    """Return what was tried, from no answers to many."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter=";")
        next(rows)
        return tuple(sorted(Gain(int(n), *map(float, rest)) for n, *rest in rows))


def write(rows: Iterable[Gain]) -> str:
    """Return rows as the file keeps them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows((row.answers, *(f"{value:.1f}" for value in row[1:])) for row in sorted(rows))
    return out.getvalue()
