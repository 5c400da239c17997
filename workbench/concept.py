"""A concept: changes of several knowledge files that belong together, and how far they are."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_TITLE, LONGEST_WHY = 120, 2_000  # characters
MOST_FILES = 400  # of one concept: all files of the knowledge fit


class ConceptError(ValueError):
    """What cannot be done with a concept; the message is Dutch."""


class ConceptStage(StrEnum):
    """How far a concept is."""

    DRAFT = "concept"
    PROPOSED = "voorgesteld"
    PUBLISHED = "gepubliceerd"
    DROPPED = "weggelegd"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: `key` tells people apart, `name` is shown."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ConceptFile:
    """A file as a concept wants it: its text, or None to remove it.

    `base` is the mark of the text that it started from, "" when there was no such file.
    """

    name: str
    text: str | None
    base: str


@dataclass(frozen=True, slots=True)
class ConceptHead:
    """A concept as it stands in a list."""

    number: int
    title: str
    stage: ConceptStage
    author: Actor
    changed: datetime


@dataclass(frozen=True, slots=True)
class ConceptEvent:
    """What somebody did with a concept, and why."""

    moment: datetime
    actor: Actor
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with its files by name, and all that was done with it, oldest first."""

    head: ConceptHead
    files: Mapping[str, ConceptFile]
    events: tuple[ConceptEvent, ...]

    @property
    def texts(self) -> dict[str, str | None]:
        """Return what to read the knowledge with."""
        return {name: file.text for name, file in self.files.items()}

    @property
    def proposer(self) -> Actor | None:
        """Return who proposed it as it is now."""
        proposals = [event.actor for event in self.events if event.what == ConceptStage.PROPOSED]
        return proposals[-1] if proposals and self.head.stage == ConceptStage.PROPOSED else None


def mark(text: str | None) -> str:
    """Return what tells one text from another; "" for no file."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


def overtaken(concept: Concept, now: Mapping[str, str]) -> list[str]:
    """Return the files that were changed by others since the concept began; `now` is what serves.

    A file that by now reads as the concept wants it is none of them.
    """
    return [
        name
        for name, file in concept.files.items()
        if mark(now.get(name)) not in (file.base, mark(file.text))
    ]
