"""Every key of a list in JSON: the channels, and the cases from practice."""

from typing import Literal

from pydantic import ConfigDict, Field

from engine.keys import (
    Age,
    CautionKeys,
    ChannelSlug,
    Day,
    EffortKeys,
    Keys,
    Phase,
    Profile,
    StakeSlug,
    Texts,
    Track,
)


class WordKeys(Keys):
    """Een woord."""

    model_config = ConfigDict(title="Woord")
    slug: str = Field(description="Vaste naam.")
    name: str = Field(alias="naam", description="Naam op het scherm.")


class ApproachKeys(Keys):
    """Hoe je een kanaal inzet voor een of meer taken."""

    model_config = ConfigDict(title="Aanpak")
    tasks: tuple[WordKeys, ...] = Field(alias="taken", description="De taken.")
    how: Texts = Field(alias="hoe", description="Zo pak je het aan.")
    measure: str = Field(alias="meet", description="Wat je meet.")
    caution: tuple[CautionKeys, ...] = Field(alias="let_op", description="Let op.")


class MisfitKeys(Keys):
    """Taken waar een kanaal niet bij past, met de reden."""

    model_config = ConfigDict(title="PastNiet")
    tasks: tuple[WordKeys, ...] = Field(alias="taken", description="De taken.")
    because: str = Field(alias="omdat", description="De reden.")


class ChannelKeys(Keys):
    """Een kanaal of middel."""

    model_config = ConfigDict(title="Kanaal")
    channel: ChannelSlug = Field(alias="kanaal", description="Slug.")
    name: str = Field(alias="naam", description="Naam op het scherm.")
    description: str = Field(alias="omschrijving", description="Wat het is.")
    kind: WordKeys = Field(alias="soort", description="Het soort kanaal.")
    digital: bool = Field(alias="digitaal", description="Is het digitaal?")
    spoken: bool = Field(alias="gesproken", description="Spreek je elkaar?")
    paper: bool = Field(alias="papier", description="Is het op papier?")
    aim: str = Field(alias="gericht", description="Persoonlijk of massaal.")
    starter: str = Field(
        alias="initiatief", description="Wie begint: organisatie, inwoner of beide."
    )
    tasks: tuple[WordKeys, ...] = Field(alias="taken", description="Wat het kanaal goed kan.")
    unlikely: tuple[MisfitKeys, ...] = Field(
        alias="ligt_niet_voor_de_hand", description="Wat het kan en waar het slecht bij past."
    )
    impossible: tuple[MisfitKeys, ...] = Field(
        alias="kan_niet", description="Wat onmogelijk of verboden is."
    )
    effort: EffortKeys = Field(alias="inzet", description="Wat het vraagt.")
    approaches: tuple[ApproachKeys, ...] = Field(
        alias="aanpak", description="Zo pak je het aan, per taak."
    )
    caution: tuple[CautionKeys, ...] = Field(alias="let_op", description="Let altijd op.")
    agree_with: Texts = Field(alias="stem_af_met", description="Met wie je afstemt.")
    absent: str | None = Field(
        alias="niet_beschikbaar_omdat", description="Waarom deze organisatie het niet heeft."
    )


class PracticeOutcomeKeys(Keys):
    """Wat een geval bracht."""

    model_config = ConfigDict(title="Opbrengst")
    text: str = Field(alias="tekst", description="Wat het bracht.")
    n: int | None = Field(description="Hoeveel er geteld zijn, als dat gepubliceerd is.")
    measured: str | None = Field(alias="gemeten", description="Hoe het gemeten is.")


class PracticeCostKeys(Keys):
    """Wat een geval vroeg."""

    model_config = ConfigDict(title="Kosten")
    hours: float | None = Field(alias="uren", description="Uren werk.")
    euro: float | None = Field(description="Bedrag in euro.")
    remark: str | None = Field(alias="toelichting", description="Waarvoor.")


class PracticeSourceKeys(Keys):
    """Waar een geval gepubliceerd is."""

    model_config = ConfigDict(title="Publicatie")
    title: str = Field(alias="titel", description="Titel.")
    publisher: str = Field(alias="maker", description="Wie het publiceerde.")
    url: str | None = Field(alias="adres", description="Adres; leeg bij een eigen verslag.")
    year: int | None = Field(alias="jaar", description="Jaar van de publicatie.")
    kind: Literal["organisatie", "nieuws", "leverancier", "onderzoek"] = Field(
        alias="soort", description="Wie het schreef."
    )
    read: Day = Field(alias="gelezen", description="De dag waarop het is gelezen.")
    remark: str | None = Field(alias="opmerking", description="Wat je van de bron moet weten.")


class PracticeKeys(Keys):
    """Wat een organisatie deed. Het telt niet mee in een advies."""

    model_config = ConfigDict(title="Geval")
    id: str = Field(description="Vaste naam.")
    title: str = Field(alias="titel", description="Wat er gedaan is.")
    organisation: str = Field(alias="organisatie", description="Wie het deed.")
    year: int | None = Field(alias="jaar", description="Wanneer, als dat bekend is.")
    tracks: tuple[Track, ...] = Field(alias="trajecten", description="Slugs.")
    phases: tuple[Phase, ...] = Field(alias="fasen", description="Slugs.")
    stakes: tuple[StakeSlug, ...] = Field(alias="belang", description="Slugs; leeg is alles.")
    subjects: Texts = Field(alias="onderwerpen", description="Slugs van onderwerpen.")
    residents: str = Field(alias="voor_wie", description="Voor welke inwoners.")
    ages: tuple[Age, ...] = Field(alias="leeftijd", description="Slugs; leeg is iedereen.")
    profiles: tuple[Profile, ...] = Field(alias="profiel", description="Slugs; leeg is iedereen.")
    channels: tuple[ChannelSlug, ...] = Field(alias="kanalen", description="Slugs.")
    approach: str = Field(alias="aanpak", description="Wat de organisatie deed.")
    cost: PracticeCostKeys | None = Field(alias="kosten", description="Als het gepubliceerd is.")
    outcomes: tuple[PracticeOutcomeKeys, ...] = Field(
        alias="opbrengst", description="Leeg: staat niet in de bron."
    )
    lesson: str | None = Field(alias="les", description="Wat je ervan leert.")
    lesson_by: Literal["bron", "ons"] = Field(
        alias="les_van", description="Staat de les in de bron, of trekken wij hem?"
    )
    source: PracticeSourceKeys = Field(alias="bron", description="Waar het gepubliceerd is.")
    origin: str | None = Field(
        alias="gekregen_van", description="Van welke organisatie het bestand kwam; leeg bij ons."
    )


class PracticesKeys(Keys):
    """Gevallen uit de praktijk, beste eerst."""

    model_config = ConfigDict(title="Praktijk")
    cases: tuple[PracticeKeys, ...] = Field(alias="gevallen", description="De gevallen.")


class ChannelsKeys(Keys):
    """Alle kanalen en middelen."""

    model_config = ConfigDict(title="Kanalen")
    knowledge: str = Field(alias="kennis", description="Versie van de regels (SHA-256).")
    organisation: str | None = Field(
        alias="organisatie", description="Voor welke organisatie, als dat is ingesteld."
    )
    channels: tuple[ChannelKeys, ...] = Field(alias="kanalen", description="De kanalen.")
