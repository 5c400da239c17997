"""Where a rule counts: the situations in which the advice would be different without it.

Computed from the table, exactly: the rule is taken away and the channels it speaks of are added up
again, so that a rule it outdid on the same theme speaks instead and the overlap is halved anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from engine import score
from engine.answer import Ranked
from engine.compile import Outcome, Table
from engine.model import Situation
from engine.roles import CANNOT, first
from engine.score import Part

Ranking = list[tuple[str, float]]  # channel and score, best first


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """What a rule does in one situation where it fires.

    `before` names the main and supporting channels without the rule, `after` with it. `moves` are
    the channels the rule speaks of that get another place: (channel, place without, place with).
    """

    situation: Situation
    reordered: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    moves: tuple[tuple[str, int, int], ...] = ()

    @property
    def rechosen(self) -> bool:
        """Tell whether the main or supporting channels differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Reach:
    """In how many situations a rule fires, changes the order, and changes what is chosen."""

    fires: int
    reorders: int
    rechooses: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One outcome as it is: its ranking, what is chosen, and the rows in which a rule counts."""

    ranking: Ranking
    picks: tuple[str, ...]
    counts: Mapping[str, Sequence[Ranked]]


class Influence:
    """Takes rules out of a table, one at a time."""

    def __init__(self, table: Table) -> None:
        self._book, self._outcomes = table.book, table.outcomes
        self._rules = {rule.id: rule for rule in table.book.rules}
        self._part = cache(self._new_part)

    def effects(self, rule: str) -> tuple[RuleEffect, ...]:
        """Return what a rule does in every situation where it fires."""
        return tuple(
            self._effect(situation, self._scene(outcome), rule)
            for situation, outcome in self._outcomes.items()
            if rule in outcome.fired
        )

    def reach(self) -> dict[str, Reach]:
        """Return for every rule in how many situations it counts."""
        counted = {id_: [0, 0, 0] for id_ in self._rules}
        for situation, outcome in self._outcomes.items():
            scene = self._scene(outcome)
            for id_ in filter(counted.__contains__, outcome.fired):
                effect = self._effect(situation, scene, id_)
                for i, holds in enumerate((True, effect.reordered, effect.rechosen)):
                    counted[id_][i] += holds
        return {id_: Reach(*counts) for id_, counts in counted.items()}

    def idle(self) -> tuple[set[str], set[str]]:
        """Return the rules that nowhere change the order, and those that change no choice."""
        still, same = set(self._rules), set(self._rules)
        for situation, outcome in self._outcomes.items():
            scene = self._scene(outcome)
            for id_ in (still | same).intersection(outcome.fired):
                effect = self._effect(situation, scene, id_)
                still -= {id_} if effect.reordered else set()
                same -= {id_} if effect.rechosen else set()
        return still, same

    def _scene(self, outcome: Outcome) -> Scene:
        rows = able(outcome)
        ranking = [(row.channel, row.score or 0.0) for row in rows]
        counts: dict[str, list[Ranked]] = {}
        for row in rows:
            for reason in row.reasons:
                if reason.counted:
                    counts.setdefault(reason.rule, []).append(row)
        return Scene(ranking, tuple(first(self._book, ranking)), counts)

    def _effect(self, situation: Situation, scene: Scene, rule: str) -> RuleEffect:
        touched = scene.counts.get(rule, ())
        if not touched:
            return RuleEffect(situation, False, scene.picks, scene.picks)
        new = {row.channel: self._rescore(row, rule) for row in touched}
        scores = ((slug, new.get(slug, score)) for slug, score in scene.ranking)
        bare = sorted(scores, key=lambda item: (-item[1], item[0]))
        was, now = [slug for slug, _ in bare], [slug for slug, _ in scene.ranking]
        before = tuple(first(self._book, bare))
        if was == now:
            return RuleEffect(situation, False, before, scene.picks)
        places = ((slug, was.index(slug) + 1, now.index(slug) + 1) for slug in new)
        moves = tuple(move for move in places if move[1] != move[2])
        return RuleEffect(situation, True, before, scene.picks, moves)

    def _rescore(self, row: Ranked, rule: str) -> float:
        """Return a channel's score without a rule; a step of the method is added up anew."""
        parts = [self._part(r.rule, r.quality) for r in row.reasons if r.quality and r.rule != rule]
        return score.tally(parts, self._book.constants["overlap"]).score

    def _new_part(self, id_: str, quality: str) -> Part:
        return score.part(self._rules[id_], quality, self._book.constants)


def able(outcome: Outcome) -> list[Ranked]:
    """Return the channels that can serve a situation, best first."""
    return [row for row in outcome.ranking if row.role != CANNOT]
