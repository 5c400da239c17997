"""Measures what Digitaal luisteren remembers: five years of 200 series, and a month more."""

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time

from listening import knowledge, schemes
from listening.model import Vocabulary
from listening.monitor import recall
from listening.reading import export_store
from listening.reading.day_series import DaySeries
from listening.storage import hearing
from listening.storage.day_memory import Memory
from listening.storage.hearing import Heard
from listening.storage.retention import Retention
from script.figures import CHANCE, BenchFigure, Figures

YEARS, SERIES, TERMS, SEED, TIMES = 5, 200, 50_000, 5, 3
NEWEST = date(2026, 10, 31)
OF = (  # what a subject has: kind of series, what is counted, whose it is
    ("onderwerp", "kliks", "Google Search Console"),
    ("aanbod", "weergaven", "Matomo"),
    ("contact", "telefoon", "eigen telling"),
    ("capaciteit", "telefoon", "eigen telling"),
)
Timed = Callable[[], object]


def measure() -> Figures:
    """Yield the figures, in seconds of the processor."""
    vocabulary = knowledge.load()
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory("", f"sqlite:///{folder}/plannen.sqlite3")
        memory.remember([Heard("vijf jaar.csv", _series(vocabulary), _first(), NEWEST)],
                        Retention(3660))  # fmt: skip
        about = f"{YEARS} years of {SERIES} series"
        subject = next(iter(vocabulary.subjects))
        opens = _seconds(lambda: recall.subject(memory, vocabulary, subject))
        yield BenchFigure(
            f"Open one subject of what is remembered, {about} (processor)", opens, "s"
        )
        every = _seconds(lambda: recall.overview(memory, vocabulary), 1)
        count = SERIES // len(OF)
        yield BenchFigure(f"– the overview of {count} subjects, kept after the first", every, "s")
        path = Path(folder) / "maand.csv"
        _write(path, vocabulary)
        took = _seconds(lambda: _import(path, memory, vocabulary), 1)
        yield BenchFigure(
            f"Read and remember a month of {TERMS:,} terms into that (processor)", took, "s"
        )
        memory.close()


def _first() -> date:
    return date(NEWEST.year - YEARS, NEWEST.month, NEWEST.day)


def _series(vocabulary: Vocabulary) -> tuple[DaySeries, ...]:
    chance = CHANCE(SEED)
    span = (NEWEST - _first()).days + 1
    subjects = list(vocabulary.subjects)[: SERIES // len(OF)]
    return tuple(
        DaySeries(of, subject, counts, origin, "dag",
                  {_first() + timedelta(days=at): chance.randint(20, 60) for at in range(span)})
        for subject in subjects
        for of, counts, origin in OF
    )  # fmt: skip


def _write(path: Path, vocabulary: Vocabulary) -> None:
    """Write a month of an export of Search Console: a day, a term and its clicks in each row."""
    chance = CHANCE(SEED)
    words = [word for one in vocabulary.subjects.values() for word in one.resident]
    with path.open("w", encoding="utf-8") as file:
        file.write("query,date,clicks,impressions\n")
        for at in range(TERMS):
            term = f"{chance.choice(words)} wijk{at}"
            file.write(f"{term},2026-10-{at % 31 + 1:02},{chance.randint(1, 9)},90\n")


def _import(path: Path, memory: Memory, vocabulary: Vocabulary) -> None:
    with export_store.open_store(vocabulary.kinds) as opened:
        opened.read(path)
        subjects_of = schemes.subjects_of(vocabulary)
        files = hearing.heard(opened, opened.readings, subjects_of, 10)
    memory.remember(files, Retention(3660))


def _seconds(run: Timed, times: int = TIMES) -> float:
    """Return the seconds of the processor, the best of some times."""
    took = []
    for _ in range(times):
        start = process_time()
        run()
        took.append(process_time() - start)
    return min(took)
