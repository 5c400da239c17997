"""How often an action is, as a person writes it → a repetition that a calendar understands.

What it cannot read is no repetition: then an action is one period. "Doorlopend" and "bij elk
besluit" name no days, so none are made up.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OFFICE = DAYS[:5]
NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
FAR = 40  # days within which every named day of a month comes
SPREAD = {1: ("MO",), 2: ("TU", "TH"), 3: ("MO", "WE", "FR"), 4: DAYS[:4], 5: OFFICE}
COUNTS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
NTH = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": -1}
Unit = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
UNITS: dict[str, tuple[Unit, int]] = {
    **dict.fromkeys(("dag", "dagen"), ("DAILY", 1)),
    **dict.fromkeys(("week", "weken"), ("WEEKLY", 1)),
    **dict.fromkeys(("maand", "maanden"), ("MONTHLY", 1)),
    **dict.fromkeys(("kwartaal", "kwartalen"), ("MONTHLY", 3)),
    **dict.fromkeys(("halfjaar", "half jaar"), ("MONTHLY", 6)),
    **dict.fromkeys(("jaar", "jaren"), ("YEARLY", 1)),
}
ADVERBS: dict[str, tuple[Unit, int]] = {
    "dagelijks": ("DAILY", 1),
    "wekelijks": ("WEEKLY", 1),
    "maandelijks": ("MONTHLY", 1),
    "halfjaarlijks": ("MONTHLY", 6),
    "jaarlijks": ("YEARLY", 1),
}
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_COUNT = rf"(\d{{1,2}}|{'|'.join(COUNTS)})"
_NAME = "|".join(NAMES)
_NTH_DAY = re.compile(rf"\b({'|'.join(NTH)}) ({_NAME}) (?:van|in) (?:de|elke|iedere) maand\b")
_EVERY = re.compile(rf"\b(?:elke?|iedere?|om de)(?: {_COUNT})? ({_UNIT})\b")
_OTHER = re.compile(rf"\bom de(?: andere)? ({_UNIT})\b")
_TIMES = re.compile(rf"\b{_COUNT} ?(?:keer|maal|x) (?:per|in de|in een|elke) ({_UNIT})\b")
_DAYS_A_WEEK = re.compile(rf"\b{_COUNT} (?:werk)?dag(?:en)? (?:per|in de|elke) week\b")
_ONCE = re.compile(rf"\b(?:eens|eenmaal) (?:per|in de)(?: {_COUNT})? ({_UNIT})\b")
_PER = re.compile(rf"\bper ({_UNIT})\b")
_ADVERB = re.compile(rf"\b({'|'.join(COUNTS)})?({'|'.join(ADVERBS)})\b")
_OFFICE_DAYS = re.compile(r"\b(?:elke|iedere|alle|op) werkdag(?:en)?\b")
_DAY_NAMES = re.compile(rf"\b({_NAME})(?:en|s)?\b")
_DATE = re.compile(rf"\b(?:{_NAME}) \d")  # "maandag 5 april" is one day, and no rhythm
_ON_DAYS = re.compile(rf"\b(?:elke|iedere|op|alle)\b[^.]{{0,40}}?\b(?:{_NAME})|\b(?:{_NAME})s\b")


@dataclass(frozen=True, slots=True)
class Repetition:
    """How a calendar repeats: the unit, every how many, and on which days ("MO", "-1FR").

    `guessed` where the text says how many days but not which.
    """

    unit: Unit
    every: int = 1
    days: tuple[str, ...] = ()
    guessed: bool = False

    def first(self, start: date) -> date:
        """Return the first day from `start` on that is one of the repetition."""
        for number in range(FAR if self.days else 0):
            on = start + timedelta(days=number)
            if any(_is_day(on, name) for name in self.days):
                return on
        return start


def repetition(text: str | None) -> Repetition | None:
    """Return what a text says of how often, or None when it names no rhythm."""
    words = " ".join((text or "").lower().replace("één", "een").replace("-", " ").split())
    readers = (_nth_day, _days_a_week, _named_days, _every, _times)
    return next((one for reader in readers if (one := reader(words))), None)


def _nth_day(words: str) -> Repetition | None:
    match = _NTH_DAY.search(words)
    if not match:
        return None
    day = DAYS[NAMES.index(match[2])]
    return Repetition("MONTHLY", days=(f"{NTH[match[1]]}{day}",))


def _days_a_week(words: str) -> Repetition | None:
    if _OFFICE_DAYS.search(words):
        return Repetition("WEEKLY", days=OFFICE)
    match = _DAYS_A_WEEK.search(words)
    return _spread(_number(match[1])) if match else None


def _named_days(words: str) -> Repetition | None:
    """Read "elke maandag en donderdag" and "dinsdags"; "om de twee weken op dinsdag" too."""
    if not _ON_DAYS.search(words) or _DATE.search(words):
        return None
    named = set(_DAY_NAMES.findall(words))
    days = tuple(day for day, name in zip(DAYS, NAMES, strict=True) if name in named)
    rhythm = _every(words)
    every = rhythm.every if rhythm and rhythm.unit == "WEEKLY" else 1
    return Repetition("WEEKLY", every, days)


def _every(words: str) -> Repetition | None:
    if match := _OTHER.search(words):
        unit, size = UNITS[match[1]]
        return Repetition(unit, 2 * size)
    if match := _EVERY.search(words):
        return _in_units(match[2], _number(match[1]))
    if match := _ONCE.search(words):
        return _in_units(match[2], _number(match[1]))
    if match := _ADVERB.search(words):
        unit, size = ADVERBS[match[2]]
        return Repetition(unit, size * _number(match[1]))
    return None


def _times(words: str) -> Repetition | None:
    """Read "twee keer per week" and "per kwartaal"; more than once a month names no days."""
    match = _TIMES.search(words)
    if not match:
        once = _PER.search(words) if not re.search(r"\d", words) else None
        return _in_units(once[1], 1) if once and words.startswith("per ") else None
    count, unit = _number(match[1]), UNITS[match[2]][0]
    if unit == "WEEKLY":
        return _spread(count)
    return _in_units(match[2], 1) if count == 1 else None


def _in_units(unit: str, count: int) -> Repetition:
    kind, size = UNITS[unit]
    return Repetition(kind, count * size)


def _spread(count: int) -> Repetition | None:
    """Return so many days a week, spread: which days is a guess unless it is every workday."""
    if count not in SPREAD:
        return Repetition("DAILY") if count == len(DAYS) else None
    days = Repetition("WEEKLY", days=SPREAD[count], guessed=count < len(OFFICE))
    return replace(days, days=(), guessed=False) if count == 1 else days


def _number(text: str | None) -> int:
    if not text:
        return 1
    return int(text) if text.isdigit() else COUNTS.index(text) + 1


def _is_day(on: date, name: str) -> bool:
    """Tell whether a day is a "MO" of the week, or the "1MO" or "-1MO" of its month."""
    if DAYS[on.weekday()] != name[-2:]:
        return False
    nth = name[:-2]
    if not nth:
        return True
    if nth.startswith("-"):
        return (on + timedelta(days=7)).month != on.month
    return (on.day - 1) // 7 + 1 == int(nth)
