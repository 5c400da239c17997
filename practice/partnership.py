"""Cases of a partnership: a folder, or one https address, that an administrator set.

Nothing is read unless the setting names it. An address is fetched in the background, never while a
visitor waits; what was fetched before stays until there is something newer that is whole.
"""

import os
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Hashable, Mapping
from email.message import Message
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from engine.knowledge import files
from engine.model import KnowledgeError, Problem, Rulebook
from practice import exchange
from practice.library import PracticeLibrary, stamp_of

SETTING = "KEN_JE_INWONER_PRAKTIJK"  # folder or https address with cases of a partnership
EVERY = 900.0  # seconds between two looks at an address
LONGEST_WAIT = 10.0  # seconds for an answer
MOST_FILES = 200
BAD_PLACE = (
    f"{SETTING}: '{{place}}' is geen map en geen adres dat met https:// begint, zonder naam en "
    "wachtwoord erin."
)
NO_ANSWER = "ik kan het adres nu niet lezen ({why}). Ik probeer het later opnieuw."
TOO_MANY = f"in deze map staan meer dan {MOST_FILES} bestanden. Ik lees de eerste."


class _Refused(urllib.request.HTTPRedirectHandler):
    """Follows nothing: what is read comes from the address that was set."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: Message, newurl: str,
    ) -> None:  # fmt: skip
        """Refuse, so that the answer itself is the error."""


def fetch(address: str) -> str:
    """Return the text at an https address. Raises OSError or ValueError."""
    opener = urllib.request.build_opener(_Refused)
    with opener.open(address, timeout=LONGEST_WAIT) as answer:
        raw: bytes = answer.read(files.LARGEST + 1)
    if len(raw) > files.LARGEST:
        raise ValueError("te groot")
    return raw.decode("utf-8-sig")


def place() -> str:
    """Return where the cases of a partnership are; "" where nothing is set.

    Raises ValueError, in Dutch, for what is no folder and no https address.
    """
    said = os.environ.get(SETTING, "").strip()
    if said and not (_is_address(said) or Path(said).is_dir()):
        raise ValueError(BAD_PLACE.format(place=said[:60]))
    return said


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


class Partnership:
    """What a folder or address holds, as texts; `look` is cheap to call often."""

    def __init__(
        self,
        where: str,
        fetcher: Callable[[str], str] = fetch,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Read nothing yet."""
        self._where, self._fetch, self._clock = where, fetcher, clock
        self._lock = threading.Lock()
        self._looked: float | None = None
        self._kept: tuple[str, str] | None = None  # name and text that were fetched last
        self._fault: Problem | None = None

    def look(self) -> threading.Thread | None:
        """Begin to fetch the address when it is time; return what does so, for who waits."""
        now = self._clock()
        early = self._looked is not None and now - self._looked < EVERY
        if not _is_address(self._where) or early or self._lock.locked():
            return None
        self._looked = now
        thread = threading.Thread(target=self._refresh, daemon=True)
        thread.start()
        return thread

    def stamp(self) -> Hashable:
        """Return what changes when the cases may have changed."""
        return (self._kept, self._fault) if _is_address(self._where) else stamp_of(self._paths())

    def library(self, book: Rulebook) -> PracticeLibrary:
        """Return the cases of every file; what is wrong stands in `problems`. Never raises."""
        shelf = PracticeLibrary((), (self._fault,) if self._fault else ())
        if self._kept:
            shelf = shelf.with_more(_opened(book, *self._kept))
        for path in self._paths()[:MOST_FILES]:
            shelf = shelf.with_more(_read(book, path))
        if len(self._paths()) > MOST_FILES:
            many = PracticeLibrary((), (Problem(Path(self._where).name, None, TOO_MANY),))
            shelf = shelf.with_more(many)
        return shelf

    def _paths(self) -> list[Path]:
        folder = bool(self._where) and not _is_address(self._where)
        return sorted(Path(self._where).glob("*.yaml")) if folder else []

    def _refresh(self) -> None:
        with self._lock:
            name = urlsplit(self._where).hostname or ""
            try:
                self._kept, self._fault = (name, self._fetch(self._where)), None
            except (OSError, ValueError) as error:
                why = NO_ANSWER.format(why=_reason(error))
                self._fault = Problem(name, None, why)


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"antwoord {error.code}"
    return "te groot of geen UTF-8" if isinstance(error, ValueError) else "geen verbinding"


def _read(book: Rulebook, path: Path) -> PracticeLibrary:
    try:
        return exchange.open_file(path.name, path, book)
    except KnowledgeError as error:
        return PracticeLibrary((), error.problems)


def _opened(book: Rulebook, name: str, text: str) -> PracticeLibrary:
    try:
        return exchange.unpack(name, text, book)
    except KnowledgeError as error:
        return PracticeLibrary((), error.problems)


def read(settings: Mapping[str, str] = os.environ) -> Partnership:
    """Return the partnership that the settings name, which may be none."""
    return Partnership(settings.get(SETTING, "").strip())
