"""Measures the product and prints figures: script/bench, with options that `--help` lists.

Comparisons are made in one run on one machine, as ratios. An error is an error: no figure is left
out in silence.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from html import unescape
from math import floor, log10
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

import duckdb  # noqa: E402
import plain  # noqa: E402 - tests/support/plain.py
import typst  # noqa: E402
from surveying.layers import layer  # noqa: E402 - tests/support/surveying

import documents  # noqa: E402
from engine import UNKNOWN, Table, advise, advise_phases, compile_book, load  # noqa: E402
from engine.cache import table_of  # noqa: E402
from engine.inference import Inference  # noqa: E402
from engine.knowledge import own_survey  # noqa: E402
from engine.knowledge.own_survey import Asked  # noqa: E402
from engine.model import DIMENSIONS, Situation  # noqa: E402
from script import (  # noqa: E402
    bench_board,
    bench_hostile,
    bench_kills,
    bench_listening,
    bench_memory,
    bench_plans,
    bench_screens,
    bench_siege,
)
from script.figures import CHANCE, BenchFigure, Figures  # noqa: E402

DAY = date(2026, 11, 22)
TIMES = 5
ROUNDS = 10  # over all situations
BLOCK = 1_000_000  # rows
MEASURED = ROOT / "docs" / "gemeten.md"
BEGIN, END = "<!-- script/bench: begin -->", "<!-- script/bench: einde -->"


def seconds(run: Callable[[], Any]) -> float:
    """Return how long one call takes."""
    start = perf_counter()
    run()
    return perf_counter() - start


def warm(run: Callable[[], Any], times: int = TIMES) -> float:
    """Return the median seconds of a few calls, after one that does not count."""
    run()
    return median(seconds(run) for _ in range(times))


def machine() -> str:
    """Return cores, processor, memory, versions and how busy it is in one line."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    python = platform.python_version()
    about = f"{os.cpu_count()} × {model}, {memory:.0f} GiB, {system}, Python {python}"
    return f"{about}, load {os.getloadavg()[0]:.1f} at the start"


def measure_compile() -> Figures:
    """Read the knowledge; decide all situations in a fresh worker, certainty included."""
    yield BenchFigure(f"Read the knowledge (median of {TIMES})", 1000 * warm(load), "ms")
    book = load()
    run = warm(lambda: compile_book(book))
    count = len(book.situations())
    name = f"Compile all {count} situations, certainty and worker start included"
    yield BenchFigure(f"{name} (median of {TIMES})", run, "s")
    general = replace(book, stakes={UNKNOWN: book.stakes[UNKNOWN]})
    fewer = warm(lambda: compile_book(general))
    name = f"– the same ÷ that of {len(general.situations())} without what is at stake"
    yield BenchFigure(name, run / fewer, "×")
    asked = [Asked(track, phase) for track in book.tracks for phase in book.phases]
    own = layer(book, asked, list(book.channels), profiles=tuple(book.profiles))
    local = own_survey.attach(book, [own])
    name = "– the same with own research on every channel, phase, age and profile ÷ without"
    yield BenchFigure(name, warm(lambda: compile_book(local)) / run, "×")


def measure_decision(table: Table) -> Figures:
    """Ask an advice from the table, against durable_rules live and against a plain loop."""
    book, situations = table.book, table.book.situations()
    inference = Inference(book)
    table_ms = _each(situations, lambda s: advise(table, s, DAY))
    lookup_ms = _each(situations, lambda s: table.outcomes[s])
    live_ms = _each(situations, lambda s: _decide(inference, s))
    loop_ms = _each(situations, lambda s: plain.fire_rules(book, s))
    spread = quantiles(table_ms, n=100)
    live, loop = median(live_ms), median(loop_ms)
    asked = f"all situations × {ROUNDS}"
    yield BenchFigure(f"Advice in words from the compiled table, p50 ({asked})", spread[49], "ms")
    yield BenchFigure("– the same, p99", spread[98], "ms")
    yield BenchFigure(
        "Decision looked up in the compiled table, p50", 1000 * median(lookup_ms), "µs"
    )
    yield BenchFigure("Decision by durable_rules live, nothing remembered, p50", live, "ms")
    yield BenchFigure("Decision by a plain loop over the conditions, p50", loop, "ms")
    yield BenchFigure("durable_rules live ÷ plain loop", live / loop, "×")
    yield BenchFigure("durable_rules live ÷ advice from the table", live / spread[49], "×")


