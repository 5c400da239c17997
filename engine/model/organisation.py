"""What is particular to one organisation; never a part of the national knowledge."""

from typing import Annotated, Literal

from pydantic import Field

from engine.model.forms import Colour, Count, Day, Form, MeansName, Slug, Slugs, Text, Words

Origin = Annotated[  # a site, or every name below one of two parts: never *.nl
    str,
    Field(pattern=r"^https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d{1,5})?$", max_length=200),
]


class Absent(Form):
    """A channel this organisation does not have."""

    channel: Text = Field(alias="kanaal")
    because: Text | None = Field(None, alias="omdat")


class OwnName(Form):
    """What this organisation calls a channel."""

    name: Text = Field(alias="naam")
    phrase: Text | None = Field(None, alias="in_zin")
    beside: Text | None = Field(None, alias="ernaast")


class HouseStyle(Form):
    """How documents and screens of this organisation look."""

    colour: Colour | None = Field(None, alias="kleur")
    logo: Text | None = None
    name: Text | None = Field(None, alias="naam_op_documenten")


class OwnFinding(Form):
    """What this organisation measured for a channel: shown beside an advice, never counted in it.

    `n` is what was counted from `start` to `end`; no ages or profiles: not measured per group.
    """

    id: Slug
    channel: Text = Field(alias="kanaal")
    text: Text = Field(alias="tekst")
    start: Day = Field(alias="begin")
    end: Day = Field(alias="einde")
    n: Count = None
    source: Text = Field(alias="bron")
    quality: Literal["C"] = Field("C", alias="kwaliteit")
    subject: Text | None = Field(None, alias="onderwerp")
    group: Text | None = Field(None, alias="groep")
    ages: Words = Field((), alias="leeftijd")
    profiles: Words = Field((), alias="profiel")


class Lesson(Form):
    """What this organisation learned about a subject, to begin the next plan with."""

    subject: Text = Field(alias="onderwerp")
    day: Day = Field(alias="datum")
    text: Text = Field(alias="tekst")
    source: Text = Field(alias="bron")


class HouseMeans(Form):
    """A channel or means that only this organisation has, for actions of its plans."""

    id: Slug
    name: MeansName = Field(alias="naam")
    kind: Slug | None = Field(None, alias="soort")
    languages: Slugs = Field((), alias="talen")
    note: Text | None = Field(None, alias="toelichting")


class Organisation(Form):
    """What is particular to one organisation; never a part of the national knowledge."""

    name: Text = Field(alias="naam")
    without: tuple[Absent, ...] = Field((), alias="zonder")
    names: dict[str, OwnName] = Field(default_factory=dict, alias="eigen_namen")
    style: HouseStyle = Field(HouseStyle.model_validate({}), alias="huisstijl")
    findings: tuple[OwnFinding, ...] = Field((), alias="eigen_bevindingen")
    lessons: tuple[Lesson, ...] = Field((), alias="lessen")
    means: Annotated[tuple[HouseMeans, ...], Field(max_length=60)] = Field(
        (), alias="eigen_middelen"
    )
    surveys: Annotated[Words, Field(max_length=5)] = Field((), alias="eigen_onderzoek")
    framed_by: Annotated[tuple[Origin, ...], Field(max_length=20)] = Field(
        (), alias="insluiten_door"
    )
