"""Citizen service numbers: nine figures that pass the check, or any number called a bsn.

One of the two rooms of python-stdnum.
"""

import re
from collections.abc import Iterator

from stdnum.nl import bsn

from listening.personal import context

NAME = "bsn"
SUSPECT = r"[0-9](?:[ ./-]{0,2}[0-9]){6}"
WAYS = ((9,), (4, 2, 3), (3, 3, 3), (2, 2, 2, 3), (3, 2, 2, 2))  # figures between the gaps
_WRITTEN = "|".join("[ ./-]".join(f"[0-9]{{{size}}}" for size in way) for way in WAYS)
NINE = re.compile(rf"(?:{_WRITTEN})(?![0-9/]|[.,][0-9])")
PART = frozenset("0123456789.,/-")  # before it: it is the end of a longer number
WORDS = r"bsn|b\.s\.n|bsn-?nummer|b s n|burger ?service ?(?:nummer|nr)|sofi(?:[ -]?(?:nummer|nr))?"
CALLED = context.after(WORDS, r"[0-9](?:[ ./-]{0,2}[0-9]){6,9}(?![0-9])")
BEFORE = re.compile(rf"(?P<number>[0-9]{{8,9}}|{_WRITTEN})[ :=-]{{1,3}}(?:is )?(?:{WORDS})\b")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where citizen service numbers stand."""
    yield from context.numbers(CALLED, text)
    yield from (span for span in context.numbers(BEFORE, text) if _whole(text, span[0]))
    for match in NINE.finditer(text):
        digits = "".join(filter(str.isdigit, match[0]))
        if _whole(text, match.start()) and bsn.checksum(digits) == 0:
            yield match.span()


def _whole(text: str, start: int) -> bool:
    """Tell whether a number that begins here is not the end of a longer one."""
    return not start or text[start - 1] not in PART
