"""Bank accounts: Dutch ones by their form, others by country, length and check.

A Dutch account with a slip is somebody's too, so it needs no valid check. One of the two rooms of
python-stdnum.
"""

import re
from collections.abc import Iterator
from functools import cache

from stdnum import numdb
from stdnum.iso7064 import mod_97_10

from listening.personal import context

NAME = "rekeningnummer"
SUSPECT = r"[a-z] ?[0-9] ?[0-9] ?[a-z0-9]{4}|[0-9](?:[ .-]{0,2}[0-9]){6}"
BANKS = "abna|ingb|rabo|snsb|asnb|rbrb|trio|knab|bunq|fvlb|hand|nnba|revo|ntsb|deut|bngh|znwk"
_S = "[ .:-]{0,2}"
DUTCH = re.compile(
    rf"(?:n ?l{_S}[0-9] ?[0-9]{_S}[a-z] ?[a-z] ?[a-z] ?[a-z]|{BANKS}){_S}"
    r"(?:[0-9][ .:-]{0,2}){7,11}[0-9](?![0-9])"
)
OLD = context.after(
    r"(?:rek|bankrek|girorek)(?:ening|\.)? ?(?:nummer|nr\.?)|"
    "bankrekening|giro(?:nummer|rekening)?|iban",
    r"[0-9](?:[ .-]{0,2}[0-9]){6,9}(?![0-9])",
)
FOREIGN = re.compile(r"(?<![a-z0-9])[a-z]{2}[0-9]{2}(?:[ .-]?[a-z0-9]){11,30}")
GAPS = str.maketrans("", "", " .-")
HEAD, HOME = 4, "nl"  # characters of country and check; whose accounts have a form of their own


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where bank accounts stand."""
    for match in DUTCH.finditer(text):
        if not text[max(0, match.start() - 1) : match.start()].isalpha():
            yield match.span()
    yield from context.numbers(OLD, text)
    yield from _foreign(text)


def _foreign(text: str) -> Iterator[tuple[int, int]]:
    for match in FOREIGN.finditer(text):
        end = None if match[0].startswith(HOME) else _end(match[0])
        if end:
            yield match.start(), match.start() + end


def _end(piece: str) -> int | None:
    """Return where the account at the start of a piece ends, if it is one."""
    size = _size(piece[:2].upper())
    number = piece.translate(GAPS).upper()[:size]
    if not size or len(number) < size or not mod_97_10.is_valid(number[HEAD:] + number[:HEAD]):
        return None
    places = [at for at, char in enumerate(piece) if char.isalnum()]
    return places[size - 1] + 1


@cache
def _size(country: str) -> int | None:
    """Return how many characters an account of a country has."""
    known = numdb.get("iban").info(country)[0][1].get("bban")
    return HEAD + sum(map(int, re.findall("[0-9]+", known))) if known else None
