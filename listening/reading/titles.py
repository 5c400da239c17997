"""What stands above a table → the period that it is of."""

from collections.abc import Iterable

from listening.reading import days

BEGINS = ("start", "begin", "van", "from", "anfang", "startdatum", "begindatum", "start date")
ENDS = ("end", "eind", "tot", "to", "ende", "enddatum", "einddatum", "end date")


def period(lines: Iterable[str]) -> days.Span | None:
    """Return the period that titles say: a line with two days, or a first and a last day."""
    first = last = None
    for line in lines:
        text = line.strip(' ",;')
        span = days.span(text) or days.span(text, "mdj")
        if span and span[0] != span[1]:
            return span
        name, colon, rest = text.partition(":")
        day = days.parse(rest) if colon else None
        low = name.strip().lower()
        first = day if day and low in BEGINS else first
        last = day if day and low in ENDS else last
    return (first, last) if first and last and first <= last else None
