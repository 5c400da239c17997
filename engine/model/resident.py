"""Who is reached: ages and profiles, and how to say it to them."""

from pydantic import Field

from engine.model.claims import Claims, Published, PublishedClaim
from engine.model.forms import Form, Text, Words
from engine.model.rule import WrittenRule
from engine.model.situation import Example


class Message(Form):
    """How to say it: claims about tone, perspective, what to stress and what to avoid."""

    tone: Claims = Field((), alias="toon")
    perspective: Claims = Field((), alias="perspectief")
    stress: Claims = Field((), alias="benadruk")
    avoid: Claims = Field((), alias="vermijd")


class ResidentGroup(Form):
    """An age group: who they are, what is known, and the rules about them."""

    name: Text = Field(alias="naam")
    description: Text = Field(alias="omschrijving")
    known: Claims = Field(alias="bekend")
    motives: Published = Field(alias="motieven")
    expectations: Published = Field(alias="verwachtingen")
    barriers: Published = Field(alias="drempels")
    message: Message = Field(alias="boodschap")
    rules: tuple[WrittenRule, ...] = Field((), alias="regels")
    unsayable: Words = Field((), alias="nog_niet_te_zeggen")
    examples: tuple[Example, ...] = Field((), alias="voorbeelden")


class Profile(ResidentGroup):
    """An engagement profile: a group with an edition and an owner."""

    edition: Text | None = Field(None, alias="editie")
    owner: Text | None = Field(None, alias="eigenaar")
    share: PublishedClaim = Field(None, alias="aandeel")
    trust: PublishedClaim = Field(None, alias="vertrouwen")
    involvement: PublishedClaim = Field(None, alias="betrokkenheid")
