"""What dated files say, as it is remembered: nothing in it came less than the threshold in all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from listening.model import Reading
from listening.reading.day_series import DaySeries, SubjectsOf, day_series
from listening.reading.export_store import ExportStore
from listening.storage.kept_entries import Entry, entries

REST = "overig"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one file says: its series, the period of which it has the last word, and its entries.

    `whole` names what it is complete about, as (origin, of, counts, step): of the period all that
    was there of it goes, also a series that it has not.
    """

    name: str
    series: tuple[DaySeries, ...]
    first: date
    last: date
    whole: tuple[tuple[str, str, str, str], ...] = ()
    entries: tuple[Entry, ...] = ()


def heard(
    store: ExportStore, readings: Iterable[Reading], subjects_of: SubjectsOf, least: int
) -> tuple[Heard, ...]:
    """Return what dated files say, each with the period of which it has the last word."""
    files = []
    for one in readings:
        series = fold(day_series(store, [one], subjects_of), least)
        rows = entries(store, [one])
        if series and one.first and one.last:
            files.append(Heard(one.name, series, one.first, one.last))
        elif rows:
            days = [row.day for row in rows]
            files.append(Heard(one.name, (), min(days), max(days), entries=rows))
    return tuple(files)


def fold(series: Iterable[DaySeries], least: int) -> tuple[DaySeries, ...]:
    """Return the series, those of less than `least` in all as one "overig" for what they are of."""
    kept: list[DaySeries] = []
    rest: dict[tuple[str, str, str, str], dict[date, int]] = {}
    for one in series:
        if not one.value or sum(one.days.values()) >= least:
            kept.append(one)
            continue
        days = rest.setdefault((one.of, one.counts, one.origin, one.step), {})
        for day, count in one.days.items():
            days[day] = days.get(day, 0) + count
    return (
        *kept,
        *(DaySeries(of, REST, counts, origin, step, days)
          for (of, counts, origin, step), days in rest.items()),
    )  # fmt: skip
