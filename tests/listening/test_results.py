"""What an action cost, saved and achieved: amounts, shares and words worked out by hand."""

from datetime import date, timedelta

import pytest

from listening.effects import effect, results
from listening.effects.results import ActionRecord, FunnelStep, Prices

COVERS = ("listening/effects/results.py", "listening/effects/effect.py")
FIRST = date(2026, 3, 2)  # a Monday


def action(cost: float | None, hours: float | None, calls: int | None) -> ActionRecord:
    return ActionRecord(
        "Brief", "schuldhulp", "brief", FIRST, FIRST, "loket", None,
        None, None, None, cost, hours, calls,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cost", "hours", "calls", "per_hour", "per_call", "euros", "savings"),
    [
        (1000.0, None, None, None, None, 1000.0, None),
        (1000.0, 10.0, None, None, None, 1000.0, None),  # hours without a price cost nothing told
        (1000.0, 10.0, None, 60.0, None, 1600.0, None),
        (None, 10.0, None, 60.0, None, 600.0, None),
        (None, 10.0, None, None, None, None, None),  # nothing known is not nought
        (None, None, None, 60.0, 8.0, None, None),
        (1000.0, 10.0, 50, 60.0, 8.0, 1200.0, 400.0),  # 1000 + 600 - 400
        (100.0, None, 50, None, 8.0, -300.0, 400.0),  # it brought more than it cost
        (1000.0, None, 50, None, None, 1000.0, None),  # calls without a price save nothing told
        (None, None, 50, None, 8.0, None, 400.0),
        (0.0, 0.0, 0, 60.0, 8.0, 0.0, 0.0),
    ],
)
def test_euros(
    cost: float | None,
    hours: float | None,
    calls: int | None,
    per_hour: float | None,
    per_call: float | None,
    euros: float | None,
    savings: float | None,
) -> None:
    prices = Prices(per_hour, per_call)
    assert results._euros(action(cost, hours, calls), prices) == (euros, savings)


@pytest.mark.parametrize(
    ("counts", "parts", "leak"),
    [
        ([], [], None),
        ([1000], [None], None),
        ([1000, 250], [None, 0.25], None),  # two steps: there is nothing to compare
        ([1000, 250, 50], [None, 0.25, 0.2], "c"),
        ([1000, 100, 50], [None, 0.1, 0.5], "b"),
        ([0, 0, 0], [None, None, None], None),
        ([100, 0, 0], [None, 0.0, None], None),
        ([10, 20, 5], [None, 2.0, 0.25], "c"),
    ],
)
def test_funnel_and_leak(counts: list[int], parts: list[float | None], leak: str | None) -> None:
    steps = results.funnel(list(zip("abc", counts, strict=False)))
    assert steps == tuple(
        FunnelStep(name, count, part)
        for name, count, part in zip("abc", counts, parts, strict=False)
    )
    assert results.leak(steps) == leak


def days(first: date, counts: list[int]) -> dict[date, int]:
    return {first + timedelta(days=at): count for at, count in enumerate(counts)}


@pytest.mark.parametrize(
    ("before", "after", "word", "ratio"),
    [
        (100, 200, effect.MORE, 2.0),
        (200, 100, effect.LESS, 0.5),
        (100, 100, effect.UNSURE, 1.0),
        (100, 101, effect.UNSURE, 1.01),
    ],
)
def test_more_is_more_and_less_is_less(before: int, after: int, word: str, ratio: float) -> None:
    """The same count every day, so that the ratio is known and chance is only Poisson's."""
    start = FIRST + timedelta(days=56)
    series = days(FIRST, [before] * 56 + [after] * 28)
    outcome = effect.effect(series, start, start + timedelta(days=27))
    assert (outcome.word, outcome.before, outcome.after) == (word, before, after)
    assert outcome.ratio == pytest.approx(ratio, rel=0.04)  # a little is season, for all we know
    assert outcome.low is not None
    assert outcome.high is not None
    assert outcome.low < ratio < outcome.high


@pytest.mark.parametrize(
    ("own", "other", "word", "ratio"),
    [
        (200, 200, effect.UNSURE, 1.0),  # the neighbour grew as much: nothing of ours
        (200, 100, effect.MORE, 2.0),
        (100, 200, effect.LESS, 0.5),
    ],
)
def test_the_change_elsewhere_is_taken_off(own: int, other: int, word: str, ratio: float) -> None:
    start = FIRST + timedelta(days=56)
    series, control = (days(FIRST, [100] * 56 + [count] * 28) for count in (own, other))
    outcome = effect.effect(series, start, start + timedelta(days=27), control)
    assert (outcome.word, outcome.has_control) == (word, True)
    assert outcome.ratio == pytest.approx(ratio, rel=0.04)  # a little is season, for all we know


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (13, 28, "Er zijn 13 dagen vóór de actie. Nodig zijn er 14."),
        (14, 13, "Er zijn 13 dagen tijdens en na de actie. Nodig zijn er 14."),
        (14, 14, ""),
    ],
)
def test_too_few_days_say_so(before: int, after: int, why: str) -> None:
    start = FIRST + timedelta(days=before)
    series = days(FIRST, [50] * (before + after))
    outcome = effect.effect(series, start, start + timedelta(days=after - 1))
    assert outcome.why == why
    assert (outcome.ratio is None) is bool(why)


@pytest.mark.parametrize(("per_day", "enough"), [((1, 1), False), ((2, 1), True), ((2, 0), False)])
def test_too_small_counts_say_so(per_day: tuple[int, int], enough: bool) -> None:
    """14 and 28 days: 14 counted is too few, 28 is enough; with none after nothing is said."""
    start = FIRST + timedelta(days=14)
    series = days(FIRST, [per_day[0]] * 14 + [per_day[1]] * 28)
    outcome = effect.effect(series, start, start + timedelta(days=27))
    assert (outcome.ratio is not None) is enough
    assert outcome.word in (effect.MORE, effect.LESS, effect.UNSURE)
