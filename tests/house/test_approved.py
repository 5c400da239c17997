"""What comes out for fixed input is what was approved: `script/approve` writes it anew."""

from collections.abc import Callable

import pytest
from approved import FOLDER, makers

from engine import Table

COVERS = (
    "documents/journey/swimlane.py",
    "documents/listening/plots.py",
    "documents/plan/charts.py",
    "documents/plan/choice_tables.py",
    "documents/plan/contact.py",
    "documents/plan/curve.py",
    "documents/plan/gantt.py",
    "documents/plan/words.py",
    "listening/terminal.py",
)
NAMES = sorted(path.name for path in FOLDER.iterdir())
SLOW = {"feitencheck.csv"}  # has a row for every channel of every situation


@pytest.fixture(scope="module")
def outcomes(table: Table) -> dict[str, Callable[[], str]]:
    return makers(table)


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.exhaustive if n in SLOW else ()) for n in NAMES],
)
def test_what_comes_out_is_what_was_approved(
    name: str, outcomes: dict[str, Callable[[], str]]
) -> None:
    approved = (FOLDER / name).read_bytes().decode()
    assert outcomes[name]().splitlines() == approved.splitlines()


def test_all_that_is_compared_was_approved(outcomes: dict[str, Callable[[], str]]) -> None:
    assert sorted(outcomes) == NAMES
