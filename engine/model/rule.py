"""Rules as an author writes them, what follows from a situation, and what always holds."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from engine.model.claims import Figure, Quality
from engine.model.forms import Condition, Form, Number, Phrase, Slug, Text, Words, YesNo
from engine.model.situation import Example


class WrittenRule(Form):
    """A rule as an author writes it, before its channels and weight are worked out."""

    id: Slug
    when: Condition = Field(default_factory=dict, alias="als")
    channel: Words | dict[str, Words] = Field(alias="kanaal")
    theme: Text | None = Field(None, alias="thema")
    weight: Annotated[Number, Field(ge=-3, le=3, multiple_of=0.5)] | None = Field(
        None, alias="gewicht"
    )
    figure: Figure | None = Field(None, alias="cijfer")
    because: Text = Field(alias="omdat")
    short: Phrase = Field("", alias="kort")
    sources: Words = Field((), alias="bron")
    quality: Quality | None = Field(None, alias="kwaliteit")


class RuleFile(Form):
    """Rules that share a condition, with their examples."""

    applies: Condition = Field(alias="geldt_voor")
    rules: tuple[WrittenRule, ...] = Field(alias="regels")
    unsayable: Words = Field((), alias="nog_niet_te_zeggen")
    examples: tuple[Example, ...] = Field((), alias="voorbeelden")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its channels, weight (points) and variance beside quality worked out."""

    id: str
    when: Condition
    channels: tuple[str, ...]
    dimension: str  # "taak", "leeftijd", "profiel" or "leeftijd en profiel"
    theme: str | None
    weight: float
    variance: float
    stream: str
    because: str
    sources: tuple[str, ...]
    quality: str
    file: str
    short: str = ""  # the sentence where there is room for one line; "" where that is short


class Derivation(Form):
    """If this holds, that fact follows."""

    id: Slug
    when: Condition = Field(alias="als")
    then: Annotated[dict[str, Text], Field(min_length=1, max_length=1)] = Field(alias="dan")
    because: Text = Field(alias="omdat")
    sources: Words = Field((), alias="bron")
    quality: Quality | None = Field(None, alias="kwaliteit")


class Safeguard(Form):
    """What always holds: require a property, forbid channels, or warn."""

    id: Slug
    kind: Literal["wet", "aanbevolen"] = Field(alias="soort")
    when: Condition = Field(default_factory=dict, alias="als")
    require: dict[str, Text] | None = Field(None, alias="eis")
    forbid: Words | dict[str, Words] | None = Field(None, alias="verbied")
    warn: YesNo = Field(False, alias="waarschuw")
    sentence: Text | None = Field(None, alias="zin")
    because: Text = Field(alias="omdat")
    sources: Words = Field((), alias="bron")
    quality: Quality | None = Field(None, alias="kwaliteit")


class Remedy(Form):
    """What helps residents who are missed; with a channel only where that can serve."""

    when: Condition = Field(default_factory=dict, alias="als")
    channel: Text | None = Field(None, alias="met")
    text: Text = Field(alias="tekst")


class Gap(Form):
    """Residents that a set of channels misses when every one asks something of what they lack."""

    id: Slug
    who: Text = Field(alias="wie")
    when: Condition = Field(default_factory=dict, alias="als")
    lacks: Words = Field(alias="mist", min_length=1)
    because: Text = Field(alias="omdat")
    remedies: tuple[Remedy, ...] = Field(alias="doe", min_length=1)
    sources: Words = Field((), alias="bron")
