"""Did an action change a daily count? Against the same weekdays before, with an interval.

Counts follow a log-linear model with an effect per weekday and one for the days from the action
on (Poisson, by statsmodels). Two things make days less certain than chance alone: counts spread
more than Poisson (Pearson's χ²/df), and a busy day follows a busy day (ρ of the residuals, with
the correction of Kendall, 1954, for short series). The variance is multiplied by both, the latter
as (1 + ρ)/(1 − ρ). The only room of statsmodels and scipy.
"""

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

Series = Mapping[date, int]
SHOWN, SURE = 0.90, 0.99  # the interval that is shown; the one that decides on a word
BEFORE = 56  # days of baseline, at most
FEWEST_DAYS = 14  # before and after
FEWEST = 20  # counted before, and expected after
MOST_RHO = 0.8
MORE, LESS, UNSURE = "meer", "minder", "niet te zeggen"


@dataclass(frozen=True, slots=True)
class Effect:
    """A change as a ratio (1.37 is 37 % more) with its 90 % interval, and one honest word.

    `before` and `after` are means per day. Without figures `why` says why there are none.
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


@dataclass(frozen=True, slots=True)
class _Change:
    """The logarithm of a ratio with its variance and degrees of freedom."""

    log: float
    variance: float
    df: float


def effect(series: Series, start: date, end: date, control: Series | None = None) -> Effect:
    """Return what changed from `start` to `end` (both days included) against the days before.

    With `control` the change of that series, over the same days, is taken off (difference in
    differences, on the logarithmic scale).
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
    change = _change(series, before, after)
    if control is not None:
        change = _minus(change, _change(control, before, after))
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


def _change(series: Series, before: list[date], after: list[date]) -> _Change:
    from statsmodels.genmod.families import Poisson  # slow to load, and seldom needed
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    days = [*before, *after]
    counts = np.array([series[day] for day in days], dtype=float)
    with warnings.catch_warnings():  # days without any spread are no trouble here
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        fitted = GLM(counts, _design(days, len(before)), family=Poisson()).fit()
    df = max(float(fitted.df_resid), 1.0)
    residuals = np.asarray(fitted.resid_pearson)
    spread = max(1.0, float((residuals**2).sum()) / df)
    rho = _rho(residuals, days, len(days) - df)
    variance = float(fitted.cov_params()[-1, -1]) * spread * (1 + rho) / (1 - rho)
    return _Change(float(fitted.params[-1]), variance, df * (1 - rho) / (1 + rho))


def _design(days: list[date], before: int) -> np.ndarray:
    """Return a column per weekday that occurs, and one for the days from the action on."""
    weekdays = sorted({day.weekday() for day in days})
    columns = [[float(day.weekday() == weekday) for day in days] for weekday in weekdays]
    columns.append([float(place >= before) for place in range(len(days))])
    return np.array(columns).T


def _rho(residuals: np.ndarray, days: list[date], parameters: float) -> float:
    """Return how much a day resembles the one before, corrected for the length of the series."""
    pairs = [i for i in range(1, len(days)) if (days[i] - days[i - 1]).days == 1]
    if len(pairs) < FEWEST_DAYS:
        return 0.0
    now, then = residuals[pairs], residuals[[i - 1 for i in pairs]]
    rho = float((now * then).sum() / (residuals**2).sum())
    corrected = rho + (1 + 3 * rho) / len(days) + parameters / len(days) * max(rho, 0) / 2
    return min(max(corrected, 0.0), MOST_RHO)


def _minus(one: _Change, other: _Change) -> _Change:
    """Return the difference of two changes; degrees of freedom after Welch and Satterthwaite."""
    variance = one.variance + other.variance
    parts = one.variance**2 / one.df + other.variance**2 / other.df
    return _Change(one.log - other.log, variance, variance**2 / parts)


def _effect_of(
    change: _Change, series: Series, before: list[date], after: list[date], has_control: bool
) -> Effect:
    from scipy import stats

    error = math.sqrt(change.variance)

    def bound(part: float, side: int) -> float:
        return change.log + side * error * float(stats.t.ppf((1 + part) / 2, change.df))

    word = MORE if bound(SURE, -1) > 0 else LESS if bound(SURE, 1) < 0 else UNSURE
    return Effect(
        word=word,
        ratio=math.exp(change.log),
        low=math.exp(bound(SHOWN, -1)),
        high=math.exp(bound(SHOWN, 1)),
        before=sum(series[day] for day in before) / len(before),
        after=sum(series[day] for day in after) / len(after),
        days_before=len(before),
        days_after=len(after),
        has_control=has_control,
    )
