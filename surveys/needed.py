"""How many answers are needed: what more of them bring, by what simulated towns showed.

Nobody can know beforehand for a real town. These towns departed from our rules as much as the
research that our rules rest on does among itself; the figures stand in docs/methode.md.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt

SURE = 1.645  # deviations to either side of 90 %
USUAL = 0.3  # share of residents that picks a channel that counts
WITHOUT = 56  # picks that are missed per 100 residents by our rules alone
MISSED = ((100, 13.0), (400, 5.9), (1000, 3.3))  # answers about a track → picks that are missed
MORE = (100, 400)  # answers that are added to what is there


@dataclass(frozen=True, slots=True)
class Gain:
    """What a number of answers about one track brings.

    `missed` is how many picks per 100 residents the best three channels of an advice miss, against
    the best there is; `margin` and `group_margin` are points of a share of 30 % to either side,
    for everyone and for one of `groups` groups, without what groups lend each other.
    """

    answers: int
    missed: float
    margin: float
    group_margin: float


def gains(answers: int, groups: int) -> tuple[Gain, ...]:
    """Return what this many answers bring, and what more do; 0 answers are our rules alone."""
    counts = (answers, *(answers + more for more in MORE))
    return tuple(
        Gain(count, round(missed(count), 1), margin(count), margin(count / groups))
        for count in counts
    )


def missed(answers: int) -> float:
    """Return the picks that are missed; between what was tried along a straight line of logs."""
    if answers < 1:
        return float(WITHOUT)
    pairs = list(pairwise(MISSED))
    (low, one), (high, other) = next((pair for pair in pairs if answers <= pair[1][0]), pairs[-1])
    part = (log(answers) - log(low)) / (log(high) - log(low))
    return min(float(WITHOUT), exp(log(one) + part * (log(other) - log(one))))


def margin(answers: float) -> float:
    """Return the margin of 90 % of a usual share, in points of a hundred; at most 100."""
    if answers < 1:
        return 100.0
    return round(min(100.0, 100 * SURE * sqrt(USUAL * (1 - USUAL) / answers)), 1)
