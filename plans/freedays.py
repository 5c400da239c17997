"""Public and school holidays of the Netherlands, offline (the only holidays library)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import holidays

COUNTRY, LANGUAGE = "NL", "nl"
AUTUMN, SUMMER = range(9, 12), range(7, 10)  # months in which those breaks begin


@dataclass(frozen=True, slots=True)
class Break:
    """A school holiday with its first and last day, weekends included."""

    name: str
    start: date
    end: date


def public(day: date) -> str | None:
    """Return the Dutch name of a public holiday, or None."""
    return _public(day.year).get(day)


def school(region: str, start: date, end: date) -> tuple[Break, ...]:
    """Return the school holidays of a region (noord, midden, zuid) that touch a period."""
    years = range(start.year, end.year + 1)
    breaks = [b for year in years for b in _breaks(region, year)]
    return tuple(b for b in _join_days(breaks) if b.start <= end and b.end >= start)


@lru_cache(maxsize=4096)
def on_break(region: str | None, day: date) -> Break | None:
    """Return the school holiday a day is in, or None; without a region there is none."""
    return next(iter(school(region, day, day)), None) if region else None


def known_until(region: str, day: date) -> date:
    """Return the last day of which school holidays are known, at most two years after `day`.

    A school year is known when its autumn break and its summer break are.
    """
    last = date(day.year, 1, 1)
    for year in range(day.year - 1, day.year + 2):
        autumn = any(b.start.month in AUTUMN for b in _breaks(region, year))
        summer = [b for b in _breaks(region, year + 1) if b.start.month in SUMMER]
        if not (autumn and summer):
            break
        last = summer[0].end
    return last


def working(day: date) -> bool:
    """Tell whether offices are open: no weekend and no public holiday."""
    return day.weekday() < 5 and public(day) is None


@cache
def _public(year: int) -> Mapping[date, str]:
    return dict(holidays.country_holidays(COUNTRY, years=[year], language=LANGUAGE).items())


@cache
def _breaks(region: str, year: int) -> tuple[Break, ...]:
    days = holidays.country_holidays(
        COUNTRY,
        subdiv=region.capitalize(),
        years=[year],
        language=LANGUAGE,
        categories=("school",),
    )
    return tuple(_join_days([Break(name, day, day) for day, name in sorted(days.items())]))


def _join_days(days: list[Break]) -> Iterator[Break]:
    """Yield breaks that follow each other under one name as one."""
    running: Break | None = None
    for item in days:
        if running and item.name == running.name and item.start - running.end <= timedelta(days=1):
            running = Break(running.name, running.start, item.end)
            continue
        if running:
            yield running
        running = item
    if running:
        yield running