def _decide(inference: Inference, situation: Situation) -> None:
    inference.forget()
    inference.decide(situation)


def _each(situations: tuple[Situation, ...], run: Callable[[Situation], Any]) -> list[float]:
    """Return the milliseconds of every call, over a few shuffled rounds."""
    asked = list(situations) * ROUNDS
    CHANCE(1).shuffle(asked)
    for situation in situations:
        run(situation)
    return [1000 * seconds(lambda s=situation: run(s)) for situation in asked]  # type: ignore[misc]


def measure_groups(table: Table, millions: int) -> Figures:
    """Advise a table of residents, CSV → Parquet, by the whole command; knowledge compiled."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.csv", Path(folder) / "uit.parquet"
        _write_rows(table, source, millions)
        took, peak = _command("engine", "groepen", str(source), "-o", str(target))
        size = source.stat().st_size / 2**20
        rows = duckdb.read_parquet(str(target)).shape[0]
    if rows != millions * BLOCK:
        raise RuntimeError(f"{rows} rows came back, not {millions} million")
    name = f"`groepen`, the whole command: {millions} million rows CSV → Parquet"
    yield BenchFigure(f"{name} ({size:.0f} MiB in)", took, "s")
    yield BenchFigure("– peak memory", peak, "MiB")


# In a small process of its own: a child inherits the peak memory of the process that starts it.
WATCH = """
import json, os, subprocess, sys
from time import perf_counter
start = perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(json.dumps([status, perf_counter() - start, usage.ru_maxrss / 1024]))
"""


def _command(*arguments: str) -> tuple[float, float]:
    """Run `python -m …`; return its seconds and its peak memory (MiB)."""
    command = [sys.executable, "-c", WATCH, sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    status, took, peak = json.loads(done.stdout)
    if status:
        raise RuntimeError(f"{' '.join(arguments[:2])} failed: {done.stderr}")
    return took, peak


def _write_rows(table: Table, path: Path, millions: int) -> None:
    """Write rows with a number and four answers, in random order, the same every time."""
    chance = CHANCE(2)
    situations = [";".join(s) for s in table.book.situations()]
    block = "".join(f"{i};{chance.choice(situations)}\n" for i in range(BLOCK))
    with path.open("w", encoding="utf-8") as file:
        file.write(f"nummer;{';'.join(DIMENSIONS)}\n")
        for _ in range(millions):
            file.write(block)


def measure_documents(table: Table) -> Figures:
    """Make the PDF and the Word file of five other situations, and say what Typst takes of it."""
    contents = [_content(table, s) for s in CHANCE(4).sample(table.book.situations(), TIMES + 1)]
    pdfs = [_pdf(content) for content in contents][1:]
    words = [seconds(lambda c=c: documents.advice_docx(c)) for c in contents][1:]  # type: ignore[misc]
    whole, bare = median(whole for whole, _, _ in pdfs), median(bare for _, bare, _ in pdfs)
    said = f"median of {TIMES} other situations"
    yield BenchFigure(f"PDF of an advice, chart included, warm ({said})", 1000 * whole, "ms")
    yield BenchFigure("– of which Typst itself", 1000 * bare, "ms")
    yield BenchFigure("– whole ÷ Typst", median(whole / bare for whole, bare, _ in pdfs), "×")
    yield BenchFigure("– size", median(size for _, _, size in pdfs) / 1024, "KiB")
    yield BenchFigure(f"Word file of an advice, warm ({said})", 1000 * median(words), "ms")


def _content(table: Table, situation: Situation) -> Any:
    phases = advise_phases(table, situation, DAY)
    return documents.content_of(table.book, advise(table, situation, DAY), phases)


def _pdf(content: Any) -> tuple[float, float, int]:
    """Return the seconds of a PDF, those of Typst within it, and its bytes."""
    compile_, took, made = typst.compile, [], []

    def compile_timed(*arguments: Any, **options: Any) -> Any:
        start = perf_counter()
        made.append(compile_(*arguments, **options))
        took.append(perf_counter() - start)
        return made[-1]

    with mock.patch.object(typst, "compile", compile_timed):
        whole = seconds(lambda: documents.advice_pdf(content))
    return whole, sum(took), len(made[-1])


def measure_screen(table: Table) -> Figures:
    """Run the page Advies again with another choice, without browser and network."""
    from streamlit.logger import set_log_level
    from streamlit.testing.v1 import AppTest

    set_log_level("ERROR")
    page = AppTest.from_file(str(ROOT / "screens" / "menu" / "main.py"), default_timeout=60)
    situations = CHANCE(3).sample(table.book.situations(), 21)
    took = []
    for situation in situations:
        for key, value in situation.facts().items():
            page.query_params[key] = value
        took.append(1000 * seconds(page.run))
        panes = [json.loads(pane.proto.json) for pane in page.get("bidi_component")]
        table_row = unescape(" ".join(piece for pane in panes for piece in pane["delen"]))
        if page.exception or advise(table, situation, DAY).conclusion not in table_row:
            raise RuntimeError(f"the page does not show the advice: {page.exception}")
    first, *again = took
    name = "Page Advies, rerun with another situation"
    yield BenchFigure("Page Advies, first run, knowledge compiled", first, "ms")
    yield BenchFigure(f"{name} (median of {len(again)})", median(again), "ms")


def measure_journeys(table: Table) -> Figures:
    """Draw the longest journey of the library, on paper and on screen; take it to Excel."""
    from blueprints import load as read
    from blueprints import workbook
    from documents.journey.swimlane import Drawing, swimlane_pdf
    from screens.journey import picture

    found = read(table.book)
    longest = max(found.journeys.values(), key=lambda journey: len(journey.steps))
    size = f"{len(longest.steps)} steps × 11 rows"
    paper = warm(lambda: swimlane_pdf(table.book, Drawing(longest), DAY))
    screen = warm(lambda: picture.swimlane(table.book, longest, "verschil"))
    excel = warm(lambda: workbook.write(longest, found))
    yield BenchFigure(f"Read the library of journeys (median of {TIMES})", 1000 * warm(
        lambda: read(table.book)), "ms")  # fmt: skip
    yield BenchFigure(f"PDF of a journey of {size}, warm (median of {TIMES})", 1000 * paper, "ms")
    yield BenchFigure("– the same as HTML", 1000 * screen, "ms")
    yield BenchFigure("– the same as Excel", 1000 * excel, "ms")


def measure(options: argparse.Namespace) -> Figures:
    """Yield every figure that is asked for."""
    yield from measure_compile()
    table = table_of(load())
    yield from measure_decision(table)
    yield from measure_documents(table)
    yield from measure_screen(table)
    yield from measure_journeys(table)
    yield from bench_plans.measure(table, options.plannen)
    if options.schermen:
        yield from bench_screens.measure(table.book.situations())
        yield from bench_board.measure()
    if options.vijandig:
        yield from bench_hostile.measure()
        yield from bench_siege.measure()
    if options.doden:
        yield from bench_kills.measure()
    yield from bench_listening.measure(_command)
    yield from bench_memory.measure()
    yield from measure_groups(table, 1)
    if options.groot:
        yield from measure_groups(table, 18)


def table_row(figure: BenchFigure) -> str:
    """Return a figure as a table row, with three significant digits."""
    digits = max(0, 2 - floor(log10(abs(figure.value)))) if figure.value else 0
    return f"| {figure.name} | {f'{figure.value:,.{digits}f} {figure.unit}'.strip()} |"


def into_docs(lines: list[str]) -> None:
    """Put the figures in their place in the documentation."""
    before, rest = MEASURED.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    text = f"{before}{BEGIN}\n{chr(10).join(lines)}\n{END}{after}"
    MEASURED.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--groot", action="store_true", help="also 18 million rows")
    parser.add_argument("--schermen", action="store_true", help="also a browser and visitors")
    parser.add_argument("--plannen", action="store_true", help="also 5,000 hostile plan files")
    parser.add_argument("--vijandig", action="store_true", help="also hostile requests and files")
    parser.add_argument("--doden", action="store_true", help="also 200 kills for each database")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--schrijf", action="store_true", help="write into docs/gemeten.md")
    options = parser.parse_args()
    warnings.filterwarnings("ignore", message=".*utcfromtimestamp", category=DeprecationWarning)
    about = machine()
    lines = [f"{date.today():%Y-%m-%d}, {about}", "", "| measured | value |", "|---|---|"]
    if not options.json:
        print("\n".join(lines), flush=True)
    figures = []
    for figure in measure(options):
        figures.append(figure)
        lines.append(table_row(figure))
        if not options.json:
            print(lines[-1], flush=True)
    if options.json:
        print(json.dumps({"machine": about, "figures": [asdict(f) for f in figures]}, indent=2))
    if options.schrijf:
        into_docs(lines)


if __name__ == "__main__":
    main()
