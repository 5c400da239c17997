"""When and for what: tracks, their phases, and what is at stake."""

from typing import Annotated

from pydantic import Field

from engine.model.claims import Claims, Published
from engine.model.forms import Form, ShortName, Text, Words
from engine.model.resident import Message
from engine.model.situation import Example


class Track(Form):
    """Participation or service: who asks whom."""

    name: Text = Field(alias="naam")
    order: Annotated[int, Field(ge=1, le=9)] = Field(alias="volgorde")
    description: Text = Field(alias="omschrijving")
    known: Claims = Field(alias="bekend")
    motives: Published = Field(alias="motieven")
    expectations: Published = Field(alias="verwachtingen")
    message: Message = Field(alias="boodschap")
    examples: tuple[Example, ...] = Field((), alias="voorbeelden")


class TrackPhase(Form):
    """A phase within one track: what happens and what a channel must be able to do."""

    explanation: Text = Field(alias="uitleg")
    goal: Text = Field(alias="doel")
    tasks: Words = Field(alias="taken", min_length=1)


class Phase(Form):
    """One of the phases of a journey."""

    name: Text = Field(alias="naam")
    short: ShortName = Field(alias="kort")
    order: Annotated[int, Field(ge=1, le=9)] = Field(alias="volgorde")
    explanation: Text = Field(alias="uitleg")
    per_track: dict[str, TrackPhase] = Field(alias="per_traject")
    message: Message = Field(Message.model_validate({}), alias="boodschap")


class Stake(Form):
    """What is at stake for residents: how far they take part, or what kind of service it is."""

    name: Text = Field(alias="naam")
    order: Annotated[int, Field(ge=1, le=99)] = Field(alias="volgorde")
    tracks: Words = Field(alias="traject", min_length=1)
    description: Text = Field(alias="omschrijving")
    dropped: Words = Field((), alias="taken_vervallen")  # no work here, whatever the phase asks
