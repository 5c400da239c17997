"""What an organisation's own residents prefer: the local layer of a survey, without a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.model.forms import UNKNOWN

Floats = NDArray[np.float64]


class Asked(NamedTuple):
    """A situation that residents were asked about (slugs)."""

    track: str
    phase: str
    stake: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class About:
    """What a reader must know of a survey; `digest` is the SHA-256 of the answers as kept."""

    title: str
    start: date
    end: date
    n: int
    mode: str  # papier, online, telefoon, gesprek, or gemengd
    weighting: str  # sentence: from the file, raked to which margins, or none
    digest: str
    engine: str
    simulated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """One channel in one situation, over ages x profiles (UNKNOWN is all of them together).

    Every array is shaped (ages, profiles). `shift` is what residents add to the rules, in points;
    `sd` the standard deviation of the local score (points); `share`, `low` and `high` the part of
    residents that choose the channel with its 90 % interval (0-1); `n` answers, rounded to tens
    and 0 below ten.
    """

    shift: Floats
    sd: Floats
    share: Floats
    low: Floats
    high: Floats
    n: NDArray[np.int64]


class Saying(NamedTuple):
    """A motive or expectation in a situation: the part (0-1) of `n` residents that names it."""

    asked: Asked
    kind: str  # motief or verwachting
    text: str
    share: float
    n: int


@dataclass(frozen=True, slots=True)
class OwnSurvey:
    """A survey as the advice uses it: `rules` is how much of the rulebook holds (λ).

    `ages` and `profiles` name the axes of the cells and end with UNKNOWN. `digest` is the SHA-256
    of its file, by which two are the same, and `file` what that is called.
    """

    about: About = field(compare=False)
    rules: float = field(compare=False)
    rules_sd: float = field(compare=False)
    ages: tuple[str, ...] = field(compare=False)
    profiles: tuple[str, ...] = field(compare=False)
    rows: Mapping[Asked, Mapping[str, Cells]] = field(compare=False)
    sayings: tuple[Saying, ...] = field(default=(), compare=False)
    digest: str = ""
    file: str = field(default="", compare=False)

    def asked(self, track: str, phase: str, stake: str) -> Asked | None:
        """Return which of its situations tells of this one; None where it was not asked.

        What was asked without saying what is at stake holds for all that can be.
        """
        about = (Asked(track, phase, stake), Asked(track, phase))
        return next((one for one in about if one in self.rows), None)

    def place(self, age: str, profile: str) -> tuple[int, int]:
        """Return where a group stands in the cells; a group it does not tell apart is everyone."""
        ages, profiles = self.ages, self.profiles
        return (
            ages.index(age if age in ages else UNKNOWN),
            profiles.index(profile if profile in profiles else UNKNOWN),
        )
