"""Dates as exports write them: 2026-11-02, 02-11-2026, 2/11/2026, "2 nov 2026", "Nov 2, 2026"."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

MONTHS = {
    **dict.fromkeys(("jan", "januari", "january"), 1),
    **dict.fromkeys(("feb", "februari", "february"), 2),
    **dict.fromkeys(("mrt", "maart", "mar", "march"), 3),
    **dict.fromkeys(("apr", "april"), 4),
    **dict.fromkeys(("mei", "may"), 5),
    **dict.fromkeys(("jun", "juni", "june"), 6),
    **dict.fromkeys(("jul", "juli", "july"), 7),
    **dict.fromkeys(("aug", "augustus", "august"), 8),
    **dict.fromkeys(("sep", "sept", "september"), 9),
    **dict.fromkeys(("okt", "oktober", "oct", "october"), 10),
    **dict.fromkeys(("nov", "november"), 11),
    **dict.fromkeys(("dec", "december"), 12),
}
ISO = re.compile(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[t ].*)?")
FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}.*)?")
NAMED = re.compile(r"(?:[a-z]+,? )?(\d{1,2})\.?[ -]([a-z]+)\.?,?[ -](\d{4})")
NAMED_FIRST = re.compile(r"(?:[a-z]+, )?([a-z]+)\.? (\d{1,2}),? (\d{4})")
EARLIEST, LATEST = 2000, 2100


def orders(texts: Iterable[str]) -> set[str]:
    """Return which orders of day and month ("dmj", "mdj") all dates in figures allow."""
    allowed = {"dmj", "mdj"}
    for text in texts:
        found = FIGURES.fullmatch(text.strip())
        if found:
            first, second = int(found[1]), int(found[3])
            allowed -= {"mdj"} if first > 12 or found[2] != "/" else set()
            allowed -= {"dmj"} if second > 12 else set()
    return allowed


def parse(text: str, order: str = "dmj") -> date | None:
    """Return the day a text names, or None; years outside 2000-2100 are no dates."""
    said = " ".join(text.strip().lower().split())
    parts = _parts(said, order)
    try:
        found = date(*parts) if parts else None
    except ValueError:
        return None
    return found if found and EARLIEST <= found.year <= LATEST else None


def _parts(said: str, order: str) -> tuple[int, int, int] | None:
    if found := ISO.fullmatch(said):
        return int(found[1]), int(found[2]), int(found[3])
    if found := FIGURES.fullmatch(said):
        one, two = int(found[1]), int(found[3])
        return (int(found[4]), two, one) if order == "dmj" else (int(found[4]), one, two)
    if (found := NAMED.fullmatch(said)) and found[2] in MONTHS:
        return int(found[3]), MONTHS[found[2]], int(found[1])
    if (found := NAMED_FIRST.fullmatch(said)) and found[1] in MONTHS:
        return int(found[3]), MONTHS[found[1]], int(found[2])
    return None


def read(texts: Iterable[str], order: str) -> Mapping[str, date | None]:
    """Return text → day for each different text."""
    return {text: parse(text, order) for text in texts}
