"""Every dated table as series: how often per day, of all, a page, a campaign, a channel, a subject.

What a table gives stands in its kind (`SeriesRule`), so that a new kind needs no code.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from listening.model import Reading, SeriesRule
from listening.reading import export_store
from listening.reading.export_store import ExportStore
from listening.reading.loading import name

SUBJECT, TOTAL = "onderwerp", "totaal"
MOST = 200  # series of one rule and file, the largest
TEXTS = 50_000  # different texts that are matched with subjects, the most frequent
Days = Mapping[date, int]
SubjectsOf = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class DaySeries:
    """Counts by the first day of each step: "dag", "week", "maand" or "periode".

    `of` is what it is about ("totaal", "pagina", "kanaal"), `value` which one: an address, a
    channel such as telefoon, the id of a subject, or "" for all. `counts` is what is counted,
    `origin` whose file it is from.
    """

    of: str
    value: str
    counts: str
    origin: str
    step: str
    days: Days

    @property
    def name(self) -> str:
        """What a person calls it: "pagina /schulden", "Google Search Console: kliks"."""
        if self.of == "eigen":
            return self.value
        return f"{self.of} {self.value}" if self.value else f"{self.origin}: {self.counts}"


def day_series(
    store: ExportStore, readings: Iterable[Reading], subjects_of: SubjectsOf, least: int = 1
) -> tuple[DaySeries, ...]:
    """Return the series of all dated tables; of days that stand in two files the last file counts.

    `subjects_of` gives the ids of the subjects of a name or a text. A series of which the sum is
    under `least` is left out.
    """
    kept: dict[tuple[str, str, str, str, str], dict[date, int]] = defaultdict(dict)
    for reading in readings:
        if reading.first is None or not reading.step:
            continue
        for rule in reading.kind.series:
            for value, days in _series(store, reading, rule, subjects_of).items():
                key = (rule.of, value, rule.counts, reading.kind.origin, reading.step)
                kept[key] |= days
    return tuple(
        DaySeries(*key, dict(sorted(counts.items())))
        for key, counts in kept.items()
        if sum(counts.values()) >= least
    )


def _series(
    store: ExportStore, reading: Reading, rule: SeriesRule, subjects_of: SubjectsOf
) -> Mapping[str, dict[date, int]]:
    """Return value → days of one rule; nothing when the file has not the columns for it."""
    if rule.counts not in reading.mapping or (rule.per and rule.per not in reading.mapping):
        return {}
    rows = _rows(store, reading, rule)
    series: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for value, day, count in rows:
        for one in subjects_of(value) if rule.of == SUBJECT else (value,):
            series[one][day] += count
    return {value: dict(days) for value, days in series.items()}


def _rows(store: ExportStore, reading: Reading, rule: SeriesRule) -> Sequence[tuple[Any, ...]]:
    """Return (value, day, count) of the values that came most."""
    day, counts = name(export_store.day_of(reading)), name(rule.counts)
    run = store.connection.execute
    where = f"{day} IS NOT NULL AND {counts} IS NOT NULL"
    if not rule.per:
        query = (
            f"SELECT '', {day}, sum({counts})::BIGINT FROM {reading.table} WHERE {where} GROUP BY 2"  # noqa: S608
        )
        return list(run(query).fetchall())
    value = f"coalesce({name(rule.per)}, '')"
    most = TEXTS if rule.of == SUBJECT else MOST
    query = f"""WITH telling AS (SELECT {value} AS v, {day} AS d, sum({counts})::BIGINT AS n
            FROM {reading.table} WHERE {where} GROUP BY 1, 2),
        meest AS (SELECT v FROM telling WHERE v <> '' GROUP BY v ORDER BY sum(n) DESC, v
            LIMIT {most})
        SELECT v, d, n FROM telling WHERE v IN (SELECT v FROM meest) ORDER BY v, d"""  # noqa: S608
    return list(run(query).fetchall())
