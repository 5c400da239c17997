"""What is known and from where: statements, findings, sources and how good they are."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from engine.model.forms import (
    Count,
    Form,
    Number,
    Place,
    Text,
    Words,
    Year,
    YesNo,
    _none_if_unpublished,
)

QUALITIES = ("A", "B", "C", "D")
Quality = Literal["A", "B", "C", "D"]
Label = Literal["landelijk onderzoek", "lokaal of klein onderzoek", "wet", "vakkennis"]


class Claim(Form):
    """A statement with its findings or sources; without them it is an assumption."""

    text: Text = Field(alias="tekst")
    sources: Words = Field((), alias="bron")


Claims = tuple[Claim, ...]
Published = Annotated[Claims | None, BeforeValidator(_none_if_unpublished)]
PublishedClaim = Annotated[Claim | None, BeforeValidator(_none_if_unpublished)]


class Finding(Form):
    """One published fact; `value` is in `unit` ("procent" is a share of people)."""

    id: Place
    text: Text = Field(alias="tekst")
    measure: Literal[
        "gebruik", "bereik", "voorkeur", "vaardigheid", "kiest", "mijdt", "kosten", "niveau"
    ] = Field(alias="maat")
    subject: Text | None = Field(None, alias="wat")
    group: Text | None = Field(None, alias="groep")
    value: Number | None = Field(None, alias="waarde")
    unit: Text | None = Field(None, alias="eenheid")
    question: Text | None = Field(None, alias="vraag")
    n: Count = None
    year: Year = Field(None, alias="jaar")
    quality: Quality | None = Field(None, alias="kwaliteit")


class Source(Form):
    """A publication or law with the findings read in it."""

    title: Text = Field(alias="titel")
    publisher: Text = Field(alias="maker")
    url: Annotated[Text, StringConstraints(pattern=r"^https?://\S+$")] = Field(alias="adres")
    year: Year = Field(alias="jaar")
    n: Count
    quality: Quality = Field(alias="kwaliteit")
    nature: Label = Field(alias="aard")
    read_at: Text | None = Field(None, alias="gelezen_bij")
    remark: Text | None = Field(None, alias="opmerking")
    findings: tuple[Finding, ...] = Field((), alias="bevindingen")


class Figure(Form):
    """Two findings whose difference is a weight; base "vraag" is the mean of the question."""

    group: Place = Field(alias="groep")
    base: Text = Field(alias="basis")
    inverse: YesNo = Field(False, alias="keer_om")


class Unused(Form):
    """Findings that no rule cites, and why."""

    findings: Words = Field(alias="bevindingen", min_length=1)
    reason: Text = Field(alias="reden")
