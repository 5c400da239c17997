"""Hostile files and twenty documents at once, and how long others wait meanwhile.

`python -m script.bench_siege` measures this alone.
"""

import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from unittest import mock

if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(root), str(root / "tests" / "support")]

import httpx
from hostility import bringing  # tests/support/hostility
from hostility import files as hostile_files
from running import Running, running  # tests/support/running.py

from script.figures import BenchFigure, Figures

ADVICE = "/api/v1/advies?traject=participatie&fase=actie"
PDF = "/document/advies.pdf?traject=participatie&fase=actie"
CONNECTIONS, ROUNDS = 20, 3


def measure() -> Figures:
    """Yield the figures; raises RuntimeError for a file that was not answered with one sentence."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plans = {"KEN_JE_INWONER_PLANNEN": str(folder / "plannen.sqlite3")}
        unlimited = {"KEN_JE_INWONER_API_PER_MINUUT": "0"}
        with mock.patch.dict(os.environ, plans), running(folder, unlimited) as server:
            yield from _measure_files(server)
        proxy = {"KEN_JE_INWONER_VERTROUWDE_PROXY": "127.0.0.1", **unlimited}
        with running(folder, proxy) as server:
            yield from _measure_documents(server)


def _measure_files(server: Running) -> Figures:
    files, link = [*hostile_files.every()], bringing.keep_plan()
    siege = bringing.besiege(server.port, server.process.pid, files, link, ADVICE)
    wrong = [file.name for file, alerts in siege.sentences.items() if len(alerts) != 1]
    if wrong:
        raise RuntimeError(f"not answered with one sentence: {wrong}")
    name = f"{len(files)} hostile files, one after another, while {bringing.VISITORS} visitors ask"
    yield BenchFigure(f"{name}: files answered with one sentence", len(siege.sentences), "")
    yield from _waits("– an advice meanwhile", siege.advice)
    yield from _waits("– `/healthz` meanwhile", siege.health)
    yield BenchFigure("– most that the server grew during one file", siege.growth, "MiB")
    yield BenchFigure("– how much it had grown after all of them", siege.kept, "MiB")


def _waits(name: str, took: list[float]) -> Figures:
    spread = quantiles(took, n=20)
    yield BenchFigure(f"{name} ({len(took)}), p50", median(took), "ms")
    yield BenchFigure("– the same, p95", spread[18], "ms")
    yield BenchFigure("– the same, worst", max(took), "ms")


def _measure_documents(server: Running) -> Figures:
    """Ask twenty PDFs at once, each for another client, and health beside them."""
    took: list[float] = []
    client = httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=120)

    def get(number: int) -> int:
        headers = {"x-forwarded-for": f"192.0.2.{number}"}
        return len(client.get(PDF, headers=headers).raise_for_status().content)

    def health() -> float:
        begun = time.perf_counter()
        client.get("/healthz").raise_for_status()
        return 1000 * (time.perf_counter() - begun)

    get(0)
    alone = [health() for _ in range(50)]
    with closing(client), ThreadPoolExecutor(CONNECTIONS) as pool:
        for _ in range(ROUNDS):
            asking = [pool.submit(get, number) for number in range(CONNECTIONS)]
            while not all(one.done() for one in asking):
                took.append(health())
                time.sleep(0.02)
            for one in asking:
                one.result()
    yield from _waits(f"`/healthz` while {CONNECTIONS} connections ask for a PDF", took)
    yield BenchFigure("– worst ÷ median with nobody else there", max(took) / median(alone), "×")


def main() -> None:
    """Measure and print."""
    for figure in measure():
        print(f"{figure.name}: {figure.value:.1f} {figure.unit}".strip(), flush=True)


if __name__ == "__main__":
    main()
