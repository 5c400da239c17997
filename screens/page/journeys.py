"""The library of journeys that serves: read once per version of its files and of the knowledge."""

import blueprints
from blueprints import Library
from blueprints.library import stamp
from engine.compile import Table
from engine.model import KnowledgeError, Problem, Rulebook
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
