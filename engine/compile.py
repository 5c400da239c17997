"""Rulebook → table with the outcome of every situation, made by a short-lived worker process.

The worker (`python -m engine.worker`) runs durable_rules; the serving process never imports it
and cannot be taken down by it.
"""

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.model import Derived, Ranked, Rulebook, Situation
from engine.rulebook import ROOT

TIMEOUT = 120.0
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
    met: Mapping[str, str | None]
    strength: float


@dataclass(frozen=True, slots=True)
class Table:
    """The compiled knowledge: every situation's outcome, and what is normal per track and phase."""

    book: Rulebook
    outcomes: Mapping[Situation, Outcome]
    normal: Mapping[tuple[str, str], float]


def compile_book(
    book: Rulebook, timeout: float = TIMEOUT, command: Sequence[str] = WORKER
) -> Table:
    """Return the table of a rulebook, made in a worker process.

    Raises CompileError when the worker fails or takes longer than `timeout` seconds.
    """
    outcomes, normal = _loaded(_run(command, pickle.dumps(book), timeout))
    if set(outcomes) != set(book.situations()):
        raise CompileError("Het rekenproces gaf niet voor elke situatie een antwoord.")
    return Table(book, outcomes, normal)


def _run(command: Sequence[str], given: bytes, timeout: float) -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command,
            input=given,
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


def _loaded(written: bytes) -> tuple[dict[Any, Outcome], dict[Any, float]]:
    try:
        outcomes, normal = pickle.loads(written)  # noqa: S301 - our own worker wrote it
        return dict(outcomes), dict(normal)
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
