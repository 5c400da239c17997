"""Two surveys of one municipality: which shares moved, and which of those by more than chance."""

from math import erfc, log, sqrt
from typing import NamedTuple

from engine.knowledge.own_survey import Asked, Cells, OwnSurvey
from engine.model import UNKNOWN
from surveys.findings.dots import THIN

WITHIN_90 = 1.6448536269514722
FALSE = 0.1  # of what is called moved, at most so much by chance on average
EDGE = 0.0005  # half of the last decimal of a share


class Move(NamedTuple):
    """A share (0-1) before and now, for all residents together; `surely` when it moved."""

    asked: Asked
    channel: str
    before: float
    now: float
    surely: bool


def moves(own: OwnSurvey, earlier: OwnSurvey) -> tuple[Move, ...]:
    """Return what both surveys asked, the largest difference first.

    A difference on the log-odds is held against the intervals of both (normal). Many channels are
    looked at together, so what is called sure is chosen by Benjamini and Hochberg (1995).
    """
    pairs = [
        (asked, channel, earlier.rows[asked][channel], cells)
        for asked, channels in own.rows.items()
        for channel, cells in channels.items()
        if channel in earlier.rows.get(asked, {})
    ]
    chances = [_chance(earlier, before, own, now) for _, _, before, now in pairs]
    limit = _limit([one for one in chances if one is not None])
    made = [
        Move(asked, channel, _share(earlier, before), _share(own, now),
             chance is not None and chance <= limit)
        for (asked, channel, before, now), chance in zip(pairs, chances, strict=True)
        if chance is not None
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: (-abs(one.now - one.before), one[:2])))


def _share(own: OwnSurvey, cells: Cells) -> float:
    return float(cells.share[own.place(UNKNOWN, UNKNOWN)])


def _chance(earlier: OwnSurvey, before: Cells, own: OwnSurvey, now: Cells) -> float | None:
    """Return how often chance alone gives such a difference (0-1); None of too few answers."""
    parts = []
    for survey, cells in ((earlier, before), (own, now)):
        at = survey.place(UNKNOWN, UNKNOWN)
        if int(cells.n[at]) < THIN:
            return None
        low, middle, high = (_odds(float(of[at])) for of in (cells.low, cells.share, cells.high))
        parts.append((middle, (high - low) / (2 * WITHIN_90)))
    (first, doubt), (second, more) = parts
    return erfc(abs(second - first) / sqrt(2 * (doubt * doubt + more * more)))


def _odds(share: float) -> float:
    inside = min(max(share, EDGE), 1 - EDGE)
    return log(inside / (1 - inside))


def _limit(chances: list[float]) -> float:
    """Return the chance up to which a difference is sure, -1 when none is."""
    many = len(chances)
    passing = [
        chance
        for rank, chance in enumerate(sorted(chances), start=1)
        if chance <= FALSE * rank / many
    ]
    return max(passing, default=-1.0)
