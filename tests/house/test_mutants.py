"""The mutants of code: what is changed, that the same seed gives the same, and who is caught."""

from pathlib import Path

import pytest

from script.code_mutants import modules, mutants, sample, survivors

CODE = '''"""A tiny package."""


def cost(once: int, phases: int) -> int:
    """Return what it costs."""
    return once - phases * 2


def word(many: bool) -> str:
    return "te veel nu" if many else "genoeg nu"
'''
TEST = """from tiny.price import cost

def test_cost() -> None:
    assert cost(10, 3) == 4
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    for name, text in {
        "tiny/price.py": CODE,
        "test_price.py": TEST,
        "pytest.ini": "[pytest]\npythonpath = .\nmarkers =\n    browser\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_small_thing_is_changed_once(tiny: Path) -> None:
    texts = ["".join(m.diff().split("+")[1:]).strip() for m in mutants(tiny, "tiny/price.py")]
    assert sorted(texts) == [
        "return 'genoeg nu' if many else 'te veel nu'",
        "return once  phases * 2",
        "return once - phases * 1",
        "return once - phases * 3",
        "return once - phases / 2",
    ]


def test_the_same_seed_gives_the_same_mutants(tiny: Path) -> None:
    assert modules(tiny, ["tiny"]) == ["tiny/price.py"]
    assert sample(tiny, ["tiny"], 3, 7) == sample(tiny, ["tiny/price.py"], 3, 7)
    assert len(sample(tiny, ["tiny"], 3, 7)) == 3


@pytest.mark.exhaustive
def test_what_no_test_looks_at_survives_and_the_tree_stays_as_it_was(tiny: Path) -> None:
    chosen = sample(tiny, ["tiny"], 99, 1)
    outcome = list(survivors(tiny, chosen, lambda _: ["test_price.py"], 2))
    assert {mutant.line for mutant, seen in outcome if seen} == {6}
    assert {mutant.line for mutant, seen in outcome if not seen} == {10}
    assert (tiny / "tiny" / "price.py").read_text(encoding="utf-8") == CODE
