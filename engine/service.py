"""The knowledge that serves: swapped as a whole when new knowledge is good, else kept."""

import logging
import threading
import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from pathlib import Path

from engine.cache import table_of
from engine.compile import CompileError, Table, shared
from engine.knowledge import files, organisation
from engine.knowledge.draft import UNCHANGED, Changed
from engine.knowledge.organisation import decides
from engine.knowledge.rulebook import ROOT, load
from engine.model import KnowledgeError, Rulebook
from engine.proof.check import errors

LOOK_EVERY = 2.0  # seconds between looks at the disk
RETRY_AFTER = 60.0  # seconds, after a failure that the files did not cause; sooner when they change
TRIES = 20  # readings while files change under our hands
Stamp = tuple[tuple[str, int, int], ...]
Look = tuple[Hashable, Stamp]
LOG = logging.getLogger(__name__)


class Service:
    """Serves one table at a time to any number of threads.

    `message` says in Dutch why the knowledge on disk is not the knowledge that serves; `national`
    is the knowledge that serves without what the organisation file changes.
    """

    def __init__(
        self,
        root: Path = ROOT,
        compiler: Callable[[Rulebook], Table] = table_of,
        organisation: Path | None = None,
        published: Callable[[], tuple[Hashable, Changed]] = lambda: (None, UNCHANGED),
        base: "Service | None" = None,
    ) -> None:
        """Compile the knowledge at `root` for an organisation file, if any.

        `published` gives the files that serve instead of those of the folder, with a mark that
        changes when they do. With a `base` it takes the national knowledge and all that is the
        same from there, so that many organisations take little more room than one. Raises
        KnowledgeError or CompileError.
        """
        self._published = published
        self.published: Changed = UNCHANGED
        self._root, self._compile, self._organisation = root, compiler, organisation
        self._base = base
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._again: float | None = None  # when what failed is tried again by itself
        self._stamp: Look = (None, ())
        self._logo: list[Path] = []
        self.message: str | None = None
        self.national: Rulebook
        self.table: Table
        self.national, self.table = self._good()

    def reload(self) -> bool:
        """Replace the table by the knowledge on disk; on any error keep the old and say why."""
        with self._lock:
            return self._replace()

    def check_disk(self) -> None:
        """Reload in the background when a knowledge file changed; cheap to call often."""
        if self._base:
            self._base.check_disk()
        now = time.monotonic()
        if now - self._looked < LOOK_EVERY or self._lock.locked():
            return
        self._looked = now
        if self._due():
            threading.Thread(target=self._refresh, daemon=True).start()

    def _refresh(self) -> None:
        with self._lock:
            if self._due():  # else another thread was first
                self._replace()

    def _due(self) -> bool:
        """Tell whether the files changed, or it is time to try again what failed."""
        late = self._again is not None and time.monotonic() >= self._again
        return late or self._look() != self._stamp

    def _replace(self) -> bool:
        self._again = None
        try:
            self.national, self.table = self._good()
        except Exception as error:  # whatever goes wrong, the old table serves on
            self.message = _message(error)
            if not isinstance(error, KnowledgeError):
                self._again = time.monotonic() + RETRY_AFTER
            LOG.error("nieuwe kennis is geweigerd", extra={"gegevens": facts_of(error)})
            return False
        self.message = None
        facts = {"kennis": self.table.book.digest[:12]}
        LOG.info("nieuwe kennis is in gebruik", extra={"gegevens": facts})
        return True

    def _look(self) -> Look:
        return self._published()[0], self._files() + _stamp(self._logo)

    def _files(self) -> Stamp:
        own = [self._organisation] if self._organisation else []
        try:
            own += organisation.may_be_layers(self._organisation) if self._organisation else []
            if self._base:
                return ((self._base.table.book.digest, 0, 0), *_stamp(own))
            return _stamp([*(path for _, path in files.paths(self._root)), *own])
        except OSError:  # a folder that goes while we look; the next look tells more
            return ()

    def _good(self) -> tuple[Rulebook, Table]:
        """Return the knowledge on the disk now and its table, and remember the stamp of that."""
        mark, stamp, changed, national = self._whole()
        self._stamp = mark, stamp + _stamp(self._logo)
        book = national
        if self._organisation:
            book = organisation.read(self._organisation, national)
            self._logo = _logo(self._organisation, book)
            self._stamp = mark, stamp + _stamp(self._logo)
        table = self._table_of(book)
        if problems := errors(table):
            raise KnowledgeError(problems)
        self.published = changed
        return national, table

    def _whole(self) -> tuple[Hashable, Stamp, Changed, Rulebook]:
        """Return the knowledge of one moment; reads again while what it reads changes."""
        if self._base:
            return None, self._files(), self._base.published, self._base.national
        left = TRIES
        while True:
            (mark, changed), stamp = self._published(), self._files()
            self._stamp = mark, stamp + _stamp(self._logo)
            left -= 1
            try:
                national = load(self._root, changed)
            except KnowledgeError:
                if not left or (self._published()[0], self._files()) == (mark, stamp):
                    raise
                continue
            if not left or (self._published()[0], self._files()) == (mark, stamp):
                return mark, stamp, changed, national

    def _table_of(self, book: Rulebook) -> Table:
        """Return the table of a rulebook; what an organisation leaves as it is, is shared."""
        if self._base is None:
            return self._compile(book)
        if not decides(book):
            return replace(self._base.table, book=book)
        return shared(self._compile(book), self._base.table)


def _logo(file: Path, book: Rulebook) -> list[Path]:
    """Return the picture that lies beside an organisation file and serves with it, if any."""
    named = organisation.logo_file(file, book.organisation) if book.organisation else None
    return [named] if named else []


def _stamp(paths: Iterable[Path]) -> Stamp:
    stamps = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        stamps.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(stamps)


def facts_of(error: Exception) -> dict[str, str | int]:
    """Return what the log says of knowledge that was refused: where it is wrong, not its text."""
    if not isinstance(error, KnowledgeError):
        return {"fout": type(error).__name__}
    first = error.problems[0]
    place = f"{first.file}:{first.line}" if first.line else first.file
    return {"bestand": place, "fouten": len(error.problems)}


def _message(error: Exception) -> str:
    kept = "De vorige versie van de kennis blijft in gebruik."
    if isinstance(error, CompileError):
        return f"{kept} {error}"
    if not isinstance(error, KnowledgeError):
        return f"{kept} Geef deze fout door aan de beheerder: {type(error).__name__}."
    first, more = error.problems[0], len(error.problems) - 1
    rest = {0: "", 1: " En nog 1 andere fout."}.get(more, f" En nog {more} andere fouten.")
    return f"{kept} {first}{rest}"
