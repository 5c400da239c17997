"""How many answers are needed: what was tried comes back, and more never brings less."""

from itertools import pairwise

import pytest

from surveys import needed


@pytest.mark.parametrize(("answers", "missed"), needed.MISSED)
def test_what_was_tried_comes_back(answers: int, missed: float) -> None:
    assert needed.missed(answers) == pytest.approx(missed)


def test_more_answers_never_bring_less() -> None:
    for one, other in pairwise(range(0, 5000, 7)):
        assert needed.missed(one) >= needed.missed(other)
        assert needed.margin(one) >= needed.margin(other)


def test_without_answers_there_are_our_rules_alone() -> None:
    assert needed.missed(0) == needed.WITHOUT
    assert needed.missed(1) <= needed.WITHOUT
    assert needed.margin(0) == 100.0


def test_a_group_has_a_wider_margin_than_everyone() -> None:
    for gain in needed.gains(300, 6):
        assert gain.group_margin > gain.margin
    assert [gain.answers for gain in needed.gains(300, 6)] == [300, 400, 700]
    assert needed.margin(1000) == pytest.approx(2.4, abs=0.05)
