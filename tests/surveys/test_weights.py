"""Weights by raking, against tables worked out by hand, and what holds for any answers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as having
from hypothesis import settings
from hypothesis import strategies as some

from engine import Rulebook
from engine import load as load_book
from engine.model import UNKNOWN
from surveys import weights
from surveys.margins import Margins
from surveys.model import Answers, Asked

BOOK = load_book()
ASKED = Asked("participatie", "bewustwording")
YOUNG, MIDDLE, OLD = "16-24", "35-49", "75-plus"
ONE, TWO = "stadse-nomaden", "zorgzame-senioren"


def answers(*ages: str, profiles: tuple[str, ...] = ()) -> Answers:
    size = len(ages)
    return Answers(
        ages,
        profiles or (UNKNOWN,) * size,
        np.ones(size),
        {ASKED: (frozenset(),) * size},
        {ASKED: ()},
    )


def test_one_margin_by_hand(book: Rulebook) -> None:
    """Three young of four where half is: each counts 2/3, the old one 2; Kish (4)²/(3·4/9 + 4)."""
    given = answers(YOUNG, YOUNG, YOUNG, OLD)
    weighed = weights.rake(given, Margins("m", {YOUNG: 0.5, OLD: 0.5}), book)
    assert weighed.answers.weights == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2], abs=1e-6)
    assert weighed.effective == pytest.approx(16 / (12 / 9 + 4), rel=1e-5)
    assert weighed.design_effect == pytest.approx(4 / 3, rel=1e-5)
    assert weighed.largest == pytest.approx(2, abs=1e-6)
    assert weighed.notes == ()
    assert given.weights.tolist() == [1, 1, 1, 1]


def test_two_margins_by_hand(book: Rulebook) -> None:
    """Where ages and profiles are apart in the answers, a weight is the product of two factors."""
    given = answers(*([YOUNG] * 3), *([OLD] * 3), profiles=(ONE, ONE, TWO, ONE, ONE, TWO))
    margins = Margins("m", {YOUNG: 0.25, OLD: 0.75}, {ONE: 0.5, TWO: 0.5})
    weighed = weights.rake(given, margins, book)
    young, old, one, two = 0.5, 1.5, 0.75, 1.5
    expected = [young * one, young * one, young * two, old * one, old * one, old * two]
    assert weighed.answers.weights == pytest.approx(expected, abs=1e-5)


def test_who_did_not_say_keeps_the_average(book: Rulebook) -> None:
    weighed = weights.rake(
        answers(YOUNG, YOUNG, OLD, UNKNOWN), Margins("m", {YOUNG: 0.5, OLD: 0.5}), book
    )
    assert weighed.answers.weights == pytest.approx([0.75, 0.75, 1.5, 1], abs=1e-6)


def test_who_is_for_a_part_in_two_groups_gets_part_of_both(book: Rulebook) -> None:
    given = replace(answers(YOUNG, OLD, UNKNOWN), age_shares={2: {YOUNG: 0.5, OLD: 0.5}})
    weighed = weights.rake(given, Margins("m", {YOUNG: 0.5, OLD: 0.5}), book)
    assert weighed.answers.weights == pytest.approx([1, 1, 1], abs=1e-6)


def test_a_weight_is_held_to_three_and_the_difference_is_told(book: Rulebook) -> None:
    """One of ten stands for half: 5 without a limit, and 3 with it; then 30 % is what it counts."""
    given = answers(OLD, *([YOUNG] * 9))
    weighed = weights.rake(given, Margins("m", {YOUNG: 0.5, OLD: 0.5}), book)
    assert weighed.untrimmed == pytest.approx(5)
    assert weighed.answers.weights == pytest.approx([3, *[7 / 9] * 9], abs=1e-6)
    assert weighed.notes[0].startswith("Zonder grens was het grootste gewicht 5,0. VNG keurt")
    assert "75 jaar en ouder telt daardoor voor 30 % mee, en is 50 %" in " ".join(weighed.notes)


def test_a_group_without_answers_is_told(book: Rulebook) -> None:
    margins = Margins("m", {YOUNG: 0.4, MIDDLE: 0.4, OLD: 0.2})
    weighed = weights.rake(answers(YOUNG, MIDDLE, MIDDLE), margins, book)
    assert weighed.answers.weights == pytest.approx([1.5, 0.75, 0.75], abs=1e-6)
    assert weighed.notes[0].startswith("Geen antwoorden met leeftijd 75 jaar en ouder")


def test_nobody_told_anything(book: Rulebook) -> None:
    weighed = weights.rake(answers(UNKNOWN, UNKNOWN), Margins("m", {YOUNG: 1.0}), book)
    assert weighed.answers.weights.tolist() == [1, 1]
    assert "niet gewogen" in weighed.notes[0]


@pytest.mark.parametrize(
    ("largest", "after", "note"),
    [(2.0, 2.0, ""), (3.5, 3.5, "raadt aan onder 3"), (6.0, 3.0, "keurt gewichten van 5")],
)
def test_weights_of_a_file_are_judged(largest: float, after: float, note: str) -> None:
    rest = (20 - largest) / 19
    given = replace(answers(*[YOUNG] * 20), weights=np.array([largest, *[rest] * 19]))
    weighed = weights.given(given)
    assert weighed.largest == pytest.approx(after)
    assert weighed.answers.weights.mean() == pytest.approx(1)
    assert note in " ".join(weighed.notes)
    assert bool(weighed.notes) == bool(note)


def test_effective_answers_by_hand() -> None:
    assert weights.effective(np.array([1.0, 1, 1, 1])) == 4
    assert weights.effective(np.array([3.0, 1, 0])) == pytest.approx(1.6)


@settings(max_examples=60, deadline=None)
@having(
    some.lists(some.sampled_from([YOUNG, MIDDLE, OLD, UNKNOWN]), min_size=3, max_size=60),
    some.tuples(*[some.floats(0.05, 1)] * 3),
)
def test_what_holds_for_any_answers(ages: list[str], parts: tuple[float, ...]) -> None:
    whole = sum(parts)
    shares = dict(zip((YOUNG, MIDDLE, OLD), (part / whole for part in parts), strict=True))
    weighed = weights.rake(answers(*ages), Margins("m", shares), BOOK)
    given = weighed.answers.weights
    assert given.mean() == pytest.approx(1, abs=1e-4)
    assert given.min() > 0 and given.max() <= weights.ADVISED + 1e-5
    assert weighed.design_effect >= 1 - 1e-6
    assert weighed.effective <= len(ages) + 1e-6
    for slug in (YOUNG, MIDDLE, OLD):
        mine = {round(float(w), 5) for w, age in zip(given, ages, strict=True) if age == slug}
        assert len(mine) <= 1
    there = [slug for slug in shares if slug in ages]
    if there and weighed.untrimmed < weights.ADVISED - 0.01:
        known = sum(float(w) for w, age in zip(given, ages, strict=True) if age in shares)
        among = sum(shares[slug] for slug in there)
        for slug in there:
            share = sum(float(w) for w, age in zip(given, ages, strict=True) if age == slug) / known
            assert share == pytest.approx(shares[slug] / among, abs=1e-3)
