"""Dates of birth: called so, or a whole date in figures of long ago."""

import re
from collections.abc import Iterator

from listening.personal import context

NAME = "geboortedatum"
SUSPECT = r"(?:geb|g\.b|verjaardag)[^0-9]{0,40}[0-9]|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]"
SUSPECT += "|(?:19|20)[0-9]{2}[./-][0-9]{1,2}[./-][0-9]"
MONTHS = "jan|januari|feb|februari|mrt|maart|apr|april|mei|jun|juni|jul|juli|aug|augustus|"
MONTHS += "sep|sept|september|okt|oktober|nov|november|dec|december"
_DAY, _MONTH = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])"
_LONG_AGO = "(?:19[0-9]{2}|200[0-9]|2010)"
CALLED = context.after(
    r"geboren|geb|geboorte ?datum|geb\.? ?datum|geb\.? ?dat|geboortedag|g\.b\.d|gbd|verjaardag",
    rf"{_DAY}[ ./-]{_MONTH}[ ./-](?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})(?![0-9])"
    rf"|(?:19|20)[0-9]{{2}}[ ./-]?{_MONTH}[ ./-]?{_DAY}(?![0-9])"
    r"|[0-3][0-9][01][0-9](?:19|20)[0-9]{2}(?![0-9])"
    rf"|{_DAY}e? (?:{MONTHS})\.? (?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})(?![0-9])",
)
# A date of long ago is a birth, unless something is counted from it.
DATE = re.compile(r"[0-9]{1,4}[ ./-][0-9]{1,2}[ ./-][0-9]{1,4}(?![0-9./-])")
LONG_AGO = re.compile(rf"{_DAY}[./-]{_MONTH}[./-]{_LONG_AGO}|{_LONG_AGO}[./-]{_MONTH}[./-]{_DAY}")
BORN = " geb"  # behind a date
NO_BIRTH = re.compile(r"(?:per|vanaf|sinds|voor|tot|na|van|wet|besluit|datum|peildatum) $")
LONGEST_WORD = 10


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where dates of birth stand."""
    yield from context.numbers(CALLED, text)
    for match in DATE.finditer(text):
        start, end = match.span()
        before = text[max(0, start - LONGEST_WORD) : start]
        if not before or before[-1] not in "0123456789./-":
            long_ago = LONG_AGO.fullmatch(match[0]) and not NO_BIRTH.search(before)
            if long_ago or text.startswith(BORN, end):
                yield start, end
