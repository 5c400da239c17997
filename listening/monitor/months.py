"""Counts per month: what was counted, whether the month is whole, and what may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from listening.uses import LEAST

SHOWN = 13  # months on a screen: this one, and the same of last year
STEP_DAYS = {"dag": 1, "week": 7, "periode": 1}
Days = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class MonthCount:
    """What was counted in the month that begins at `first`; None: there is nothing of it.

    `whole` tells whether the figures are of all of its days.
    """

    first: date
    count: int | None
    whole: bool

    @property
    def few(self) -> bool:
        """Tell whether it is too little to show."""
        return self.count is not None and self.count < LEAST

    @property
    def shown(self) -> int | None:
        """What may be shown; None where nothing is known, or too little."""
        return None if self.few else self.count


def month_of(day: date) -> date:
    """Return the first day of its month."""
    return day.replace(day=1)


def next_month(first: date) -> date:
    """Return the first day of the month after."""
    return month_of(first + timedelta(days=31))


def earlier(first: date, months: int) -> date:
    """Return the first day of the month that lies so many months earlier."""
    at = first.year * 12 + first.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def until(last: date, most: int = SHOWN) -> tuple[date, ...]:
    """Return the first days of the months up to that of `last`."""
    newest = month_of(last)
    return tuple(earlier(newest, back) for back in range(most - 1, -1, -1))


def covered(days: Days, step: str) -> tuple[date, date]:
    """Return the first and the last day that counts are of; there is one at least."""
    first, last = min(days), max(days)
    if step == "maand":
        return first, next_month(last) - timedelta(days=1)
    return first, last + timedelta(days=STEP_DAYS.get(step, 1) - 1)


def counts(days: Days, step: str, months: Sequence[date]) -> tuple[MonthCount, ...]:
    """Return what was counted in each month; a week counts in the month in which it begins."""
    if not days:
        return tuple(MonthCount(first, None, False) for first in months)
    first, last = covered(days, step)
    sums: dict[date, int] = {}
    for day, count in days.items():
        sums[month_of(day)] = sums.get(month_of(day), 0) + count
    return tuple(
        MonthCount(month, sums.get(month),
                   first <= month and next_month(month) - timedelta(days=1) <= last)
        for month in months
    )  # fmt: skip
