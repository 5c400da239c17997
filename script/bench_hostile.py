"""Ten thousand hostile requests to a running server: what came back, and what it cost in memory."""

import tempfile
from pathlib import Path
from time import perf_counter

import barrage  # tests/support/barrage.py
import running  # tests/support/running.py

from script.figures import BenchFigure, Figures

COUNT, SEED = 10_000, 7
SECRET = b"nobody may read this"


def measure() -> Figures:
    """Yield the figures; raises RuntimeError on a 5xx, a traceback or a file from outside."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        canary = folder / "secret.txt"
        canary.write_bytes(SECRET)
        with running.running(folder, {"KEN_JE_INWONER_LOG": "json"}) as server:
            asked = [*barrage.lines(SEED, COUNT, canary)]
            begun = perf_counter()
            outcome = barrage.shoot(server.port, server.process.pid, asked, SECRET)
            took = perf_counter() - begun
            errors = server.log_text().count('"niveau": "fout"')
    if outcome.wrong or errors:
        raise RuntimeError(f"{errors} errors in the log; wrong answers: {outcome.wrong[:5]}")
    told = ", ".join(f"{status} × {n:,}" for status, n in sorted(outcome.statuses.items()))
    yield BenchFigure(f"Hostile requests answered ({told})", sum(outcome.statuses.values()), "")
    yield BenchFigure("– 5xx, traceback, error in the log or file from outside", 0, "")
    yield BenchFigure("– a second, at most eight at once", COUNT / took, "/s")
    yield BenchFigure("– memory of the server at the end", outcome.memory[-1] / 1024, "MiB")
    yield BenchFigure("– growth over the second half of them", outcome.growth / 1024, "MiB")
