"""What the tests do while nothing is changed: how long they take, which fail, what they run.

Kept in `.cache/mutanten/`, for each file of tests under the sum of that file and the rest of the
tree, so that a new test costs one file of tests.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from script import lane

KEPT = Path(".cache") / "mutanten"
HOUSE = "tests/house/"  # looks at the text of the code, in which any change shows
WHOLE = ("tests/screens/", "tests/server/")
UNREAD = ("script", ".cache", "CHANGELOG.md")  # nothing a test asks the product depends on these
LIMIT = 400  # seconds for one file of tests


@dataclass(frozen=True)
class FileRun:
    """What the tests of one file did."""

    seconds: dict[str, float]
    red: frozenset[str]
    lines: dict[str, dict[int, frozenset[str]]]  # tests by module and line

    def tests(self, module: str, lines: Iterable[int]) -> set[str]:
        """Return the green tests that run one of the lines of a module."""
        by_line = self.lines.get(module, {})
        names = {name for line in lines for name in by_line.get(line, ())}
        return (set(self.seconds) if lane.SHARED in names else names) - self.red

    @cached_property
    def green(self) -> set[str]:
        """Return the tests that pass."""
        return set(self.seconds) - self.red


def files_of_tests(root: Path, nearest: Iterable[Sequence[str]] = ()) -> list[str]:
    """Return the files whose tests look at what the code does, without a browser.

    Those through a whole page or server are slow: only where they are all that is near.
    """
    paths = [path.relative_to(root).as_posix() for path in (root / "tests").rglob("test_*.py")]
    quick = {name for name in paths if not name.startswith((HOUSE, *WHOLE))}
    alone = {name for names in nearest if not quick & set(names) for name in names}
    return sorted(name for name in quick | alone if not name.endswith("_browser.py"))


def baseline(root: Path, files: Iterable[str], pool: Executor) -> dict[str, FileRun]:
    """Return what each file of tests does; only what is not known yet is run, by the pool."""
    rest = _rest(root)
    kept = {name: root / KEPT / f"{_sum(rest, (root / name).read_bytes())}.json" for name in files}
    missing = {name: path for name, path in kept.items() if not path.is_file()}
    (root / KEPT).mkdir(parents=True, exist_ok=True)
    for path in set((root / KEPT).iterdir()) - set(kept.values()):
        path.unlink()
    list(pool.map(watch_file, missing.keys(), missing.values()))
    return {name: _read(path) for name, path in kept.items()}


def watch_file(name: str, report: Path) -> None:
    """Run a file of tests in the copy of this process and write what it did."""
    if lane.run_in_fork(lambda: _watch_once(name, report), LIMIT) is None or not report.is_file():
        report.write_text(json.dumps({"seconds": {}, "red": [], "lines": {}}), encoding="utf-8")


def _watch_once(name: str, report: Path) -> int:
    from coverage import Coverage

    place = Path.cwd()
    coverage = Coverage(data_file=None, source=[str(place)], omit=["tests/*", "script/*"])
    watch = lane.Watch(coverage)
    coverage.start()
    code = lane.run(place, [name], watch)
    coverage.stop()
    data = coverage.get_data()
    lines = {
        Path(path).relative_to(place).as_posix(): {
            line: names
            for line, contexts in data.contexts_by_lineno(path).items()
            if (names := [context for context in contexts if context])
        }
        for path in data.measured_files()
    }
    unread = [] if code in (0, 1, lane.NO_TESTS) else [name]  # such as a file that loads nothing
    content = {"seconds": watch.seconds, "red": [*unread, *sorted(watch.red)], "lines": lines}
    half = report.with_suffix(".half")
    half.write_text(json.dumps(content), encoding="utf-8")
    half.replace(report)
    return code


def _read(path: Path) -> FileRun:
    content = json.loads(path.read_bytes())
    lines = {
        module: {int(line): frozenset(names) for line, names in by_line.items()}
        for module, by_line in content["lines"].items()
    }
    return FileRun(content["seconds"], frozenset(content["red"]), lines)


def _rest(root: Path) -> bytes:
    """Return the sum of all that tests use, but for the tests themselves."""
    return _sum(
        *(
            part
            for path in _ground(root)
            for part in (bytes(path.relative_to(root)), path.read_bytes())
        )
    ).encode()


def _ground(root: Path) -> Iterator[Path]:
    for folder in sorted(root.iterdir()):
        if folder.name.startswith(".") or folder.name in (*UNREAD, "node_modules"):
            continue
        paths = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for path in paths:
            is_test = path.name.startswith("test_") and path.suffix == ".py"
            if path.is_file() and not is_test and "__pycache__" not in path.parts:
                yield path


def _sum(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
