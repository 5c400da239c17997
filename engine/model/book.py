"""All knowledge of one version, or what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.channel import Channel, WordLists
from engine.model.claims import Claims, Finding, Source, Unused
from engine.model.journey import Phase, Stake, Track
from engine.model.organisation import Organisation
from engine.model.resident import Profile, ResidentGroup
from engine.model.rule import Derivation, Gap, Rule, Safeguard
from engine.model.situation import DIMENSIONS, Example, Situation
from engine.model.survey import OwnSurvey


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All knowledge of one version; `digest` is the SHA-256 of its canonical form.

    `organisation`, its digest, its logo (PNG) and its own research (newest first) stand apart: they
    never change what is known.
    """

    digest: str
    words: WordLists
    constants: Mapping[str, float]
    constant_reasons: Mapping[str, str]
    texts: Mapping[str, str]
    tracks: Mapping[str, Track]
    phases: Mapping[str, Phase]
    ages: Mapping[str, ResidentGroup]
    profiles: Mapping[str, Profile]
    stakes: Mapping[str, Stake]
    channels: Mapping[str, Channel]
    sources: Mapping[str, Source]
    findings: Mapping[str, tuple[str, Finding]]
    derivations: tuple[Derivation, ...]
    rules: tuple[Rule, ...]
    safeguards: tuple[Safeguard, ...]
    gaps: tuple[Gap, ...]
    limits: Claims
    unused: tuple[Unused, ...]
    unsayable: tuple[str, ...]
    examples: tuple[tuple[str, Example], ...]
    promises: tuple[Example, ...]
    later_promises: tuple[Example, ...]
    organisation: Organisation | None = None
    organisation_digest: str | None = None
    logo: bytes | None = None
    surveys: tuple[OwnSurvey, ...] = ()

    def situations(self) -> tuple[Situation, ...]:
        """Every situation there is, in a fixed order."""
        return tuple(
            Situation(track, phase, age, profile, stake)
            for track in self.tracks
            for phase in self.phases
            for age in self.ages
            for profile in self.profiles
            for stake in self.stakes_of(track)
        )

    def kind(self, channel: str) -> str:
        """Return the kind of a channel (slugs)."""
        return self.channels[channel].kind

    def choices(self) -> dict[str, tuple[str, ...]]:
        """Return what can be answered to every question, by the key of conditions."""
        words = (self.tracks, self.phases, self.ages, self.profiles, self.stakes)
        return dict(zip(DIMENSIONS, map(tuple, words), strict=True))

    def stakes_of(self, track: str) -> tuple[str, ...]:
        """Return what can be at stake in a track; what is not known comes first."""
        return tuple(slug for slug, stake in self.stakes.items() if track in stake.tracks)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: where, what, and the way out.

    `place` is the path of keys and positions in the file, and `reason` what is wrong there without
    saying where, for who knows the place by another name.
    """

    file: str
    line: int | None
    message: str
    warning: bool = False
    place: tuple[str | int, ...] = ()
    reason: str = ""

    def __str__(self) -> str:
        where = self.file + (f", regel {self.line}" if self.line else "")
        return f"{where}: {self.message}"


class KnowledgeError(Exception):
    """The knowledge cannot be used; `problems` names every error found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
