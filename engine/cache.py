"""Tables compiled before, kept on disk: the same knowledge is not compiled twice.

They lie in `.cache/` as JSON of a stated form: who writes there can make a table wrong, but never
runs code. Where that folder cannot be written, nothing is kept and everything works the same.
Reasons and rows recur in many situations, so each is written once and pointed at by its place; an
outcome that several situations share is written once with all of them.
"""

import hashlib
import os
import platform
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from engine.answer import Derived, Ranked, Reason
from engine.compile import Outcome, Table, compile_book
from engine.knowledge.rulebook import ROOT
from engine.model import Rulebook, Situation

PLACE = ROOT / ".cache"
MOST = 30  # tables kept; the longest unused goes first
CODE = (*sorted((ROOT / "engine").rglob("*.py")), ROOT / "dutch.py", ROOT / "requirements.txt")


class _ChannelRow(NamedTuple):
    """A channel in one situation; `reasons` are places in the list of the file."""

    channel: Ranked  # without its reasons
    reasons: tuple[int, ...]


class _OutcomeRow(NamedTuple):
    """An outcome, and every situation that has it."""

    situations: tuple[Situation, ...]
    derived: tuple[Derived, ...]
    fired: tuple[str, ...]
    ranking: tuple[int, ...]  # places in the list of rows
    applies: tuple[str, ...]
    met_by: dict[str, str | None]
    strength: float


class _File(NamedTuple):
    """All that a file holds."""

    reasons: tuple[Reason, ...]
    rows: tuple[_ChannelRow, ...]
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
        return table
    except (OSError, msgspec.MsgspecError, LookupError):  # none there, or damaged: it is made anew
        return None


def _read(book: Rulebook, text: bytes) -> Table:
    """Return the table of a file; raises MsgspecError or LookupError for any other form."""
    file = msgspec.json.decode(text, type=_File)
    told: dict[tuple[int, ...], tuple[Reason, ...]] = {}  # channels often have the same reasons
    for _, places in file.rows:
        if places not in told:
            told[places] = tuple(file.reasons[place] for place in places)
    rows = [one._replace(reasons=told[places]) for one, places in file.rows]
    found: dict[Situation, Outcome] = {}
    for row in file.outcomes:
        found |= dict.fromkeys(row.situations, _outcome(rows, row))
    outcomes = {situation: found[situation] for situation in book.situations()}
    return Table(book, outcomes, dict(file.normal))


def _outcome(rows: Sequence[Ranked], row: _OutcomeRow) -> Outcome:
    ranking = tuple(rows[place] for place in row.ranking)
    return Outcome(row.derived, row.fired, ranking, row.applies, row.met_by, row.strength)


def _text(table: Table) -> bytes:
    """Return a table as JSON."""
    places: dict[Reason, int] = {}
    rows: dict[_ChannelRow, int] = {}
    outcomes = [
        _OutcomeRow(
            situations,
            outcome.derived,
            outcome.fired,
            tuple(rows.setdefault(_row(places, one), len(rows)) for one in outcome.ranking),
            outcome.applies,
            dict(outcome.met_by),
            outcome.strength,
        )
        for outcome, situations in table.distinct()
    ]
    file = _File(tuple(places), tuple(rows), tuple(outcomes), tuple(table.normal.items()))
    return msgspec.json.encode(file)


def _row(places: dict[Reason, int], one: Ranked) -> _ChannelRow:
    reasons = tuple(places.setdefault(reason, len(places)) for reason in one.reasons)
    return _ChannelRow(one._replace(reasons=()), reasons)


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
