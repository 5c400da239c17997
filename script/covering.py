"""Which tests hold a module to account: those with its name, that import it, or that say so.

A file of tests says so in `COVERS = ("screens/plan/mix.py", …)`, for what it reaches by another way
than an import.
"""

import argparse
import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from code_files import CODE, imports, name_of, tree_of
from running import ROOT


@cache
def files_with_tests() -> tuple[Path, ...]:
    """Return every file with tests."""
    return tuple(sorted((ROOT / "tests").rglob("test_*.py")))


def stated_modules(path: Path) -> tuple[str, ...]:
    """Return what a file of tests says it covers."""
    for node in tree_of(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "COVERS":
            return tuple(ast.literal_eval(node.value))
    return ()


@cache
def covered_modules(path: Path) -> frozenset[str]:
    """Return the modules that a file of tests covers."""
    return frozenset([*stated_modules(path), *_imported_modules(path), *_namesakes(path)])


def covering(module: str) -> list[Path]:
    """Return the files with tests of a module such as "engine/batch/sift.py"."""
    return [path for path in files_with_tests() if module in covered_modules(path)]


def modules() -> list[str]:
    """Return every module of ours that does something; a root may only list names."""
    return [name_of(path) for path in CODE if path.name != "__init__.py" or _does(path)]


def _does(path: Path) -> bool:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return any(isinstance(node, kinds) for node in tree_of(path).body)


@cache
def nearest(module: str) -> tuple[str, ...]:
    """Return the files with tests of a module, or else of the modules that import it."""
    seen, ahead = {module}, [module]
    while ahead:
        tests = {name_of(path) for name in ahead for path in covering(name)}
        if tests:
            return tuple(sorted(tests))
        ahead = [m for m in _importers(ahead) if m not in seen]
        seen |= set(ahead)
    return ()


def _importers(names: list[str]) -> list[str]:
    return [name_of(path) for path in CODE if set(names) & set(_imported_modules(path))]


def _imported_modules(path: Path) -> Iterator[str]:
    for name in imports(path):
        parts = name.split(".")
        for length in (len(parts), len(parts) - 1):
            place = ROOT.joinpath(*parts[:length])
            for file in (place.with_suffix(".py"), place / "__init__.py"):
                if length and file.is_file():
                    yield name_of(file)


def _namesakes(path: Path) -> Iterator[str]:
    folder, name = path.parent.name, path.stem.removeprefix("test_").removesuffix("_browser")
    for module in modules():
        if module.split("/")[0] == folder and Path(module).stem == name:
            yield module


def main() -> None:
    """Print the tests of modules, or the modules without."""
    parser = argparse.ArgumentParser(prog="script/covers", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as engine/batch/sift.py")
    parser.add_argument("--uncovered", action="store_true", help="modules that no test covers")
    options = parser.parse_args()
    unknown = [name for name in options.modules if not (ROOT / name).is_file()]
    if unknown:
        parser.error(f"{unknown[0]}: there is no such module. Write it as engine/batch/sift.py.")
    for name in options.modules:
        print("\n".join(name_of(path) for path in covering(name)))
    if options.uncovered:
        print("\n".join(name for name in modules() if not covering(name)))


if __name__ == "__main__":
    main()
