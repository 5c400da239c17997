"""Changes the code of the product, one small thing at a time, and asks whether a test notices."""

import argparse
import ast
import difflib
import itertools
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("plans", "documents", "listening", "engine")
LANE = "not browser and not server and not exhaustive"
PATIENCE = 300  # seconds; a change that never ends is noticed too
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
REMOVED = (ast.AugAssign, ast.Raise, ast.Continue, ast.Break)
Change = Callable[[], None]


@dataclass(frozen=True)
class Mutant:
    """A module with one thing changed: where, and its whole text before and after."""

    path: str
    line: int
    before: str
    after: str

    def diff(self) -> str:
        """Return the lines that differ, as ast writes them."""
        lines = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), n=0)
        return "\n".join(f"    {line}" for line in list(lines)[2:] if not line.startswith("@@"))


def mutants(root: Path, path: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its tree."""
    for number in range(_count(root, path)):
        yield from _mutant(root, path, number)


def _count(root: Path, path: str) -> int:
    return sum(1 for _ in _changes(_tree(root, path)))


def _tree(root: Path, path: str) -> ast.Module:
    return ast.parse((root / path).read_text(encoding="utf-8"))


def _mutant(root: Path, path: str, number: int) -> Iterator[Mutant]:
    """Yield the module with one change, unless that leaves it as it was."""
    tree = _tree(root, path)
    before = ast.unparse(tree)
    line, change = next(itertools.islice(_changes(tree), number, None))
    change()
    after = ast.unparse(ast.fix_missing_locations(tree))
    if after != before:
        yield Mutant(path, line, before, after)


def _changes(tree: ast.Module) -> Iterator[tuple[int, Change]]:
    """Yield each change that can be made in a tree, with its line."""
    for node in _working(tree):
        line = getattr(node, "lineno", 1)
        yield from ((line, change) for change in _of_node(node))
        for body in _bodies(node):
            for i, statement in enumerate(body):
                if isinstance(statement, REMOVED) or _is_call(statement):
                    yield statement.lineno, _put(body, i, ast.Pass())


def _working(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a tree without what only describes: docstrings, types and decorators."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_text(child):
                yield from _working(child)


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse"):
        body = getattr(node, name, None)
        if isinstance(body, list):
            yield body


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_call(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def _put(place: list[ast.stmt], i: int, other: ast.stmt) -> Change:
    return lambda: place.__setitem__(i, other)


def _set(node: ast.AST, **values: object) -> Change:
    return lambda: vars(node).update(values)


def _of_node(node: ast.AST) -> Iterator[Change]:
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
            yield _set(node, value=abs(value - 1))
        case ast.IfExp(body=body, orelse=other):
            yield _set(node, body=other, orelse=body)
        case ast.If(test=test) | ast.While(test=test) if not _only_for_types(test):
            yield _set(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield (
                _set(node, op=ast.UAdd(), operand=operand)
                if isinstance(node.op, ast.USub)
                else _set(node, operand=ast.UnaryOp(ast.Not(), operand))
            )
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


def _only_for_types(test: ast.expr) -> bool:
    return "TYPE_CHECKING" in ast.unparse(test) or "__name__" in ast.unparse(test)


def _swapped_texts(node: ast.AST, values: Sequence[ast.expr]) -> Iterator[Change]:
    """Yield two sentences that lie side by side, the other way around."""
    field = "values" if isinstance(node, ast.Dict) else "elts"
    for i, (one, two) in enumerate(itertools.pairwise(values)):
        if all(_is_sentence(value) for value in (one, two)):
            yield _set(node, **{field: [*values[:i], two, one, *values[i + 2 :]]})


def _is_sentence(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def modules(root: Path, places: Iterable[str]) -> list[str]:
    """Return the modules in places such as plans or plans/choice/mix.py."""
    paths = [p for place in places for p in ([root / place, *(root / place).rglob("*.py")])]
    files = {p.relative_to(root).as_posix() for p in paths if p.suffix == ".py" and p.is_file()}
    return sorted(name for name in files if not name.endswith(("__main__.py", "__init__.py")))


def sample(root: Path, places: Iterable[str], count: int, seed: int) -> list[Mutant]:
    """Return as many mutants as asked, the same for the same seed and code."""
    every = [(path, n) for path in modules(root, places) for n in range(_count(root, path))]
    random.Random(seed).shuffle(every)  # noqa: S311 - a sample, no secret
    drawn = itertools.chain.from_iterable(_mutant(root, path, n) for path, n in every)
    chosen = itertools.islice(drawn, count)
    return sorted(chosen, key=lambda mutant: (mutant.path, mutant.line, mutant.after))


def copied(root: Path, folder: Path) -> Path:
    """Copy a tree, so that nothing is changed where somebody works."""
    away = shutil.ignore_patterns(".git", ".venv", "node_modules", ".*_cache", "__pycache__")
    return Path(shutil.copytree(root, folder, ignore=away, dirs_exist_ok=True))


def noticed(root: Path, mutant: Mutant, tests: Sequence[str]) -> bool:
    """Tell whether tests fail in a copy of the tree that holds the mutant."""
    place = root / mutant.path
    text = place.read_bytes()
    place.write_text(mutant.after, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", LANE]
    try:
        run = subprocess.run(
            [*command, *tests], cwd=root, capture_output=True, timeout=PATIENCE,
            stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    finally:
        place.write_bytes(text)
    return run.returncode != 0


def survivors(
    root: Path, chosen: Sequence[Mutant], tests_of: Callable[[str], Sequence[str]], jobs: int
) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant with whether it was noticed; a module without tests notices nothing."""
    with tempfile.TemporaryDirectory(prefix="mutanten") as folder:
        places: queue.Queue[Path] = queue.Queue()
        for number in range(jobs):
            places.put(copied(root, Path(folder) / str(number)))

        def tried(mutant: Mutant) -> bool:
            tests, place = tests_of(mutant.path), places.get()
            try:
                return bool(tests) and noticed(place, mutant, tests)
            finally:
                places.put(place)

        with ThreadPoolExecutor(jobs) as pool:
            yield from zip(chosen, pool.map(tried, chosen), strict=True)


def main() -> None:
    """Print which mutants were noticed, and the others with what was changed."""
    from script.covering import nearest

    parser = argparse.ArgumentParser(prog="script/mutants --code", description=__doc__)
    parser.add_argument("paths", nargs="*", default=PLACES, metavar="PATH")
    parser.add_argument("--count", type=int, default=400, help="how many (400)")
    parser.add_argument("--seed", type=int, default=1, help="other mutants (1)")
    parser.add_argument("--jobs", type=int, default=2, help="how many at once (2)")
    options = parser.parse_args()
    chosen = sample(ROOT, options.paths, options.count, options.seed)
    caught = 0
    for mutant, seen in survivors(ROOT, chosen, nearest, options.jobs):
        caught += seen
        print(f"{'gevangen ' if seen else 'overleeft'} {mutant.path}:{mutant.line}", flush=True)
        if not seen:
            print(mutant.diff(), flush=True)
    print(f"code: {caught} van {len(chosen)} gevangen")


if __name__ == "__main__":
    main()
