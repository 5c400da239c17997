"""Shared values: the knowledge of this repository, read and compiled once per run."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine import Rulebook, Table, compile_book, load  # noqa: E402


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load()


@pytest.fixture(scope="session")
def table(book: Rulebook) -> Table:
    return compile_book(book)
