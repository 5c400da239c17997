"""Several files of one survey together: nobody is lost and nothing is asked of who was not."""

import numpy as np

from engine.model import UNKNOWN
from surveys.model import Answers, Asked
from surveys.together import together

ONE, TWO = Asked("t", "een"), Asked("t", "twee")
PAPER = Answers(
    ages=("jong", "oud"),
    profiles=("p", "p"),
    weights=np.array([1.0, 2.0]),
    picks={ONE: (frozenset({"a"}), None)},
    offered={ONE: ("a", "b")},
    motives={ONE: (frozenset({"m"}), None)},
    age_shares={1: {"jong": 0.5, "oud": 0.5}},
)
ONLINE = Answers(
    ages=("oud",),
    profiles=("q",),
    weights=np.array([3.0]),
    picks={ONE: (frozenset({"c"}),), TWO: (frozenset(),)},
    offered={ONE: ("c",), TWO: ("a",)},
    age_shares={0: {"oud": 1.0}},
    stand_ins=("betrokken",),
)


def test_residents_of_all_files_stand_after_each_other() -> None:
    both = together([PAPER, ONLINE])
    assert both.ages == ("jong", "oud", "oud")
    assert both.profiles == ("p", "p", "q")
    assert both.weights.tolist() == [1.0, 2.0, 3.0]
    assert both.picks[ONE] == (frozenset({"a"}), None, frozenset({"c"}))
    assert both.motives[ONE] == (frozenset({"m"}), None, None)
    assert both.stand_ins == (UNKNOWN, UNKNOWN, "betrokken")
    assert both.age_shares == {1: {"jong": 0.5, "oud": 0.5}, 2: {"oud": 1.0}}


def test_what_one_file_does_not_ask_was_not_answered_there() -> None:
    both = together([PAPER, ONLINE])
    assert both.picks[TWO] == (None, None, frozenset())
    assert both.offered == {ONE: ("a", "b", "c"), TWO: ("a",)}


def test_one_file_stays_as_it_is() -> None:
    assert together([PAPER]) is PAPER
    assert together([PAPER, PAPER]).stand_ins == ()
