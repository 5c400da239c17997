"""The five answers that an advice is for, and what an expert expects of it."""

from itertools import combinations
from typing import NamedTuple, Self

from pydantic import Field

from engine.model.forms import UNKNOWN, Form, Text, Words

DIMENSIONS = ("traject", "fase", "leeftijd", "profiel", "belang")


class Situation(NamedTuple):
    """The five answers (slugs): track, phase, age group, engagement profile, what is at stake."""

    track: str
    phase: str
    age: str = UNKNOWN
    profile: str = UNKNOWN
    stake: str = UNKNOWN

    def facts(self) -> dict[str, str]:
        """Return the answers under the keys that conditions use."""
        return dict(zip(DIMENSIONS, self, strict=True))

    def less_specific(self) -> tuple[Self, ...]:
        """Return every situation that knows less: one or more of the other answers unknown."""
        known = [field for field in self._fields[2:] if getattr(self, field) != UNKNOWN]
        return tuple(
            self._replace(**dict.fromkeys(fields, UNKNOWN))
            for count in range(1, len(known) + 1)
            for fields in combinations(known, count)
        )

    def path(self) -> str:
        """Return the answers one after the other; what is at stake only where it is known."""
        return "/".join(self if self.stake != UNKNOWN else self[:-1])


class SituationForm(Form):
    """The answers as an example writes them; what is at stake may be left out."""

    track: Text = Field(alias="traject")
    phase: Text = Field(alias="fase")
    age: Text = Field(alias="leeftijd")
    profile: Text = Field(alias="profiel")
    stake: Text = Field(UNKNOWN, alias="belang")

    def answers(self) -> Situation:
        """Return the situation that is meant."""
        return Situation(self.track, self.phase, self.age, self.profile, self.stake)


class Example(Form):
    """What an expert expects of the advice in one situation."""

    name: Text = Field(alias="naam")
    situation: SituationForm = Field(alias="situatie")
    top: Words = Field((), alias="verwacht")
    included: Words = Field((), alias="in_advies")
    excluded: Words = Field((), alias="niet")
    impossible: Words = Field((), alias="kan_niet")
    order: Words = Field((), alias="volgorde")
    safeguards: Words = Field((), alias="moet")
    because: Text | None = Field(None, alias="omdat")
