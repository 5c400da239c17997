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
SUPPLY, CONTACT, CAPACITY = "aanbod", "contact", "capaciteit"
FORM, STEPS = "formulier", "stappen"
OF_SUBJECTS = frozenset({SUBJECT, SUPPLY, CONTACT, CAPACITY, STEPS})  # what is of a subject
SPLIT = frozenset({CONTACT, CAPACITY, FORM, STEPS})  # with a series for each channel or step
MOST = 200  # series of one rule and file, the largest
TEXTS = 50_000  # different texts that are matched with subjects, the most frequent
Days = Mapping[date, int]
SubjectsOf = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class DaySeries:
    """Counts by the first day of each step: "dag", "week", "maand" or "periode".

    `of` is what it is about ("totaal", "pagina", "kanaal"), `value` which one: an address, a
    channel such as telefoon, the id of a subject, or "" for all. `counts` is what is counted: a
    column, of a contact the channel and of a form the step. `origin` is whose file it is from.
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
        if self.of in SPLIT:
            return f"{self.of} {self.value}: {self.counts}"
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
            for (value, counts), days in _series(store, reading, rule, subjects_of).items():
                key = (rule.of, value, counts, reading.kind.origin, reading.step)
                kept[key] |= days
    return tuple(
        DaySeries(*key, dict(sorted(counts.items())))
        for key, counts in kept.items()
        if sum(counts.values()) >= least
    )


def _series(
    store: ExportStore, reading: Reading, rule: SeriesRule, subjects_of: SubjectsOf
) -> Mapping[tuple[str, str], dict[date, int]]:
    """Return value and what is counted → days; nothing when the file has not the columns."""
    if any(key and key not in reading.mapping for key in (rule.counts, rule.per, rule.split)):
        return {}
    series: dict[tuple[str, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for value, counts, day, count in _rows(store, reading, rule):
        for one in subjects_of(value) if rule.of in OF_SUBJECTS else (value,):
            series[one, counts][day] += count
    return {key: dict(days) for key, days in series.items()}


def _rows(store: ExportStore, reading: Reading, rule: SeriesRule) -> Sequence[tuple[Any, ...]]:
    """Return (value, what is counted, day, count) of the values that came most."""
    day, counts = name(export_store.day_of(reading)), name(rule.counts)
    run = store.connection.execute
    where = f"{day} IS NOT NULL AND {counts} IS NOT NULL"
    if not rule.per:
        query = (
            f"SELECT '', '{rule.counts}', {day}, sum({counts})::BIGINT FROM {reading.table} "  # noqa: S608
            f"WHERE {where} GROUP BY 3"
        )
        return list(run(query).fetchall())
    value = f"coalesce({name(rule.per)}, '')"
    most = TEXTS if rule.of in OF_SUBJECTS else MOST
    split = f"lower(coalesce({name(rule.split)}, ''))" if rule.split else f"'{rule.counts}'"
    query = f"""WITH telling AS (SELECT {value} AS v, {split} AS s, {day} AS d,
            sum({counts})::BIGINT AS n FROM {reading.table} WHERE {where} GROUP BY 1, 2, 3),
        meest AS (SELECT v FROM telling WHERE v <> '' GROUP BY v ORDER BY sum(n) DESC, v
            LIMIT {most})
        SELECT v, s, d, n FROM telling WHERE v IN (SELECT v FROM meest) ORDER BY v, s, d"""  # noqa: S608
    return list(run(query).fetchall())
