"""The advice without and with own research, situation by situation, and what that changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.answer import Ranked
from engine.compile import Outcome, Table
from engine.knowledge.own_survey import OwnSurvey
from engine.model import UNKNOWN, Situation
from engine.roles import MAIN, SUPPORT
from surveys.findings.dots import BEST, FEW


class AdviceDifference(StrEnum):
    """What own research does to an advice, as it is shown."""

    MAIN = "ander hoofdkanaal"
    ADDED = "ander kanaal erbij"
    EVEN = "even geschikt: geen oordeel"
    SAME = "blijft gelijk"
    UNASKED = "niet gevraagd: regels blijven"
    TOO_FEW = "minder dan 10: telt niet mee"


CHANGED = (AdviceDifference.MAIN, AdviceDifference.ADDED)


@dataclass(frozen=True, slots=True)
class AdvicePair:
    """One situation: the best channels without and with own research, the main one first.

    `sure_before` and `sure_after` are how often (0-1) the main channel is among the best three.
    """

    situation: Situation
    before: tuple[str, ...]
    after: tuple[str, ...]
    sure_before: float
    sure_after: float
    difference: AdviceDifference
    n: int

    @property
    def changed(self) -> bool:
        """Tell whether another advice comes out."""
        return self.difference in CHANGED

    @property
    def new(self) -> tuple[str, ...]:
        """Return the channels that come among the best."""
        return tuple(channel for channel in self.after if channel not in self.before)

    @property
    def gone(self) -> tuple[str, ...]:
        """Return the channels that are no more among the best."""
        return tuple(channel for channel in self.before if channel not in self.after)


def pairs(
    without: Table, with_own: Table, own: OwnSurvey, situations: Iterable[Situation]
) -> tuple[AdvicePair, ...]:
    """Return the pair of every situation that both tables know."""
    return tuple(
        _pair(one, without.outcomes[one], with_own.outcomes[one], own)
        for one in situations
        if one in without.outcomes and one in with_own.outcomes
    )


def plain_situations(table: Table) -> list[Situation]:
    """Return every track and phase, for all ages and profiles together."""
    return [
        one
        for one in table.outcomes
        if (one.age, one.profile, one.stake) == (UNKNOWN, UNKNOWN, UNKNOWN)
    ]


def _pair(situation: Situation, before: Outcome, after: Outcome, own: OwnSurvey) -> AdvicePair:
    first, second = best(before.ranking), best(after.ranking)
    n = answers(own, situation)
    return AdvicePair(
        situation,
        tuple(row.channel for row in first),
        tuple(row.channel for row in second),
        _sure(first),
        _sure(second),
        _difference(first, second, n),
        n or 0,
    )


def best(ranking: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Return the channels that an advice puts first, the main one before the others."""
    chosen = [row for row in ranking if row.role in (MAIN, SUPPORT)]
    return tuple(sorted(chosen, key=lambda row: row.role != MAIN))[:BEST]


def answers(own: OwnSurvey, situation: Situation) -> int | None:
    """Return how many residents answered for this situation; None where it was not asked."""
    asked = own.asked(situation.track, situation.phase, situation.stake)
    if asked is None:
        return None
    at = own.place(situation.age, situation.profile)
    return max((int(cells.n[at]) for cells in own.rows[asked].values()), default=0)


def _sure(rows: Sequence[Ranked]) -> float:
    return rows[0].certainty or 0.0 if rows else 0.0


def _difference(
    first: Sequence[Ranked], second: Sequence[Ranked], n: int | None
) -> AdviceDifference:
    if n is None:
        return AdviceDifference.UNASKED
    if n < FEW:
        return AdviceDifference.TOO_FEW
    mains = (first[0].channel if first else "", second[0].channel if second else "")
    if mains[0] != mains[1]:
        even = bool(second) and mains[0] in second[0].even_with
        return AdviceDifference.EVEN if even else AdviceDifference.MAIN
    before, after = ({row.channel for row in rows} for rows in (first, second))
    return AdviceDifference.SAME if before == after else AdviceDifference.ADDED
