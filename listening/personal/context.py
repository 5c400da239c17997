"""A number that is personal by the word before it: "bsn nummer: 123"."""

import re
from collections.abc import Iterator

FILLER = "nummer|nr|no|is|was|van|mijn|m'n|een|het|de|ons|uw|je|jouw|op|mij|me|kind"
FILLER += r"|zoon|dochter|moeder|vader|man|vrouw|partner|klopt|niet|dd|d\.d"
BETWEEN = r"[ .:=#/(-]{0,3}"


def after(words: str, number: str) -> re.Pattern[str]:
    """Return the pattern of a number (group "number") that stands after one of these words."""
    return re.compile(
        rf"(?:{words})(?:{BETWEEN}\b(?:{FILLER})\b){{0,6}}{BETWEEN}(?P<number>{number})",
        re.ASCII,
    )


def numbers(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of a pattern stand, unless its word ends another: "hotel"."""
    for match in pattern.finditer(text):
        if not text[max(0, match.start() - 1) : match.start()].isalpha():
            yield match.span("number")
