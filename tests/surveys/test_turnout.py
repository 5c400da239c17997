"""Who answered, against the residents there are."""

import numpy as np
import pytest

from engine import Rulebook
from engine.model import UNKNOWN
from surveys.margins import Margins
from surveys.model import Answers, Asked
from surveys.turnout import ONLINE_ONLY, tens, turnout

ASKED = Asked("participatie", "bewustwording")
MARGINS = Margins("m", {"16-24": 0.2, "25-34": 0.2, "35-49": 0.2, "50-64": 0.2, "65-74": 0.2})


def answers(counts: dict[str, int], over: int = 0) -> Answers:
    ages = tuple(age for age, count in counts.items() for _ in range(count)) + (UNKNOWN,) * over
    size = len(ages)
    shares = {size - 1 - at: {"25-34": 0.5, "35-49": 0.5} for at in range(over)}
    picks = {ASKED: (frozenset[str](),) * size}
    return Answers(ages, (UNKNOWN,) * size, np.ones(size), picks, {ASKED: ()}, age_shares=shares)


def test_participation_against_the_residents(book: Rulebook) -> None:
    counts = {"16-24": 10, "25-34": 30, "35-49": 60, "50-64": 60, "65-74": 40}
    given = turnout(answers(counts), book, MARGINS, "gemengd")
    assert (given.lowest, given.highest) == ("16-24", "35-49")
    assert given.ratio == pytest.approx(10 / 60)
    rows = {one.slug: one for one in given.ages}
    assert rows["16-24"].participation == pytest.approx(0.05 / 0.2)
    assert rows["16-24"].thin and not rows["25-34"].thin
    assert rows["75-plus"].n == 0 and rows["75-plus"].participation is None
    told = " ".join(given.warnings)
    assert "Minder dan 10 antwoorden: 75 jaar en ouder. Daarover is niets te zeggen." in told
    assert "Minder dan 20 antwoorden: 16 tot en met 24 jaar. Daarover is weinig zeker." in told
    assert "0,2 keer zo veel als 35 tot en met 49 jaar" in told


def test_without_margins_there_is_no_ratio(book: Rulebook) -> None:
    given = turnout(answers({"16-24": 25}, over=2), book)
    assert (given.ratio, given.lowest, given.highest) == (None, None, None)
    assert {one.slug: one.answered for one in given.ages}["25-34"] == pytest.approx(1 / 27)


def test_online_only_is_told(book: Rulebook) -> None:
    even = answers(dict.fromkeys(MARGINS.ages, 40) | {"75-plus": 40})
    assert turnout(even, book, mode="online").warnings == (ONLINE_ONLY,)
    assert turnout(even, book, mode="papier").warnings == ()


@pytest.mark.parametrize(("count", "kept"), [(0, 0), (9.9, 0), (10, 10), (14, 10), (26, 30)])
def test_counts_are_kept_in_tens(count: float, kept: int) -> None:
    assert tens(count) == kept
