"""Files of vocabulary/ → Vocabulary: subjects, kinds of files and hard words, or every error."""

import os
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from engine.knowledge import complaints, files
from engine.knowledge.rulebook import ROOT
from engine.model import KnowledgeError, Problem
from listening import own_words
from listening.model import HardFile, Kind, KindFile, SameFile, Subject, SubjectFile, Vocabulary

FOLDER = ROOT / "vocabulary"
KINDS, HARD, SAME = "bestanden.yaml", "moeilijk.yaml", "gelijk.yaml"
SUBJECTS = "onderwerpen"
SETTING = "KEN_JE_INWONER_WOORDEN"


@cache
def load(folder: Path = FOLDER) -> Vocabulary:
    """Return the vocabulary; raises KnowledgeError with every error of every file."""
    problems: list[Problem] = []
    kinds = _read(folder / KINDS, KindFile, problems)
    hard = _read(folder / HARD, HardFile, problems)
    same = _read(folder / SAME, SameFile, problems)
    paths = sorted((folder / SUBJECTS).glob("*.yaml"))
    themes = {path.name: _read(path, SubjectFile, problems) for path in paths}
    if not paths:
        problems.append(Problem(f"{SUBJECTS}/", None, "deze map is leeg. Zet de bestanden terug."))
    problems += _twice({name: form.subjects for name, form in themes.items() if form})
    problems += _strange_counts(kinds) if kinds else []
    if problems or kinds is None or hard is None or same is None:
        raise KnowledgeError(tuple(problems))
    read = [form for form in themes.values() if form]
    vocabulary = Vocabulary(
        subjects={subject.id: subject for form in read for subject in form.subjects},
        themes={subject.id: form.theme for form in read for subject in form.subjects},
        kinds={kind.id: _with_dates(kind, kinds.dates) for kind in kinds.kinds},
        hard={word.lower(): plain for word, plain in hard.words.items()},
        same=same.same,
        calls=kinds.calls,
    )
    return _with_own(vocabulary) if folder == FOLDER else vocabulary


def check_own() -> None:
    """Read the file that the setting names, if any; raises ValueError, in Dutch, when it is bad."""
    try:
        if os.environ.get(SETTING):
            load()
    except KnowledgeError as error:
        raise ValueError(f"{SETTING}: {error.problems[0]}") from error


def _with_own(vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary with the file that the setting names. Raises KnowledgeError."""
    place = os.environ.get(SETTING)
    if not place:
        return vocabulary
    path = Path(place)
    try:
        text = files.text(path.name or place, path)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    return own_words.joined(vocabulary, own_words.read(path.name, text), path.name)


def _read(path: Path, form: Any, problems: list[Problem]) -> Any:
    try:
        tree, lines = files.read(path.name, path)
    except files.Unreadable as error:
        problems += error.problems
        return None
    try:
        return TypeAdapter(form).validate_python(tree)
    except ValidationError as error:
        problems += complaints.problems(path.name, error, form, tree, lines)
        return None


def _with_dates(kind: Kind, names: tuple[str, ...]) -> Kind:
    """Return a kind of which the column `datum` has the names that hold for all."""
    column = kind.columns.get("datum")
    if column is None or column.kind != "datum":
        return kind
    every = tuple(dict.fromkeys((*column.names, *names)))
    dated = column.model_copy(update={"names": every})
    return kind.model_copy(update={"columns": kind.columns | {"datum": dated}})


def _twice(themes: dict[str, tuple[Subject, ...]]) -> list[Problem]:
    """Return a problem for every id that two subjects have."""
    seen: dict[str, str] = {}
    problems = []
    for name, subjects in themes.items():
        for subject in subjects:
            if subject.id in seen:
                message = (
                    f"onderwerp '{subject.id}' staat ook in {seen[subject.id]}. Haal er een weg."
                )
                problems.append(Problem(name, None, message))
            seen[subject.id] = name
    return problems


def _keys(kind: Kind) -> set[str]:
    """Return every column that a table of this kind can have."""
    counted = {kind.counts} if kind.rows_count and kind.counts else set()
    return {*kind.columns, *kind.derived, *counted}


def _strange_counts(kinds: KindFile) -> list[Problem]:
    problems = []
    for kind in kinds.kinds:
        named = {
            "telt": [kind.counts],
            "reeksen": [c for r in kind.series for c in (r.per, r.counts, r.split)],
        }
        problems += [
            Problem(KINDS, None, f"soort '{kind.id}': '{key}' noemt een kolom die er niet is.")
            for key, columns in named.items()
            if any(column and column not in _keys(kind) for column in columns)
        ]
    return problems
