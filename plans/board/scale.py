"""One scale of time for all actions of a plan: which part of it a day is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plans.model import Plan

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole months from a first to a last day."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Return how far the morning of a day is along the scale, in per cent, within it."""
        share = 100 * (day - self.first).days / ((self.last - self.first).days + 1)
        return min(100.0, max(0.0, share))

    def months(self) -> Iterator[date]:
        """Yield the first day of every month on it."""
        month = self.first
        while month <= self.last:
            yield month
            month = _next_month(month)


def scale_of(plan: Plan, more: Iterable[date] = ()) -> Scale:
    """Return a scale with the project, all actions, and more days on it."""
    days = [plan.project.start, plan.project.end, *more]
    days += [day for action in plan.actions for day in (action.start, action.last_day)]
    return Scale(min(days).replace(day=1), _next_month(max(days).replace(day=1)) - DAY)


def _next_month(month: date) -> date:
    return (month.replace(day=28) + 4 * DAY).replace(day=1)
