"""What of a plan stands in a calendar of plans: small, and read many times as fast as the plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError

from plans.model import Plan


@dataclass(frozen=True, slots=True)
class CalendarProject:
    """Whose plan it is."""

    name: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class CalendarGroup:
    """Who is reached, and what tells whether that are the same people as elsewhere."""

    name: str
    ages: Mapping[str, Decimal]
    profiles: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class CalendarWave:
    """A day on which a part of an action begins."""

    start: date
    where: str | None


@dataclass(frozen=True, slots=True)
class CalendarAction:
    """What is done, for whom, and when."""

    id: str
    what: str
    channel: str
    groups: tuple[str, ...]
    start: date
    last_day: date
    active: bool
    waves: tuple[CalendarWave, ...]


@dataclass(frozen=True, slots=True)
class CalendarPlan:
    """A plan as far as a calendar goes."""

    project: CalendarProject
    people: Mapping[str, CalendarGroup]
    actions: tuple[CalendarAction, ...]

    def group(self, id_: str) -> CalendarGroup:
        """Return a group by its id; raises KeyError."""
        return self.people[id_]


_FORM = TypeAdapter(CalendarPlan)


def calendar_plan(plan: Plan) -> CalendarPlan:
    """Return what of a plan stands in a calendar."""
    return CalendarPlan(
        CalendarProject(plan.project.name, plan.project.organisation),
        {group.id: CalendarGroup(group.name, group.ages, group.profiles) for group in plan.groups},
        tuple(
            CalendarAction(
                *(action.id, action.what, action.channel, action.groups, action.start),
                *(action.last_day, action.active),
                tuple(CalendarWave(wave.start, wave.where) for wave in action.waves),
            )
            for action in plan.actions
        ),
    )


def written(plan: CalendarPlan) -> str:
    """Return the text (JSON) of it, for `read`."""
    return _FORM.dump_json(plan).decode()


def read(text: str) -> CalendarPlan | None:
    """Return what such a text says; None when it is of another version of this product."""
    try:
        return _FORM.validate_json(text)
    except ValidationError:
        return None


def narrowed(
    plan: CalendarPlan, groups: Collection[str] = (), channels: Collection[str] = ()
) -> CalendarPlan:
    """Return a plan with the actions for these groups, by name, on these channels; none: all."""
    names = {name.casefold() for name in groups}
    actions = (
        action
        for action in plan.actions
        if (not channels or action.channel in channels)
        and (not names or any(plan.group(id_).name.casefold() in names for id_ in action.groups))
    )
    return replace(plan, actions=tuple(actions))
