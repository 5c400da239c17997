"""Rulebook → table with the outcome of every situation, made by a short-lived worker process.

The worker (`python -m engine.worker`) runs durable_rules; the serving process never imports it
and cannot be taken down by it. Each processor gets a worker with its share of the situations.
"""

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import median

from engine.answer import Derived, Ranked
from engine.knowledge.rulebook import ROOT
from engine.model import UNKNOWN, Rulebook, Situation

TIMEOUT = 120.0
MOST_WORKERS = 2
WORKER = (sys.executable, "-m", "engine.worker")


class CompileError(RuntimeError):
    """The worker gave no table: it crashed, was killed, hung, or refused. The message is Dutch."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What holds in one situation, before it is put into words."""

    derived: tuple[Derived, ...]
    fired: tuple[str, ...]
    ranking: tuple[Ranked, ...]
    applies: tuple[str, ...]
    met_by: Mapping[str, str | None]
    strength: float


@dataclass(frozen=True, slots=True)
class Table:
    """The compiled knowledge: every situation's outcome, and what is normal per track and phase."""

    book: Rulebook
    outcomes: Mapping[Situation, Outcome]
    normal: Mapping[tuple[str, str], float]

    def distinct(self) -> Iterator[tuple[Outcome, tuple[Situation, ...]]]:
        """Yield every outcome once with the situations that share it, in their order."""
        sharing: dict[int, list[Situation]] = {}
        for situation, outcome in self.outcomes.items():
            sharing.setdefault(id(outcome), []).append(situation)
        for situations in sharing.values():
            yield self.outcomes[situations[0]], tuple(situations)


def compile_book(
    book: Rulebook, timeout: float = TIMEOUT, command: Sequence[str] = WORKER
) -> Table:
    """Return the table of a rulebook, made in worker processes.

    Raises CompileError when a worker fails or takes longer than `timeout` seconds.
    """
    given = [pickle.dumps((book, share)) for share in _shares(book.situations(), _processors())]
    with ThreadPoolExecutor(len(given)) as pool:
        answers = list(pool.map(lambda one: _load(_run(command, one, timeout)), given))
    outcomes = {situation: outcome for answer in answers for situation, outcome in answer.items()}
    if set(outcomes) != set(book.situations()):
        raise CompileError("Het rekenproces gaf niet voor elke situatie een antwoord.")
    return Table(book, outcomes, normal(outcomes))


def shared(table: Table, base: Table) -> Table:
    """Return a table equal to the first, in which all that `base` has too is that of `base`."""
    rows = {row: row for outcome, _ in base.distinct() for row in outcome.ranking}
    outcomes: dict[Situation, Outcome] = {}
    ours: dict[int, Outcome] = {}  # situations can have one outcome
    for situation, outcome in table.outcomes.items():
        if id(outcome) not in ours:
            theirs = base.outcomes.get(situation)
            ranking = tuple(rows.get(row, row) for row in outcome.ranking)
            ours[id(outcome)] = theirs if theirs == outcome else replace(outcome, ranking=ranking)
        outcomes[situation] = ours[id(outcome)]
    return replace(table, outcomes=outcomes)


def normal(outcomes: Mapping[Situation, Outcome]) -> dict[tuple[str, str], float]:
    """Return the median strength (points) per track and phase, where age or profile is known.

    What is at stake does not count, so that the answer to one question moves no other.
    """
    strengths: dict[tuple[str, str], list[float]] = {}
    for s, outcome in outcomes.items():
        if (s.age, s.profile) != (UNKNOWN, UNKNOWN) and s.stake == UNKNOWN:
            strengths.setdefault((s.track, s.phase), []).append(outcome.strength)
    return {key: median(values) for key, values in strengths.items()}


def _processors() -> int:
    return min(MOST_WORKERS, len(os.sched_getaffinity(0)))


def _shares(situations: Sequence[Situation], count: int) -> Iterator[Sequence[Situation]]:
    """Yield the situations in runs of about equal length: neighbours share most of their work."""
    size = -(-len(situations) // count)
    for start in range(0, len(situations), size):
        yield situations[start : start + size]


def _run(command: Sequence[str], stdin: bytes, timeout: float) -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            timeout=timeout,
            cwd=ROOT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"Het doorrekenen duurde langer dan {timeout:g} seconden en is gestopt."
        raise CompileError(message) from error
    except OSError as error:
        message = "Het rekenproces kon niet starten. Controleer het geheugen en de installatie."
        raise CompileError(message) from error
    if done.returncode != 0:
        raise CompileError(_reason(done.returncode, done.stderr))
    return done.stdout


def _load(pickled_outcomes: bytes) -> dict[Situation, Outcome]:
    try:
        return dict(pickle.loads(pickled_outcomes))  # noqa: S301 - our own worker wrote it
    except Exception as error:  # a damaged pickle can raise anything
        raise CompileError("Het rekenproces gaf een onleesbaar antwoord.") from error


def _reason(code: int, stderr: bytes) -> str:
    if code < 0:
        return f"Het rekenproces is onverwacht gestopt (signaal {-code})."
    lines = stderr.decode(errors="replace").strip().splitlines() or ["geen melding"]
    module = re.search(r"No module named '([\w.]+)'", lines[-1])
    if module:
        return f"Het rekenproces mist '{module[1]}'. Installeer requirements.txt opnieuw."
    return f"Het rekenproces gaf een fout. Geef dit door aan de beheerder: {lines[-1][:200]}"
