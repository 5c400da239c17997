"""A table compiled before is the same table; whatever is wrong with what was kept is made anew."""

import os
import pickle
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine import Rulebook, Situation, Table, cache


@pytest.fixture
def compilations(table: Table, monkeypatch: pytest.MonkeyPatch) -> list[Rulebook]:
    """Count the compilations, without waiting for them."""
    asked: list[Rulebook] = []

    def compile_book(book: Rulebook) -> Table:
        asked.append(book)
        return replace(table, book=book)

    monkeypatch.setattr(cache, "compile_book", compile_book)
    return asked


@pytest.mark.exhaustive
def test_the_same_knowledge_is_compiled_once(
    table: Table, compilations: Any, tmp_path: Path
) -> None:
    place = tmp_path / "kas"
    first = cache.table_of(table.book, place)
    again = cache.table_of(table.book, place)
    assert len(compilations) == 1
    assert again.book is table.book
    assert (again.outcomes, again.normal) == (first.outcomes, first.normal)
    assert list(again.outcomes) == list(first.outcomes)
    assert all(type(situation) is Situation for situation in again.outcomes)


@pytest.mark.parametrize("change", [{"digest": "anders"}, {"organisation_digest": "van ons"}])
@pytest.mark.exhaustive
def test_other_knowledge_is_compiled(
    table: Table, compilations: Any, tmp_path: Path, change: dict[str, str]
) -> None:
    cache.table_of(table.book, tmp_path)
    cache.table_of(replace(table.book, **change), tmp_path)  # type: ignore[arg-type]
    assert len(compilations) == 2


@pytest.mark.exhaustive
def test_other_code_compiles_anew(
    table: Table, compilations: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.table_of(table.book, tmp_path)
    monkeypatch.setattr(cache, "_code", lambda: "later")
    cache.table_of(table.book, tmp_path)
    assert len(compilations) == 2


def test_all_that_makes_a_table_counts_as_its_code() -> None:
    names = {path.name for path in cache.CODE}
    assert {"worker.py", "score.py", "rulebook.py", "dutch.py", "requirements.txt"} <= names


BOMB = f"{tempfile.gettempdir()}/kas-voerde-code-uit"


class Bomb:
    """What runs code when a pickle of it is read."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (BOMB,)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"onzin",
        b"[[], [], []]",
        b"[" * 100_000,
        b'[[], [[["a", "b", "c", "d"], [], [], [[["x"], [0]]], [], {}, 1]], []]',
        pickle.dumps(({}, {})),
        pickle.dumps(Bomb()),
    ],
    ids=range(7),
)
@pytest.mark.exhaustive
def test_a_damaged_file_is_made_anew(
    table: Table, compilations: Any, tmp_path: Path, written: bytes
) -> None:
    cache.table_of(table.book, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(written)
    assert cache.table_of(table.book, tmp_path).outcomes == table.outcomes
    assert len(compilations) == 2
    assert not Path(BOMB).exists()
    cache.table_of(table.book, tmp_path)
    assert len(compilations) == 2


def test_where_nothing_can_be_kept_it_works_the_same(
    table: Table, compilations: Any, tmp_path: Path
) -> None:
    place = tmp_path / "een bestand"
    place.write_text("geen map", encoding="utf-8")
    assert cache.table_of(table.book, place).outcomes == table.outcomes
    assert cache.table_of(table.book, place).outcomes == table.outcomes
    assert len(compilations) == 2


@pytest.mark.exhaustive
def test_only_a_few_are_kept_and_nothing_half_written(
    table: Table, compilations: Any, tmp_path: Path
) -> None:
    for i in range(cache.MOST + 3):
        cache.table_of(replace(table.book, digest=str(i)), tmp_path)
    names = [path.name for path in tmp_path.iterdir()]
    assert len(names) == cache.MOST
    assert all(name.startswith("tabel-") for name in names)
