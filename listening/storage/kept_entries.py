"""What is written down rather than counted: actions, other events and decisions, to remember."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from listening import cycle
from listening.cycle import LogEntry
from listening.effects import results
from listening.effects.results import ActionRecord, Happening
from listening.model import Reading
from listening.reading.export_store import ExportStore

ACTIONS, EVENTS, LOG = "acties", "gebeurtenissen", "logboek"
_FIRST = {ACTIONS: "begin", EVENTS: "begin", LOG: "datum"}  # the column of its day
_SAME = {  # the columns that make an entry the same one in a newer file
    ACTIONS: ("naam", "begin"),
    EVENTS: ("naam", "begin"),
    LOG: ("datum", "onderwerp", "besluit"),
}
_DAYS = ("begin", "einde", "datum", "voor")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """An action, an event or a decision: `kind` is that of its file, `text` its row as JSON."""

    kind: str
    key: str
    day: date
    text: str

    @property
    def row(self) -> dict[str, Any]:
        """Return the columns of the file, with days as days."""
        row: dict[str, Any] = json.loads(self.text)
        return {key: date.fromisoformat(value) if value and key in _DAYS else value
                for key, value in row.items()}  # fmt: skip


def entry(kind: str, row: Row) -> Entry:
    """Return a row of a file of this kind as it is remembered."""
    shown = {key: value.isoformat() if isinstance(value, date) else value
             for key, value in row.items() if value is not None}  # fmt: skip
    same = [str(row[key]).strip().lower() for key in _SAME[kind]]
    return Entry(kind, json.dumps(same, ensure_ascii=False), row[_FIRST[kind]],
                 json.dumps(shown, ensure_ascii=False, sort_keys=True))  # fmt: skip


def entries(store: ExportStore, readings: Iterable[Reading]) -> tuple[Entry, ...]:
    """Return what files of actions, events and decisions hold; raises Refused for a wrong log."""
    files = list(readings)
    cycle.log(store, files)  # complains
    return tuple(
        entry(reading.kind.holds, row)
        for reading in files
        if reading.kind.holds in _FIRST
        for row in store.records(reading)
    )


def actions(every: Iterable[Entry]) -> tuple[ActionRecord, ...]:
    """Return the actions, oldest first."""
    return tuple(results.action_of(one.row) for one in _of(ACTIONS, every))


def happenings(every: Iterable[Entry]) -> tuple[Happening, ...]:
    """Return what happened beside the actions, oldest first."""
    rows = [one.row for one in _of(EVENTS, every)]
    return tuple(
        Happening(row["naam"], row["begin"], row.get("einde"), (row.get("reeks") or "").lower())
        for row in rows
    )


def decisions(every: Iterable[Entry]) -> tuple[LogEntry, ...]:
    """Return the decisions, oldest first."""
    return tuple(cycle.entry_of(one.row) for one in _of(LOG, every))


def _of(kind: str, every: Iterable[Entry]) -> Sequence[Entry]:
    return sorted((one for one in every if one.kind == kind), key=lambda one: (one.day, one.key))
