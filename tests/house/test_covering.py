"""The tests of a module are found by its name, by what they import and by what they say."""

import pytest
from code_files import name_of
from conftest import ROOT

from script.covering import covered_modules, covering, files_with_tests, modules, stated_modules


def test_what_a_file_of_tests_says_it_covers_is_there() -> None:
    wrong = [
        f"{name_of(path)}: {name}"
        for path in files_with_tests()
        for name in stated_modules(path)
        if not (ROOT / name).is_file()
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "tests"),
    [
        ("engine/cache.py", "tests/engine/test_cache.py"),  # by name
        ("screens/page/incident.py", "tests/screens/test_states_browser.py"),  # by import
        ("app.py", "tests/server/test_server.py"),  # because it says so
        ("documents/__init__.py", "tests/server/test_still.py"),  # by import of a package
    ],
)
def test_a_module_leads_to_its_tests(module: str, tests: str) -> None:
    assert tests in [name_of(path) for path in covering(module)]


def test_only_modules_of_ours_are_covered() -> None:
    files = {name_of(path) for path in (*ROOT.glob("*.py"), *ROOT.glob("*/**/*.py"))}
    assert set(modules()) <= files
    assert all(covered_modules(path) <= files for path in files_with_tests())
