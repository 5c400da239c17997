"""The dots of a picture: a share of residents with its interval, against our rules or everybody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from engine.knowledge.own_survey import Asked, Cells, OwnSurvey
from engine.model import UNKNOWN
from surveys.findings.expected_share import expected
from surveys.stand_in import instead

BEST = 3  # channels that an advice puts first
FEW, THIN, SMALL = 10, 20, 50  # answers: nothing is shown, a group is thin, no bare percentage
AGES, PROFILES, TRUST = "leeftijd", "profiel", "vertrouwen"  # what residents are split by
Points = Mapping[Asked, Mapping[str, float]]  # what our rules give each channel, in points
Verdict = Literal["vaker", "minder", "klopt", "open"]  # "open": not to be said yet


class Dot(NamedTuple):
    """A channel in one situation and group: shares 0-1, `beside` is what it is held against.

    In a picture of one channel a phase takes its place.

    `share` is None below ten answers, `beside` where our rules say nothing of the channel, and
    `before` is what an earlier survey found, where there is one.
    """

    channel: str
    share: float | None
    low: float
    high: float
    n: int
    beside: float | None
    verdict: Verdict
    best: bool = False
    before: float | None = None


@dataclass(frozen=True, slots=True)
class DotColumn:
    """A phase, or a group of residents in a phase, with a dot per channel in a fixed order."""

    key: str
    n: int
    dots: tuple[Dot, ...]

    @property
    def thin(self) -> bool:
        """Tell whether there are too few answers to speak of differences."""
        return self.n < THIN

    @property
    def few(self) -> bool:
        """Tell whether there are too few answers to show anything."""
        return self.n < FEW

    def of(self, channel: str) -> Dot | None:
        """Return the dot of a channel, if it was asked."""
        return next((dot for dot in self.dots if dot.channel == channel), None)


def asked_in(own: OwnSurvey, track: str, order: Iterable[str]) -> tuple[Asked, ...]:
    """Return the situations of a track that were asked, by the order of the phases."""
    every = (Asked(track, phase) for phase in order)
    return tuple(one for one in every if one in own.rows)


def phases(
    own: OwnSurvey,
    track: str,
    points: Points,
    order: Iterable[str],
    earlier: OwnSurvey | None = None,
) -> tuple[DotColumn, ...]:
    """Return a column per phase of a track that was asked, all residents together.

    `points` are those of the rules alone; `earlier` is a survey of before to put beside it.
    """
    return tuple(
        _phase(own, one, points.get(one, {}), earlier) for one in asked_in(own, track, order)
    )


def _phase(
    own: OwnSurvey, asked: Asked, points: Mapping[str, float], earlier: OwnSurvey | None
) -> DotColumn:
    at = own.place(UNKNOWN, UNKNOWN)
    cells = own.rows[asked]
    shares = {channel: float(one.share[at]) for channel, one in cells.items()}
    rules = expected(points, shares)
    best = sorted(shares, key=lambda channel: -shares[channel])[:BEST]
    dots = tuple(
        _dot(channel, one, at, rules.get(channel))._replace(
            best=channel in best, before=_before(earlier, asked, channel)
        )
        for channel, one in cells.items()
    )
    return DotColumn(asked.phase, _answers(dots), dots)


def _before(earlier: OwnSurvey | None, asked: Asked, channel: str) -> float | None:
    """Return the share that an earlier survey found, of ten answers or more."""
    cells = earlier.rows.get(asked, {}).get(channel) if earlier else None
    if earlier is None or cells is None:
        return None
    at = earlier.place(UNKNOWN, UNKNOWN)
    return float(cells.share[at]) if int(cells.n[at]) >= FEW else None


def groups(own: OwnSurvey, asked: Asked, split: str = AGES) -> tuple[DotColumn, ...]:
    """Return a column per group in a situation, each dot against all together."""
    everyone = own.place(UNKNOWN, UNKNOWN)
    columns = []
    for key in names(own, split):
        at = own.place(key, UNKNOWN) if split == AGES else own.place(UNKNOWN, key)
        dots = tuple(
            _dot(channel, one, at, float(one.share[everyone]))
            for channel, one in own.rows[asked].items()
        )
        columns.append(DotColumn(key, _answers(dots), dots))
    return tuple(columns)


def names(own: OwnSurvey, split: str) -> Sequence[str]:
    """Return the groups that a survey tells apart; none where it has no answers of any."""
    if split == AGES:
        return [one for one in own.ages if one != UNKNOWN]
    if (split == TRUST) != instead(own):
        return []
    places = [own.place(UNKNOWN, one) for one in own.profiles if one != UNKNOWN]
    cells = [one for of in own.rows.values() for one in of.values()]
    known = any(int(one.n[at]) for one in cells for at in places)
    return [one for one in own.profiles if one != UNKNOWN] if known else []


def across(own: OwnSurvey, track: str, channel: str, split: str = AGES) -> tuple[DotColumn, ...]:
    """Return a column per group with a dot per phase (under its name) for one channel."""
    asked = [one for one in own.rows if one.track == track and one.stake == UNKNOWN]
    everyone = own.place(UNKNOWN, UNKNOWN)
    columns = []
    for key in names(own, split):
        at = own.place(key, UNKNOWN) if split == AGES else own.place(UNKNOWN, key)
        dots = tuple(
            _dot(one.phase, cells, at, float(cells.share[everyone]))
            for one in asked
            if (cells := own.rows[one].get(channel)) is not None
        )
        columns.append(DotColumn(key, _answers(dots), dots))
    return tuple(columns)


def _dot(channel: str, one: Cells, at: tuple[int, int], beside: float | None) -> Dot:
    n, low, high = int(one.n[at]), float(one.low[at]), float(one.high[at])
    share = float(one.share[at])
    if n < FEW:
        return Dot(channel, None, low, high, n, beside, "open")
    return Dot(channel, share, low, high, n, beside, verdict(low, high, n, beside))


def verdict(low: float, high: float, n: int, beside: float | None) -> Verdict:
    """Return whether a share is surely higher or lower than what it is held against."""
    if beside is None or n < THIN:
        return "open"
    if low > beside:
        return "vaker"
    if high < beside:
        return "minder"
    return "klopt" if n >= SMALL else "open"


def _answers(dots: Iterable[Dot]) -> int:
    return max((dot.n for dot in dots), default=0)


def largest(columns: Iterable[DotColumn], way: Verdict) -> tuple[tuple[str, Dot], ...]:
    """Return (phase, dot) of every sure difference in one direction, the largest first."""
    pairs = [(c.key, dot) for c in columns for dot in c.dots if dot.verdict == way]
    return tuple(sorted(pairs, key=lambda pair: (-_distance(pair[1]), pair)))


def _distance(dot: Dot) -> float:
    return abs((dot.share or 0.0) - (dot.beside or 0.0))
