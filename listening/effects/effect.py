"""Did an action change a daily count? Against what would have happened, with an interval.

What would have happened has the week, growth, season, holidays and own events of the series in it
(`baseline`); what a control did is taken off. The word asks more than the interval shows, so that
it is wrong at most once in twenty where nothing changed (script/effectbench).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from listening.effects import baseline
from listening.effects.expected import Circumstances

Series = Mapping[date, int]
SHOWN, SURE = 0.90, 0.97  # the interval that is shown; the one that decides on a word
BEFORE = 425  # days of baseline, at most: the same weeks a year back too
FEWEST_DAYS = 14  # before and after
FEWEST = 20  # counted before, and expected after
MORE, LESS, UNSURE = "meer", "minder", "niet te zeggen"
NOTHING = Circumstances()


@dataclass(frozen=True, slots=True)
class Placebo:
    """At how many moments without an action was looked, and how many would have got a word."""

    moments: int
    named: int


@dataclass(frozen=True, slots=True)
class Effect:
    """A change as a ratio (1.37 is 37 % more) with its 90 % interval, and one honest word.

    `before` and `after` are means per day. Without figures `why` says why there are none, and
    with figures why they get no word. `smallest` is the least change, as a part, that could have
    been seen. `wild` days did not count; `jumps` are changes in the history that nobody wrote down.
    """

    word: str
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    before: float | None = None
    after: float | None = None
    days_before: int = 0
    days_after: int = 0
    has_control: bool = False
    why: str = ""
    smallest: float | None = None
    wild: int = 0
    jumps: int = 0
    placebo: Placebo | None = None


def effect(
    series: Series,
    start: date,
    end: date,
    control: Series | None = None,
    around: Circumstances = NOTHING,
) -> Effect:
    """Return what changed from `start` to `end` (both days included) against what was expected.

    With `control` what that series did, over the same days, is taken off.
    """
    before, after = _days(series, start, end)
    lacking = _lacking(series, before, after)
    if control is not None and not lacking:
        both = [[day for day in days if day in control] for days in (before, after)]
        lacking = "In de vergelijking ontbreken te veel dagen. " * any(
            len(span) < FEWEST_DAYS for span in both
        ) or _lacking(control, *both)
        if not lacking:
            before, after = both
    if lacking:
        return Effect(UNSURE, days_before=len(before), days_after=len(after), why=lacking.strip())
    change = baseline.difference(series, control, [*before, *after], start, around)
    return _effect_of(change, series, before, after, control is not None)


def _days(series: Series, start: date, end: date) -> tuple[list[date], list[date]]:
    first = start - timedelta(days=BEFORE)
    return (
        sorted(day for day in series if first <= day < start),
        sorted(day for day in series if start <= day <= end),
    )


def _lacking(series: Series, before: list[date], after: list[date]) -> str:
    """Say why nothing can be said, if so."""
    for days, when in ((before, "vóór"), (after, "tijdens en na")):
        if len(days) < FEWEST_DAYS:
            return f"Er zijn {len(days)} dagen {when} de actie. Nodig zijn er {FEWEST_DAYS}."
    counted, later = (sum(series[day] for day in days) for days in (before, after))
    if counted < FEWEST or counted / len(before) * len(after) < FEWEST or later == 0:
        return "De aantallen zijn te klein om een verschil te zien."
    return ""


def _effect_of(
    change: baseline.Shift,
    series: Series,
    before: list[date],
    after: list[date],
    has_control: bool,
) -> Effect:
    from scipy import stats  # slow to load, and seldom needed

    shown, sure = (change.error * float(stats.t.ppf((1 + part) / 2, change.df))
                   for part in (SHOWN, SURE))  # fmt: skip
    return Effect(
        word=MORE if change.log > sure else LESS if change.log < -sure else UNSURE,
        ratio=math.exp(change.log),
        low=math.exp(change.log - shown),
        high=math.exp(change.log + shown),
        before=sum(series[day] for day in before) / len(before),
        after=sum(series[day] for day in after) / len(after),
        days_before=len(before),
        days_after=len(after),
        has_control=has_control,
        smallest=math.exp(sure) - 1,
        wild=change.wild,
        jumps=change.jumps,
    )
