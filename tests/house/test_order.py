"""No output stands in the order of a set: that order differs from one process to the next."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from code_files import CODE, name_of, tree_of
from conftest import ROOT

UNORDERED = {"all", "any", "frozenset", "len", "max", "min", "set", "sorted", "sum", "union"}
LISTING = {"list", "tuple", "join"}
SETS = {"set", "frozenset"}
SEEDS = ("0", "1", "2")


def is_set(node: ast.expr, named: set[str]) -> bool:
    """Tell whether an expression surely gives a set: made here, or from what was made here."""
    if isinstance(node, ast.Set | ast.SetComp):
        return True
    if isinstance(node, ast.Name):
        return node.id in named
    if isinstance(node, ast.Call):
        return callee(node) in SETS
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitXor | ast.Sub):
        return any(is_set(side, named) or is_keys(side) for side in (node.left, node.right))
    return False


def is_keys(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and callee(node) == "keys"


def callee(node: ast.Call) -> str:
    """Return the name of a function or method that is called."""
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def sets_named(scope: ast.AST) -> set[str]:
    """Return the names that a function binds to a set, also two at once."""
    found = set()
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name | ast.Tuple):
            target, value = node.targets[0], node.value
            pairs: list[tuple[ast.expr, ast.expr]] = [(target, value)]
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = list(zip(target.elts, value.elts, strict=True))
            found |= {t.id for t, v in pairs if isinstance(t, ast.Name) and is_set(v, set())}
    return found


def ordered_uses(scope: ast.AST) -> Iterator[ast.expr]:
    """Yield the sets whose order a function follows: in a loop, a list, or a call that lists."""
    named = sets_named(scope)
    asked = {
        id(argument)
        for node in ast.walk(scope)
        if isinstance(node, ast.Call) and callee(node) in UNORDERED
        for argument in node.args
    }
    for node in ast.walk(scope):
        loops: list[ast.expr] = []
        if isinstance(node, ast.For):
            loops = [node.iter]
        elif isinstance(node, ast.ListComp | ast.DictComp | ast.GeneratorExp):
            loops = [] if id(node) in asked else [part.iter for part in node.generators]
        elif isinstance(node, ast.Call) and callee(node) in LISTING:
            loops = list(node.args)
        elif isinstance(node, ast.Starred):
            loops = [node.value]
        yield from (loop for loop in loops if is_set(loop, named))


def test_nothing_follows_the_order_of_a_set() -> None:
    wrong = {
        f"{name_of(path)}:{loop.lineno}"
        for path in CODE
        for scope in ast.walk(tree_of(path))
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef)
        for loop in ordered_uses(scope)
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("def f(a, b):\n    x, y = {c for c in a}, set(b)\n    return [c for c in x - y]", 1),
        ("def f(a, b):\n    for c in a.keys() - b.keys():\n        print(c)", 1),
        ("def f(a):\n    return ', '.join({c for c in a})", 1),
        ("def f(a):\n    return [*set(a)]", 1),
        ("def f(a):\n    return sorted(c for c in set(a))", 0),
        ("def f(a, b):\n    return [c for c in a if c in set(b)]", 0),
    ],
)
def test_the_law_sees_a_set_in_a_loop(text: str, count: int) -> None:
    assert len(list(ordered_uses(ast.parse(text)))) == count


@pytest.mark.exhaustive
def test_every_process_says_the_same_in_the_same_order() -> None:
    said = []
    for seed in SEEDS:
        asked = [sys.executable, "-m", "tests.support.sentences"]
        settings = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(asked, cwd=ROOT, env=settings, capture_output=True, check=True)
        said.append(run.stdout.decode())
    assert said[0].count("Nu niet meer bereikt") > 3
    assert said[0].count("Nu wel bereikt") > 3
    assert said[0].count("ontbreekt") > 3
    assert said == said[:1] * len(SEEDS)
