"""Where a rule counts: the situations in which the advice would be different without it.

Computed from the table, exactly: the rule is taken away and the channels it speaks of are added up
again, so that a rule it outdid on the same theme speaks instead and the overlap is halved anew.
"""

from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from engine import score
from engine.answer import Ranked
from engine.compile import Outcome, Table
from engine.local.local_words import OWN
from engine.model import Situation
from engine.roles import CANNOT, MAIN, SUPPORT, first, leader, put_first
from engine.score import Part

Order = list[tuple[float, str]]  # minus the score, and the channel: best first
Parts = tuple[Part, ...]
HAIR = 1e-6  # points within which scores may be the same


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
    """One outcome as it is: its order, what is chosen, and for what channels a rule counts.

    `lead` is the channel that law makes the main one, and `needed` are those that meet a duty. A
    channel outside `near` that stays below `floor` points changes nothing in what is chosen.
    """

    order: Order
    picks: tuple[str, ...]
    counts: Mapping[str, Sequence[tuple[Ranked, Parts]]]
    lead: str | None
    needed: tuple[str | None, ...]
    near: frozenset[str]
    floor: float


class Influence:
    """Takes rules out of a table, one at a time."""

    def __init__(self, table: Table) -> None:
        self._book, self._distinct = table.book, tuple(table.distinct())
        self._rules = {rule.id: rule for rule in table.book.rules}
        self._part = cache(self._new_part)
        self._scores: dict[tuple[object, ...], float] = {}

    def effects(self, rule: str) -> tuple[RuleEffect, ...]:
        """Return what a rule does in every situation where it fires."""
        effects = []
        for outcome, situations in self._distinct:
            if rule in outcome.fired:
                effect = self._effect(situations[0], self._scene(outcome), rule)
                effects += [replace(effect, situation=situation) for situation in situations]
        return tuple(effects)

    def reach(self) -> dict[str, Reach]:
        """Return for every rule in how many situations it counts."""
        counted = {id_: [0, 0, 0] for id_ in self._rules}
        for outcome, situations in self._distinct:
            scene = self._scene(outcome)
            for id_ in filter(counted.__contains__, outcome.fired):
                effect = self._effect(situations[0], scene, id_)
                for i, holds in enumerate((True, effect.reordered, effect.rechosen)):
                    counted[id_][i] += holds * len(situations)
        return {id_: Reach(*counts) for id_, counts in counted.items()}

    def idle(self) -> tuple[set[str], set[str]]:
        """Return the rules that nowhere change the order, and those that change no choice."""
        still, same = set(self._rules), set(self._rules)
        for outcome, (situation, *_) in self._distinct:
            scene = self._scene(outcome)
            for id_ in (still | same).intersection(outcome.fired):
                if id_ not in still and self._is_far(scene, self._scores_without(scene, id_)):
                    continue  # the order is known to change somewhere, and no choice changes here
                effect = self._effect(situation, scene, id_)
                still -= {id_} if effect.reordered else set()
                same -= {id_} if effect.rechosen else set()
        return still, same

    def _scene(self, outcome: Outcome) -> Scene:
        rows = able(outcome)
        order = [(-(row.score or 0.0), row.channel) for row in rows]
        counts: dict[str, list[tuple[Ranked, Parts]]] = {}
        for row in rows:
            parts = self._parts(row)
            for reason in row.reasons:
                if reason.counted:
                    counts.setdefault(reason.rule, []).append((row, parts))
        lead = leader(self._book, outcome.applies, outcome.met_by)
        needed = tuple(outcome.met_by.values())
        picks = self._picks(order, lead, needed)
        best, floor = self._bar(order)
        return Scene(order, picks, counts, lead, needed, best | set(picks), floor)

    def _bar(self, order: Order) -> tuple[frozenset[str], float]:
        """Return the best channels, and the points under which no other can become one of them."""
        best = frozenset(first(self._book, _ranking(order)))
        if len(best) < self._book.constants["beste"]:
            return best, -HAIR  # who adds nothing is not chosen
        lowest = min(-minus for minus, slug in order if slug in best)
        return best, lowest - self._book.constants["prijs_zelfde_soort"] - HAIR

    def _picks(
        self, order: Order, lead: str | None, needed: tuple[str | None, ...]
    ) -> tuple[str, ...]:
        """Return the main and supporting channels of a ranking, best first."""
        roles = first(self._book, _ranking(order))
        if lead:
            put_first(self._book, lead, needed, roles)
        return tuple(slug for _, slug in order if roles.get(slug) in (MAIN, SUPPORT))

    def _effect(self, situation: Situation, scene: Scene, rule: str) -> RuleEffect:
        new = self._scores_without(scene, rule)
        if not new:
            return RuleEffect(situation, False, scene.picks, scene.picks)
        bare = [item for item in scene.order if item[1] not in new]
        for channel, points in new.items():
            insort(bare, (-points, channel))
        far = self._is_far(scene, new)
        before = scene.picks if far else self._picks(bare, scene.lead, scene.needed)
        was, now = [slug for _, slug in bare], [slug for _, slug in scene.order]
        if was == now:
            return RuleEffect(situation, False, before, scene.picks)
        places = ((slug, was.index(slug) + 1, now.index(slug) + 1) for slug in new)
        moves = tuple(move for move in places if move[1] != move[2])
        return RuleEffect(situation, True, before, scene.picks, moves)

    def _scores_without(self, scene: Scene, rule: str) -> dict[str, float]:
        """Return the scores, without a rule, of the channels for which it counts."""
        touched = scene.counts.get(rule, ())
        return {row.channel: _here(row, self._without(parts, rule)) for row, parts in touched}

    @staticmethod
    def _is_far(scene: Scene, scores: Mapping[str, float]) -> bool:
        """Tell whether other scores are for certain too far from the best to change a choice."""
        low = all(points < scene.floor for points in scores.values())
        return low and scene.near.isdisjoint(scores)

    def _parts(self, row: Ranked) -> Parts:
        """Return the rules of a row; a step of the method is added up anew."""
        of_rules = (r for r in row.reasons if r.quality and r.rule != OWN)
        return tuple(self._part(r.rule, r.quality) for r in of_rules)

    def _without(self, parts: Parts, rule: str) -> float:
        """Return the score that parts add up to without a rule; each part is made once."""
        key = (rule, *map(id, parts))
        if key not in self._scores:
            left = [part for part in parts if part.rule.id != rule]
            self._scores[key] = score.tally(left, self._book.constants["overlap"]).score
        return self._scores[key]

    def _new_part(self, id_: str, quality: str) -> Part:
        return score.part(self._rules[id_], quality, self._book.constants)


def _here(row: Ranked, points: float) -> float:
    """Return what the points of the rules come to in a row, beside own research."""
    shift = next((reason.weight for reason in row.reasons if reason.rule == OWN), 0.0)
    return round(row.rules * points + shift, 9)


def _ranking(order: Order) -> list[tuple[str, float]]:
    return [(channel, -minus) for minus, channel in order]


def able(outcome: Outcome) -> list[Ranked]:
    """Return the channels that can serve a situation, best first."""
    return [row for row in outcome.ranking if row.role != CANNOT]
