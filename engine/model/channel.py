"""Channels and means, what they can do, and the closed lists of words about them."""

from typing import Literal

from pydantic import Field

from engine.model.claims import Claim, Claims
from engine.model.forms import Form, ShortName, Slug, Text, Words, YesNo


class Misfit(Form):
    """Tasks that a channel is no match for, and why."""

    tasks: Words = Field(alias="taken", min_length=1)
    because: Text = Field(alias="omdat")


class Approach(Form):
    """How to use a channel for some of its tasks, and what shows whether that went well."""

    tasks: Words = Field(alias="taken", min_length=1)
    how: Words = Field(alias="hoe", min_length=1)
    measure: Text = Field(alias="meet")
    caution: Claims = Field((), alias="let_op")


class Channel(Form):
    """A channel or means, what it can do and how to use it well.

    In sentences: `phrase` is its subject ("de brief past"), `companion` what is added ("zet er een
    brief naast"), `beside` its bare name, `short` fits in a narrow picture.
    """

    name: Text = Field(alias="naam")
    phrase: Text = Field(alias="in_zin")
    beside: Text = Field(alias="ernaast")
    companion: Text = Field(alias="naast_zin")
    article: Literal["de", "het", "geen"] = Field(alias="lidwoord")
    number: Literal["enkelvoud", "meervoud"] = Field(alias="getal")
    short: ShortName = Field(alias="kort")
    description: Text = Field(alias="omschrijving")
    kind: Text = Field(alias="soort")
    digital: YesNo = Field(alias="digitaal")
    spoken: YesNo = Field(alias="gesproken")
    paper: YesNo = Field(alias="papier")
    aim: Literal["persoonlijk", "massaal"] = Field(alias="gericht")
    starter: Literal["organisatie", "inwoner", "beide"] = Field(alias="initiatief")
    needs: Words = Field(alias="vraagt", min_length=1)
    tasks: Words = Field(alias="taken", min_length=1)
    unlikely: tuple[Misfit, ...] = Field(alias="ligt_niet_voor_de_hand")
    impossible: tuple[Misfit, ...] = Field(alias="kan_niet")
    effort: Literal["klein", "middel", "groot"] = Field(alias="inzet")
    lead_time: Literal["dagen", "weken"] = Field(alias="doorlooptijd")
    always: Text = Field(alias="erbij")
    approaches: tuple[Approach, ...] = Field(alias="aanpak", min_length=1)
    caution: Claims = Field(alias="let_op")
    agree_with: Words = Field(alias="stem_af_met", min_length=1)


class Elsewhere(Form):
    """What gets asked about and is no channel here, with the answer."""

    name: Text = Field(alias="naam")
    answer: Claim = Field(alias="antwoord")


class WordLists(Form):
    """The closed word lists with their names on screen."""

    kinds: dict[Slug, Text] = Field(alias="soorten")
    tasks: dict[Slug, Text] = Field(alias="taken")
    facts: dict[Slug, dict[Slug, Text]] = Field(alias="feiten")
    fact_names: dict[Slug, Text] = Field(alias="namen_van_feiten")
    often_asked: dict[str, Words] = Field(alias="vaak_gevraagd")
    needs: dict[Slug, Text] = Field(alias="vraagt")
    elsewhere: tuple[Elsewhere, ...] = Field((), alias="geen_kanaal")
