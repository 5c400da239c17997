"""What stands in two files counts once: the same file twice, or periods that overlap."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

from dutch import counted
from listening.model import Reading
from listening.reading.loading import name

OWN = "eigen"  # counts of the organisation itself: two teams may count alike, so all must be equal
MOST = 40  # files that are compared with each other


def once(run: Any, readings: list[Reading], day_of: Callable[[Reading], str]) -> list[Reading]:
    """Return what is left of readings, with what was left out in the notes of the one that stays.

    `run` runs SQL on the tables, `day_of` gives the column of days.
    """
    left = {one.table: one for one in readings}
    for first, second in combinations([one.table for one in readings][-MOST:], 2):
        if first in left and second in left and _alike(left[first], left[second]):
            if _content(run, left[first]) == _content(run, left[second]):
                gone = left.pop(first)
                text = f"‘{gone.name}’ is hetzelfde bestand en telt niet nog een keer mee."
                left[second] = _noted(left[second], text)
            elif _overlap(left[first], left[second]):
                _take_away(run, left, first, second, day_of)
    return list(left.values())


def _alike(one: Reading, other: Reading) -> bool:
    return one.kind.id == other.kind.id and set(one.mapping) == set(other.mapping)


def _noted(reading: Reading, text: str) -> Reading:
    return replace(reading, notes=(*reading.notes, text))


def _content(run: Any, reading: Reading) -> Any:
    """Return what is equal for tables with equal rows, in whatever order."""
    cells = ", ".join(name(key) for key in sorted(reading.mapping))
    query = f"SELECT count(*), bit_xor(hash({cells})), sum(hash({cells}) % 1000003) FROM {reading.table}"  # noqa: E501, S608
    return run(query).fetchone()


def _overlap(one: Reading, other: Reading) -> bool:
    """Tell whether two files can have rows of the same days."""
    if one.first and one.last and other.first and other.last:
        return one.step == other.step and one.first <= other.last and other.first <= one.last
    return one.period is not None and one.period == other.period


def _take_away(
    run: Any, left: dict[str, Reading], first: str, second: str,
    day_of: Callable[[Reading], str],
) -> None:  # fmt: skip
    """Take the rows away that a later file has too."""
    reading = left[first]
    columns = reading.kind.columns
    if reading.kind.origin.startswith(OWN):
        keys = list(reading.mapping)
    else:
        keys = [key for key in reading.mapping if key in columns and columns[key].kind == "tekst"]
        keys += [day_of(reading)] if reading.first else []
    same = " AND ".join(f"a.{name(key)} IS NOT DISTINCT FROM b.{name(key)}" for key in keys)
    if not same:
        return
    where = f"EXISTS (SELECT 1 FROM {second} AS b WHERE {same})"  # noqa: S608
    gone = run(f"SELECT count(*) FROM {first} AS a WHERE {where}").fetchone()[0]  # noqa: S608
    if gone:
        run(f"DELETE FROM {first} AS a WHERE {where}")  # noqa: S608
        rows = counted(gone, "rij", "rijen")
        text = f"Telt één keer: {rows} uit ‘{reading.name}’ die ook hierin staan."
        left[second] = _noted(left[second], text)
        left[first] = replace(reading, **_facts(run, reading, day_of))


def _facts(run: Any, reading: Reading, day_of: Callable[[Reading], str]) -> dict[str, Any]:
    """Return rows, total and first day of what is left."""
    counts = reading.kind.counts
    total = f"sum({name(counts)})::BIGINT" if counts and counts in reading.mapping else "NULL"
    first = f"min({name(day_of(reading))})" if reading.first else "NULL"
    query = f"SELECT count(*), {total}, {first} FROM {reading.table}"  # noqa: S608
    rows, summed, start = run(query).fetchone()
    return {"rows": rows, "total": summed, "first": start, "last": reading.last if rows else None}
