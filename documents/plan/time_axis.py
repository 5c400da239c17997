"""The months along an axis of days, as many as there is room for."""

from collections.abc import Iterator
from datetime import date

from dutch import SHORT_MONTHS

STEPS = (1, 2, 3, 6, 12, 120, 1200)  # months between two names


def months(first: date, last: date, most: int) -> Iterator[tuple[date, str]]:
    """Yield first days of months within a period, at most so many, each year named once."""
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    every = next(n for n in STEPS if count / n <= most)
    named = None
    for number in range(0, count, every):
        year, month = divmod(12 * first.year + first.month - 1 + number, 12)
        on = date(year, month + 1, 1)
        if first <= on <= last:
            yield on, SHORT_MONTHS[month] if named == year else f"{SHORT_MONTHS[month]} {year}"
            named = year
