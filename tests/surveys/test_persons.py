"""One resident who answers several situations is no crowd."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from surveys.counts import PickCounts, count
from surveys.estimate.fitting import data_of
from surveys.estimate.mode import start_of
from surveys.estimate.persons import MOST, corrected, likeness
from surveys.estimate.spreads import learn, over_spreads
from surveys.model import Answers, Asked

ASKED = (Asked("t", "een"), Asked("t", "twee"))


def counted(same: bool, people: int = 400) -> PickCounts:
    """Return counts of residents who pick alike in both situations, or as it comes."""
    chance = np.random.default_rng(4)
    first = chance.random((people, 3)) < 0.4
    second = first if same else chance.random((people, 3)) < 0.4
    picks = {
        asked: tuple(frozenset(np.array(["a", "b", "c"])[row].tolist()) for row in rows)
        for asked, rows in zip(ASKED, (first, second), strict=True)
    }
    ages = tuple("jong" if n % 2 else "oud" for n in range(people))
    answers = Answers(
        ages, ("p",) * people, np.ones(people), picks, dict.fromkeys(ASKED, ("a", "b", "c"))
    )
    return count(answers, ("jong", "oud"), ("p",), {})


def share(counts: PickCounts) -> NDArray[np.float64]:
    """Return the shares behind the picks."""
    return np.full(counts.n.shape, 0.4)


def test_likeness_is_the_correlation_of_picks() -> None:
    assert likeness(counted(same=False), share(counted(same=False))) < 0.06
    assert likeness(counted(same=True), share(counted(same=True))) == MOST


def test_residents_who_answer_twice_tell_less() -> None:
    for same, least, most in ((False, 1.0, 1.05), (True, 1.2, 2.0)):
        counts = counted(same)
        data = data_of(counts, np.zeros((2, 3, 2, 1)))
        fitted = learn(data, start_of(data))
        wider = corrected(counts, data, fitted)
        before, after = (
            data.design.pairs @ one.curvature.own.reshape(3, -1).T for one in (fitted, wider)
        )
        assert least <= float((after / before).mean()) <= most


def test_who_answers_once_needs_no_correction() -> None:
    counts = counted(same=True)
    alone = replace(counts.twice, people=counts.twice.people * 0, both=counts.twice.both * 0)
    once = replace(counts, twice=replace(alone, first=alone.first * 0))
    assert likeness(once, share(once)) == 0
    data = data_of(once, np.zeros((2, 3, 2, 1)))
    fitted = learn(data, start_of(data))
    assert corrected(once, data, fitted) is fitted


def test_doubt_of_spreads_widens_what_they_hold() -> None:
    """One effect, measured once as surely as it is believed: the mean over both sides is known."""
    own = np.full((1, 1, 1), 0.5)  # precision 1 of the measurement, 1 beforehand
    kinds, level = np.zeros(1, dtype=np.int64), np.zeros(1)
    doubt = np.array([[1.44]])
    sides = [1 / (1 + np.exp(-side * 1.2)) for side in (-1, 1)]
    assert over_spreads(own, kinds, level, doubt)[0, 0, 0] == pytest.approx(np.mean(sides))
    rare = np.full((1, 1, 1), 1 / (1 + np.exp(3.0)))
    assert over_spreads(rare, kinds, level - 3.0, doubt)[0, 0, 0] > 1.5 * rare[0, 0, 0]
