"""What a series would have done: fitted to its days, and what differs from it from a day on.

Counts are compared on the logarithmic scale by the linear step of a count model, (y − μ)/μ around
the mean μ, repeated until it settles. Each choice of persistence (`noise`) and of prior spread
(`expected`) gives an answer with its marginal likelihood (Bishop, Pattern Recognition and Machine
Learning, 2006, section 3.5); the answers are averaged by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from listening.effects import expected, noise
from listening.effects.expected import Beliefs, Circumstances, Expectation

ROUNDS = 5
NEAR = 10  # days at either side that give the first mean
FAR = 4.0  # spreads from the mean: a day that does not count
JUMP = 4.5  # spreads of a change before the action that stays, and that nobody wrote down
EDGE = 14  # days at either end of the history in which none is looked for
MOST_JUMPS = 3
LOWEST = 0.3  # a mean under which the step of a count model goes astray
NORMAL = 1.4826  # a median of distances → a standard deviation
LEAST_SPREAD = 1e-4  # variance of days beyond that of counting
TAKEN = 0.8  # of what a control did, at least: what it shows is chance too, and so shrunk


@dataclass(frozen=True, slots=True)
class Shift:
    """The logarithm of a ratio, its standard error and degrees of freedom.

    `wild` is the number of days that did not count, `jumps` that of changes found in the history.
    """

    log: float
    error: float
    df: float
    wild: int
    jumps: int


@dataclass(frozen=True, slots=True)
class DayLogs:
    """Per day the logarithm of its count, the variance of counting it, and whether it counts."""

    logs: np.ndarray
    own: np.ndarray
    kept: np.ndarray


def difference(
    series: Mapping[date, int],
    control: Mapping[date, int] | None,
    days: Sequence[date],
    start: date,
    around: Circumstances,
) -> Shift:
    """Return how much a series differs from `start` on; what a control did is taken off."""
    beliefs = expected.ALONE if control is None else expected.COMPARED
    both = [series] if control is None else [series, control]
    counts = [np.array([one[day] for day in days], dtype=float) for one in both]
    at = np.array([(day - start).days for day in days])
    design = expected.expectation(days, start, around, beliefs)
    fit = _Fit(_day_logs(counts, design, at), design, at)
    for jumps in range(MOST_JUMPS + 1):
        place = fit.jump(beliefs.event) if jumps < MOST_JUMPS else None
        if place is None:
            break
        design = design.with_column((at >= place).astype(float), beliefs.event)
        fit = _Fit(_day_logs(counts, design, at), design, at)
    return fit.averaged(beliefs, jumps)


def _day_logs(counts: Sequence[np.ndarray], design: Expectation, at: np.ndarray) -> DayLogs:
    """Return the logarithms of a series, less those of its control if there is one.

    The clearer the control changed at the action, the more of it is taken (James and Stein, 1961).
    """
    first, *others = [_settle(one, design) for one in counts]
    if not others:
        return first
    other = others[0]
    alone = _Fit(other, design, at).averaged(expected.ALONE, 0)
    taken = max(TAKEN, 1 - (alone.error / alone.log) ** 2 if alone.log else 0)
    return DayLogs(
        first.logs - taken * other.logs,
        first.own + taken**2 * other.own,
        first.kept & other.kept,
    )


def _settle(counts: np.ndarray, design: Expectation) -> DayLogs:
    """Return the logarithms of counts around their mean; days far from it do not count."""
    mean = _first_mean(counts, design.values[:, expected.WEEKDAYS])
    kept = np.ones(len(counts), dtype=bool)
    for _ in range(ROUNDS):
        relative, own = (counts - mean) / mean, 1 / mean
        middle = float(np.median(np.abs(relative))) * NORMAL
        extra = max(0.0, middle**2 - float(np.median(own)))
        kept = np.abs(relative) < FAR * np.sqrt(own + extra)
        logs = np.log(mean) + np.clip(relative, -1, 2)
        mean = np.exp(np.clip(_smooth(design, logs, kept / (own + extra)), -20, 20))
        mean = np.maximum(mean, LOWEST)
    return DayLogs(np.log(mean) + (counts - mean) / mean, 1 / mean, kept)


def _smooth(design: Expectation, logs: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return what the columns make of the days, each with its weight and the widest beliefs."""
    weighed = design.values.T * weights
    inside = weighed @ design.values + np.diag(design.spreads[-1] ** -2.0)
    smoothed: np.ndarray = design.values @ np.linalg.solve(inside, weighed @ logs)
    return smoothed


