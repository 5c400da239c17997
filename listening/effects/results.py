"""What actions achieved: change, residents, euros and time, and where people drop out.

Money and time only with the organisation's own prices; no amount is known that nobody entered.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dutch import read_money
from engine.knowledge.complaints import suggestion
from engine.model import Problem
from listening.effects import controls, effect, placebo
from listening.effects.controls import Proposal
from listening.effects.effect import Effect
from listening.effects.expected import Circumstances
from listening.model import Reading, Refused
from listening.reading.day_series import Days, day_series
from listening.reading.export_store import ExportStore

MOST = 10**9  # euros
OWN, DAY = "reeksen", "dag"


@dataclass(frozen=True, slots=True)
class Prices:
    """The organisation's own prices in euros, and how long a call takes, where given."""

    hour: float | None = None
    call: float | None = None
    minutes: float | None = None  # that a call takes


def amount(text: str) -> float:
    """Return an amount of 0 or more; raises ValueError in Dutch."""
    value = read_money(text, places=4)
    if not 0 <= value < MOST:
        raise ValueError(f"'{text[:40]}' is geen bedrag. Schrijf bijvoorbeeld 62,50.")
    return float(value)


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """An action as it was written down; counts are None where not measured.

    `region` is that of the school holidays, where it is known.
    """

    name: str
    subject: str
    channel: str
    start: date
    end: date
    series: str
    control: str | None
    reached: int | None
    contact: int | None
    helped: int | None
    cost: float | None
    hours: float | None
    calls: int | None
    group: str = ""
    region: str | None = None
    plan_action: str = ""  # id of the action, when it comes from a plan


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step of a funnel; `part` is the share of the step before, None for the first."""

    name: str
    count: int
    part: float | None


@dataclass(frozen=True, slots=True)
class Result:
    """What one action achieved; `euros` is costs and hours minus calls saved, `per_helped` of it.

    `leak` is the step before which most people dropped out; `hours_priced` tells whether hours
    count in the euros. `proposed` are series that could be compared with.
    """

    action: ActionRecord
    effect: Effect
    funnel: tuple[FunnelStep, ...]
    leak: str | None
    euros: float | None
    savings: float | None
    per_helped: float | None
    hours_priced: bool = False
    proposed: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened beside the actions; `series` "" is all, `end` None: it stays."""

    name: str
    start: date
    end: date | None
    series: str


def results(
    store: ExportStore,
    readings: Iterable[Reading],
    prices: Prices,
    extra: Iterable[ActionRecord] = (),
) -> tuple[Result, ...]:
    """Return the result of every action in the files, and of actions that were `planned`.

    Raises Refused with every problem.
    """
    files = list(readings)
    own = own_series(store, files)
    series = dated_series(store, files) | own
    actions = [a for r in files if r.kind.holds == "acties" for a in _actions(store, r, series)]
    actions += extra
    if not actions:
        name = files[0].name if files else "acties"
        raise Refused(Problem(name, None, "hierin staan geen acties. Gebruik het sjabloon acties."))
    happenings = _happenings(store, files, series)
    return of_actions(actions, series, own, happenings, prices)


def of_actions(
    actions: Sequence[ActionRecord],
    series: Mapping[str, Days],
    own: Mapping[str, Days],
    happenings: Sequence[Happening],
    prices: Prices,
) -> tuple[Result, ...]:
    """Return the result of actions of which the series are there; `own` can be compared with."""
    outcomes = (_result(action, actions, series, happenings, prices) for action in actions)
    return tuple(
        replace(one, proposed=_proposed(one.action, actions, series, own)) for one in outcomes
    )


def series_of(store: ExportStore, readings: Sequence[Reading]) -> dict[str, Days]:
    """Return all series of files by name in small letters; raises Refused as `own_series` does."""
    return dated_series(store, readings) | own_series(store, readings)


def dated_series(store: ExportStore, readings: Iterable[Reading]) -> dict[str, Days]:
    """Return what every export counts per day: in all, and of each page, campaign and channel."""
    exports = [one for one in readings if one.kind.holds != OWN]
    dated = day_series(store, exports, lambda _: ())
    return {one.name.lower(): one.days for one in dated if one.step == DAY}


def own_series(store: ExportStore, readings: Iterable[Reading]) -> dict[str, Days]:
    """Return name in small letters → day → count; raises Refused for a day that stands twice."""
    series: dict[str, dict[date, int]] = defaultdict(dict)
    for reading in readings:
        if reading.kind.holds == OWN:
            for row in store.records(reading):
                days = series[row["reeks"].lower()]
                if row["datum"] in days:
                    message = (
                        f"'{row['reeks']}' staat er twee keer op {row['datum']}. Haal er een weg."
                    )
                    raise Refused(Problem(reading.name, None, message))
                days[row["datum"]] = row["aantal"]
    return dict(series)


def _actions(store: ExportStore, reading: Reading, series: Mapping[str, Any]) -> list[ActionRecord]:
    records, problems = [], []
    for place, row in enumerate(store.records(reading), start=2):
        for key in ("reeks", "vergelijk"):
            name = row.get(key)
            if name and name.lower() not in series:
                text = f"de reeks '{name}' ken ik niet.{suggestion(name, series)}"
                problems.append(Problem(reading.name, place, text))
        if row["einde"] < row["begin"]:
            problems.append(Problem(reading.name, place, "de einddatum ligt voor het begin."))
        records.append(action_of(row))
    if problems:
        raise Refused(*problems)
    return records


