"""The cycle analyse → discuss → act → measure: decisions per subject, and what was learned.

A log is a file of the organisation, so that it stays where its colleagues can find it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.knowledge.complaints import suggestion
from engine.model import Problem
from listening.model import Reading, Refused
from listening.reading.export_store import ExportStore

STEPS = ("analyse", "bespreken", "doen", "meten")
ROLES = ("communicatie", "beleid", "dienst", "partner")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A decision with its next step; `due` is the day before which that must be done."""

    day: date
    subject: str
    step: str
    decision: str
    next: str
    owner: str
    role: str
    due: date | None
    lesson: str

    def late(self, today: date) -> bool:
        """Tell whether a next step should have been done."""
        return bool(self.next) and self.due is not None and self.due < today


def rows(log: Iterable[LogEntry]) -> list[tuple[str, ...]]:
    """Return entries as rows of the file they are kept in, in the order of its columns."""
    return [
        (one.day.isoformat(), one.subject, one.step, one.decision, one.next, one.owner, one.role,
         one.due.isoformat() if one.due else "", one.lesson)
        for one in log
    ]  # fmt: skip


def log(store: ExportStore, readings: Iterable[Reading]) -> tuple[LogEntry, ...]:
    """Return all entries, oldest first; raises Refused for an unknown step or role."""
    entries, problems = [], []
    for reading in readings:
        if reading.kind.holds != "logboek":
            continue
        for place, row in enumerate(store.records(reading), start=2):
            for key, known in (("stap", STEPS), ("rol", ROLES)):
                word = row[key].lower()
                if word not in known:
                    text = f"{key} '{word}' ken ik niet.{suggestion(word, known)}"
                    problems.append(Problem(reading.name, place, text))
            entries.append(entry_of(row))
    if problems:
        raise Refused(*problems)
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.subject)))


def entry_of(row: Mapping[str, Any]) -> LogEntry:
    """Return a row of a log as a decision."""
    return LogEntry(
        row["datum"], row["onderwerp"], row["stap"].lower(), row["besluit"],
        row.get("volgende_stap") or "", row["eigenaar"], row["rol"].lower(), row.get("voor"),
        row.get("geleerd") or "",
    )  # fmt: skip
