"""Everything that was read, as one value: words, actions with their series, and the cycle."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from listening import counter, cycle, schemes, terminal, uses
from listening.effects import results, standing
from listening.effects.results import Result
from listening.effects.standing import Standing
from listening.model import Reading, Subject, Vocabulary
from listening.reading import export_store
from listening.uses import SearchPicture as Sought

Period = tuple[date, date]  # first and last day
NO_PRICES = results.Prices()
TYPED = ("zoekvragen", "feedback")  # what holds texts of residents


@dataclass(frozen=True, slots=True)
class Measurements:
    """Everything that was read: search terms, actions with their series, and the rest.

    `unmeasured` are actions of a plan without a series; `subject` and `period` are what the
    document is about, when that is not everything. In an `example` everything is made up;
    `previews` has for each table its first rows, as texts.
    """

    readings: tuple[Reading, ...]
    picture: Sought | None = None
    results: tuple[Result, ...] = ()
    series: Mapping[str, Mapping[date, int]] | None = None
    standing: Standing | None = None
    unmeasured: tuple[str, ...] = ()
    subject: Subject | None = None
    period: tuple[date, date] | None = None
    example: bool = False
    previews: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report is asked: a period, the threshold, own prices, and plans to measure."""

    period: Period | None = None
    least: int = uses.LEAST
    prices: results.Prices = NO_PRICES
    plans: tuple[Path, ...] = ()

    def touches(self, result: results.Result) -> bool:
        """Tell whether an action was, for a part, within the period."""
        if self.period is None:
            return True
        first, last = self.period
        return result.action.start <= last and result.action.end >= first


def is_plan(name: str) -> bool:
    """Tell whether a file is a channel plan, by its name."""
    return name.lower().endswith((".yaml", ".yml"))


def least_of(reading: Reading, least: int) -> int:
    """Return the threshold for a preview: only what residents typed is held back."""
    return least if reading.kind.holds in TYPED else 0


def _preview(
    store: export_store.ExportStore, reading: Reading, least: int
) -> tuple[tuple[str, ...], ...]:
    rows = store.rows(reading, least=least_of(reading, least))
    return tuple(tuple(map(terminal.cell, row)) for row in rows)


def span(readings: Sequence[Reading]) -> Period | None:
    """Return the first and last day of the files that can be of a period."""
    days = [day for r in readings if export_store.has_days(r) for day in (r.first, r.last) if day]
    return (min(days), max(days)) if days else None


def _plan_actions(
    plans: Sequence[Path], series: Collection[str]
) -> list[tuple[tuple[results.ActionRecord, ...], tuple[str, ...]]]:
    """Return of each plan the actions that can be measured, and the names of the others."""
    if not plans:
        return []
    from listening import plan_actions  # slow to load, and seldom needed

    return [plan_actions.actions(plan_actions.read(plan), series) for plan in plans]


def measurements_in(
    vocabulary: Vocabulary,
    store: export_store.ExportStore,
    readings: list[Reading],
    earlier: list[Reading],
    options: ReportOptions,
) -> Measurements:
    """Return what files hold; with a period only of its days, and of actions that touch it."""
    if options.period:
        readings = store.within(readings, *options.period)
    pages = schemes.pages(store, readings, dict(vocabulary.subjects))
    counts = store.count_terms(readings, earlier, uses.tells(vocabulary), options.least)
    series = results.series_of(store, readings)
    plan_parts = _plan_actions(options.plans, series)
    more = [action for actions, _ in plan_parts for action in actions]
    actions = more or any(r.kind.holds == "acties" for r in readings)
    outcomes = results.results(store, readings, options.prices, more) if actions else ()
    return Measurements(
        tuple(readings),
        picture=uses.picture(vocabulary, counts, pages) if counts else None,
        results=tuple(one for one in outcomes if options.touches(one)),
        unmeasured=tuple(name for _, left in plan_parts for name in left),
        series=series,
        standing=standing.Standing(
            counter.desks(store, readings), results.paths(store, readings),
            cycle.log(store, readings), tuple(pages),
        ),
        period=options.period,
        previews={reading.table: _preview(store, reading, options.least) for reading in readings},
    )  # fmt: skip
