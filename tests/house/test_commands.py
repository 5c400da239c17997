"""`python -m engine` and its like: each answers in Dutch, with the exit code of what was typed."""

import argparse
import resource
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from commands import framework, memory_limit

COVERS = (
    "blueprints/__main__.py",
    "commands/memory_limit.py",
    "engine/__main__.py",
    "listening/__main__.py",
    "plans/__main__.py",
    "practice/__main__.py",
    "surveys/__main__.py",
)
PACKAGES = ["blueprints", "engine", "listening", "plans", "practice", "surveys"]


def typed(monkeypatch: pytest.MonkeyPatch, package: str, *words: str) -> int | str | None:
    """Run `python -m package words` and return its exit code."""
    monkeypatch.setattr(sys, "argv", [package, *words])
    with pytest.raises(SystemExit) as end:
        runpy.run_module(package, run_name="__main__")
    return end.value.code


@pytest.mark.parametrize("package", PACKAGES)
def test_help_is_dutch(
    package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(monkeypatch, package, "--help") == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"gebruik: python -m {package}")
    assert "toon deze hulp" in out
    assert err == ""


@pytest.mark.parametrize("package", PACKAGES)
def test_an_unknown_command_is_wrong_use(
    package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(monkeypatch, package, "zomaar") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "kan niet kiezen voor 'zomaar' (kies uit " in err
    assert f"Hulp: python -m {package} --help" in err


GREEDY = """
from argparse import Namespace
from commands import framework, memory_limit
memory_limit.bind(1 << 29)
raise SystemExit(framework.run(Namespace(run=lambda options: bytearray(1 << 30))))
"""


def test_what_needs_more_memory_than_it_may_ends_with_a_sentence() -> None:
    """In a process of its own, for a limit on this one would stay."""
    root = Path(framework.__file__).parents[1]
    command = [sys.executable, "-c", GREEDY]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr == (
        "Hiervoor is meer geheugen nodig dan 0,5 GB. Neem een kleiner deel, of geef meer met "
        f"--geheugen, zoals --geheugen {memory_limit.gigabytes(2 * memory_limit.half())}.\n"
    )


def test_a_command_may_take_half_of_the_machine_unless_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bound: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: bound.append(limit))
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (-1, -1))
    memory_limit.bind(None)
    memory_limit.bind(memory_limit.bytes_of("1,5 GB"))
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (10, 20))
    memory_limit.bind(30)
    assert [soft for _, (soft, _) in bound] == [memory_limit.half(), 3 << 29, 20]
    for nonsense in ("x", "0", "-1", "0,4", "1e9"):
        with pytest.raises(argparse.ArgumentTypeError):
            memory_limit.bytes_of(nonsense)
