"""The cases of practice that serve: our own, and those of a partnership if one is set."""

import time
from collections.abc import Hashable
from functools import cache, lru_cache

from engine.model import Rulebook
from practice import PracticeLibrary, library, partnership
from practice.partnership import Partnership

LOOK_EVERY = 2.0  # seconds between looks at the disk


class _Seen:
    """The last stamp of the files, and when it was taken."""

    at = float("-inf")
    stamp: Hashable = ()


@cache
def partners() -> Partnership:
    """Return the partnership of this server."""
    return partnership.read()


def stamp() -> Hashable:
    """Return what changes when a case may have; cheap to call often."""
    now = time.monotonic()
    if now - _Seen.at >= LOOK_EVERY:
        partners().look()
        _Seen.at, _Seen.stamp = now, (library.stamp(), partners().stamp())
    return _Seen.stamp


def shelf(book: Rulebook) -> PracticeLibrary:
    """Return every case for a rulebook; a broken file is left out and named in `problems`."""
    return _shelf(book.digest, stamp(), _Held(book))


class _Held:
    """A rulebook that takes no part in what is remembered: its digest does."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4)
def _shelf(digest: str, stamped: Hashable, held: _Held) -> PracticeLibrary:
    own = library.load(held.book)
    return own.with_more(partners().library(held.book))
