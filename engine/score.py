"""Fired rules → scores in points and certainty: small rules add up, in 4,000 seeded draws."""

import hashlib
from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from engine.answer import Fired, Reason
from engine.model import Rule, Rulebook
from engine.total import total

Draws = NDArray[np.float64]
Key = tuple[tuple[str, float], ...]  # rule ids with their standard deviation
TASK, AGE, PROFILE, BOTH = "taak", "leeftijd", "profiel", "leeftijd en profiel"
NO_DRAWS: Draws = np.zeros(0)
OVERLAP = "overlap-leeftijd-profiel"


@dataclass(frozen=True, slots=True)
class Part:
    """A rule as it counts here: its quality is the lowest in the chain of facts it rests on."""

    rule: Rule
    quality: str
    sd: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A channel's score (points), its reasons, the part of age and profile, and its draws."""

    channel: str
    score: float
    resident: float
    reasons: tuple[Reason, ...]
    draws: Draws
    deviation: float  # of the draws, in points
    rules: float = 1.0  # how much of the rules counts, where own research was asked about it


@dataclass(frozen=True, slots=True)
class Tally:
    """What the parts of one channel add up to, in points; `support` tells what others tell."""

    score: float
    resident: float
    overlap: float
    counted: Mapping[str, Sequence[Part]]
    support: Sequence[Part]


class Scorer:
    """Adds up fired rules for the channels that are candidates."""

    def __init__(self, book: Rulebook) -> None:
        self._rules = {rule.id: rule for rule in book.rules}
        self._k = book.constants
        self._n = int(book.constants["trekkingen"])
        self._overlap_because = book.texts["overlap"]
        self._stream = cache(self._new_stream)
        self._draws = cache(self._new_draws)
        self._doubt = cache(self._new_doubt)
        self._reason = cache(self._new_reason)
        self._parts: dict[tuple[str, str], Part] = {}
        self._scored: dict[Hashable, Scored] = {}

    def score(
        self, fired: Fired, candidates: Iterable[str], measured: Container[str] = ()
    ) -> list[Scored]:
        """Return every candidate with its score, in the given order.

        What own research measured gets its draws there, and none here.
        """
        facts = {d.fact: d.quality for d in fired.derived}
        parts: dict[str, list[Part]] = {}
        for id_, channels in fired.rules:
            rule = self._rules.get(id_)
            if rule:
                part = self._part(rule, facts)
                for channel in channels:
                    parts.setdefault(channel, []).append(part)
        return [
            self._channel(channel, parts.get(channel, []), channel not in measured)
            for channel in candidates
        ]

    def forget(self) -> None:
        """Drop the channels scored so far; their draws take much memory."""
        self._scored.clear()

    def _part(self, rule: Rule, facts: Mapping[str, str]) -> Part:
        quality = max([rule.quality, *(facts[key] for key in rule.when if key in facts)])
        key = rule.id, quality
        if key not in self._parts:
            self._parts[key] = part(rule, quality, self._k)
        return self._parts[key]

    def _channel(self, channel: str, parts: Sequence[Part], drawn: bool) -> Scored:
        key = channel, drawn, *map(id, parts)  # each part is made once
        if key not in self._scored:
            self._scored[key] = self._new_scored(channel, parts, drawn)
        return self._scored[key]

    def _new_scored(self, channel: str, parts: Sequence[Part], drawn: bool) -> Scored:
        sums = tally(parts, self._k["overlap"])
        counted = sorted((p for of in sums.counted.values() for p in of), key=lambda p: p.rule.id)
        reasons = [self._reason(p.rule.id, p.quality, True) for p in counted]
        reasons += [self._reason(p.rule.id, p.quality, False) for p in sums.support]
        if sums.overlap:
            because = self._overlap_because
            reasons.append(Reason(OVERLAP, -sums.overlap, because, (), "", BOTH))
        draws = self._sum(channel, sums.counted) if drawn else NO_DRAWS
        deviation = spread(draws) if drawn else 0.0
        return Scored(channel, sums.score, sums.resident, tuple(reasons), draws, deviation)

    def _sum(self, channel: str, by: Mapping[str, Sequence[Part]]) -> Draws:
        age, profile = _key(by[AGE]), _key(by[PROFILE])
        known = bool(by[BOTH])
        draws = self._draws(_key(by[TASK])) + self._dimension_draws(AGE, age, channel, known)
        draws += self._dimension_draws(PROFILE, profile, channel, known)
        if known:
            draws += self._draws(_key(by[BOTH]))
        if age and profile:
            draws -= _overlap(self._draws(age), self._draws(profile), self._k["overlap"])
        return draws

    def _dimension_draws(
        self, dimension: str, key: Key, channel: str, has_rules: bool
    ) -> Draws | float:
        """Return the draws of a dimension; uncertainty alone where no rule speaks of it."""
        if key:
            return self._draws(key)
        return 0.0 if has_rules else self._doubt(f"geen kennis {dimension} {channel}")

    def _new_doubt(self, name: str) -> Draws:
        return self._k["sd_geen_kennis"] * self._stream(name)

    def _new_reason(self, id_: str, quality: str, counted: bool) -> Reason:
        rule = self._rules[id_]
        weight = rule.weight if counted else 0.0
        about = rule.dimension
        return Reason(id_, weight, rule.because, rule.sources, quality, about, counted)

    def _new_draws(self, key: Key) -> Draws:
        draws = np.zeros(self._n)
        for id_, sd in key:
            rule = self._rules[id_]
            draws += rule.weight + sd * self._stream(rule.stream)
        return draws

    def _new_stream(self, name: str) -> Draws:
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
        return np.random.RandomState(seed).standard_normal(self._n)


