"""Who picked what: groups, weights, and what was not filled in."""

import numpy as np
import pytest

from engine import UNKNOWN
from surveys.counts import PickCounts, count
from surveys.model import Answers, Asked, Picks

FIRST, SECOND = Asked("a", "een"), Asked("a", "twee")
AGES, PROFILES = ("jong", "oud"), ("p", "q")
A, B, BOTH, NONE = (frozenset(text) for text in ("a", "b", "ab", ""))


def counted(
    ages: tuple[str, ...],
    profiles: tuple[str, ...],
    picks: tuple[Picks, ...],
    weights: tuple[float, ...] = (),
    population: dict[str, float] | None = None,
) -> PickCounts:
    """Return the counts of answers to one situation."""
    heavy = np.array(weights or (1.0,) * len(ages))
    answers = Answers(ages, profiles, heavy, {FIRST: picks}, {FIRST: ("a", "b")})
    return count(answers, (*AGES, UNKNOWN), (*PROFILES, UNKNOWN), population or {})


def test_a_group_is_a_row() -> None:
    counts = counted(("jong", "jong", "oud"), ("p", "p", "q"), (A, BOTH, NONE))
    mixes = zip(counts.age_mix.tolist(), counts.profile_mix.tolist(), strict=True)
    rows = [
        (age, profile, n, k)
        for (age, profile), n, k in zip(mixes, counts.n.tolist(), counts.k.tolist(), strict=True)
    ]
    assert ([1, 0], [1, 0], [2, 2], [2, 1]) in rows
    assert ([0, 1], [0, 1], [1, 1], [0, 0]) in rows
    assert len(rows) == 2


def test_who_did_not_answer_does_not_count() -> None:
    counts = counted(("jong", "jong"), ("p", "p"), (A, None))
    assert counts.n.tolist() == [[1, 1]]


def test_weights_count_through_the_effective_number() -> None:
    counts = counted(("jong",) * 3, ("p",) * 3, (A, B, B), (2.0, 1.0, 1.0))
    effective = 4.0**2 / 6.0
    assert counts.n[0] == pytest.approx([effective, effective])
    assert counts.k[0] == pytest.approx([effective / 2, effective / 2])


def test_equal_weights_are_none() -> None:
    heavy = counted(("jong",) * 3, ("p",) * 3, (A, B, B), (7.0,) * 3)
    assert heavy.n[0] == pytest.approx([3, 3])


def test_unknown_is_a_mix_of_the_population() -> None:
    population = {"jong": 0.25, "oud": 0.75}
    counts = counted((UNKNOWN, "oud"), ("p", UNKNOWN), (A, B), population=population)
    assert counts.joint.sum() == pytest.approx(1)
    assert counts.joint.sum(axis=1) == pytest.approx([0.25, 0.75])
    given = counts.joint[:, 0] / counts.joint[:, 0].sum()
    assert any(np.allclose(mix, given) for mix in counts.age_mix)


def test_a_band_across_ours_is_a_mix() -> None:
    answers = Answers(
        (UNKNOWN,),
        ("p",),
        np.ones(1),
        {FIRST: (A,)},
        {FIRST: ("a", "b")},
        age_shares={0: {"jong": 0.3, "oud": 0.7}},
    )
    counts = count(answers, AGES, PROFILES, {})
    assert counts.age_mix[0] == pytest.approx([0.3, 0.7])
    assert counts.answered[0, :2, 2] == pytest.approx([0.3, 0.7])


def test_the_population_follows_both_margins() -> None:
    population = {"jong": 0.2, "oud": 0.8, "p": 0.6, "q": 0.4}
    counts = counted(("jong", "oud") * 5, ("p", "q") * 5, (A,) * 10, population=population)
    assert counts.joint.sum(axis=0) == pytest.approx([0.6, 0.4], abs=1e-6)
    assert counts.joint.sum(axis=1) == pytest.approx([0.2, 0.8], abs=1e-6)


def test_a_channel_that_was_not_offered_has_no_answers() -> None:
    answers = Answers(
        ("jong",),
        ("p",),
        np.ones(1),
        {FIRST: (A,), SECOND: (B,)},
        {FIRST: ("a",), SECOND: ("a", "b")},
    )
    counts = count(answers, AGES, PROFILES, {})
    assert counts.channels == ("a", "b")
    assert counts.n.tolist() == [[1, 0], [1, 1]]


def test_people_are_followed_over_situations() -> None:
    answers = Answers(
        ("jong",) * 3,
        ("p",) * 3,
        np.ones(3),
        {FIRST: (A, A, B), SECOND: (A, None, BOTH)},
        {FIRST: ("a", "b"), SECOND: ("a", "b")},
    )
    twice = count(answers, AGES, PROFILES, {}).twice
    assert twice.people[0].tolist() == [[0, 2], [2, 0]]
    assert twice.first[0, 0, 1].tolist() == [1, 1]
    assert twice.first[0, 1, 0].tolist() == [2, 1]
    assert twice.both[0, 0, 1].tolist() == [1, 1]
