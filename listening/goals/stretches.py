"""Whole weeks, months and quarters, and how often something came in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dutch import MONTHS
from listening.reading.day_series import DaySeries

FITS = {  # a series counted per this step tells of periods of these lengths
    "dag": ("week", "maand", "kwartaal"),
    "week": ("week",),
    "maand": ("maand", "kwartaal"),
}
LATE = 3  # days at the end of a period on which a desk may be closed
STEP = {"dag": 1, "week": 7, "maand": 28}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A week (Monday to Sunday), month or quarter, both days included."""

    per: str
    first: date
    last: date

    @property
    def name(self) -> str:
        """What a person calls it: "week 47 van 2026", "oktober 2026"."""
        if self.per == "week":
            year, week, _ = self.first.isocalendar()
            return f"week {week} van {year}"
        if self.per == "maand":
            return f"{MONTHS[self.first.month - 1]} {self.first.year}"
        return f"het {(self.first.month + 2) // 3}e kwartaal van {self.first.year}"

    def holds(self, day: date) -> bool:
        """Tell whether a day is in it."""
        return self.first <= day <= self.last


def last_whole(per: str, today: date) -> Stretch:
    """Return the last week, month or quarter that is over."""
    if per == "week":
        last = today - timedelta(days=today.weekday() + 1)
        return Stretch(per, last - timedelta(days=6), last)
    months = 1 if per == "maand" else 3
    begin = date(today.year, (today.month - 1) // months * months + 1, 1)
    last = begin - timedelta(days=1)
    first = date(last.year, (last.month - 1) // months * months + 1, 1)
    return Stretch(per, first, last)


def known_until(series: Iterable[DaySeries]) -> Mapping[str, date]:
    """Return of each origin the last day that it counted anything."""
    last: dict[str, date] = {}
    for one in series:
        if one.days:
            end = max(one.days) + timedelta(days=STEP.get(one.step, 1) - 1)
            last[one.origin] = max(end, last.get(one.origin, end))
    return last


def is_known(stretch: Stretch, until: date | None) -> bool:
    """Tell whether all of a stretch was counted, by an origin known until a day."""
    return until is not None and until >= stretch.last - timedelta(days=LATE)


def times(series: DaySeries, stretch: Stretch) -> int:
    """Return how often it came in a stretch."""
    return sum(count for day, count in series.days.items() if stretch.holds(day))
