"""The knowledge that serves: swapped as a whole when new knowledge is good, else kept."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from engine import files
from engine.check import check
from engine.compile import CompileError, Table, compile_book
from engine.model import KnowledgeError, Rulebook
from engine.rulebook import ROOT, load

LOOK_EVERY = 2.0  # seconds between looks at the disk
Stamp = tuple[tuple[str, int, int], ...]


class Service:
    """Serves one table at a time to any number of threads.

    `message` says in Dutch why the knowledge on disk is not the knowledge that serves.
    """

    def __init__(
        self, root: Path = ROOT, compiler: Callable[[Rulebook], Table] = compile_book
    ) -> None:
        """Compile the knowledge at `root`; raises KnowledgeError or CompileError."""
        self._root, self._compile = root, compiler
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._stamp = _stamp(root)
        self.message: str | None = None
        self.table: Table = self._good()

    def reload(self) -> bool:
        """Replace the table by the knowledge on disk; on any error keep the old and say why."""
        with self._lock:
            self._stamp = _stamp(self._root)
            try:
                self.table = self._good()
            except (KnowledgeError, CompileError) as error:
                self.message = _message(error)
                return False
            self.message = None
            return True

    def check_disk(self) -> None:
        """Reload in the background when a knowledge file changed; cheap to call often."""
        now = time.monotonic()
        if now - self._looked < LOOK_EVERY or self._lock.locked():
            return
        self._looked = now
        if _stamp(self._root) != self._stamp:
            threading.Thread(target=self.reload, daemon=True).start()

    def _good(self) -> Table:
        table = self._compile(load(self._root))
        errors = check(table).errors
        if errors:
            raise KnowledgeError(errors)
        return table


def _stamp(root: Path) -> Stamp:
    stamps = []
    for name, path in files.paths(root):
        try:
            status = path.stat()
        except OSError:
            continue
        stamps.append((name, status.st_mtime_ns, status.st_size))
    return tuple(stamps)


def _message(error: KnowledgeError | CompileError) -> str:
    kept = "De vorige versie van de kennis blijft in gebruik."
    if isinstance(error, CompileError):
        return f"{kept} {error}"
    first, more = error.problems[0], len(error.problems) - 1
    rest = {0: "", 1: " En nog 1 andere fout."}.get(more, f" En nog {more} andere fouten.")
    return f"{kept} {first}{rest}"
