"""The fast lane leaves out what needs more than Python, and nothing else."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BROWSER, ROOT

TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
SHARE = 0.92  # of all tests are in the fast lane
SUPPORT = ROOT / "tests" / "support"
WITHOUT = """
import sys
for name in ("playwright", "playwright.sync_api", "axe_playwright_python"):
    sys.modules[name] = None
import pytest
sys.exit(pytest.main(sys.argv[1:]))
"""


def imports(path: Path) -> set[str]:
    """Return the top-level names a file imports, but for what only types need."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asked = {node for node in ast.walk(tree) if isinstance(node, ast.If)}
    typing = {n for node in asked if "TYPE_CHECKING" in ast.dump(node.test) for n in ast.walk(node)}
    names: set[str] = set()
    for node in set(ast.walk(tree)) - typing:
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module).split(".")[0])
    return names


def looks(path: Path) -> bool:
    """Tell whether a file of tests needs playwright, itself or through what it is helped by."""
    seen: set[str] = set()
    ahead = imports(path)
    while ahead:
        name = ahead.pop()
        helper = SUPPORT / f"{name}.py"
        if helper.exists() and name not in seen:
            ahead |= imports(helper)
        seen.add(name)
    return "playwright" in seen


def test_what_looks_with_a_browser_says_so_in_its_name() -> None:
    assert {p.name for p in TESTS if looks(p)} == {p.name for p in TESTS if p.match(f"*{BROWSER}")}


def count_tests(*options: str) -> int:
    """Return how many tests there are where playwright is absent or, without options, at all."""
    start = WITHOUT if options else "import pytest, sys; sys.exit(pytest.main(sys.argv[1:]))"
    run = [sys.executable, "-c", start, "--collect-only", "-q", "-p", "no:cacheprovider", *options]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    return sum(int(count) for count in re.findall(r"^tests/\S+: (\d+)$", done.stdout, re.MULTILINE))


@pytest.mark.exhaustive
def test_nearly_all_tests_are_in_the_fast_lane() -> None:
    lane = re.search(r'-m "([^"]+)"', (ROOT / "script" / "test").read_text(encoding="utf-8"))
    assert lane
    assert count_tests("-m", lane[1]) >= SHARE * count_tests()
