"""Changes of the code of the product, one small thing at a time, as texts of whole modules.

The text around a change stays as it is, so that a line number means the same before and after.
What only describes is left alone, and so is what cannot be seen from outside: docstrings, types,
assertions, limits of time.
"""

import ast
import itertools
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
OPPOSITES = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)  # a swap of these negates
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
REMOVED = (ast.AugAssign, ast.Raise, ast.Continue, ast.Break)
DESCRIBING = ("annotation", "returns", "decorator_list", "bases")  # fields that do nothing
UNSEEN = ("strict", "timeout", "maxsize", "stacklevel")  # arguments that no outcome shows
AROUND = 40  # characters shown on either side of a change
Spot = ast.stmt | ast.expr  # what is replaced in the text: a statement, or an expression under one
Change = Callable[[], ast.AST]  # makes what comes there


@dataclass(frozen=True)
class Mutant:
    """A module with one thing changed: where, the lines of its statement, what, and its text.

    `loads` when the statement runs while the module is loaded, once for all tests.
    """

    path: str
    line: int
    last: int
    loads: bool
    was: str
    becomes: str
    text: str

    def difference(self) -> str:
        """Return what changed, with a few words around it."""
        start = _alike(self.was, self.becomes)
        left = max(0, start - AROUND)
        rest = _alike(self.was[start:][::-1], self.becomes[start:][::-1])
        ends = [len(text) - rest + AROUND for text in (self.was, self.becomes)]
        return f"{self.was[left : ends[0]]}  →  {self.becomes[left : ends[1]]}"


def _alike(one: str, other: str) -> int:
    """Return how many characters are the same at the start of two texts."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def modules(root: Path, places: Iterable[str]) -> list[str]:
    """Return the modules in places such as plans or plans/choice/mix.py."""
    paths = [p for place in places for p in ([root / place, *(root / place).rglob("*.py")])]
    files = {p.relative_to(root).as_posix() for p in paths if p.suffix == ".py" and p.is_file()}
    return sorted(name for name in files if not name.endswith(("__main__.py", "__init__.py")))


def sample(root: Path, places: Iterable[str], count: int, seed: int) -> list[Mutant]:
    """Return as many mutants as asked, the same for the same seed and code.

    The first of them are a sample too, for a run that is stopped.
    """
    every = [(path, n) for path in modules(root, places) for n in range(_count(root, path))]
    random.Random(seed).shuffle(every)  # noqa: S311 - a sample, no secret
    return [_mutant(root, path, number) for path, number in every[:count]]


def mutants(root: Path, path: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its tree."""
    return (_mutant(root, path, number) for number in range(_count(root, path)))


def _text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def _count(root: Path, path: str) -> int:
    return sum(1 for _ in _changes(ast.parse(_text(root, path))))


def _mutant(root: Path, path: str, number: int) -> Mutant:
    text = _text(root, path)
    tree = ast.parse(text)
    spot, statement, change = next(itertools.islice(_changes(tree), number, None))
    loads = _loads(tree, statement)
    was, other = ast.unparse(spot), ast.unparse(ast.fix_missing_locations(change()))
    last = _last(statement)
    return Mutant(path, statement.lineno, last, loads, was, other, _replace(text, spot, other))


def _loads(tree: ast.Module, statement: ast.stmt) -> bool:
    """Tell whether a statement stands outside all functions."""
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return not any(statement in ast.walk(f) for f in functions if f is not statement)


def _last(statement: ast.stmt) -> int:
    """Return the last line of a statement, or of its head when it holds others."""
    body = getattr(statement, "body", None) or getattr(statement, "cases", None)
    first = body[0] if isinstance(body, list) else None
    inside = first.pattern if isinstance(first, ast.match_case) else first
    end = inside.lineno - 1 if inside else statement.end_lineno or statement.lineno
    return max(statement.lineno, end)


def _replace(text: str, spot: Spot, other: str) -> str:
    """Return a text with something else in the place of a spot."""
    lines = [line.encode() for line in text.splitlines(keepends=True)]
    last, end = (spot.end_lineno or spot.lineno) - 1, spot.end_col_offset or 0
    before = [*lines[: spot.lineno - 1], lines[spot.lineno - 1][: spot.col_offset]]
    after = [lines[last][end:], *lines[last + 1 :]]
    return b"".join([*before, other.encode(), *after]).decode()


