"""The example survey: the same at every run, named as simulated, and about nobody."""

import csv
from pathlib import Path

import pytest

from engine import Rulebook, Table
from script import example_survey
from surveys.questions.block import block


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.exhaustive
def test_the_script_makes_the_file_that_is_there(table: Table) -> None:
    kept = rows_of(example_survey.FOLDER / example_survey.ANSWERS)
    again = example_survey.answers(block(table.book), table)
    assert [{key: value for key, value in row.items() if value} for row in kept] == [
        {key: value for key, value in row.items() if value} for row in again
    ]


def test_it_has_every_age_and_both_tracks_and_answers_that_stop_halfway(book: Rulebook) -> None:
    rows = rows_of(example_survey.FOLDER / example_survey.ANSWERS)
    assert len(rows) == example_survey.RESIDENTS
    assert {row["leeftijd"] for row in rows} == {"", *example_survey._ages(book)}
    columns = [q.column for q in block(book).questions() if q.kind == "kanaal"]
    for column in columns:
        assert sum(bool(row[column]) for row in rows) > 200
    assert any(not row["vertrouwen"] for row in rows)
    assert all(row[column].count("|") < 3 for row in rows for column in columns)


def test_it_says_of_itself_that_it_is_simulated() -> None:
    for path in example_survey.FOLDER.iterdir():
        assert "nagebootst" in path.name or "nagebootst" in path.read_text(encoding="utf-8")


def test_the_town_has_residents_of_every_age(book: Rulebook) -> None:
    rows = rows_of(example_survey.FOLDER / example_survey.MARGINS)
    assert [row["leeftijd"] for row in rows] == list(example_survey._ages(book))
    assert all(int(row["inwoners"]) > 0 for row in rows)
