"""Every regular expression of ours takes time that grows with the text, and no faster."""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import linear
import pytest
from code_files import CODE, name_of, tree_of

from engine import letters
from listening import lexicon, personal, readable
from listening.personal import plain
from listening.reading import days
from plans.area import bands

ANCHORED = {"match", "fullmatch"}
METHODS = {"search", "finditer", "findall", "split", "sub", "subn", *ANCHORED}


class Pattern(NamedTuple):
    """A pattern, where it stands, and the methods it is used by."""

    place: str
    text: str | bytes
    flags: int
    methods: frozenset[str]

    def faults(self) -> list[str]:
        fixed = bool(self.methods) and self.methods <= ANCHORED
        whole = "fullmatch" in self.methods
        return linear.faults(self.text, self.flags, whole, fixed)


def module_of(path: Path) -> Any:
    parts = name_of(path).removesuffix(".py").removesuffix("/__init__").split("/")
    return importlib.import_module(".".join(parts))


def objects(value: Any) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns in a value of a module, also within what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from (one for inner in value.values() for one in objects(inner))
    elif isinstance(value, tuple | list):
        yield from (one for inner in value for one in objects(inner))


def last_name(node: ast.expr) -> str | None:
    """Return the name of what a method is called on: days.FIGURES, ONLY[way], NUMBER."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)


def calls(path: Path) -> Iterator[tuple[ast.Call, str, str]]:
    """Yield every call of a method with the name it is called on."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, last_name(node.func.value) or "", node.func.attr


def uses() -> dict[str, set[str]]:
    methods = defaultdict(set)
    for path in CODE:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                methods[last_name(node.value) or ""].add(node.attr)
    return methods


def named_patterns(uses: Mapping[str, set[str]]) -> Iterator[Pattern]:
    """Yield the patterns that a module keeps under a name."""
    for path in CODE:
        if "re.compile(" in path.read_text(encoding="utf-8"):
            for name, value in vars(module_of(path)).items():
                methods = frozenset(uses.get(name, ()))
                for one in objects(value):
                    yield Pattern(f"{name_of(path)}:{name}", one.pattern, one.flags, methods)


def inline() -> Iterator[Pattern]:
    """Yield the patterns that stand in a call."""
    for path in CODE:
        for call, name, method in calls(path):
            if name == "re" and method in METHODS:
                known = vars(module_of(path)) if path.name != "app.py" else {"re": re}
                flags = [k.value for k in call.keywords if k.arg == "flags"]
                text, said = (
                    eval(ast.unparse(part), dict(known))  # noqa: S307 - our own code
                    for part in (call.args[0], *flags, ast.Constant(0))[:2]
                )
                place = f"{name_of(path)}:{call.lineno}"
                yield Pattern(place, text, int(said), frozenset({method}))


# Patterns that never see what a visitor sent.
OWN = {
    "screens/server/shell.py:INLINE": "the page of Streamlit",
    "screens/server/shell.py:NOSCRIPT": "the page of Streamlit",
}


def test_no_pattern_is_slow() -> None:
    every = [*named_patterns(uses()), *inline()]
    assert len(every) > 60, "the patterns were not found"
    slow = {p.place: faults for p in every if (faults := p.faults()) and p.place not in OWN}
    assert not slow, slow


@pytest.mark.parametrize(
    "pattern",
    [
        r"[\w.+'-]+@",
        r"(a+)+$",
        r"(?:a|ab)+c",
        r"x[a-z]*!",
        r"\s+$",
        r"(?:x[a-z]*!)?",
        r"(?:[a-z ]{0,3}[a-z]{0,3}){0,10}x",
        r"(\d{1,3})[\s_-]*(?:jaar)?[\s_]*plus",
    ],
)
def test_a_slow_pattern_is_told(pattern: str) -> None:
    assert linear.faults(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"a*",
        r"\b[a-z]+@",
        r"(?<![a-z])[a-z]+@",
        r"^(.*) \[([^\[\]]*)\]$",
        r"[a-z0-9]+(-[a-z0-9]+)*",
        r"(?<=[.!?])['\"]*\s+(?=[A-Z])",
        r"(\d{1,3})[\s_-]*(?:jaar[\s_]*)?plus",
    ],
)
def test_a_quick_pattern_is_left_alone(pattern: str) -> None:
    assert not linear.faults(pattern)


SMALL, LARGE = 10_000, 40_000
PIECES = ("a", "1", "(", "a@", "bv. A ", "nl91abna0417164300", "06 ", "A. ", "\n", "a\u0327\u0301",
          "\u0327\u0301", "\u0f73", "kerkstraat 1 ", "de89 ", "- ", "1_")  # fmt: skip
WORK = {
    "masked": lambda text: [
        personal.mask(text[at : at + personal.LONGEST])
        for at in range(0, len(text), personal.LONGEST)
    ],
    "kinds": lambda text: [list(kind.spans(plain.text(text))) for kind in personal.KINDS],
    "legibility": lambda text: readable.legibility(text, {"moeilijk woord": "woord"}),
    "stems": lambda text: [lexicon.stem(token) for token in lexicon.tokens(text)],
    "composed": letters.composed,
    "dashed": letters.dashed,
    "band": bands.band,
    "day": days.parse,
}


@pytest.mark.parametrize("name", WORK)
@pytest.mark.exhaustive
def test_work_grows_with_the_text_and_no_faster(name: str) -> None:
    """Four times the text takes four times as long; a square would take sixteen times."""
    work = WORK[name]
    for piece in PIECES:
        work(piece * 100)
        small, large = (
            min(seconds(work, (piece * size)[:size]) for _ in range(3)) for size in (SMALL, LARGE)
        )
        assert large < 0.02 or large < 10 * small, (piece, small, large)


def seconds(work: Callable[[str], object], text: str) -> float:
    start = process_time()
    work(text)
    return process_time() - start
