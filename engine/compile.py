"""Rulebook → table with the outcome of every situation, made by a short-lived worker process.

The worker (`python -m engine.worker`) runs durable_rules; the serving process never imports it
and cannot be taken down by it.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from engine.model import Derived, Ranked, Rulebook, Situation
from engine.rulebook import ROOT

TIMEOUT = 120.0


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


def compile_book(book: Rulebook, timeout: float = TIMEOUT) -> Table:
    """Return the table of a rulebook, made in a worker process.

    Raises CompileError when the worker fails or takes longer than `timeout` seconds.
    """
    command = [sys.executable, "-m", "engine.worker"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command,
            input=pickle.dumps(book),
            capture_output=True,
            timeout=timeout,
            cwd=ROOT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"Het doorrekenen duurde langer dan {timeout:.0f} seconden en is gestopt."
        raise CompileError(message) from error
    if done.returncode != 0:
        raise CompileError(_reason(done.returncode, done.stderr))
    outcomes, normal = pickle.loads(done.stdout)  # noqa: S301 - our own worker wrote it
    return Table(book, outcomes, normal)


def _reason(code: int, stderr: bytes) -> str:
    if code < 0:
        return f"Het rekenproces is onverwacht gestopt (signaal {-code})."
    lines = stderr.decode(errors="replace").strip().splitlines() or ["geen melding"]
    return f"Het rekenproces gaf een fout: {lines[-1][:200]}"
