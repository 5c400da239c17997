"""The mutants of code: what is changed, that the same seed gives the same, and who is caught."""

import ast
import signal
from pathlib import Path

import pytest

from script import code_mutants, lane
from script.baseline import FileRun
from script.code_changes import Mutant, modules, mutants, sample
from script.code_mutants import CAUGHT, SURVIVED, parts, verdict, verdicts

CODE = '''"""A tiny package."""

LIMIT: int = 7  # as a law says


def cost(once: int, phases: int) -> int:
    """Return what it costs."""
    assert once > 0
    return once - phases * 2


def word(many: bool) -> str:
    return "te veel nu" if many else "genoeg nu"


def rest(left: int) -> int:
    if left == 1:
        raise ValueError(f"{left + 1} is te laat")
    return left
'''
TEST = """from tiny.price import cost, rest

def test_cost() -> None:
    assert cost(10, 3) == 4

def test_rest_is_red_without_a_mutant() -> None:
    assert rest(2) == 3
"""
SETTINGS = "[pytest]\npythonpath = .\nmarkers =\n    browser\n    server\n    exhaustive\n"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    for name, text in {
        "tiny/price.py": CODE,
        "tests/tiny/test_price.py": TEST,
        "pytest.ini": SETTINGS,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_small_thing_is_changed_once(tiny: Path) -> None:
    assert sorted((m.line, m.becomes) for m in mutants(tiny, "tiny/price.py")) == [
        (3, "6"),
        (3, "8"),
        (9, "once + phases * 2"),
        (9, "once - phases * 1"),
        (9, "once - phases * 3"),
        (9, "once - phases / 2"),
        (13, "'genoeg nu' if many else 'te veel nu'"),
        (17, "left != 1"),
        (17, "left == 0"),
        (17, "left == 2"),
        (18, "ValueError(f'{left + 0} is te laat')"),
        (18, "ValueError(f'{left + 2} is te laat')"),
        (18, "ValueError(f'{left - 1} is te laat')"),
        (18, "pass"),
    ]


def test_only_what_stands_outside_functions_runs_while_loading(tiny: Path) -> None:
    assert {m.line for m in mutants(tiny, "tiny/price.py") if m.loads} == {3}


def test_the_rest_of_the_text_stays_as_it_was(tiny: Path) -> None:
    for mutant in mutants(tiny, "tiny/price.py"):
        before, after = CODE.splitlines(), mutant.text.splitlines()
        changed = [
            i for i, pair in enumerate(zip(before, after, strict=True), 1) if len({*pair}) > 1
        ]
        assert changed == [mutant.line]
        ast.parse(mutant.text)


def test_the_difference_is_told_in_a_few_words(tiny: Path) -> None:
    first = next(m for m in mutants(tiny, "tiny/price.py") if m.becomes == "once + phases * 2")
    assert first.difference() == "once - phases * 2  →  once + phases * 2"


def test_the_same_seed_gives_the_same_mutants(tiny: Path) -> None:
    assert modules(tiny, ["tiny"]) == ["tiny/price.py"]
    assert sample(tiny, ["tiny"], 3, 7) == sample(tiny, ["tiny/price.py"], 3, 7)
    assert sample(tiny, ["tiny"], 9, 7) != sample(tiny, ["tiny"], 9, 8)
    assert len(sample(tiny, ["tiny"], 3, 7)) == 3


NEAR, FAR, SLOW = "tests/tiny/test_price.py", "tests/test_far.py", "tests/test_slow.py"
RUNS = {
    FAR: FileRun(
        {"far::a": 1.0, "far::b": 0.5, "far::c": 0.1, "far::d": 0.1},
        frozenset({"far::c"}),
        {"tiny/price.py": {9: frozenset({"far::a", "far::b", "far::c"})}},
    ),
    NEAR: FileRun(
        {"near::a": 9.0, "near::b": 2.0},
        frozenset(),
        {
            "tiny/price.py": {
                3: frozenset({"near::b"}),  # loaded by this test, but others use it
                9: frozenset({"near::a"}),
                13: frozenset({lane.SHARED}),
            }
        },
    ),
    SLOW: FileRun(
        {"slow::a": 1.0, "slow::b": 28.0},
        frozenset(),
        {"tiny/price.py": {9: frozenset({"slow::a", "slow::b"})}},
    ),
    "tests/test_other.py": FileRun({"other::a": 1.0}, frozenset(), {}),
}


def at(line: int) -> Mutant:
    return Mutant("tiny/price.py", line, line, line == 3, "1", "2", "")


def test_green_tests_that_run_the_line_come_nearest_and_quickest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(code_mutants, "BUDGET", 30)
    assert parts(RUNS, [NEAR], at(9)) == [
        ({NEAR: ["near::a"]}, 9.0),
        ({FAR: ["far::b", "far::a"], SLOW: ["slow::a"]}, 2.5),  # 18.5 are left, and 28 is more
    ]


def test_what_a_fixture_runs_may_be_noticed_by_each_test_of_the_file() -> None:
    assert parts(RUNS, [NEAR], at(13)) == [({NEAR: ["near::b", "near::a"]}, 11.0)]


def test_what_runs_while_loading_may_be_noticed_by_who_runs_the_module() -> None:
    first, second = parts(RUNS, [NEAR], at(3))
    assert (set(first.tests), set(second.tests)) == ({NEAR}, {FAR, SLOW})
    assert second.tests[FAR] == ["far::d", "far::b", "far::a"]


def test_what_nobody_runs_survives(tmp_path: Path) -> None:
    assert parts({}, [], at(9)) == []
    assert verdict([], at(9)) == SURVIVED


def test_work_that_takes_too_long_ends() -> None:
    assert lane.run_in_fork(lambda: 3, 30) == 3
    assert lane.run_in_fork(lambda: signal.sigwait({signal.SIGUSR2}), 0.2) is None


@pytest.mark.exhaustive
def test_what_no_test_looks_at_survives_and_the_tree_stays_as_it_was(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = list(verdicts(tiny, sample(tiny, ["tiny"], 99, 1), lambda _: [NEAR]))
    assert {mutant.line for mutant, seen in outcome if seen == CAUGHT} == {9}
    assert {mutant.line for mutant, seen in outcome if seen == SURVIVED} == {3, 13, 17, 18}
    red = (
        "rood zonder mutant, telt niet: tests/tiny/test_price.py::test_rest_is_red_without_a_mutant"
    )
    assert red in capsys.readouterr().out
    assert (tiny / "tiny" / "price.py").read_text(encoding="utf-8") == CODE
