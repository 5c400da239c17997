"""The words of a service blueprint: what an author writes and what a journey consists of.

Read `WrittenStep`, `Step` and `Journey` first. Dutch keys of the files are the aliases.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from engine.model import Form, Place, Problem, Slug, YesNo

LONGEST = 1000  # characters of one text
MOST = 24  # items of a list
MOST_STEPS = 60  # of a journey
BOUNDS = ("Cc", "Cs", "Cn", "Co", "Zl", "Zp")
TURNS = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
MOODS = ("zwaar", "onrustig", "neutraal", "gerust", "blij")  # from low to high
LINE_BREAK = "hier staat een regeleinde of een onzichtbaar teken. Schrijf het op één regel."
ALWAYS, NOW, THEN, LATER = "altijd", "nu", "straks", "later"
ACTORS, OWN = "anderen", "eigen"  # keys that hold rows under names of the author
DRAFT, REVIEWED, APPROVED = STATES = ("concept", "bekeken", "vastgesteld")


def _one_line(text: str) -> str:
    for char in text:
        if unicodedata.category(char) in BOUNDS or unicodedata.bidirectional(char) in TURNS:
            raise ValueError(LINE_BREAK)
    return text


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST),
    AfterValidator(_one_line),
]
Lines = Annotated[tuple[Line, ...], Field(min_length=1), BeforeValidator(_as_list)]
Cited = Annotated[tuple[Place, ...], Field(min_length=1), BeforeValidator(_as_list)]
Address = Annotated[Line, StringConstraints(pattern=r"^https?://\S+$")]
Secure = Annotated[Line, StringConstraints(pattern=r"^https://[^\s\[\]]+$")]
Named = Annotated[Line, StringConstraints(max_length=60, pattern=r"^[^:\[\]/]+$")]  # of a row
NamedRows = Annotated[dict[Named, Lines], Field(min_length=1)]


class CitedStatement(Form):
    """A statement with the law or the finding that it rests on; only a draft may be without."""

    text: Line = Field(alias="tekst")
    sources: Cited = Field((), alias="bron")


Claims = Annotated[tuple[CitedStatement, ...], Field(min_length=1), BeforeValidator(_as_list)]


class Cells(Form):
    """The rows of one step. What is not said (None) comes from the generic step."""

    question: Line | None = Field(None, alias="vraag")
    words: Lines | None = Field(None, alias="woorden")
    action: Line | None = Field(None, alias="doet")
    mood: Literal["zwaar", "onrustig", "neutraal", "gerust", "blij"] | None = Field(
        None, alias="stemming"
    )
    feeling: Line | None = Field(None, alias="gevoel")
    channels: Lines | None = Field(None, alias="kanalen")
    content: Line | None = Field(None, alias="inhoud")
    front: Line | None = Field(None, alias="zichtbaar")
    back: Line | None = Field(None, alias="achter_de_schermen")
    systems: Lines | None = Field(None, alias="systemen")
    law: Claims | None = Field(None, alias="wet")
    measure: Line | None = Field(None, alias="meet")
    owner: Line | None = Field(None, alias="eigenaar")
    evidence: Lines | None = Field(None, alias="bewijs")
    support: Lines | None = Field(None, alias="ondersteuning")
    waiting: Line | None = Field(None, alias="wachttijd")
    deadline: Line | None = Field(None, alias="termijn")
    pains: Lines | None = Field(None, alias="knelpunten")
    chances: Lines | None = Field(None, alias="kansen")
    actors: NamedRows | None = Field(None, alias="anderen")
    own: NamedRows | None = Field(None, alias="eigen")


class Attachment(Form):
    """A document or page that goes with a step. It is named and never fetched."""

    name: Line = Field(alias="naam")
    url: Secure = Field(alias="adres")


class Branch(Form):
    """Where a step may lead instead of to the next: further on, or back."""

    to: Slug = Field(alias="naar")
    condition: Line | None = Field(None, alias="als")


Attachments = Annotated[tuple[Attachment, ...], Field(min_length=1), BeforeValidator(_as_list)]
Branches = Annotated[tuple[Branch, ...], Field(min_length=1), BeforeValidator(_as_list)]


class Roles(Form):
    """What each role does in a step."""

    professional: Lines | None = None
    policy: Lines | None = Field(None, alias="beleid")
    information: Lines | None = Field(None, alias="informatie")
    communication: Lines | None = Field(None, alias="communicatie")


class StepForm(Cells):
    """What a generic step and a step of a journey share; `then` holds what changes."""

    name: Line | None = Field(None, alias="naam")
    phase: Slug | None = Field(None, alias="fase")
    then: Cells = Field(Cells.model_validate({}), alias="wordt")
    roles: Roles = Field(Roles.model_validate({}), alias="rollen")
    research: Claims | None = Field(None, alias="onderzoek")


class GenericStep(StepForm):
    """A step that is defined once and used in many journeys."""

    name: Line = Field(alias="naam")
    explanation: Line = Field(alias="uitleg")
    tracks: Annotated[tuple[Slug, ...], Field(min_length=1), BeforeValidator(_as_list)] = Field(
        alias="trajecten"
    )


class WrittenStep(StepForm):
    """A step as an author writes it: a generic step with its variations, or all rows."""

    id: Slug
    generic: Slug | None = Field(None, alias="generiek")
    when: Literal["altijd", "nu", "straks", "later"] = Field("altijd", alias="wanneer")
    stake: Slug | None = Field(None, alias="belang")  # instead of that of the journey
    milestone: Line | None = Field(None, alias="mijlpaal")
    later: Cells = Field(Cells.model_validate({}), alias="later")
    groups: dict[Named, Cells] = Field(default_factory=dict, alias="doelgroepen")
    branches: Branches | None = Field(None, alias="vervolg")
    attachments: Attachments | None = Field(None, alias="bijlagen")


class Reference(Form):
    """A law or publication that a journey rests on."""

    title: Line = Field(alias="titel")
    publisher: Line = Field(alias="maker")
    url: Address = Field(alias="adres")


class WrittenJourney(Form):
    """A journey as an author writes it; what is not there (None) an approved one must have."""

    name: Line = Field(alias="naam")
    state: Literal["concept", "bekeken", "vastgesteld"] = Field("vastgesteld", alias="staat")
    example: YesNo | None = Field(None, alias="voorbeeld")
    track: Slug | None = Field(None, alias="traject")
    domain: Line | None = Field(None, alias="domein")
    version: Line | None = Field(None, alias="versie")
    about: Line | None = Field(None, alias="omschrijving")
    goal: Line | None = Field(None, alias="doel")
    remark: Line | None = Field(None, alias="opmerking")
    stake: Slug | None = Field(None, alias="belang")  # what is at stake, as in an advice
    owner: Line | None = Field(None, alias="eigenaar")
    organisation: Line | None = Field(None, alias="organisatie")
    variant_of: Slug | None = Field(None, alias="variant_van")  # another journey
    life_event: Line | None = Field(None, alias="levensgebeurtenis")
    audience: Lines | None = Field(None, alias="doelgroep")
    origin: Line | None = Field(None, alias="herkomst")
    licence: Line | None = Field(None, alias="licentie")
    sources: dict[Place, Reference] = Field(default_factory=dict, alias="bronnen")
    steps: Annotated[tuple[WrittenStep, ...], Field(min_length=1)] = Field(alias="stappen")


class CellText(NamedTuple):
    """One text in a cell, with the slugs of what it rests on, or the address it leads to."""

    text: str
    sources: tuple[str, ...] = ()
    link: str = ""


Cell = tuple[CellText, ...]
Row = Mapping[str, Cell]  # key of a cell → its texts


@dataclass(frozen=True, slots=True)
class Step:
    """A step with everything filled in; `now` or `then` is empty where the step is not there.

    `varies` names the keys in which it differs from its generic step. `later` is empty where a
    step says nothing of a later layer; `groups` has what differs for a group of residents.
    """

    id: str
    name: str
    phase: str
    generic: str | None
    when: str
    now: Row
    then: Row
    roles: Row
    research: Cell
    varies: tuple[str, ...]
    stake: str | None = None  # what is at stake here, instead of in the journey
    milestone: str | None = None
    later: Row = field(default_factory=dict)
    groups: Mapping[str, Row] = field(default_factory=dict)
    attachments: Cell = ()

    def changed_keys(self) -> frozenset[str]:
        """Return the keys of the cells that will be different."""
        keys = {*self.now, *self.then}
        return frozenset(key for key in keys if self.now.get(key) != self.then.get(key))


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey of a resident; `sources` holds every law and publication it cites.

    `written` is what the author wrote, without what a generic step says already.
    """

    slug: str
    written: WrittenJourney
    steps: tuple[Step, ...]
    sources: Mapping[str, Reference]

    @property
    def name(self) -> str:
        """Return the name on screen."""
        return self.written.name

    @property
    def track(self) -> str:
        """Return the track (slug), or nothing in a draft that does not say."""
        return self.written.track or ""

    @property
    def approved(self) -> bool:
        """Tell whether it is approved: then nothing is missing."""
        return self.written.state == APPROVED


@dataclass(frozen=True, slots=True)
class Library:
    """All journeys that hold, the generic steps, and what is wrong with the others."""

    generic: Mapping[str, GenericStep]
    sources: Mapping[str, Reference]
    journeys: Mapping[str, Journey]
    problems: tuple[Problem, ...] = ()
