"""The alarms of the last look, kept for the page, so that a page computes nothing."""

import json
from collections.abc import Sequence
from datetime import datetime

from listening.goals.alarms import Alarm
from listening.storage.notebook import Notes

SHOWN = "waarschuwing"  # kind of note


def show(notes: Notes, alarms: Sequence[Alarm]) -> None:
    """Keep alarms for the page, instead of those of the last time."""
    texts = {f"{at:04}": json.dumps({"soort": one.kind, "over": one.about, "tekst": one.text})
             for at, one in enumerate(alarms)}  # fmt: skip
    notes.write(SHOWN, texts, whole=True)


def shown(notes: Notes) -> tuple[datetime | None, tuple[Alarm, ...]]:
    """Return the alarms for the page, and of which moment they are."""
    kept = list(notes.of(SHOWN).values())
    rows = [json.loads(note.text) for note in kept]
    alarms = tuple(Alarm(row["soort"], row["over"], row["tekst"]) for row in rows)
    return (kept[0].saved if kept else None), alarms
