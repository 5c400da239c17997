"""The words of the practice library: what an organisation did, for whom, and what it brought.

Dutch keys of the files are the aliases.
"""

import unicodedata
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from engine.model import UNKNOWN, Count, Day, Form, Number, Slug, Slugs, Year, YesNo

LONGEST = 600  # characters of one text
MOST = 12  # items of a list
ODD = ("Cc", "Cf", "Cs", "Co", "Cn")  # categories of characters that nobody sees
INVISIBLE = "hier staat een onzichtbaar teken. Verwijder het."
NO_COST = "noem uren, euro of een toelichting. Weet je geen van drieën? Laat 'kosten' weg."
OURS, OWN = "ons", "organisatie"


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _visible(text: str) -> str:
    if any(unicodedata.category(char) in ODD for char in text):
        raise ValueError(INVISIBLE)
    return text


Line = Annotated[
    str,
    BeforeValidator(_one_line),
    StringConstraints(min_length=1, max_length=LONGEST),
    AfterValidator(_visible),
]
Address = Annotated[Line, StringConstraints(pattern=r"^https?://\S+$")]
Needed = Annotated[Slugs, Field(min_length=1, max_length=MOST)]
Amount = Annotated[Number, Field(ge=0, le=10**9)]


class PracticeSource(Form):
    """Where a case was published, who wrote it, and on which day it was read.

    Only what an organisation wrote of itself may have no address.
    """

    title: Line = Field(alias="titel")
    publisher: Line = Field(alias="maker")
    url: Address | None = Field(None, alias="adres")
    year: Year = Field(alias="jaar")
    kind: Literal["organisatie", "nieuws", "leverancier", "onderzoek"] = Field(alias="soort")
    read: Day = Field(alias="gelezen")
    remark: Line | None = Field(None, alias="opmerking")


class PracticeCost(Form):
    """What it asked, as far as that is published."""

    hours: Amount | None = Field(None, alias="uren")
    euro: Amount | None = None
    remark: Line | None = Field(None, alias="toelichting")


class PracticeOutcome(Form):
    """What it brought: a sentence, how many were counted (n), and how that was measured."""

    text: Line = Field(alias="tekst")
    n: Count = None
    measured: Line | None = Field(None, alias="gemeten")


class PracticeCase(Form):
    """What an organisation did. What its source does not say is left out, never guessed.

    `lesson_by` tells whether the lesson stands in the source ("bron") or is ours ("ons"); `first`
    puts a case before others that fit as well.
    """

    title: Line = Field(alias="titel")
    organisation: Line = Field(alias="organisatie")
    year: Year = Field(alias="jaar")
    tracks: Needed = Field(alias="trajecten")
    phases: Needed = Field(alias="fasen")
    stakes: Slugs = Field((), alias="belang", max_length=MOST)
    subjects: Slugs = Field((), alias="onderwerpen", max_length=MOST)
    residents: Line = Field(alias="voor_wie")
    ages: Slugs = Field((), alias="leeftijd", max_length=MOST)
    profiles: Slugs = Field((), alias="profiel", max_length=MOST)
    channels: Needed = Field(alias="kanalen")
    approach: Line = Field(alias="aanpak")
    cost: PracticeCost | None = Field(None, alias="kosten")
    outcomes: tuple[PracticeOutcome, ...] = Field((), alias="opbrengst", max_length=MOST)
    lesson: Line | None = Field(None, alias="les")
    lesson_by: Literal["bron", "ons"] = Field("bron", alias="les_van")
    first: YesNo = Field(False, alias="vooraan")
    source: PracticeSource = Field(alias="bron")


class FiledCase(NamedTuple):
    """A case under its short name; `origin` names the file of another organisation it came in."""

    slug: Slug
    case: PracticeCase
    origin: str = ""


def tree_of(case: PracticeCase) -> dict[str, Any]:
    """Return a case under the keys of its file, without what is left open."""
    tree = case.model_dump(by_alias=True, exclude_defaults=True, mode="json")
    tree |= {"vooraan": "ja"} if case.first else {}
    for part in (tree, tree["bron"]):
        part.update({"jaar": part["jaar"] or UNKNOWN})
    return tree
