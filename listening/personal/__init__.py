"""Personal data in what people type: found by its form and the words beside it, and masked.

A module a kind. Each says how its texts look at a glance (`SUSPECT`, for DuckDB) and yields the
places where it stands (`spans`). A text counts up to `LONGEST` characters; what comes after is left
out, so that nobody has to look through it. No piece of a text is read more than a fixed number of
times, however it is written.
"""

import re
from collections import Counter
from collections.abc import Iterator

from listening.personal import (
    bank_account,
    birth,
    case_number,
    citizen,
    identity_paper,
    mail,
    phone,
    plain,
    plate,
    postcode,
    street,
)

LONGEST = 2_000  # characters; Google takes no longer question
MARGIN = 100  # characters read beyond it, to see a whole number on the edge
CUT = "ingekort"
# Where two kinds stand at one place, the first is named.
KINDS = (
    mail,
    bank_account,
    identity_paper,
    case_number,
    birth,
    citizen,
    phone,
    plate,
    postcode,
    street,
)
# What DuckDB looks for first: only texts with one of these are looked at more closely.
SUSPECT = f"(?i){plain.LOOK_ALIKE}|" + "|".join(kind.SUSPECT for kind in KINDS)
FIGURE = re.compile("[0-9]")
Spot = tuple[int, int, int]  # from, to, and the place in KINDS


def mask(text: str) -> tuple[str, Counter[str]]:
    """Return the text with each piece of personal data replaced by its kind, and the counts."""
    counts: Counter[str] = Counter()
    parts, at = [], 0
    for start, end, kind in _apart(_spots(plain.text(text[: LONGEST + MARGIN]))):
        if start < LONGEST:
            name = KINDS[kind].NAME
            parts += [text[at:start], f"[{name}]"]
            counts[name] += 1
            at = end
    rest = text[at : max(at, LONGEST)]
    if len(text) > max(at, LONGEST):
        counts[CUT] += 1
        rest += f" [{CUT}]"
    return "".join([*parts, rest]), counts


def _spots(text: str) -> list[Spot]:
    """Return every place of every kind; only a mail address can be without a figure."""
    figures = FIGURE.search(text)
    return sorted(
        (start, end, place)
        for place, kind in enumerate(KINDS)
        if figures or kind is mail
        for start, end in kind.spans(text)
    )


def _apart(spots: list[Spot]) -> Iterator[Spot]:
    """Yield spots with those that overlap as one, of the first kind."""
    whole: Spot | None = None
    for start, end, kind in spots:
        if whole and start < whole[1]:
            whole = (whole[0], max(end, whole[1]), min(kind, whole[2]))
        else:
            if whole:
                yield whole
            whole = (start, end, kind)
    if whole:
        yield whole