def _first_mean(counts: np.ndarray, weekdays: np.ndarray) -> np.ndarray:
    """Return a first mean that one wild day does not move: nearby median × part of the weekday."""
    padded = np.pad(counts, NEAR, mode="reflect" if len(counts) > NEAR else "edge")
    level = np.maximum(np.median(sliding_window_view(padded, 2 * NEAR + 1), axis=1), LOWEST)
    parts = [np.median(counts[day > 0] / level[day > 0]) if day.any() else 1 for day in weekdays.T]
    mean: np.ndarray = np.maximum(level * (weekdays @ np.array(parts)), LOWEST)
    return mean


def _extra(day_logs: DayLogs, design: Expectation) -> float:
    """Return the variance of days beyond that of counting."""
    smoothed = _smooth(design, day_logs.logs, day_logs.kept / day_logs.own)
    rest = (day_logs.logs - smoothed)[day_logs.kept]
    free = max(1.0, len(rest) - design.values.shape[1] + 4)  # growth and waves share a few
    return max(LEAST_SPREAD, float((rest**2 - day_logs.own[day_logs.kept]).sum() / free))


class _Fit:
    """The answers of every persistence and prior spread, with how likely each makes the days.

    Arrays are persistences × spreads (× columns × columns).
    """

    def __init__(self, day_logs: DayLogs, design: Expectation, at: np.ndarray) -> None:
        self._day_logs, self._at = day_logs, at
        kept = day_logs.kept
        gaps = np.diff(at[kept], prepend=at[kept][0] - 1)
        own, extra = day_logs.own[kept], _extra(day_logs, design)
        self._filter = noise.Filter(gaps, own, extra)
        evened = self._filter.even(np.column_stack([design.values, day_logs.logs])[kept])
        self._own, self._logs = evened[:, :, :-1], evened[:, :, -1]
        turned = self._own.transpose(0, 2, 1)
        side = (turned @ self._logs[:, :, None])[:, :, 0]
        precision = design.spreads**-2.0
        inside = (turned @ self._own)[:, None] + np.eye(side.shape[1]) * precision[:, None, :]
        self._inverse = np.linalg.inv(inside)
        self._beta = (self._inverse @ side[:, None, :, None])[:, :, :, 0]
        self._df = max(1.0, self._logs.shape[1] - 8.0)  # the week and the action
        rest = (self._logs**2).sum(axis=1)[:, None] - (self._beta * side[:, None]).sum(axis=2)
        self._scale = np.maximum(rest / self._df, own.mean() / (own.mean() + extra))  # counting
        size = np.linalg.slogdet(inside)[1] - np.log(precision).sum(axis=1)
        self._likely = -0.5 * (self._filter.logs[:, None] + size + self._df * np.log(self._scale))

    def jump(self, spread: float) -> int | None:
        """Return the day from which the history stays another, if it clearly does."""
        places = range(int(self._at[0]) + EDGE, 1 - EDGE, 2)
        if not places:
            return None
        best = int(np.argmax(self._likely))
        at, prior = divmod(best, self._likely.shape[1])
        days = self._at[self._day_logs.kept]
        after = np.column_stack([days >= place for place in places]).astype(float)
        steps = self._filter.even(after, slice(at, at + 1))[0]
        own = self._own[at]
        rest = steps - own @ (self._inverse[at, prior] @ (own.T @ steps))
        size = (steps * rest).sum(axis=0) + spread**-2
        score = np.abs(rest.T @ self._logs[at]) / np.sqrt(size * self._scale[at, prior])
        top = int(np.argmax(score))
        return places[top] if score[top] > JUMP else None

    def averaged(self, beliefs: Beliefs, jumps: int) -> Shift:
        """Return the difference, averaged over all choices by how likely each is."""
        likely = self._likely + beliefs.likely()
        weight = np.exp(likely - likely.max())
        weight /= weight.sum()
        logs, variances = self._beta[:, :, 0], self._inverse[:, :, 0, 0] * self._scale
        log = float((weight * logs).sum())
        variance = float((weight * (variances + (logs - log) ** 2)).sum())
        rho, part = noise.PERSISTENCE.T
        fewer = float((weight.sum(axis=1) * (1 - rho * part) / (1 + rho * part)).sum())
        wild = int((~self._day_logs.kept).sum())
        return Shift(log, variance**0.5, max(4.0, self._df * fewer), wild, jumps)
