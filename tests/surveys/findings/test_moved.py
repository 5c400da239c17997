"""Two surveys beside each other: what moved by more than chance, and what chance alone does."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from surveying.layers import about, layer

from engine import Rulebook
from engine.knowledge.own_survey import Asked, Cells, OwnSurvey
from engine.model import UNKNOWN
from surveys.findings import dots, spoken
from surveys.findings.moved import Move, _limit, moves

HALF = 0.2  # of an interval, on the log-odds
BEFORE = date(2024, 9, 30)


def share(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


def cells(odds: float, n: int = 300) -> Cells:
    """Return a channel that everybody was asked about, with an interval of a fixed width."""
    low, middle, high = (np.full((1, 1), share(odds + off)) for off in (-HALF, 0.0, HALF))
    nothing = np.zeros((1, 1))
    return Cells(nothing, nothing, middle, low, high, np.full((1, 1), n, dtype=np.int64))


def survey(book: Rulebook, odds: dict[str, float], n: int = 300) -> OwnSurvey:
    asked = Asked(next(iter(book.tracks)), next(iter(book.phases)))
    own = layer(book, [asked], list(odds), ages=(UNKNOWN,))
    return replace(own, rows={asked: {slug: cells(value, n) for slug, value in odds.items()}})


def test_chance_alone_hardly_ever_moves_anything(book: Rulebook) -> None:
    draw, channels = np.random.default_rng(7), list(book.channels)[:30]
    wrong = 0
    for _ in range(200):
        first, second = draw.normal(0, HALF / 1.645, (2, len(channels)))
        pair = [survey(book, dict(zip(channels, odds.tolist(), strict=True)))
                for odds in (first, second)]  # fmt: skip
        wrong += any(one.surely for one in moves(pair[1], pair[0]))
    assert wrong <= 30, "one in ten, and some room for chance"


def test_what_moved_far_is_told_first(book: Rulebook) -> None:
    channels = list(book.channels)[:10]
    before = dict.fromkeys(channels, 0.0)
    now = before | {channels[3]: 0.9, channels[5]: -0.1}
    every = moves(survey(book, now), survey(book, before))
    assert [one.channel for one in every[:2]] == [channels[3], channels[5]]
    assert [one.surely for one in every] == [True] + [False] * 9
    assert every[0].before == 0.5
    assert every[0].now == pytest.approx(share(0.9))


def test_of_few_answers_nothing_is_said(book: Rulebook) -> None:
    channel = next(iter(book.channels))
    few = survey(book, {channel: 2.0}, n=10)
    assert moves(few, survey(book, {channel: 0.0})) == ()
    other = survey(book, {list(book.channels)[1]: 0.0})
    assert moves(other, survey(book, {channel: 0.0})) == ()


@pytest.mark.parametrize(
    ("chances", "limit"),
    [([], -1.0), ([0.2, 0.5], -1.0), ([0.001, 0.5], 0.001), ([0.04, 0.09], 0.09),
     ([0.09, 0.5], -1.0)],
)  # fmt: skip
def test_of_many_differences_few_are_wrong(chances: list[float], limit: float) -> None:
    assert _limit(chances) == limit


@pytest.mark.parametrize(
    ("surely", "words"),
    [
        ([], "vroegen naar andere dingen"),
        ([False, False], "Van 2 aandelen is er geen zeker verschoven"),
        ([True, False], "Van 2 aandelen is er 1 zeker verschoven"),
        ([True, True, False], "Van 3 aandelen zijn er 2 zeker verschoven"),
    ],
)
def test_it_is_told_in_a_sentence(surely: list[bool], words: str) -> None:
    made = [Move(Asked("t", "f"), "k", 0.1, 0.2, one) for one in surely]
    assert words in spoken.moved(made)


def test_a_dot_knows_what_was_there_before(book: Rulebook) -> None:
    channels = list(book.channels)[:2]
    earlier = replace(survey(book, {channels[0]: 0.0}), about=about("Eerder", BEFORE))
    own = survey(book, {channels[0]: 0.5, channels[1]: 0.5})
    track = next(iter(book.tracks))
    (column,) = dots.phases(own, track, {}, book.phases, earlier)
    assert [dot.before for dot in column.dots] == [0.5, None]
    (alone,) = dots.phases(own, track, {}, book.phases)
    assert [dot.before for dot in alone.dots] == [None, None]
