"""Tables compiled before, kept on disk: the same knowledge is not compiled twice.

They lie in `.cache/` as JSON of a stated form: who writes there can make a table wrong, but never
runs code. Where that folder cannot be written, nothing is kept and everything works the same.
Reasons recur in many situations, so each is written once and pointed at by its place.
"""

import hashlib
import os
import platform
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from engine.answer import Derived, Ranked, Reason
from engine.compile import Outcome, Table, compile_book
from engine.knowledge.rulebook import ROOT
from engine.model import Rulebook, Situation

PLACE = ROOT / ".cache"
MOST = 8  # tables kept; the longest unused goes first
CODE = (*sorted((ROOT / "engine").rglob("*.py")), ROOT / "dutch.py", ROOT / "requirements.txt")


class _ChannelRow(NamedTuple):
    """A channel in one situation; `reasons` are places in the list of the file."""

    channel: Ranked  # without its reasons
    reasons: tuple[int, ...]


class _OutcomeRow(NamedTuple):
    """The outcome of one situation."""

    situation: Situation
    derived: tuple[Derived, ...]
    fired: tuple[str, ...]
    ranking: tuple[_ChannelRow, ...]
    applies: tuple[str, ...]
    met_by: dict[str, str | None]
    strength: float


class _File(NamedTuple):
    """All that a file holds."""

    reasons: tuple[Reason, ...]
    outcomes: tuple[_OutcomeRow, ...]
    normal: tuple[tuple[tuple[str, str], float], ...]


def table_of(book: Rulebook, place: Path = PLACE) -> Table:
    """Return the table of a rulebook as it came from files, made now or before.

    Raises CompileError when it has to be made and the worker fails.
    """
    path = place / f"tabel-{_name(book)}.json"
    table = _load(path, book)
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
    ingredients = f"{book.digest} {book.organisation_digest} {_code()}"
    return hashlib.sha256(ingredients.encode()).hexdigest()


def _load(path: Path, book: Rulebook) -> Table | None:
    try:
        table = _read(book, path.read_bytes())
        os.utime(path)
    except (OSError, msgspec.MsgspecError, IndexError):  # none there, or damaged: it is made anew
        return None
    return table if set(table.outcomes) == set(book.situations()) else None


def _read(book: Rulebook, text: bytes) -> Table:
    """Return the table of a file; raises MsgspecError or IndexError for any other form."""
    file = msgspec.json.decode(text, type=_File)
    outcomes = {
        row.situation: Outcome(
            row.derived,
            row.fired,
            tuple(
                one._replace(reasons=tuple(file.reasons[place] for place in places))
                for one, places in row.ranking
            ),
            row.applies,
            row.met_by,
            row.strength,
        )
        for row in file.outcomes
    }
    return Table(book, outcomes, dict(file.normal))


def _text(table: Table) -> bytes:
    """Return a table as JSON."""
    places: dict[Reason, int] = {}
    rows = [
        _OutcomeRow(
            situation,
            outcome.derived,
            outcome.fired,
            tuple(
                _ChannelRow(
                    one._replace(reasons=()),
                    tuple(places.setdefault(reason, len(places)) for reason in one.reasons),
                )
                for one in outcome.ranking
            ),
            outcome.applies,
            dict(outcome.met_by),
            outcome.strength,
        )
        for situation, outcome in table.outcomes.items()
    ]
    return msgspec.json.encode(_File(tuple(places), tuple(rows), tuple(table.normal.items())))


def _keep(path: Path, table: Table) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(_text(table))
        Path(file.name).replace(path)
        for old in sorted(path.parent.glob("tabel-*.json"), key=_last_use)[:-MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _last_use(path: Path) -> float:
    return path.stat().st_mtime
