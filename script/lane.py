"""Runs tests in forks of a process that has loaded what others wrote, for speed.

Each fork stands in a copy of the tree, so that nothing changes where somebody works, and loads our
own code anew, as it is in that copy.
"""

import contextlib
import importlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LANE = "not browser and not server and not exhaustive"
LEFT_OUT = (".git", ".venv", "node_modules", ".*_cache", "__pycache__", "mutanten")
NO_TESTS = 5  # what pytest exits with when it ran none
BROKEN = 70  # what a fork exits with when its work raises
PAUSE = 0.02  # seconds between two looks at a fork
SHARED = "*"  # under this name stands what fixtures run: they work for more than one test


def copy_tree(root: Path, folder: Path) -> Path:
    """Copy a tree without what tests can do without."""
    away = shutil.ignore_patterns(*LEFT_OUT)
    return Path(shutil.copytree(root, folder, ignore=away, dirs_exist_ok=True)).resolve()


def run_in_fork(work: Callable[[], int], limit: float) -> int | None:
    """Return the exit code of work in a fork; None when it took longer than the limit."""
    child = os.fork()
    if child == 0:
        code = BROKEN
        try:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            code = work()
        finally:
            os._exit(code)
    former = signal.signal(signal.SIGTERM, partial(_stop, child))
    status = _wait_for(child, time.monotonic() + limit)
    _end(child)
    signal.signal(signal.SIGTERM, former)
    if status is None:
        os.waitpid(child, 0)
        return None
    return os.waitstatus_to_exitcode(status)


def _stop(child: int, *_: object) -> None:
    _end(child)
    os._exit(BROKEN)


def _end(child: int) -> None:
    """End a fork, and what its tests left running."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)


def _wait_for(child: int, end: float) -> int | None:
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(PAUSE)
    return None


def run(place: Path, files: Sequence[str], *plugins: object, options: Sequence[str] = ()) -> int:
    """Run tests in a copy of the tree, in this process, and return what pytest exits with."""
    _move(place)
    quiet = ["-q", "-p", "no:cacheprovider", "-m", LANE, "--rootdir", str(place), *options]
    return int(pytest.main([*quiet, *files], plugins=[*plugins]))


def _move(place: Path) -> None:
    """Go and stand in a copy, forget our own code that was loaded, and be silent."""
    for name, module in [*sys.modules.items()]:
        if _is_ours(getattr(module, "__file__", None), ROOT):
            del sys.modules[name]
    os.chdir(place)
    sys.path[:] = [_there(path, place) for path in sys.path]
    sys.path_importer_cache.clear()
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)


def _is_ours(file: str | None, root: Path) -> bool:
    path = Path(file or "/").resolve()
    return path.is_relative_to(root) and not path.is_relative_to(root / ".venv")


def _there(path: str, place: Path) -> str:
    full = Path(path).resolve()
    return str(place / full.relative_to(ROOT)) if _is_ours(path, ROOT) else path


def load_what_others_wrote(place: Path, files: Sequence[str]) -> None:
    """Import here what the tests import from elsewhere, so that no fork has to."""
    names = place / "namen.txt"

    def list_tests() -> int:
        code = run(place, files, options=["--collect-only"])
        foreign = [n for n, m in sys.modules.items() if _is_foreign(m, place)]
        names.write_text("\n".join(foreign), encoding="utf-8")
        return code

    run_in_fork(list_tests, 300)
    for name in names.read_text(encoding="utf-8").split():
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    names.unlink()


def _is_foreign(module: object, place: Path) -> bool:
    file = getattr(module, "__file__", None)
    return bool(file) and not _is_ours(file, place)


class Only:
    """Leaves of the tests in some files only those asked for."""

    def __init__(self, asked: Collection[str]) -> None:
        self.asked = asked

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the others."""
        items[:] = [item for item in items if item.nodeid in self.asked]


class Watch:
    """Notes how long each test takes, whether it fails, and what it runs."""

    def __init__(self, coverage: Any) -> None:
        self.coverage = coverage
        self.seconds: dict[str, float] = {}
        self.red: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """Note what comes as done for other tests too: fixtures are shared."""
        self.coverage.switch_context(SHARED)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> None:
        """Note what comes as done by this test."""
        self.coverage.switch_context(item.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self) -> None:
        """Note what comes as nobody's."""
        self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how long it took, and whether it went wrong."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if report.failed:
            self.red.add(report.nodeid)