def action_of(row: Mapping[str, Any]) -> ActionRecord:
    """Return a row of a file of actions as an action."""
    return ActionRecord(
        name=row["naam"], subject=row["onderwerp"], channel=row["kanaal"], start=row["begin"],
        end=row["einde"], series=row["reeks"], control=row.get("vergelijk"),
        reached=row.get("bereikt"), contact=row.get("in_contact"), helped=row.get("geholpen"),
        cost=row.get("kosten"), hours=row.get("uren"), calls=row.get("telefoontjes_minder"),
    )  # fmt: skip


def _result(
    action: ActionRecord,
    actions: Sequence[ActionRecord],
    series: Mapping[str, Mapping[date, int]],
    happenings: Sequence[Happening],
    prices: Prices,
) -> Result:
    steps = (("bereikt", action.reached), ("in contact", action.contact))
    counted = [(n, c) for n, c in (*steps, ("geholpen", action.helped)) if c is not None]
    stages = funnel(counted)
    euros, saved = _euros(action, prices)
    per = euros / action.helped if euros is not None and action.helped else None
    priced = prices.hour is not None
    return Result(
        action, _measured(action, actions, series, happenings), stages, leak(stages), euros,
        saved, per, priced,
    )  # fmt: skip


def _measured(
    action: ActionRecord,
    actions: Sequence[ActionRecord],
    series: Mapping[str, Mapping[date, int]],
    happenings: Sequence[Happening],
) -> Effect:
    """Return the effect on the series of an action, the other actions and happenings apart."""
    own, control = action.series.lower(), action.control.lower() if action.control else None
    beside = [(one.start, one.end) for one in actions
              if one is not action and one.series.lower() == own]  # fmt: skip
    happened = [(one.start, one.end) for one in happenings if one.series in ("", own)]
    around = Circumstances(tuple(dict.fromkeys((*beside, *happened))), action.region)
    compared = series[control] if control else None
    span = (series[own], action.start, action.end, compared, around)
    return placebo.checked(effect.effect(*span), *span)


def _proposed(
    action: ActionRecord,
    actions: Sequence[ActionRecord],
    series: Mapping[str, Days],
    own: Mapping[str, Days],
) -> tuple[Proposal, ...]:
    """Return what the action could be compared with: no series that another action aims at.

    Only own series: what an export counts of the same visits rises with the action too.
    """
    if action.control:
        return ()
    name, taken = action.series.lower(), {one.series.lower() for one in actions}
    return controls.proposals({**own, name: series[name]}, name, action.start, taken)


def _happenings(
    store: ExportStore, readings: Iterable[Reading], series: Mapping[str, Any]
) -> list[Happening]:
    """Return what happened beside the actions; raises Refused for a series that is not there."""
    happened, problems = [], []
    for reading in readings:
        if reading.kind.holds != "gebeurtenissen":
            continue
        for place, row in enumerate(store.records(reading), start=2):
            name, last = (row.get("reeks") or "").lower(), row.get("einde")
            if name and name not in series:
                text = f"de reeks '{name}' ken ik niet.{suggestion(name, series)}"
                problems.append(Problem(reading.name, place, text))
            if last is not None and last < row["begin"]:
                problems.append(Problem(reading.name, place, "de einddatum ligt voor het begin."))
            happened.append(Happening(row["naam"], row["begin"], last, name))
    if problems:
        raise Refused(*problems)
    return happened


def _euros(action: ActionRecord, prices: Prices) -> tuple[float | None, float | None]:
    """Return what it cost, hours included, less what was saved, and that saving."""
    saved = None
    if action.calls is not None and prices.call is not None:
        saved = action.calls * prices.call
    if action.cost is None and (action.hours is None or prices.hour is None):
        return None, saved
    work = (action.hours or 0) * (prices.hour or 0)
    return (action.cost or 0) + work - (saved or 0), saved


def funnel(steps: Sequence[tuple[str, int]]) -> tuple[FunnelStep, ...]:
    """Return steps with the share of the step before that came through."""
    stages = []
    for at, (name, count) in enumerate(steps):
        before = steps[at - 1][1] if at else 0
        stages.append(FunnelStep(name, count, count / before if at and before else None))
    return tuple(stages)


def leak(steps: Sequence[FunnelStep]) -> str | None:
    """Return the step at which the smallest share came through, in a funnel of three or more."""
    parts = [(step.part, step.name) for step in steps if step.part is not None]
    return min(parts)[1] if len(parts) > 1 else None


def paths(store: ExportStore, readings: Iterable[Reading]) -> dict[str, tuple[FunnelStep, ...]]:
    """Return form or route → its steps, in the order of the file."""
    by_form: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for reading in readings:
        if reading.kind.holds == "stappen":
            for row in store.records(reading):
                by_form[row["formulier"]][row["stap"]] += row["aantal"]
    return {name: funnel(list(steps.items())) for name, steps in by_form.items()}
