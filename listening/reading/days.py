"""Dates, weeks and months as exports write them → the first and the last day they stand for.

2026-11-02, 02-11-26, "2 nov 2026", "Nov 2, 2026", 2026-W45, "week 45 2026", 2026-11, "nov 2026",
"2026-11-02,2026-11-08" and the day numbers of Excel. Weeks are those of ISO 8601. Unlike a day
that a person types, the day may stand behind the month; the whole file tells.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from dutch import MONTH_NUMBERS
from engine import letters

DAY, WEEK, MONTH, PERIOD = "dag", "week", "maand", "periode"  # how long what stands in a row is
Span = tuple[date, date]  # first and last day
MONTHS = {
    **MONTH_NUMBERS,
    **{"january": 1, "february": 2, "mar": 3, "march": 3, "may": 5, "june": 6, "july": 7},
    **{"august": 8, "oct": 10, "october": 10, "sept": 9, "december": 12},
    **{"januar": 1, "februar": 2, "marz": 3, "mai": 5, "juni": 6, "juli": 7, "okt": 10},
    **{"oktober": 10, "dez": 12, "dezember": 12},
}
ISO = re.compile(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[t ]\d{1,2}:\d{2}.*)?")
FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,? \d{1,2}:\d{2}.*)?")
NAMED = re.compile(r"(?:[a-z]+,? )?(\d{1,2})\.?[ -]([a-z]+)\.?,?[ -]'?(\d{4}|\d{2})(?: \d.*)?")
NAMED_FIRST = re.compile(r"(?:[a-z]+, )?([a-z]+)\.? (\d{1,2}),? (\d{4})(?:,? \d.*)?")
ISO_WEEK = re.compile(r"(\d{4})[-/ ]{0,3}(?:w|wk|week|kw)[ -]?(\d{1,2})")
WEEK_FIRST = re.compile(r"(?:w|wk|week|kw)\.?[ -]?(\d{1,2})[-/, ]{1,3}(\d{4})")
PAIR = re.compile(r"(\d{4})[-/ ]?(\d{1,2})")  # a month, or in a column of weeks a week
PAIR_LAST = re.compile(r"(\d{1,2})[-/](\d{4})")
NAMED_MONTH = re.compile(r"([a-z]+)\.?[ -]'?(\d{4}|\d{2})")
EXCEL = re.compile(r"(\d{5})(?:[.,]\d{1,12})?")
TWO_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2}) ?[,/] ?(\d{4}-\d{2}-\d{2})")
BETWEEN = re.compile(r",? (?:to|until|tot en met|tot|t/m|bis|-|–) ")
BEFORE = re.compile(r"(?:from|van|vom|periode:?|period:?) ")
EPOCH = date(1899, 12, 30)  # day 0 of Excel
EARLIEST, LATEST = 2000, 2100
LONGEST = 80  # characters of what can be a day or a period
GRAINS = {WEEK: {"week", "wk", "woche", "kw", "weeks", "weken"},
          MONTH: {"month", "maand", "monat", "months", "maanden"}}  # fmt: skip


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


def grain(heading: str) -> str:
    """Return what a column is of by its heading: WEEK, MONTH or DAY."""
    words = set(re.split(r"[^a-z]+", letters.bare(heading.lower())))
    return next((length for length, names in GRAINS.items() if words & names), DAY)


def parse(text: str, order: str = "dmj") -> date | None:
    """Return the day a text names, or None; years outside 2000-2100 are no dates."""
    plain = _plain(text)
    parts = _parts(plain, order) if plain else None
    return _date(*parts) if parts else _excel(plain)


def span(text: str, order: str = "dmj", of: str = DAY) -> Span | None:
    """Return the first and last day of what stands in a column of days, weeks or months."""
    plain = _plain(text)
    if not plain:
        return None
    if of != WEEK or not PAIR.fullmatch(plain):
        day = parse(plain, order)
        if day:
            return _from(day, of)
    return _week(plain, of) or _month(plain) or _period(plain, order)


def step(spans: Iterable[Span]) -> str | None:
    """Return what all spans are: DAY, WEEK, MONTH or PERIOD; None when days are mixed with more."""
    lengths = {_length(one) for one in spans}
    if len(lengths) == 1:
        return lengths.pop()
    return PERIOD if lengths and DAY not in lengths else None


def _length(one: Span) -> str:
    first, last = one
    if first == last:
        return DAY
    if (last - first).days == 6:
        return WEEK
    return MONTH if one == _whole_month(first.year, first.month) else PERIOD


def _plain(text: str) -> str:
    plain = " ".join(letters.bare(text.strip().lower()).split())
    return plain if len(plain) <= LONGEST else ""


def _from(day: date, of: str) -> Span:
    if of == MONTH and day.day == 1:
        return _whole_month(day.year, day.month) or (day, day)
    return (day, day + timedelta(days=6)) if of == WEEK else (day, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        known = date(year, month, day)
    except ValueError:
        return None
    return known if EARLIEST <= known.year <= LATEST else None


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


def _excel(text: str) -> date | None:
    """Return the day of a day number of Excel."""
    match = EXCEL.fullmatch(text)
    day = EPOCH + timedelta(days=int(match[1])) if match else None
    return day if day and EARLIEST <= day.year <= LATEST else None


def _week(text: str, of: str) -> Span | None:
    match = ISO_WEEK.fullmatch(text) or (PAIR.fullmatch(text) if of == WEEK else None)
    year, week = (match[1], match[2]) if match else ("", "")
    if match := WEEK_FIRST.fullmatch(text) or (PAIR_LAST.fullmatch(text) if of == WEEK else None):
        year, week = match[2], match[1]
    if not year or not EARLIEST <= int(year) <= LATEST:
        return None
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return None
    return monday, monday + timedelta(days=6)


def _month(text: str) -> Span | None:
    if match := PAIR.fullmatch(text):
        return _whole_month(int(match[1]), int(match[2]))
    if match := PAIR_LAST.fullmatch(text):
        return _whole_month(int(match[2]), int(match[1]))
    if (match := NAMED_MONTH.fullmatch(text)) and match[1] in MONTHS:
        return _whole_month(_year(match[2]), MONTHS[match[1]])
    return None


def _whole_month(year: int, month: int) -> Span | None:
    first = _date(year, month, 1)
    following = _date(year + month // 12, month % 12 + 1, 1) if first else None
    return (first, following - timedelta(days=1)) if first and following else None


def _period(text: str, order: str) -> Span | None:
    """Return a period of two days that both stand there."""
    if match := TWO_DAYS.fullmatch(text):
        ends: Iterable[str] = match.groups()
    else:
        bare = BEFORE.sub("", text, count=1) if BEFORE.match(text) else text
        ends = BETWEEN.split(bare)
    known = [parse(end, order) for end in ends]
    if len(known) != 2 or known[0] is None or known[1] is None or known[1] < known[0]:
        return None
    return known[0], known[1]


def _year(digits: str) -> int:
    return int(digits) + (EARLIEST if len(digits) == 2 else 0)


def read(texts: Iterable[str], order: str, of: str = DAY) -> Mapping[str, Span | None]:
    """Return text → first and last day, for each different text."""
    return {text: span(text, order, of) for text in texts}
