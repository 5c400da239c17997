"""Reads the texts of a concept apart: what a writer typed may be anything."""

import json
from collections.abc import Callable, Mapping
from typing import TypeVar

from engine.knowledge import files
from engine.knowledge.draft import Changed
from engine.knowledge.rulebook import load
from engine.model import KnowledgeError, Problem
from workbench import form_options, items
from workbench.concept import ConceptError
from workbench.form_options import ConceptWords
from workbench.items import Tree

T = TypeVar("T")


def with_item(name: str, text: str, key: str, item: Tree, at: int | None) -> str:
    """Return the text of a file with a part added, or in place of another."""
    return _in_words(name, lambda: items.with_item(name, text, key, item, at))


def without_item(name: str, text: str, key: str, at: int) -> str:
    """Return the text of a file without a part."""
    return _in_words(name, lambda: items.without_item(name, text, key, at))


def with_value(name: str, text: str, key: str, value: str) -> str:
    """Return the text of a file with another value for a key."""
    return _in_words(name, lambda: items.with_value(name, text, key, value))


def renamed(texts: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Return the texts that change when a word of the knowledge gets another name."""
    return _in_words(old, lambda: items.renamed(texts, old, new))


def parts(name: str, text: str, key: str) -> str:
    """Return the parts under a key of a file, as JSON."""
    return json.dumps(items.listed(name, text, key))


def words(texts: Mapping[str, str]) -> ConceptWords:
    """Return what files of a concept add to the words that can be chosen."""
    trees = {}
    for name, text in texts.items():
        try:
            trees[name] = files.parse(name, text)[0]
        except files.Unreadable:
            continue
    return form_options.words_of(trees)


def concept(changed: Changed) -> None:
    """Check that the knowledge can be read with these files."""
    load(changed=changed)


def _in_words(name: str, do: Callable[[], T]) -> T:
    try:
        return do()
    except ConceptError as error:
        raise KnowledgeError((Problem(name, None, str(error)),)) from error
