"""Kills what saves plans, two hundred times for each database, and counts what was lost."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from postgres import cluster  # tests/support/postgres.py

from script.figures import BenchFigure, Figures

TIMES = 200
KILLING = Path(__file__).resolve().parent.parent / "tests" / "support" / "killing.py"


def measure() -> Figures:
    """Yield the figures; raises RuntimeError when a save was lost or a plan broken."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _kill_savers("SQLite", f"sqlite:///{folder}/plannen.sqlite3")
    with cluster() as url:
        yield from _kill_savers("PostgreSQL", url)


def _kill_savers(name: str, url: str) -> Figures:
    run = [sys.executable, str(KILLING), url, str(TIMES)]
    done = subprocess.run(run, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the kill run failed: {done.stderr[-2000:]}")
    counts = json.loads(done.stdout)
    if counts["kwijt"] or counts["stuk"] or counts["gedood"] != TIMES:
        raise RuntimeError(f"{name}: saves were lost or plans broken: {counts}")
    yield BenchFigure(f"Killed (SIGKILL) while saving plans, {name}", counts["gedood"], "times")
    yield BenchFigure("– saves that were acknowledged", counts["bevestigd"], "")
    yield BenchFigure("– of those lost", counts["kwijt"], "")
    yield BenchFigure("– plans broken", counts["stuk"], "")
