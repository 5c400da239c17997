"""Whom a plan is for: residents described by traits, organisations, or a body that meets."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from engine.model import Form, Slug
from plans.model.typed import Grade, Languages, Line, Percent, Shares, Size, Slugs, Text, tag

GROUP, ORGANISATIONS, BODY = "groep", "organisaties", "overleg"
MEMBERS: Mapping[str, tuple[str, str]] = {  # kind → what one is called, and more of them
    GROUP: ("inwoner", "inwoners"),
    ORGANISATIONS: ("organisatie", "organisaties"),
    BODY: ("deelnemer", "deelnemers"),
}


OwnSuitability = Annotated[dict[Slug, Percent], Field(max_length=60)]


class Group(Form):
    """A target group: a mix over ages and profiles (empty: unknown), or channels by hand.

    `ages` and `profiles` are percentages; together they are taken as independent. `own_channels`
    is suitability (0-100) as the advisor estimates it, for groups that are no age or profile;
    `own_per_phase` is what differs from that in a phase.
    `at_stake` is the fifth question of an advice, instead of the answer of the plan.
    `interest` is how much a group is touched, `influence` what it can do, `effect` what it can win
    or lose, in words; `languages` are those it reads best, when that is not (only) Dutch.
    """

    id: Slug
    name: Line = Field(alias="naam")
    kind: Annotated[Literal["groep", "organisaties", "overleg"], BeforeValidator(tag)] = Field(
        "groep", alias="soort"
    )
    size: Size = Field(None, alias="omvang")
    ages: Shares = Field(default_factory=dict, alias="leeftijd")
    profiles: Shares = Field(default_factory=dict, alias="profiel")
    own_channels: OwnSuitability = Field(default_factory=dict, alias="eigen_kanalen")
    own_per_phase: Annotated[dict[Slug, OwnSuitability], Field(max_length=9)] = Field(
        default_factory=dict, alias="eigen_kanalen_per_fase"
    )
    phases: Slugs = Field((), alias="fasen")  # empty: all phases of the plan
    message: Text | None = Field(None, alias="kernboodschap")  # instead of that of the plan
    tone: Line | None = Field(None, alias="toon")
    languages: Languages = Field((), alias="talen")
    at_stake: Slug | None = Field(None, alias="belang")  # instead of that of the plan
    effect: Text | None = Field(None, alias="gevolg")
    interest: Grade | None = Field(None, alias="mate_van_belang")
    influence: Grade | None = Field(None, alias="invloed")
    origin: Text | None = Field(None, alias="herkomst")
    note: Text | None = Field(None, alias="toelichting")

    def own_in(self, phase: str) -> dict[str, Decimal]:
        """Return what the advisor estimated of channels in a phase; empty: nothing."""
        return {**self.own_channels, **self.own_per_phase.get(phase, {})}

    @property
    def recognisable(self) -> bool:
        """Whether a small number would tell of residents who they are: a body is no such group."""
        return self.kind == GROUP or bool(self.ages or self.profiles)
