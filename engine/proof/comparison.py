"""Two answers as plain data → every place where they differ, and that in Dutch."""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import Any, NamedTuple

IDS = ("kanaal", "regel", "feit", "id")  # by which a row of a list is known
ORDER = "volgorde"
LONGEST = 100  # characters of a value that are shown
MOST = 1_000  # rows without a name that are laid beside each other
Place = tuple[str, ...]
LISTS = (list, tuple)


class Nothing(Enum):
    """What stands where there is nothing."""

    HERE = "niets"


ABSENT = Nothing.HERE


class Unlike(NamedTuple):
    """A place in plain data with what was there and what is there now."""

    place: Place
    was: Any
    now: Any


def differences(was: Any, now: Any, place: Place = ()) -> Iterator[Unlike]:
    """Yield every place where two values differ, the smallest that can be named."""
    if was is now or _are_identical(was, now):
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for key in [*now, *(key for key in was if key not in now)]:
            yield from differences(was.get(key, ABSENT), now.get(key, ABSENT), (*place, str(key)))
    elif isinstance(was, LISTS) and isinstance(now, LISTS):
        before, after = _by_name(was), _by_name(now)
        if before is None or after is None:
            yield from _unnamed(was, now, place)
        else:
            yield from differences(before, after, place)
            yield from _order(list(before), list(after), place)
    elif was != now or isinstance(was, bool) != isinstance(now, bool):
        yield Unlike(place, was, now)


def _are_identical(was: Any, now: Any) -> bool:
    """Tell whether two values are the same for certain, which is quick to see for most.

    `==` takes 1 for true, and what is written out does not.
    """
    return bool(was == now) and repr(was) == repr(now)


def _by_name(rows: Sequence[Any]) -> dict[str, Any] | None:
    """Return the rows by what they are known by; None when they are not."""
    if not all(isinstance(row, dict) for row in rows):
        return None
    for key in IDS:
        found = {row[key]: row for row in rows if isinstance(row.get(key), str)}
        if len(found) == len(rows):
            return found
    return None


def _order(before: Sequence[str], after: Sequence[str], place: Place) -> Iterator[Unlike]:
    was = [name for name in before if name in after]
    now = [name for name in after if name in before]
    if was != now:
        yield Unlike((*place, ORDER), was, now)


def _unnamed(was: Sequence[Any], now: Sequence[Any], place: Place) -> Iterator[Unlike]:
    """Yield in what rows without a name differ; what moved along is no difference."""
    if max(len(was), len(now)) > MOST:
        if was != now:
            yield Unlike(place, was, now)
        return
    before, after = ([json.dumps(row) for row in rows] for rows in (was, now))
    for sign, first, last, start, end in SequenceMatcher(None, before, after).get_opcodes():
        if sign != "equal":
            for i in range(max(last - first, end - start)):
                one = was[first + i] if first + i < last else ABSENT
                two = now[start + i] if start + i < end else ABSENT
                yield from differences(one, two, (*place, str(start + i + 1)))


def line(difference: Unlike) -> str:
    """Return a difference as one line of Dutch."""
    place, was, now = difference
    name = place_text(place)
    if was is ABSENT:
        return f"{name}: is nieuw: {shown(now, '')}"
    if now is ABSENT:
        return f"{name}: is weg, was {shown(was, '')}"
    return f"{name}: was {shown(was, now)}, is nu {shown(now, was)}"


def place_text(place: Place) -> str:
    """Return a place in one line of words."""
    return " › ".join(place) or "alles"


def shown(value: Any, other: Any) -> str:
    """Return a value on one line; of a long text the part where it differs from another."""
    text, beside = _text(value), _text(other)
    if len(text) <= LONGEST:
        return text
    pairs = zip(text, beside, strict=False)
    at = next((i for i, (one, two) in enumerate(pairs) if one != two), min(len(text), len(beside)))
    start = max(0, min(at - LONGEST // 4, len(text) - LONGEST))
    part = text[start : start + LONGEST]
    return ("…" if start else "") + part + ("…" if start + LONGEST < len(text) else "")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    if value is None or value is ABSENT:
        return ABSENT.value
    return ("nee", "ja")[value] if isinstance(value, bool) else str(value)
