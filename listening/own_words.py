"""The organisation's own addition to the vocabulary: words of subjects, and names of columns.

A file of its own, in the form of a vocabulary file, so that an update of the product leaves it
alone: words that residents use here, and what the columns of its own exports are called.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from engine.knowledge import complaints, files
from engine.knowledge.complaints import suggestion
from engine.model import Form, KnowledgeError, Problem, Slug, Words
from listening.model import Kind, Subject, Vocabulary

NAME = "eigen-woorden.yaml"
MARK = ("woorden", "kolommen", "soorten")


class WordsOf(Form):
    """Words that residents use for a subject here, and words that tell it is not meant."""

    subject: Slug = Field(alias="onderwerp")
    resident: Words = Field((), alias="inwoner")
    unless: Words = Field((), alias="niet")


class ColumnsOf(Form):
    """What columns of a kind are called here: key → headings."""

    kind: Slug = Field(alias="soort")
    columns: dict[str, Words] = Field(alias="kolommen", min_length=1)


class OwnWords(Form):
    """The file; `kinds` are kinds of files that only this organisation has."""

    words: tuple[WordsOf, ...] = Field((), alias="woorden")
    columns: tuple[ColumnsOf, ...] = Field((), alias="kolommen")
    kinds: tuple[Kind, ...] = Field((), alias="soorten")


NOTHING = OwnWords.model_validate({})


def is_own(text: str) -> bool:
    """Tell whether a text in YAML begins as this file does."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return next(lines, "").partition(":")[0].strip() in MARK


def read(name: str, text: str) -> OwnWords:
    """Return what stands in a text. Raises KnowledgeError with every problem."""
    try:
        tree, lines = files.parse(name, text)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    try:
        own: OwnWords = TypeAdapter(OwnWords).validate_python(tree)
    except ValidationError as error:
        raise KnowledgeError(
            tuple(complaints.problems(name, error, OwnWords, tree, lines))
        ) from error
    return own


def joined(vocabulary: Vocabulary, own: OwnWords, name: str = NAME) -> Vocabulary:
    """Return the vocabulary with the own words. Raises KnowledgeError for an unknown subject."""
    problems = [
        *_strange(name, "onderwerp", [one.subject for one in own.words], vocabulary.subjects),
        *_strange(name, "soort", [one.kind for one in own.columns], vocabulary.kinds),
    ]
    subjects, kinds = dict(vocabulary.subjects), dict(vocabulary.kinds)
    for words in own.words:
        if words.subject in subjects:
            subjects[words.subject] = _with_words(subjects[words.subject], words)
    for columns in own.columns:
        if columns.kind in kinds:
            keys = kinds[columns.kind].columns
            problems += _strange(name, "kolom", list(columns.columns), keys)
            kinds[columns.kind] = _with_columns(kinds[columns.kind], columns.columns)
    if problems:
        raise KnowledgeError(tuple(problems))
    kinds |= {kind.id: kind for kind in own.kinds}
    return Vocabulary(
        subjects, vocabulary.themes, kinds, vocabulary.hard, vocabulary.same, vocabulary.calls
    )


def _strange(name: str, what: str, words: list[str], known: Mapping[str, Any]) -> list[Problem]:
    return [
        Problem(name, None, f"{what} '{word}' ken ik niet.{suggestion(word, known)}")
        for word in words
        if word not in known
    ]


def _with_words(subject: Subject, words: WordsOf) -> Subject:
    more = {
        "resident": tuple(dict.fromkeys((*subject.resident, *words.resident))),
        "unless": tuple(dict.fromkeys((*subject.unless, *words.unless))),
    }
    return subject.model_copy(update=more)


def _with_columns(kind: Kind, headings: Mapping[str, Words]) -> Kind:
    columns = dict(kind.columns)
    for key, names in headings.items():
        if key in columns:
            every = tuple(dict.fromkeys((*columns[key].names, *names)))
            columns[key] = columns[key].model_copy(update={"names": every})
    return kind.model_copy(update={"columns": columns})


def write(
    words: Mapping[str, list[str]], columns: Mapping[str, Mapping[str, str]], before: OwnWords
) -> str:
    """Return the text of the file: what was there before, with more words and columns.

    `words` is subject → words, `columns` kind → key → heading.
    """
    tree: dict[str, Any] = {}
    subjects = {one.subject: list(one.resident) for one in before.words}
    unless = {one.subject: list(one.unless) for one in before.words if one.unless}
    for id_, more in words.items():
        subjects[id_] = list(dict.fromkeys([*subjects.get(id_, []), *more]))
    if subjects:
        tree["woorden"] = [
            {"onderwerp": id_, "inwoner": some}
            | ({"niet": unless[id_]} if id_ in unless else {})
            for id_, some in subjects.items()
        ]  # fmt: skip
    named = {one.kind: {key: list(v) for key, v in one.columns.items()} for one in before.columns}
    for kind, headings in columns.items():
        for key, heading in headings.items():
            known = named.setdefault(kind, {}).setdefault(key, [])
            known += [] if heading in known else [heading]
    if named:
        tree["kolommen"] = [{"soort": kind, "kolommen": keys} for kind, keys in named.items()]
    if before.kinds:
        tree["soorten"] = [
            _in_words(kind.model_dump(by_alias=True, exclude_defaults=True, mode="json"))
            for kind in before.kinds
        ]
    return files.write(tree)


def _in_words(tree: Any) -> Any:
    """Return a tree as a person writes it: ja for true, and figures as text."""
    if isinstance(tree, dict):
        return {key: _in_words(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_in_words(value) for value in tree]
    return {True: "ja", False: "nee"}[tree] if isinstance(tree, bool) else str(tree)
