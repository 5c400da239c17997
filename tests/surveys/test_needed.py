"""How many answers are needed: what was tried comes back, and more never brings less."""

from itertools import pairwise

import pytest

from surveys import needed
from surveys.needed import Gain


@pytest.mark.parametrize("row", needed.table(), ids=lambda row: str(row.answers))
def test_what_was_tried_comes_back(row: Gain) -> None:
    assert needed.gain(row.answers) == row


def test_more_answers_never_bring_less() -> None:
    for one, other in pairwise(map(needed.gain, range(0, 6_000, 7))):
        assert all(less >= more for less, more in zip(one[1:], other[1:], strict=True))


def test_without_answers_there_are_our_rules_alone() -> None:
    alone = needed.gain(0)
    assert alone.missed > 2 * needed.gain(100).missed
    assert alone[2:] == (100.0, 100.0, 100.0)


def test_a_smaller_group_has_a_wider_margin() -> None:
    for row in needed.gains(300):
        assert row.margin < row.age_margin < row.group_margin
    assert [row.answers for row in needed.gains(300)] == [300, 400, 700]


def test_beyond_what_was_tried_nothing_is_promised() -> None:
    last = needed.table()[-1]
    assert needed.gain(90_000) == last._replace(answers=90_000)


def test_what_is_written_is_read() -> None:
    assert needed.write(needed.table()) == needed.FILE.read_text(encoding="utf-8")
    assert needed.write([Gain(100, 12.34, 5, 6, 7)]).splitlines() == [
        "antwoorden;gemist;marge;marge_leeftijd;marge_leeftijd_profiel",
        "100;12.3;5.0;6.0;7.0",
    ]
