"""Many small steps add up: what each action kept away in calls, euros and hours, and together.

Counted are the days that were measured, no more; an action that cannot be told from nothing counts
too. How they are added up stands in `listening/effects/shrinkage.py`.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from listening.effects import results
from listening.effects.effect import FEWEST_DAYS, Effect
from listening.effects.results import ActionRecord, Happening, Prices, Result
from listening.effects.shrinkage import Interval, LogChange, Shrunk, unshrunk
from listening.monitor import subject_view
from listening.reading.day_series import CONTACT, DaySeries
from listening.uses import LEAST

COUNTED, EARLY, NO_CALLS, FEW, NO_SERIES = "telt", "te vroeg", "geen gesprekken", "weinig", "reeks"
DAY, CHANNEL = "dag", "kanaal"
YEAR = timedelta(days=364)  # of an action no more is counted than a year
SHOWN = 1.645  # standard errors of the interval that an effect shows
MINUTES = 60


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """An action: its number, whether it counts, what it kept away, and what it cost in euros.

    `calls` is drawn towards nothing with all others; None where it does not count. `due` is the
    first day on which an action that is too early can be measured.
    """

    number: int
    action: ActionRecord
    standing: str
    cost: float | None
    result: Result | None = None
    change: LogChange | None = None
    calls: Interval | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """What actions that began in a quarter kept away, and how many of them count."""

    year: int
    number: int
    actions: int
    calls: Interval


@dataclass(frozen=True, slots=True)
class Register:
    """All actions in order of their first day, and what they kept away together.

    `steps` is the sum after each action that counts; `lucky` is the plain sum of the actions with
    a word, which is what not to do.
    """

    lines: tuple[RegisterLine, ...]
    total: Interval
    quarters: tuple[Quarter, ...]
    years: tuple[tuple[int, Interval], ...]
    steps: tuple[tuple[RegisterLine, Interval], ...]
    lucky: float
    prices: Prices

    @property
    def counted(self) -> tuple[RegisterLine, ...]:
        """The actions that count."""
        return tuple(line for line in self.lines if line.standing == COUNTED)

    @property
    def cost(self) -> float | None:
        """What all actions cost in euros, as far as it was written down; None: nothing was."""
        known = [line.cost for line in self.lines if line.cost is not None]
        return math.fsum(known) if known else None

    def euros(self, calls: Interval | float) -> Interval | None:
        """Return calls in euros, at the own price; None without one."""
        if self.prices.call is None:
            return None
        calls = calls if isinstance(calls, Interval) else Interval(calls, calls, calls)
        return calls.times(self.prices.call)

    def hours(self, calls: Interval) -> Interval | None:
        """Return calls in hours, at the own minutes per call; None without them."""
        minutes = self.prices.minutes
        return None if minutes is None else calls.times(minutes / MINUTES)


def register(
    actions: Iterable[ActionRecord],
    series: Sequence[DaySeries],
    happenings: Sequence[Happening],
    prices: Prices,
    call_words: Sequence[str],
) -> Register:
    """Return what actions kept away, from series per day; `call_words` name series of calls."""
    named = by_name(series)
    ordered = sorted(actions, key=lambda one: (one.start, one.name))
    capped = [replace(one, end=min(one.end, one.start + YEAR)) for one in ordered]
    able = [one for one in capped if one.series.lower() in named
            and (one.control or "").lower() in ("", *named)]  # fmt: skip
    days = {name: one.days for name, one in named.items()}
    own = {name: one.days for name, one in named.items() if one.of == "eigen"}
    outcomes = dict(zip(able, results.of_actions(able, days, own, happenings, prices), strict=True))
    lines = [
        _line(number, action, outcomes.get(action), named, prices, call_words)
        for number, action in enumerate(capped, start=1)
    ]
    return added_up(lines, prices)


def by_name(series: Iterable[DaySeries]) -> dict[str, DaySeries]:
    """Return series per day by name in small letters; of two of one name the longest."""
    named: dict[str, DaySeries] = {}
    for one in series:
        name = one.name.lower()
        if one.step == DAY and (name not in named or len(one.days) > len(named[name].days)):
            named[name] = one
    return named


def added_up(
    lines: Sequence[RegisterLine],
    prices: Prices,
    begun: Callable[[date], bool] = lambda _: True,
) -> Register:
    """Return lines with what they kept away, drawn towards nothing together.

    With `begun` only actions that began on such a day are in it and in its sums; the others still
    tell how much actions do.
    """
    counted = [line for line in lines if line.standing == COUNTED and line.change]
    shrunk = Shrunk(tuple(line.change for line in counted if line.change))
    full = {line.number: replace(line, calls=shrunk.total([at])) for at, line in enumerate(counted)}
    inside = [at for at, line in enumerate(counted) if begun(line.action.start)]
    quarters: dict[tuple[int, int], list[int]] = {}
    years: dict[int, list[int]] = {}
    for at in inside:
        quarters.setdefault(_quarter(counted[at]), []).append(at)
        years.setdefault(counted[at].action.start.year, []).append(at)
    lucky = [counted[at].change for at in inside if _has_word(counted[at])]
    return Register(
        tuple(full.get(line.number, line) for line in lines if begun(line.action.start)),
        shrunk.total(inside),
        tuple(Quarter(*of, len(at), shrunk.total(at)) for of, at in quarters.items()),
        tuple((year, shrunk.total(at)) for year, at in years.items()),
        tuple(
            (full[counted[at].number], shrunk.total(inside[: n + 1])) for n, at in enumerate(inside)
        ),
        unshrunk([change for change in lucky if change]),
        prices,
    )


def _quarter(line: RegisterLine) -> tuple[int, int]:
    return line.action.start.year, (line.action.start.month + 2) // 3


def _has_word(line: RegisterLine) -> bool:
    """Tell whether an action is one of the lucky ones, that kept something away by a word."""
    return line.result is not None and subject_view.falls(line.result.effect)


def _line(
    number: int,
    action: ActionRecord,
    result: Result | None,
    named: Mapping[str, DaySeries],
    prices: Prices,
    call_words: Sequence[str],
) -> RegisterLine:
    cost = costs(action, prices)
    if result is None:
        return RegisterLine(number, action, NO_SERIES, cost)
    of = named[action.series.lower()]
    if not counts_calls(of, call_words):
        return RegisterLine(number, action, NO_CALLS, cost, result)
    due = action.start + timedelta(days=FEWEST_DAYS)
    if result.effect.ratio is None and max(of.days) < due - timedelta(days=1) <= action.end:
        return RegisterLine(number, action, EARLY, cost, result, due=due)
    change = log_change(result.effect, of.days, action)
    standing = FEW if change is None else COUNTED
    return RegisterLine(number, action, standing, cost, result, change)


def counts_calls(series: DaySeries, words: Sequence[str]) -> bool:
    """Tell whether a series counts talks with residents, by telephone or at a counter."""
    if series.of == CONTACT or series.of == CHANNEL:
        return True
    return any(word in series.name.lower() for word in words)


def costs(action: ActionRecord, prices: Prices) -> float | None:
    """Return what an action cost, with its hours where an hour has a price; None: not written."""
    work = None
    if action.hours is not None and prices.hour is not None:
        work = action.hours * prices.hour
    if action.cost is None and work is None:
        return None
    return (action.cost or 0.0) + (work or 0.0)


def log_change(effect: Effect, days: Mapping[date, int], action: ActionRecord) -> LogChange | None:
    """Return a change with what was expected; None when too little was counted to show.

    Of what cannot be measured the expectation is the mean of the days before.
    """
    during = [count for day, count in days.items() if action.start <= day <= action.end]
    before = [count for day, count in days.items() if day < action.start]
    if not during or not before or sum(before) < LEAST:
        return None
    if effect.ratio is None or effect.low is None or effect.high is None or effect.after is None:
        expected = sum(before) / len(before) * len(during)
        return LogChange(0.0, math.inf, expected) if expected >= LEAST else None
    error = (math.log(effect.high) - math.log(effect.low)) / (2 * SHOWN)
    expected = effect.after * effect.days_after / effect.ratio
    return LogChange(math.log(effect.ratio), error, expected)