def _changes(tree: ast.Module) -> Iterator[tuple[Spot, ast.stmt, Change]]:
    """Yield each change that can be made in a tree: what it replaces, in which statement."""
    for node, spot, statement in _working(tree, None, None):
        if isinstance(node, ast.If | ast.While):
            if not _negated_by_swap(node.test):
                yield node.test, statement, _negation(node.test)
        elif isinstance(node, REMOVED) or _is_call(node):
            yield statement, statement, ast.Pass
        for change in _of_node(node):
            yield spot, statement, _after(change, spot)


def _working(
    node: ast.AST, spot: Spot | None, statement: ast.stmt | None
) -> Iterator[tuple[ast.AST, Spot, ast.stmt]]:
    """Yield the nodes that do something, each with the expression and statement it stands in."""
    if isinstance(node, ast.stmt):
        spot = statement = node
    elif isinstance(node, ast.expr) and isinstance(spot, ast.stmt):
        spot = node
    if spot and statement:
        yield node, spot, statement
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if name not in DESCRIBING and isinstance(child, ast.AST) and not _only_describes(child):
                yield from _working(child, spot, statement)


def _only_describes(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assert():
            return True
        case ast.If(test=test):
            return "TYPE_CHECKING" in ast.unparse(test) or "__name__" in ast.unparse(test)
        case ast.keyword(arg=name):
            return name in UNSEEN
    return False


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def _negated_by_swap(test: ast.expr) -> bool:
    """Tell whether a test is also negated by a change inside it."""
    match test:
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.Compare(ops=[op]):
            return isinstance(op, OPPOSITES)
    return False


def _negation(test: ast.expr) -> Change:
    return lambda: ast.UnaryOp(ast.Not(), test)


def _after(change: Callable[[], None], spot: Spot) -> Change:
    """Return a change that is made inside a spot, as one that gives the spot."""

    def apply_change() -> ast.AST:
        change()
        return spot

    return apply_change


def _set(node: ast.AST, **values: object) -> Callable[[], None]:
    return lambda: vars(node).update(values)


def _of_node(node: ast.AST) -> Iterator[Callable[[], None]]:
    """Yield the changes inside one node."""
    match node:
        case ast.Compare(ops=[op, *rest]) if type(op) in SWAPS:
            yield _set(node, ops=[SWAPS[type(op)](), *rest])
        case ast.BinOp(op=op) | ast.AugAssign(op=op) | ast.BoolOp(op=op) if type(op) in SWAPS:
            if not _joins_text(node):
                yield _set(node, op=SWAPS[type(op)]())
        case ast.Constant(value=bool(value)):
            yield _set(node, value=not value)
        case ast.Constant(value=int(value) | float(value)):
            yield _set(node, value=value + 1)
            if value:
                yield _set(node, value=value - 1 if value >= 1 else value / 2)
        case ast.IfExp(body=body, orelse=other):
            yield _set(node, body=other, orelse=body)
        case ast.UnaryOp(op=ast.USub()):
            yield _set(node, op=ast.UAdd())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield _set(node, operand=ast.UnaryOp(ast.Not(), operand))
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES:
            yield _set(node, id=NAMES[name])
        case ast.comprehension(ifs=[_, *rest]):
            yield _set(node, ifs=rest)
        case ast.Dict(values=values):
            yield from _swapped_texts(node, values)
        case ast.Tuple(elts=values, ctx=ast.Load()):
            yield from _swapped_texts(node, values)


def _joins_text(node: ast.AST) -> bool:
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in (getattr(node, "left", None), getattr(node, "right", None))
    )


def _swapped_texts(node: ast.AST, values: Sequence[ast.expr]) -> Iterator[Callable[[], None]]:
    """Yield two sentences that lie side by side, the other way around."""
    field = "values" if isinstance(node, ast.Dict) else "elts"
    for i, (one, two) in enumerate(itertools.pairwise(values)):
        if _is_sentence(one) and _is_sentence(two) and ast.dump(one) != ast.dump(two):
            yield _set(node, **{field: [*values[:i], two, one, *values[i + 2 :]]})


def _is_sentence(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
