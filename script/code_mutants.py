"""Changes the code of the product, one small thing at a time, and asks whether a test notices.

A test counts only when it passes while nothing is changed and runs the lines that change. Of those
come first the ones nearest to the module, for as long as there is time.
"""

import argparse
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from script import lane
from script.baseline import FileRun, baseline, files_of_tests
from script.code_changes import Mutant, sample

PLACES = ("plans", "documents", "listening", "engine")
CORES = 2
BUDGET = 60  # seconds that the tests of one mutant may take when nothing is changed
PATIENCE = 30  # seconds on top of four times that; a change that never ends is noticed too
STOPPED = 143  # what a program exits with that was asked to stop
Nearest = Callable[[str], Sequence[str]]  # from a module to the files with its tests
CAUGHT, SLOW, SURVIVED = "gevangen", "gevangen (tijd op)", "overleeft"


class RunBatch(NamedTuple):
    """Tests to run together: their files, which ones, and how long they take."""

    tests: dict[str, list[str]]
    seconds: float


def parts(runs: Mapping[str, FileRun], nearest: Sequence[str], mutant: Mutant) -> list[RunBatch]:
    """Return the tests that may notice a mutant: first the nearest, then the others."""
    tests = {} if mutant.loads else _running(runs, mutant)
    tests = tests or _loading(runs, nearest, mutant)
    near = {name: names for name, names in tests.items() if name in nearest}
    far = {name: names for name, names in tests.items() if name not in nearest}
    first = _within(runs, near, BUDGET)
    return [p for p in (first, _within(runs, far, BUDGET - first.seconds)) if p.tests]


def _running(runs: Mapping[str, FileRun], mutant: Mutant) -> dict[str, set[str]]:
    lines = range(mutant.line, mutant.last + 1)
    tests = {name: run.tests(mutant.path, lines) for name, run in runs.items()}
    return {name: names for name, names in tests.items() if names}


def _loading(
    runs: Mapping[str, FileRun], nearest: Sequence[str], mutant: Mutant
) -> dict[str, set[str]]:
    """Return the tests for a line that runs only while its module is loaded."""
    return {
        name: run.green
        for name, run in runs.items()
        if run.green and (name in nearest or run.lines.get(mutant.path))
    }


def _within(runs: Mapping[str, FileRun], tests: Mapping[str, set[str]], budget: float) -> RunBatch:
    """Return as many tests as there is time for, the quick files and tests first."""
    seconds = {t: runs[name].seconds[t] for name, names in tests.items() for t in names}
    total = {name: sum(seconds[t] for t in names) for name, names in tests.items()}
    chosen: dict[str, list[str]] = {}
    spent = 0.0
    for name in sorted(tests, key=lambda name: (total[name], name)):
        for test in sorted(tests[name], key=lambda test: (seconds[test], test)):
            if spent + seconds[test] > budget:
                return RunBatch(chosen, spent)
            spent += seconds[test]
            chosen.setdefault(name, []).append(test)
    return RunBatch(chosen, spent)


def verdict(trials: Sequence[RunBatch], mutant: Mutant) -> str:
    """Return whether tests notice a mutant, in the copy this process stands in."""
    place = Path.cwd()
    for part in trials:
        only = lane.Only({test for tests in part.tests.values() for test in tests})
        tests = partial(_tested, place, list(part.tests), only)
        with _changed(place / mutant.path, mutant.text):
            code = lane.run_in_fork(tests, PATIENCE + 4 * part.seconds)
        if code not in (0, lane.NO_TESTS):
            return SLOW if code is None else CAUGHT
    return SURVIVED


def _tested(place: Path, files: Sequence[str], only: lane.Only) -> int:
    sys.dont_write_bytecode = True
    os.environ.update(PYTHONDONTWRITEBYTECODE="1")  # for what tests start
    return lane.run(place, files, only, options=["-x"])


@contextmanager
def _changed(path: Path, text: str) -> Iterator[None]:
    """Let a file hold another text for a while; its time tells Python which bytecode is right."""
    before, stat = path.read_bytes(), path.stat()
    path.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        path.write_bytes(before)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@contextmanager
def copies(root: Path, files: Sequence[str]) -> Iterator[Executor]:
    """Yield a pool of processes that each stand in a copy of the tree."""
    fork = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory(prefix="mutanten") as folder:
        places = fork.SimpleQueue()
        for number in range(CORES):
            places.put(lane.copy_tree(root, Path(folder) / str(number)))
        lane.load_what_others_wrote(Path(folder) / "0", files)
        former = signal.signal(signal.SIGTERM, partial(_stop, folder))
        with ProcessPoolExecutor(CORES, fork, lambda: os.chdir(places.get())) as pool:
            yield pool
        signal.signal(signal.SIGTERM, former)


def _stop(folder: str, *_: object) -> None:
    """Stop when asked to, with the processes of the pool, and leave nothing behind."""
    for process in multiprocessing.active_children():
        process.terminate()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(STOPPED)


def verdicts(
    root: Path, chosen: Sequence[Mutant], nearest: Nearest
) -> Iterator[tuple[Mutant, str]]:
    """Yield each mutant with what became of it."""
    near = [nearest(mutant.path) for mutant in chosen]
    files = files_of_tests(root, near)
    with copies(root, files) as pool:
        runs = baseline(root, files, pool)
        red = sorted(test for run in runs.values() for test in run.red)
        print("\n".join(f"rood zonder mutant, telt niet: {test}" for test in red), flush=True)
        trials = [parts(runs, *pair) for pair in zip(near, chosen, strict=True)]
        yield from zip(chosen, pool.map(verdict, trials, chosen), strict=True)


def main() -> None:
    """Print which mutants were noticed, and the others with what was changed."""
    from script.covering import nearest

    options = _parser().parse_args()
    every = sample(lane.ROOT, options.paths, options.aantal, options.zaad)
    part, of = (int(number) for number in options.deel.split("/"))
    chosen = every[part - 1 :: of]
    outcomes = Counter[str]()
    for mutant, outcome in verdicts(lane.ROOT, chosen, nearest):
        outcomes[outcome] += 1
        print(f"{outcome} {mutant.path}:{mutant.line}", flush=True)
        if outcome == SURVIVED:
            print(f"    {mutant.difference()}", flush=True)
    caught = outcomes[CAUGHT] + outcomes[SLOW]
    print(f"code: {caught} van {len(chosen)} gevangen, {outcomes[SLOW]} doordat de tijd op was")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/mutants --code", description=__doc__)
    parser.add_argument("paths", nargs="*", default=PLACES, metavar="PATH")
    parser.add_argument("--aantal", type=int, default=400, help="how many mutants (400)")
    parser.add_argument("--zaad", type=int, default=1, help="another number, other mutants (1)")
    parser.add_argument("--deel", default="1/1", help="2/4: the second quarter of them")
    return parser


if __name__ == "__main__":
    main()
