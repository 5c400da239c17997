"""The texts of the questions (vragen.yaml) → Phrases, or every error in that file."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from engine.knowledge import complaints, files
from engine.model import Form, KnowledgeError, Slug, Text, Words

FILE = Path(__file__).parent / "vragen.yaml"
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,5}$")]
Few = Annotated[int, Field(ge=1, le=9)]


class ListedAnswer(Form):
    """One option of a fixed list; without `code` the first letters of its id are the code."""

    id: Slug
    text: Text = Field(alias="tekst")
    code: Code | None = None
    kind: Slug | None = Field(None, alias="soort")


class ChannelPhrases(Form):
    """What stands at the question for channels."""

    help: Text = Field(alias="hulp")
    none: Text = Field(alias="geen")


class ListPhrases(Form):
    """A question with a fixed list."""

    question: Text = Field(alias="vraag")
    help: Text = Field(alias="hulp")
    most: Few = Field(alias="meest")
    choices: tuple[ListedAnswer, ...] = Field(alias="opties", min_length=2)
    none: Text = Field(alias="geen")


class AgePhrases(Form):
    """The question for age; its bands are those of the knowledge."""

    question: Text = Field(alias="vraag")
    unknown: Text = Field(alias="liever_niet")


class AgreeStatement(Form):
    """A statement that residents agree with or not."""

    id: Slug
    text: Text = Field(alias="vraag")


class ScalePhrases(Form):
    """The answers to every statement."""

    help: Text = Field(alias="hulp")
    choices: tuple[ListedAnswer, ...] = Field(alias="opties", min_length=2)


class TrackPhrases(Form):
    """A track in words of residents, with the question of each phase."""

    heading: Text = Field(alias="kop")
    phases: dict[Slug, Text] = Field(alias="fasen")


class Phrases(Form):
    """Everything a resident reads."""

    nameless: Text = Field(alias="zonder_naam")
    title: Text = Field(alias="titel")
    opening: Text = Field(alias="inleiding")
    closing: Text = Field(alias="afsluiting")
    channel: ChannelPhrases = Field(alias="kanaal")
    motive: ListPhrases = Field(alias="motief")
    expectation: ListPhrases = Field(alias="verwachting")
    kinds: dict[Slug, Text] = Field(alias="soorten")
    age: AgePhrases = Field(alias="leeftijd")
    statements: tuple[AgreeStatement, ...] = Field(alias="stellingen")
    scale: ScalePhrases = Field(alias="stelling")
    situations: dict[Slug, TrackPhrases] = Field(alias="situaties")
    channels: dict[Slug, Text] = Field(alias="kanalen")
    codes: dict[Slug, Code]
    first: Words = Field(alias="eerst")


@cache
def load(file: Path = FILE) -> Phrases:
    """Return the texts; raises KnowledgeError with every error of the file."""
    try:
        tree, lines = files.read(file.name, file)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    try:
        return Phrases.model_validate(tree)
    except ValidationError as error:
        problems = complaints.problems(file.name, error, Phrases, tree, lines)
        raise KnowledgeError(tuple(problems)) from error
