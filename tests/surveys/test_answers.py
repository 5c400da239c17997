"""Answers go into a text and come back, have one digest, and several files become one."""

import numpy as np
import pytest
from returned.residents import asked_block, residents, rows_of
from returned.text_files import plain

from engine import Rulebook
from engine.model import UNKNOWN
from surveys import answers
from surveys.model import Answers
from surveys.reading import read

COVERS = ("surveys/model.py",)


def some(book: Rulebook, seed: int) -> Answers:
    asked = asked_block(book)
    return read(plain(asked, residents(asked, 20, seed)), "a.csv", book).answers


def same(one: Answers, other: Answers) -> bool:
    names = ("ages", "profiles", "picks", "offered", "motives", "expectations", "age_shares",
             "stand_ins")  # fmt: skip
    return all(getattr(one, name) == getattr(other, name) for name in names) and bool(
        np.array_equal(one.weights, other.weights)
    )


def test_a_text_gives_the_same_answers_back(book: Rulebook) -> None:
    given = some(book, 1)
    again = answers.parsed(answers.text(given))
    assert same(given, again)
    assert answers.digest(given) == answers.digest(again)
    assert answers.digest(given) != answers.digest(some(book, 2))


def test_who_is_in_several_age_groups_comes_back(book: Rulebook) -> None:
    raw = b"leeftijd;participatie:bewustwording\n30-39;brief\n75+;geen\n"
    given = read(raw, "a.csv", book).answers
    again = answers.parsed(answers.text(given))
    assert again.age_shares == {0: {"25-34": 0.5, "35-49": 0.5}}
    assert same(given, again)


def test_files_go_together(book: Rulebook) -> None:
    asked = asked_block(book)
    one, other = some(book, 1), some(book, 2)
    both = answers.together([one, other])
    assert rows_of(asked, both) == rows_of(asked, one) + rows_of(asked, other)
    assert len(both.stand_ins) == len(both) == 40
    assert answers.together([one]) is one


def test_a_question_of_one_file_was_not_asked_in_the_other(book: Rulebook) -> None:
    one = read(b"leeftijd;participatie:bewustwording\n30-39;brief\n", "a.csv", book).answers
    other = read(b"leeftijd;dienstverlening:actie\n75+;balie\n30-39;geen\n", "b.csv", book).answers
    both = answers.together([one, other])
    assert [len(column) for column in both.picks.values()] == [3, 3]
    assert [column[0] for column in both.picks.values()] == [frozenset({"brief"}), None]
    assert both.age_shares.keys() == {0, 2}
    assert both.stand_ins == ()
    assert both.ages[1] != UNKNOWN


@pytest.mark.parametrize("size", [1, 3])
def test_the_text_of_many_is_small(book: Rulebook, size: int) -> None:
    given = answers.together([some(book, 1)] * 50 * size)
    assert len(answers.text(given)) < 100 * len(given) + 5_000
