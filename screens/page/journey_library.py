"""The library of journeys that serves, and the residents that an address names beside one.

The library is read once per version of its files and of the knowledge.
"""

from collections.abc import Mapping

import blueprints
from blueprints import Library, Residents
from blueprints.library import stamp
from engine.compile import Table
from engine.model import DIMENSIONS, UNKNOWN, KnowledgeError, Problem, Rulebook
from screens.page import address
from screens.page.reply import Shelf

SHELF: Shelf[Library] = Shelf()


def library(table: Table) -> Library:
    """Return the journeys; a broken file is left out and named in `problems`."""
    book = table.book
    edition = (stamp(), book.digest, book.organisation_digest)
    return SHELF.take(edition, "reizen", lambda: _read(book))


def _read(book: Rulebook) -> Library:
    try:
        return blueprints.load(book)
    except KnowledgeError as error:
        return Library({}, {}, {}, error.problems)


def complaint(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    """Return what is wrong with files of the library, one text each."""
    return tuple(str(problem) for problem in problems)


def group(book: Rulebook, params: Mapping[str, str]) -> Residents:
    """Return the residents that an address names beside a journey."""
    age, profile = (address.read(book, params).answers[key] for key in DIMENSIONS[2:4])
    return Residents(age or UNKNOWN, profile or UNKNOWN)
