"""Answers → `Estimate`, with the arithmetic in a process apart.

Linear algebra on many threads is slower here by a factor of tens, and how many there are can only
be said before a process begins. Apart, it takes nothing from the server that waits for it either.
"""

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from threading import Timer
from typing import Any

from engine.compile import Table
from engine.knowledge.rulebook import ROOT
from surveys.counts import count
from surveys.estimate.outcome import estimate_of, points_of
from surveys.model import Answers, Estimate
from surveys.stand_in import beside_age

TIMEOUT = 120.0
WORKER = (sys.executable, "-m", "surveys.estimate.apart")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
Tell = Callable[[str], None]


class EstimateError(RuntimeError):
    """There is nothing to estimate, or the process gave no answer. The message is Dutch."""


def fit(
    answers: Answers,
    table: Table,
    population: Mapping[str, float],
    tell: Tell = lambda _: None,
    timeout: float = TIMEOUT,
    command: Sequence[str] = WORKER,
) -> Estimate:
    """Return what the answers say of every group, with how sure that is.

    `population` has the share of residents per age, and per profile where that is known (slugs);
    without, the answers say how many there are of each. `tell` gets a sentence at every stage.
    Raises EstimateError.
    """
    book = table.book
    grouped, profiles = beside_age(answers, book)
    counts = count(grouped, tuple(book.ages), profiles, population)
    if not counts.n.size or not counts.n.max() > 0:
        message = "Er staan geen antwoorden over kanalen in. Controleer of de vragen zijn herkend."
        raise EstimateError(message)
    points = points_of(counts, table)
    known = points[:, :, :-1, :-1]
    shares, trust, level = _apart((counts, known), tell, timeout, command)
    return estimate_of(counts, points, shares, trust, level)


def _apart(given: Any, tell: Tell, timeout: float, command: Sequence[str]) -> Any:
    """Return what the worker makes of what is given, and pass on what it tells meanwhile."""
    environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answer:
        asked.write(pickle.dumps(given))
        asked.seek(0)
        try:
            process = subprocess.Popen(
                command,
                stdin=asked,
                stdout=answer,
                stderr=subprocess.PIPE,
                cwd=ROOT,
                env=environment,
            )
        except OSError as error:
            message = "De schatting kon niet starten. Controleer het geheugen en de installatie."
            raise EstimateError(message) from error
        _follow(process, tell, timeout)
        answer.seek(0)
        try:
            return pickle.load(answer)  # noqa: S301 - our own worker wrote it
        except Exception as error:  # a damaged pickle can raise anything
            raise EstimateError("De schatting gaf een onleesbaar antwoord.") from error


def _follow(process: "subprocess.Popen[bytes]", tell: Tell, timeout: float) -> None:
    """Wait for the worker, whose sentences go to `tell`; raises EstimateError."""
    watch = Timer(timeout, process.kill)
    watch.start()
    lines: list[str] = []
    try:
        for line in process.stderr or ():
            lines.append(line.decode(errors="replace").strip())
            if lines[-1]:
                tell(lines[-1])
        process.wait()
    finally:
        late = watch.finished.is_set()
        watch.cancel()
        if process.poll() is None:
            process.kill()
        process.wait()
    if late and process.returncode:
        raise EstimateError(f"De schatting duurde langer dan {timeout:g} seconden en is gestopt.")
    if process.returncode:
        last = lines[-1] if lines else "geen melding"
        message = f"De schatting gaf een fout. Geef dit door aan de beheerder: {last[:200]}"
        raise EstimateError(message)
