"""The words of listening: frozen values without logic, and the forms of vocabulary files.

Read `Subject`, `Kind`, `Reading` and `Use` first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StringConstraints

from engine.model import Form, KnowledgeError, Problem, Slug, Text, Words, YesNo

HEADLINE, DESCRIPTION = 30, 90  # characters in a search advertisement of Google
Headline = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]
Description = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=90)]


class Subject(Form):
    """Something residents come for, with their words and those of the municipality."""

    id: Slug
    name: Text = Field(alias="naam")
    plain: Headline = Field(alias="gewoon")
    offer: Description = Field(alias="aanbod")
    official: Words = Field(alias="gemeente", min_length=1)
    resident: Words = Field(alias="inwoner", min_length=1)
    unless: Words = Field((), alias="niet")


class SubjectFile(Form):
    """The subjects of one theme."""

    theme: Text = Field(alias="thema")
    subjects: tuple[Subject, ...] = Field(alias="onderwerpen", min_length=1)


class Column(Form):
    """A column of an export: what it holds and the headings it has had."""

    kind: Literal["tekst", "aantal", "getal", "deel", "datum"] = Field(alias="soort")
    needed: YesNo = Field(False, alias="nodig")
    names: Words = Field(alias="namen", min_length=1)


SeriesOf = Literal[
    "totaal", "pagina", "campagne", "onderwerp", "kanaal", "gebeurtenis", "nieuwsbrief", "sociaal",
    "chatbot", "feedback", "interesse", "eigen", "aanbod", "contact", "capaciteit",
    "formulier", "stappen",
]  # fmt: skip


class WideRule(Form):
    """How a table with a column for each term becomes one with a row for each.

    Headings that have `parts` in them are of a term: what stands before it.
    """

    key: Text = Field(alias="kolom")
    value: Text = Field(alias="waarde")
    parts: Text = Field(alias="splits")


class DerivedRule(Form):
    """A column that is not in the file: always one value, or one by what stands in another."""

    always: Text | None = Field(None, alias="vast")
    source: Text | None = Field(None, alias="uit")
    values: dict[Text, Text] = Field({}, alias="waarden")


class SeriesRule(Form):
    """What a dated table gives per day: the sum of `counts`, of all or for each value of `per`.

    Of a subject, `per` is the column with its name, or with words that tell of it. With `split`
    there is a series for each value of that column, which is then what is counted.
    """

    of: SeriesOf = Field(alias="soort")
    per: Text | None = None
    counts: Text = Field(alias="telt")
    split: Text | None = Field(None, alias="naar")


class Kind(Form):
    """A kind of export file; `counts` is the column of how often, `never` are not its own.

    With `rows_count` every row counts one where that column is not there. `aside` are values that
    stand for no thing of their own, such as "(not set)"; `most` how many rows the tool gives at
    most; `order` how it writes days; `note` what a reader must know.
    """

    id: Slug
    name: Text = Field(alias="naam")
    origin: Text = Field(alias="herkomst")
    holds: Slug = Field(alias="inhoud")
    columns: dict[str, Column] = Field(alias="kolommen", min_length=1)
    never: Words = Field((), alias="nooit")
    total_in: Words = Field((), alias="totaal_in")
    counts: Text | None = Field(None, alias="telt")
    rows_count: YesNo = Field(False, alias="telt_rijen")
    series: tuple[SeriesRule, ...] = Field((), alias="reeksen")
    aside: Words = Field((), alias="apart")
    wide: WideRule | None = Field(None, alias="breed")
    derived: dict[str, DerivedRule] = Field({}, alias="afgeleid")
    order: Literal["dmj", "mdj"] | None = Field(None, alias="datums")
    most: tuple[int, ...] = Field((), alias="hoogstens")
    note: Text | None = Field(None, alias="opmerking")
    template: tuple[tuple[str, ...], ...] = Field((), alias="sjabloon")


class KindFile(Form):
    """Every kind of file that is recognised; `dates` are names of the column `datum` of each.

    `calls` are words in the name of an own series that counts talks with residents.
    """

    dates: Words = Field((), alias="datumnamen")
    calls: Words = Field((), alias="gesprekken")
    kinds: tuple[Kind, ...] = Field(alias="soorten", min_length=1)


class HardFile(Form):
    """Hard words with their alternatives."""

    words: dict[Text, Text] = Field(alias="woorden", min_length=1)


class SameFile(Form):
    """Words that ask the same when another word stands beside them."""

    same: tuple[Words, ...] = Field(alias="gelijk", min_length=1)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Subjects by id, the theme of each, kinds of files by id, and hard words.

    `same` are groups of words that ask the same when another word stands beside them. `calls` name
    series of talks.
    """

    subjects: Mapping[str, Subject]
    themes: Mapping[str, str]
    kinds: Mapping[str, Kind]
    hard: Mapping[str, str]
    same: tuple[Words, ...] = ()
    calls: Words = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says about a file when it is not clear by itself.

    `columns` is key → heading; `decimal` "komma" or "punt"; `dates` "dmj" or "mdj".
    """

    kind: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    decimal: str | None = None
    dates: str | None = None


@dataclass(frozen=True, slots=True)
class SheetLines:
    """A file as plain UTF-8 lines: where its head is, and how its cells are divided."""

    name: str
    path: Path
    delimiter: str
    skip: int  # lines up to and including the head
    head: tuple[str, ...]
    title: tuple[str, ...] = ()  # what stands above the head
    decimal: str | None = None  # how numbers stand in it, where that is known


@dataclass(frozen=True, slots=True)
class Reading:
    """One file that was read: a table in the store, and what there is to say about it.

    `mapping` is key → heading; `masked` kind of personal data → number of values; counts are
    whole numbers; `first` and `last` are the first and last day, if there are dates; `step` is
    what a row is of then: "dag", "week", "maand" or "periode". `period` is what a title says it is
    of. `aside` is what stands for no thing of its own → how often; `notes` is what a reader must
    know of it.
    """

    name: str
    kind: Kind
    table: str
    mapping: Mapping[str, str]
    unused: tuple[str, ...]
    rows: int
    totals_dropped: int
    total: int | None
    first: date | None
    last: date | None
    title: tuple[str, ...]
    masked: Mapping[str, int]
    masked_rows: int
    step: str = ""
    period: tuple[date, date] | None = None
    aside: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class TermGroup(NamedTuple):
    """Search terms that tell the same, counted together, in total and in two halves.

    `pieces` are what they tell, "" for a piece that tells nothing; `terms` those to show with how
    often they came, most frequent first. `now` and `before` are 0 where nothing is compared.
    """

    pieces: tuple[str, ...]
    times: int
    now: int
    before: int
    terms: tuple[tuple[str, int], ...]


class TermCount(NamedTuple):
    """A search term from the threshold up: how often, in two stretches, clicks and position.

    `clicks` and `position` (the mean, weighed by how often) are None where the files have none.
    """

    text: str
    times: int
    now: int
    before: int
    clicks: int | None = None
    position: float | None = None


@dataclass(frozen=True, slots=True)
class TermCounts:
    """All search terms in groups: how many different ones, how often they came together.

    `frequent` are the terms that came most and those that grew most, each once. `hidden` terms
    came less than `least` times, together `hidden_times`.
    """

    groups: tuple[TermGroup, ...]
    terms: int
    times: int
    hidden: int
    hidden_times: int
    compared: bool
    least: int
    frequent: tuple[TermCount, ...] = ()


@dataclass(frozen=True, slots=True)
class WordUse:
    """How often a word for a subject was used; `trend` is "stijgt", "daalt", "nieuw" or None.

    `typed` is how residents write it most; "" when that is not known.
    """

    word: str
    official: bool
    count: int
    trend: str | None
    on_page: bool | None
    in_title: bool | None
    typed: str = ""

    @property
    def phrase(self) -> str:
        """The word as it goes into texts."""
        return self.typed or self.word


class Refused(KnowledgeError):
    """Something given cannot be used; `problems` say in Dutch where, what and the way out."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
