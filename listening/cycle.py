"""The cycle analyse → discuss → act → measure: decisions per subject, and what was learned.

A log is a file of the organisation, so that it stays where its colleagues can find it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.complaints import suggestion
from engine.model import Problem
from listening.effect import UNSURE
from listening.model import Reading, Refused
from listening.results import Result
from listening.store import Store

STEPS = ("analyse", "bespreken", "doen", "meten")
ROLES = ("communicatie", "beleid", "dienst", "partner")


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision with its next step; `due` is the day before which that must be done."""

    day: date
    subject: str
    step: str
    decision: str
    next: str
    owner: str
    role: str
    due: date | None
    learned: str

    def late(self, today: date) -> bool:
        """Tell whether a next step should have been done."""
        return bool(self.next) and self.due is not None and self.due < today


def log(store: Store, readings: Iterable[Reading]) -> tuple[Entry, ...]:
    """Return all entries, oldest first; raises Refused for an unknown step or role."""
    made, problems = [], []
    for reading in readings:
        if reading.kind.holds != "logboek":
            continue
        for place, row in enumerate(store.records(reading), start=2):
            for key, known in (("stap", STEPS), ("rol", ROLES)):
                said = row[key].lower()
                if said not in known:
                    text = f"{key} '{said}' ken ik niet.{suggestion(said, known)}"
                    problems.append(Problem(reading.name, place, text))
            made.append(
                Entry(row["datum"], row["onderwerp"], row["stap"].lower(), row["besluit"],
                      row.get("volgende_stap") or "", row["eigenaar"], row["rol"].lower(),
                      row.get("voor"), row.get("geleerd") or "")
            )  # fmt: skip
    if problems:
        raise Refused(*problems)
    return tuple(sorted(made, key=lambda entry: (entry.day, entry.subject)))


def learned(entries: Iterable[Entry], subject: str) -> tuple[str, ...]:
    """Return what was learned about a subject, newest first: to begin the next plan with."""
    found = [entry for entry in entries if entry.subject == subject and entry.learned]
    return tuple(entry.learned for entry in sorted(found, key=lambda e: e.day, reverse=True))


def local_finding(result: Result) -> Mapping[str, str] | None:
    """Return what was measured for a channel as a finding of the organisation itself.

    Quality C (one organisation); None when nothing could be told. It is offered, never mixed with
    the national knowledge.
    """
    found = result.effect
    if found.word == UNSURE or found.ratio is None:
        return None
    action = result.action
    percent = round(abs(found.ratio - 1) * 100)
    text = (
        f"{action.name} ({action.start} tot en met {action.end}): {percent} procent {found.word} "
        f"op '{action.series}' dan op dezelfde weekdagen ervoor."
    )
    return {
        "kanaal": action.channel,
        "tekst": text,
        "jaar": str(action.end.year),
        "kwaliteit": "C",
        "bron": "eigen meting",
    }


def as_yaml(findings: Iterable[Mapping[str, str]]) -> str:
    """Return findings as YAML to keep beside the organisation file; every text is quoted."""
    lines = ["eigen_bevindingen:"]
    for finding in findings:
        pairs = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in finding.items()]
        lines.append(f"  - {{{', '.join(pairs)}}}")
    return "\n".join([*lines, ""]) if len(lines) > 1 else "eigen_bevindingen: []\n"