def part(rule: Rule, quality: str, constants: Mapping[str, float]) -> Part:
    """Return a rule as it counts with the quality of the chain of facts it rests on."""
    return Part(rule, quality, sqrt(constants[f"sd_kwaliteit_{quality}"] ** 2 + rule.variance))


def tally(parts: Sequence[Part], share: float) -> Tally:
    """Return what parts add up to; of the overlap of age and profile only `share` counts."""
    counted, support = _themes(parts)
    by = {d: [p for p in counted if p.rule.dimension == d] for d in (TASK, AGE, PROFILE, BOTH)}
    points = {d: total(p.rule.weight for p in of) for d, of in by.items()}
    age, profile = points[AGE], points[PROFILE]
    same = max(min(age, profile), 0.0) + min(max(age, profile), 0.0)
    overlap = same * (1 - share)
    resident = points[AGE] + points[PROFILE] + points[BOTH] - overlap
    return Tally(round(points[TASK] + resident, 9), round(resident, 9), overlap, by, support)


def certainty(
    draws: Sequence[Draws], kinds: Sequence[str], best: int, margin: float
) -> list[float]:
    """Return for each channel the share of draws in which it belongs to the best, to 0.01.

    It does when it scores at most `margin` points below the `best`-th of the best per kind.
    """
    tops: dict[str, Draws] = {}
    for kind, drawn in zip(kinds, draws, strict=True):
        tops[kind] = np.maximum(tops[kind], drawn) if kind in tops else drawn
    bar = _nth_largest(list(tops.values()), min(best, len(tops))) - margin
    return [round(int(np.count_nonzero(drawn >= bar)) / drawn.size, 2) for drawn in draws]


def spread(draws: Draws) -> float:
    """Return the standard deviation of draws, in points."""
    mean = float(draws.sum()) / draws.size
    return sqrt(max(0.0, float(draws @ draws) / draws.size - mean * mean))


def wins(main: Draws, other: Draws) -> float:
    """Return the share of draws in which `main` beats `other`; equal counts half."""
    won, lost = int(np.count_nonzero(main > other)), int(np.count_nonzero(main < other))
    return (1 + (won - lost) / main.size) / 2


def _nth_largest(rows: Sequence[Draws], n: int) -> Draws:
    """Return per draw the n-th largest of the rows."""
    best: list[Draws] = []
    for row in rows:
        for i, top in enumerate(best):
            best[i], row = np.maximum(top, row), np.minimum(top, row)
        if len(best) < n:
            best.append(row)
    return best[-1]


def _overlap(age: Draws, profile: Draws, share: float) -> Draws:
    """Return what to subtract where both point the same way: all but `share` of the smaller."""
    both_up = np.maximum(np.minimum(age, profile), 0)
    both_down = np.minimum(np.maximum(age, profile), 0)
    both_up += both_down
    both_up *= 1 - share
    return both_up


def _themes(parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """Split into rules that count and rules that tell a fact another rule tells more surely."""
    surest: dict[tuple[str, str], Part] = {}
    for part in parts:
        if part.rule.theme and part.rule.dimension != TASK:
            key = (part.rule.dimension, part.rule.theme)
            now = surest.get(key)
            if now is None or (part.sd, part.rule.id) < (now.sd, now.rule.id):
                surest[key] = part
    counted: list[Part] = []
    support: list[Part] = []
    for part in sorted(parts, key=lambda p: p.rule.id):
        key = (part.rule.dimension, part.rule.theme or "")
        (counted if surest.get(key, part) is part else support).append(part)
    return counted, support


def _key(parts: Sequence[Part]) -> Key:
    return tuple((part.rule.id, part.sd) for part in parts)
