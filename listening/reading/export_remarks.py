"""What a reader must know of a file: filtered, cut off, only a part of all clicks, not read.

Search Console leaves out terms that few people used, gives at most a number of rows, and tells in
a table of its own which filters were on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from dutch import hundred, listing, whole
from listening.model import Reading

BREAKDOWN, FILTERS = "uitsplitsing", "filters"
CLICKS = "kliks"
WHOLE = 0.98  # of the clicks, from which nothing is said
# Filters that every export has: what was searched in, and of when.
ALWAYS = ("search type", "zoektype", "suchtyp", "date", "datum", "zeitraum", "periode")
Records = Callable[[Reading], list[dict[str, Any]]]
Sums = Callable[[Reading, str], int | None]


def of_file(
    readings: Sequence[Reading], records: Records, sums: Sums, passed: Iterable[str]
) -> list[Reading]:
    """Return the readings of one file that are kept, with what there is to say about each.

    Tables per country or device, and the table of filters, are named with the others and not kept,
    unless there is nothing else. `passed` are tables of no known kind.
    """
    main = [one for one in readings if one.kind.holds not in (BREAKDOWN, FILTERS)]
    kept = main or [one for one in readings if one.kind.holds == BREAKDOWN] or list(readings)
    shared = [_filtered(one, records(one)) for one in readings if one.kind.holds == FILTERS]
    noted = [replace(one, notes=tuple(_own(one))) for one in kept]
    aside = [one.kind.name for one in readings if all(one.table != k.table for k in kept)]
    first = [*filter(None, shared), *_coverage(kept, sums), *_left(aside, list(passed))]
    if noted and first:
        noted[0] = replace(noted[0], notes=(*noted[0].notes, *first))
    return noted


def _own(reading: Reading) -> Iterable[str]:
    """Yield what must be known of one table."""
    if reading.kind.note:
        yield reading.kind.note
    if reading.rows in reading.kind.most:
        yield (
            f"Hierin staan precies {whole(reading.rows)} rijen: meer geeft {reading.kind.origin} "
            "niet. Wat minder vaak voorkwam, ontbreekt. Kies een kortere periode of een filter."
        )
    if reading.aside:
        parts = [f"{name} {whole(count)}" for name, count in reading.aside.items()]
        yield f"Apart gehouden, want dit is geen echte regel: {listing(parts)}."


def _filtered(reading: Reading, rows: Iterable[dict[str, Any]]) -> str | None:
    pairs = [(str(row.get("filter") or ""), str(row.get("waarde") or "")) for row in rows]
    said = [f"{name}: {value}" for name, value in pairs if name.strip().lower() not in ALWAYS]
    if not said:
        return None
    return f"Deze export is gefilterd ({listing(said)}). Er staat dus niet alles in."


def _coverage(readings: Sequence[Reading], sums: Sums) -> Iterable[str]:
    """Yield how many of all clicks the terms have, where the same file gives both."""
    terms = [sums(one, CLICKS) for one in readings if one.kind.holds == "zoekvragen"]
    days = [sums(one, CLICKS) for one in readings if one.kind.holds == "dagen"]
    if len(terms) != 1 or len(days) != 1 or not days[0] or terms[0] is None:
        return
    part = terms[0] / days[0]
    if part < WHOLE:
        yield (
            f"De zoekopdrachten hierin hebben {whole(terms[0])} van alle {whole(days[0])} kliks "
            f"({hundred(part)} procent). De rest houdt Google achter, of valt buiten de lijst."
        )


def _left(aside: Sequence[str], passed: Sequence[str]) -> Iterable[str]:
    if aside:
        yield f"Ook in dit bestand, en niet gebruikt: {listing(aside)}."
    if passed:
        yield f"Niet herkend en niet gelezen: {listing(list(passed))}."
