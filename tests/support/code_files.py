"""The Python of this repository as trees: what stands where, and what it imports."""

import ast
from functools import cache
from pathlib import Path

from running import ROOT

FOLDERS: tuple[str, ...] = ("engine", "plans", "blueprints", "listening", "surveys", "practice")
FOLDERS += ("workbench",)
FOLDERS += ("documents", "commands", "screens")
OURS = (*FOLDERS, "dutch", "tables")
CODE = sorted(
    [*ROOT.glob("*.py"), *(path for name in FOLDERS for path in (ROOT / name).rglob("*.py"))]
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
EVERY_MODULE = [*CODE, *TESTS, *sorted((ROOT / "script").rglob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def imports(path: Path) -> list[str]:
    """Return the full name of every module a file imports, wherever in the file."""
    names: list[str] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: no relative imports"
            names += (f"{node.module}.{alias.name}" for alias in node.names)
    return names


@cache
def strings(path: Path) -> list[tuple[int, str]]:
    """Return every text in a file with its line."""
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
