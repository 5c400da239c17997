"""Hostile plan files: a clear Dutch error or a valid plan, nothing executed, nothing else."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile_plans import files

from plans import Plan, PlanError, read_plan, write_plan

COUNT = 300  # script/bench reads 5,000
DONE: list[str] = []


def _watch(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(("os.system", "subprocess", "os.exec", "socket", "os.fork", "os.remove")):
        DONE.append(event)


sys.addaudithook(_watch)


def outcome(text: str) -> Plan | PlanError:
    """Return the plan or the error; anything else is raised."""
    try:
        return read_plan(text)
    except PlanError as error:
        return error


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(3))
def test_hostile_files_give_an_error_or_a_plan(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    DONE.clear()
    plans = errors = 0
    for text in files(seed, COUNT // 3):
        found = outcome(text)
        if isinstance(found, Plan):
            plans += 1
            assert read_plan(write_plan(found)) == found
        else:
            errors += 1
            assert found.problems
            for problem in found.problems:
                assert re.match(r"plan(, regel \d+)?: \S", str(problem)), problem
                assert not re.search(r"Traceback|pydantic|Input should|value_error", str(problem))
                assert len(str(problem)) < 600
    assert DONE == []
    assert list(tmp_path.iterdir()) == []
    assert errors > COUNT // 3 // 2
    assert plans > 0
