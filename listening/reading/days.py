"""Dates as exports write them: 2026-11-02, 02-11-26, 2/11/2026, "2 nov 2026", "Nov 2, 2026".

Unlike a day that a person types, the day may stand behind the month; the whole file tells.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from dutch import MONTH_NUMBERS

MONTHS = {
    **MONTH_NUMBERS,
    **{"january": 1, "february": 2, "mar": 3, "march": 3, "may": 5, "june": 6, "july": 7},
    **{"august": 8, "oct": 10, "october": 10},
}
ISO = re.compile(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[t ].*)?")
FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?")
NAMED = re.compile(r"(?:[a-z]+,? )?(\d{1,2})\.?[ -]([a-z]+)\.?,?[ -](\d{4}|\d{2})")
NAMED_FIRST = re.compile(r"(?:[a-z]+, )?([a-z]+)\.? (\d{1,2}),? (\d{4})")
EARLIEST, LATEST = 2000, 2100


def orders(texts: Iterable[str]) -> set[str]:
    """Return which orders of day and month ("dmj", "mdj") all dates in figures allow."""
    allowed = {"dmj", "mdj"}
    for text in texts:
        match = FIGURES.fullmatch(text.strip())
        if match:
            first, second = int(match[1]), int(match[3])
            allowed -= {"mdj"} if first > 12 or match[2] != "/" else set()
            allowed -= {"dmj"} if second > 12 else set()
    return allowed


def parse(text: str, order: str = "dmj") -> date | None:
    """Return the day a text names, or None; years outside 2000-2100 are no dates."""
    plain = " ".join(text.strip().lower().split())
    parts = _parts(plain, order)
    try:
        day = date(*parts) if parts else None
    except ValueError:
        return None
    return day if day and EARLIEST <= day.year <= LATEST else None


def _parts(text: str, order: str) -> tuple[int, int, int] | None:
    if match := ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := FIGURES.fullmatch(text):
        one, two, year = int(match[1]), int(match[3]), _year(match[4])
        return (year, two, one) if order == "dmj" else (year, one, two)
    if (match := NAMED.fullmatch(text)) and match[2] in MONTHS:
        return _year(match[3]), MONTHS[match[2]], int(match[1])
    if (match := NAMED_FIRST.fullmatch(text)) and match[1] in MONTHS:
        return int(match[3]), MONTHS[match[1]], int(match[2])
    return None


def _year(digits: str) -> int:
    return int(digits) + (EARLIEST if len(digits) == 2 else 0)


def read(texts: Iterable[str], order: str) -> Mapping[str, date | None]:
    """Return text → day for each different text."""
    return {text: parse(text, order) for text in texts}
