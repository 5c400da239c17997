"""The actions of a channel plan, to measure: channel, moment, cost and hours come from the plan.

What was measured goes back into the plan: with the action, and with a result of the plan that
measures the same. The only module of listening that knows plans. A series belongs to an action
when it has its id, its name or the name of what it measures.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from pathlib import Path
from typing import TypeVar

from dutch import decimal
from engine.knowledge.complaints import suggestion
from engine.model import Problem
from listening.effects import standing
from listening.effects.results import ActionRecord, Result
from listening.model import Refused
from plans import Plan, edit
from plans.files import read_plan
from plans.model import Action as PlanAction
from plans.model import MeasuredValue, Target

Days = Mapping[date, int]  # day → count
AnyTarget = TypeVar("AnyTarget", bound=Target)
STRETCH = timedelta(days=28)  # an action is measured for four weeks at least


@dataclass(frozen=True, slots=True)
class PlanSource:
    """A plan with the name of its file."""

    name: str
    plan: Plan


def read(path: Path) -> PlanSource:
    """Return the plan in a file; raises PlanError with every problem."""
    return PlanSource(path.name, read_plan(path))


def actions(
    source: PlanSource, series: Collection[str], control: str | None = None
) -> tuple[tuple[ActionRecord, ...], tuple[str, ...]]:
    """Return the actions that have a series, and the names of those that have none.

    `series` are names in small letters; `control` is the one that all are compared with. Raises
    Refused when no action has a series, or the control is not there.
    """
    if control and control.lower() not in series:
        message = f"de reeks '{control}' ken ik niet.{suggestion(control, series)}"
        raise Refused(Problem("--vergelijk", None, message))
    going = [action for action in source.plan.actions if action.active]
    pairs = [(action, _series(action, series)) for action in going]
    records = tuple(_action(source.plan, one, of, control) for one, of in pairs if of)
    if not records:
        raise Refused(Problem(source.name, None, _none(going, series)))
    return records, tuple(action.what for action, of in pairs if not of)


def _none(going: Sequence[PlanAction], series: Collection[str]) -> str:
    names = ", ".join(f"'{action.id}'" for action in going[:6]) or "geen"
    known = ", ".join(f"'{name}'" for name in sorted(series)[:6]) or "geen"
    return (
        "geen actie heeft een reeks. Geef een reeks de naam van de actie. Acties in het plan: "
        f"{names}. Reeksen: {known}."
    )


def _series(action: PlanAction, series: Collection[str]) -> str | None:
    names = (action.id, action.what, action.target.measure if action.target else "")
    return next((name for name in names if name.lower() in series), None)


def _action(plan: Plan, action: PlanAction, series: str, control: str | None) -> ActionRecord:
    shared = control if control and control.lower() != series.lower() else None
    return ActionRecord(
        name=action.what,
        subject=plan.project.subject or plan.project.name,
        channel=action.channel,
        start=action.start,
        end=max(action.last_day, action.start + STRETCH - timedelta(days=1)),
        series=series,
        control=shared,
        reached=None,
        contact=None,
        helped=None,
        cost=None if action.cost is None else float(action.cost),
        hours=None if action.hours is None else float(action.hours),
        calls=None,
        group=", ".join(plan.group(id_).name for id_ in action.groups),
        region=plan.region,
        plan_action=action.id,
    )


def with_outcomes(plan: Plan, measured: Iterable[Result], series: Mapping[str, Days]) -> Plan:
    """Return the plan in which each action that was measured says what it brought.

    `series` are the counts per day under their names in small letters. A result of the plan with
    the name of the series says it too, of the action that began last. What is measured again takes
    the place of what was measured up to the same day; a baseline that is there stays. Raises
    PlanError when there is no room for it.
    """
    known = {action.id for action in plan.actions}
    pairs = [(one, _last_day(one, series)) for one in measured if one.action.plan_action in known]
    told = [(one, last) for one, last in pairs if last and one.effect.ratio is not None]
    told.sort(key=lambda pair: (pair[0].action.start, pair[0].action.plan_action))
    return edit.revalidate(reduce(_with_outcome, told, plan)) if told else plan


def _last_day(one: Result, series: Mapping[str, Days]) -> date | None:
    """Return the last day that was counted within an action."""
    days = series.get(one.action.series.lower(), {})
    return max((day for day in days if day <= one.action.end), default=None)


def _with_outcome(plan: Plan, measured: tuple[Result, date]) -> Plan:
    record = measured[0].action
    actions = (
        one.model_copy(
            update={
                "target": _target_after(
                    one.target or Target.model_validate({"meet": record.series}), *measured
                )
            }
        )
        if one.id == record.plan_action
        else one
        for one in plan.actions
    )
    results = (
        _target_after(one, *measured) if one.measure.lower() == record.series.lower() else one
        for one in plan.results
    )
    return plan.model_copy(update={"actions": tuple(actions), "results": tuple(results)})


def _target_after(target: AnyTarget, one: Result, last: date) -> AnyTarget:
    """Return a measure with its baseline, what was measured since, and what that means."""
    changed, start = one.effect, one.action.start
    before = _mean(changed.before, start - timedelta(days=1), changed.days_before)
    after = _mean(changed.after, last, changed.days_after)
    others = (value for value in target.actual if value.day != last)
    return target.model_copy(
        update={
            "baseline": target.baseline or before,
            "actual": tuple(sorted((*others, after), key=lambda value: value.day or date.min)),
            "result": standing.change(changed),
        }
    )


def _mean(value: float | None, day: date, days: int) -> MeasuredValue:
    told = {"waarde": f"{decimal(value or 0.0, 1)} per dag", "dag": day}
    return MeasuredValue.model_validate(told | {"notitie": f"Gemiddeld over {days} dagen"})
