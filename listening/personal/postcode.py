"""Postcodes of four figures and two letters, which stand for a few houses, with their number."""

import re
from collections.abc import Iterator

NAME = "postcode"
SUSPECT = "[1-9][0-9]{3}[ -]?[a-z]{2}"
# Letters that no postcode had before 2005, and few have now, make most words: "2025 en", "2026 of".
_LETTERS = "[abcdeghjklmnprstvwxz]"
ADDITION = r"(?: ?[a-z](?![a-z0-9])|[ -]?(?:hs|bis|[0-9]{1,4}(?![0-9]))\b)?"
_CALLED = r"[ ,/-]{0,2}(?:(?:huis)?(?:nummer|nr\.?) ?)?"
NUMBER = rf"(?P<house>{_CALLED}[0-9]{{1,4}}(?![0-9.,:%€]){ADDITION})"
CODE = re.compile(
    r"(?<![a-z0-9.,/-])(?P<code>[1-9][0-9]{3})(?P<gap>[ -]?)"
    rf"(?P<letters>(?!s[ads]){_LETTERS}{{2}})(?![a-z]){NUMBER}?"
)
WORDS = frozenset(
    (
        *("de", "en", "te", "ze", "we", "me", "je", "er", "el", "al", "na", "ga", "ja", "had"),
        *("kg", "km", "cm", "mm", "dl", "cl", "ml", "kw", "kv", "va", "wp", "pk", "cc"),
        *(
            "db",
            "ha",
            "kb",
            "mb",
            "gb",
            "tb",
            "hz",
            "rpm",
            "bv",
            "nv",
            "vs",
            "nl",
            "be",
            "wk",
            "ww",
            "az",
        ),
        *("wk", "ww", "az", "la", "ad", "st", "ma", "wo", "za", "mr", "nr", "blz"),
    )
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where postcodes stand."""
    for match in CODE.finditer(text):
        if not _ordinary(match, text):
            yield match.span()


def _ordinary(match: re.Match[str], text: str) -> bool:
    """Tell whether this is a number or a year with a word: "1500 kg", "2025 ww"."""
    called = text[: match.start()].endswith(("postcode ", "postcode: "))
    if called or not match["gap"]:
        return not called and match["letters"] in WORDS and not match["house"]
    year = "1900" <= match["code"] <= "2040"
    return match["letters"] in WORDS or (year and not match["house"])
