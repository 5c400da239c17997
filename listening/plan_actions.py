"""The actions of a channel plan, to measure: channel, moment, cost and hours come from the plan.

The only module of listening that knows plans. A series belongs to an action when it has its id,
its name or the name of what it measures.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from engine.knowledge.complaints import suggestion
from engine.model import Problem
from listening.effects.results import ActionRecord
from listening.model import Refused
from plans import Plan
from plans.files import read_plan
from plans.model import Action as PlanAction

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
    )
