"""The words of own research: frozen values without logic, and nothing about a person.

Read `Answers` first: what is left of a file when everything personal was dropped. `Estimate` is
what the answers say, and becomes the local layer of an organisation (`engine.knowledge`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.knowledge.own_survey import About, Asked, Cells, Floats

__all__ = ["About", "Answers", "Asked", "Cells", "Estimate", "Floats", "Picks"]

Picks = frozenset[str] | None  # channels chosen; empty: none of these; None: not asked or answered


@dataclass(frozen=True, slots=True)
class Answers:
    """Anonymous answers, a place per resident in every column.

    `ages` and `profiles` are slugs or UNKNOWN; a resident whose age band straddles ours stands in
    `age_shares` instead: place → share per age, adding up to 1. `weights` are 1.0 where the file
    has none. `offered` says which channels each situation let people choose from.
    `stand_ins` are the groups of `surveys.stand_in`, empty when those statements were not asked.
    """

    ages: tuple[str, ...]
    profiles: tuple[str, ...]
    weights: Floats
    picks: Mapping[Asked, tuple[Picks, ...]]
    offered: Mapping[Asked, tuple[str, ...]]
    motives: Mapping[Asked, tuple[Picks, ...]] = field(default_factory=dict)
    expectations: Mapping[Asked, tuple[Picks, ...]] = field(default_factory=dict)
    age_shares: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    stand_ins: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.ages)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the answers say: `rules` is how much of the rulebook holds (λ), with its deviation.

    `ages` and `profiles` name the axes of the cells and end with UNKNOWN.
    """

    rules: float
    rules_sd: float
    ages: tuple[str, ...]
    profiles: tuple[str, ...]
    cells: Mapping[Asked, Mapping[str, Cells]]
