"""Shared values: the knowledge of this repository, read and compiled once per run."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# Plans of tests go nowhere but here, also those of the servers that tests start.
PLANS = tempfile.TemporaryDirectory(prefix="plannen")
os.environ["KEN_JE_INWONER_PLANNEN"] = f"{PLANS.name}/plannen.sqlite3"
os.environ.pop("DATABASE_URL", None)

from engine import Rulebook, Table, compile_book, load  # noqa: E402


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load()


@pytest.fixture(scope="session")
def table(book: Rulebook) -> Table:
    return compile_book(book)
