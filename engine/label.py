"""What a claim rests on, in one of four words: the only place that decides it.

Screen, documents, API and text take the word from here, so that a claim never has two of them.
"""

from collections.abc import Sequence
from typing import get_args

from engine.model import Label, Rulebook

LABELS: tuple[Label, ...] = get_args(Label)
LAW: Label = "wet"
CRAFT: Label = "vakkennis"


def label(book: Rulebook, cited: Sequence[str], quality: str) -> Label:
    """Return what a claim of this quality rests on; what is cited first decides.

    Quality D is vakkennis, with a source or without one: it never counts as research.
    """
    if quality == "D" or not cited:
        return CRAFT
    return book.sources[source_of(book, cited[0])].nature


def source_of(book: Rulebook, id_: str) -> str:
    """Return the slug of the source of a finding, or of a source itself."""
    return book.findings[id_][0] if id_ in book.findings else id_
