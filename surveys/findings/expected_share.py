"""What our rules would have expected: the same number of choices, shared out by their points."""

from collections.abc import Mapping
from math import exp

from engine.total import total

FAR, STEPS = 40.0, 60  # log-odds within which the level lies, and halvings until it is exact


def expected(points: Mapping[str, float], shares: Mapping[str, float]) -> dict[str, float]:
    """Return channel → the share (0-1) our rules would give it.

    Residents make as many choices as in `shares`, but by the points of the rules alone: two points
    are one of log-odds. A channel without points (it cannot do the task) gets nothing said.
    """
    known = {channel: points[channel] for channel in shares if channel in points}
    goal = total(shares[channel] for channel in known)
    if not 0.0 < goal < len(known):
        return {}
    low, high = -FAR, FAR
    for _ in range(STEPS):
        level = (low + high) / 2
        if total(_share(level, value) for value in known.values()) < goal:
            low = level
        else:
            high = level
    return {channel: round(_share(low, value), 4) for channel, value in known.items()}


def _share(level: float, points: float) -> float:
    return 1 / (1 + exp(-(level + points / 2)))
