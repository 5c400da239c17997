"""Motives and expectations: by weight, from fifty answers on, and no resident to be seen."""

import numpy as np
import pytest

from surveys.model import Answers, Asked, Picks
from surveys.questions import phrases
from surveys.sayings import EXPECTATION, MOTIVE, sayings

HERE = Asked("t", "f")
FIRST, SECOND = phrases.load().motive.choices[:2]


def answers(motives: list[Picks], weights: list[float] | None = None) -> Answers:
    count = len(motives)
    return Answers(
        ages=("onbekend",) * count,
        profiles=("onbekend",) * count,
        weights=np.array(weights or [1.0] * count),
        picks={HERE: (None,) * count},
        offered={HERE: ("a",)},
        motives={HERE: tuple(motives)},
    )


def test_shares_are_of_who_answered() -> None:
    given: list[Picks] = [*[frozenset({FIRST.id})] * 45, *[frozenset[str]()] * 15, *[None] * 40]
    rows = sayings(answers(given))
    assert [(row.kind, row.text, row.share, row.n) for row in rows] == [
        (MOTIVE, FIRST.text, 0.75, 60)
    ]


def test_who_weighs_more_counts_more() -> None:
    given: list[Picks] = [*[frozenset({FIRST.id})] * 30, *[frozenset({SECOND.id})] * 30]
    rows = sayings(answers(given, [3.0] * 30 + [1.0] * 30))
    assert [row.share for row in rows] == pytest.approx([0.75, 0.25])


def test_of_fewer_than_fifty_nothing_is_kept() -> None:
    assert sayings(answers([frozenset({FIRST.id})] * 49)) == ()
    assert len(sayings(answers([frozenset({FIRST.id})] * 50))) == 1


def test_expectations_are_kept_beside_motives() -> None:
    wish = phrases.load().expectation.choices[0]
    given = answers([None] * 50)
    both = Answers(
        given.ages, given.profiles, given.weights, given.picks, given.offered,
        expectations={HERE: (frozenset({wish.id}),) * 50},
    )  # fmt: skip
    assert [(row.kind, row.text) for row in sayings(both)] == [(EXPECTATION, wish.text)]
