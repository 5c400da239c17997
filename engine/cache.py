"""Tables compiled before, kept on disk: the same knowledge is not compiled twice.

They lie in `.cache/` beside the code, so who could change one could change the code as well. Where
that folder cannot be written, nothing is kept and everything works the same.
"""

import hashlib
import os
import pickle
import platform
import tempfile
from functools import cache
from pathlib import Path

from engine.compile import Table, compile_book
from engine.knowledge.rulebook import ROOT
from engine.model import Rulebook

PLACE = ROOT / ".cache"
MOST = 8  # tables kept; the longest unused goes first
CODE = (*sorted((ROOT / "engine").rglob("*.py")), ROOT / "requirements.txt")


def compiled(book: Rulebook, place: Path = PLACE) -> Table:
    """Return the table of a rulebook as it came from files, made now or before.

    Raises CompileError when it has to be made and the worker fails.
    """
    path = place / f"tabel-{_name(book)}.pickle"
    table = _found(path, book)
    if table is None:
        table = compile_book(book)
        _keep(path, table)
    return table


@cache
def _code() -> str:
    """Return the SHA-256 of all that turns knowledge into a table."""
    sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in CODE]
    return hashlib.sha256(" ".join([platform.python_version(), *sums]).encode()).hexdigest()


def _name(book: Rulebook) -> str:
    told = f"{book.digest} {book.organisation_digest} {_code()}"
    return hashlib.sha256(told.encode()).hexdigest()


def _found(path: Path, book: Rulebook) -> Table | None:
    try:
        outcomes, normal = pickle.loads(path.read_bytes())  # noqa: S301 - our own file, see above
        os.utime(path)
    except Exception:  # none there, or damaged: it is made anew
        return None
    return Table(book, outcomes, normal) if set(outcomes) == set(book.situations()) else None


def _keep(path: Path, table: Table) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(pickle.dumps((table.outcomes, table.normal)))
        Path(file.name).replace(path)
        for old in sorted(path.parent.glob("tabel-*.pickle"), key=_used)[:-MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _used(path: Path) -> float:
    return path.stat().st_mtime
