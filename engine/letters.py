"""Accents: put on their letters, or taken off, in time that grows with the text and no faster.

Putting accents in order takes the square of how many stand in a row, and a visitor can send a
million of them. No language has more than a few, so what comes after the first ones is left out.
"""

import re
import unicodedata
from itertools import groupby, islice

ROW = 30  # accents in a row that count, as Unicode advises (UAX 15, stream-safe text)
SHORT = 200  # characters under which a text is quick whatever it holds


def _sorted(form: str, text: str) -> str:
    """Return text in a normal form of Unicode."""
    if len(text) > SHORT and not text.isascii():
        runs = groupby(text, lambda char: unicodedata.category(char)[0] == "M")
        text = "".join(char for mark, run in runs for char in islice(run, ROW if mark else None))
    return unicodedata.normalize(form, text)  # type: ignore[arg-type]


def composed(text: str) -> str:
    """Return the text with every accent on its letter."""
    return _sorted("NFC", text)


def bare(text: str) -> str:
    """Return the text without accents."""
    return "".join(char for char in _sorted("NFKD", text) if not unicodedata.combining(char))


def dashed(text: str) -> str:
    """Return small letters and figures with dashes between: "Oudere mensen!" → oudere-mensen."""
    ascii_ = _sorted("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", ascii_.lower()).strip("-")
