"""Kills what saves plans, two hundred times for each database, and counts what was lost."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import Figure, Figures
from postgres import cluster  # tests/support/postgres.py

TIMES = 200
KILLING = Path(__file__).resolve().parent.parent / "tests" / "support" / "killing.py"


def measure() -> Figures:
    """Yield the figures; raises RuntimeError when a save was lost or a plan broken."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _killed("SQLite", f"sqlite:///{folder}/plannen.sqlite3")
    with cluster() as url:
        yield from _killed("PostgreSQL", url)


def _killed(name: str, url: str) -> Figures:
    run = [sys.executable, str(KILLING), url, str(TIMES)]
    done = subprocess.run(run, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the kill run failed: {done.stderr[-2000:]}")
    counts = json.loads(done.stdout)
    if counts["kwijt"] or counts["stuk"] or counts["gedood"] != TIMES:
        raise RuntimeError(f"{name}: saves were lost or plans broken: {counts}")
    yield Figure(f"Killed (SIGKILL) while saving plans, {name}", counts["gedood"], "times")
    yield Figure("– saves that were acknowledged", counts["bevestigd"], "")
    yield Figure("– of those lost", counts["kwijt"], "")
    yield Figure("– plans broken", counts["stuk"], "")
