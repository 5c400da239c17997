"""What an advice consists of: frozen values without logic, from a fired rule to the whole.

Read `Ranked` and `Advice` first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp
from typing import NamedTuple

from engine.argument.parts import Argument
from engine.model import OwnFinding, Situation


def suitability(points: float) -> float:
    """Return 0-100 for a score in points (half units of log-odds), to 0.01."""
    return round(100 / (1 + exp(-points / 2)), 2)


class Derived(NamedTuple):
    """A derived fact, the derivation that gave it, and the lowest quality in its chain."""

    fact: str
    value: str
    by: str
    quality: str


@dataclass(frozen=True, slots=True)
class Fired:
    """What durable_rules decided for one situation; rules and forbids as (id, channels)."""

    derived: tuple[Derived, ...]
    rules: tuple[tuple[str, tuple[str, ...]], ...]


class Reason(NamedTuple):
    """One rule's contribution (points) to a channel; `counted` is False where it only supports."""

    rule: str
    weight: float
    because: str
    sources: tuple[str, ...]
    quality: str
    dimension: str
    counted: bool = True


class Ranked(NamedTuple):
    """A channel in one situation: score in points, certainty 0-1.

    `spread` is the distance in points on either side of the score within which 8 of 10 draws
    fall. A channel that cannot serve the phase has none of these, but a `refusal`.
    """

    channel: str
    role: str
    score: float | None
    certainty: float | None
    certainty_word: str | None
    spread: float | None
    even_with: tuple[str, ...]
    reasons: tuple[Reason, ...]
    refusal: str | None = None
    rules: float = 1.0  # how much of what the rules weigh counts, beside own research

    @property
    def suitability(self) -> float | None:
        """Suitability 0-100 of the score."""
        return None if self.score is None else suitability(self.score)

    @property
    def low(self) -> float | None:
        """Suitability above which 9 of 10 draws fall."""
        return None if self.score is None else suitability(self.score - (self.spread or 0))

    @property
    def high(self) -> float | None:
        """Suitability below which 9 of 10 draws fall."""
        return None if self.score is None else suitability(self.score + (self.spread or 0))


@dataclass(frozen=True, slots=True)
class Duty:
    """A safeguard that applies, and the channel that meets it (None for a warning)."""

    rule: str
    kind: str
    require: str | None
    sentence: str | None
    because: str
    sources: tuple[str, ...]
    met_by: str | None


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """Residents the chosen channels probably do not reach."""

    who: str
    because: str
    remedy: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with whom it is about ("over"); `text` None means: not published."""

    about: str
    text: str | None
    sources: tuple[str, ...] = ()


class OwnResearch(NamedTuple):
    """What own research tells of a channel: a share (0-1) with its 90 % interval and answers.

    `survey` is its slug among the sources. An older survey does not count; without figures too few
    answered.
    """

    survey: str
    text: str
    share: float | None
    low: float | None
    high: float | None
    n: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """The answer to one situation, with everything needed to explain and replay it."""

    situation: Situation
    argument: Argument
    weak: bool
    based_on: Mapping[str, Mapping[str, int]]
    shares: Mapping[str, Mapping[str, float]]
    channels: tuple[Ranked, ...]
    duties: tuple[Duty, ...]
    blind_spots: tuple[BlindSpot, ...]
    limits: tuple[BlindSpot, ...]
    motives: tuple[Statement, ...]
    expectations: tuple[Statement, ...]
    message: Mapping[str, tuple[Statement, ...]]
    derived: tuple[tuple[Derived, str], ...]
    fired: tuple[str, ...]
    digest: str
    engine: str
    date: str
    notes: tuple[str, ...] = field(default=())
    own_findings: tuple[OwnFinding, ...] = ()
    own_research: Mapping[str, tuple[OwnResearch, ...]] = field(default_factory=dict)

    @property
    def conclusion(self) -> str:
        """The headline and what must not be forgotten."""
        return self.argument.conclusion

    @property
    def certainty(self) -> str:
        """How sure, in words: "Redelijk. Ook als …"."""
        return f"{self.argument.sureness.title}. {self.argument.sureness.text}"

    @property
    def defence(self) -> tuple[str, str, str, str]:
        """The four sentences with which an advisor defends the choice."""
        return self.argument.defence

    @property
    def why_not(self) -> tuple[tuple[str, str], ...]:
        """The channels that get asked about and are not chosen, each with the answer."""
        return tuple((answer.channel, answer.text) for answer in self.argument.why_not)

    def picks(self) -> tuple[Ranked, ...]:
        """Return main, supporting and always-present channels, in that order."""
        order = {"hoofdkanaal": 0, "ondersteunend": 1, "vangnet": 2}
        picked = [c for c in self.channels if c.role in order]
        return tuple(sorted(picked, key=lambda c: order[c.role]))
