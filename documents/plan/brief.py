"""Short forms for paper: a text cut at a sentence or a word, and days as a planning has them."""

from collections.abc import Sequence
from datetime import date

from dutch import SHORT_MONTHS, listing
from engine.model import Rulebook
from plans.model import Plan

MORE = "…"


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters: whole sentences, else cut at a word."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    ends = [i + 1 for i, char in enumerate(line[:most]) if char in ".!?" and line[i + 1] == " "]
    if ends and ends[-1] > most // 3:
        return line[: ends[-1]]
    return f"{line[: most - 1].rpartition(' ')[0] or line[: most - 1]}{MORE}"


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith((".", "!", "?", MORE)) else f"{text}."


def few(names: Sequence[str], most: int) -> str:
    """Return the first names, and how many more there are."""
    if len(names) <= most:
        return listing(names)
    return listing([*names[: most - 1], f"nog {len(names) - most + 1}"])


def short_date(on: date, other: date | None = None) -> str:
    """Return "11 jan", or "11 jan 2028" where another day is in another year."""
    year = f" {on.year}" if other and other.year != on.year else ""
    return f"{on.day} {SHORT_MONTHS[on.month - 1]}{year}"


def short_period(start: date, end: date | None) -> str:
    """Return "11 jan – 12 mrt", with the years where these differ."""
    if end is None or end == start:
        return short_date(start)
    return f"{short_date(start, end)} – {short_date(end, start)}"


def phase_name(plan: Plan, book: Rulebook, slug: str) -> str:
    """Return what the organisation calls a phase, else what we call it."""
    own = next((item.name for item in plan.phases if item.phase == slug and item.name), None)
    return own or book.phases[slug].name
