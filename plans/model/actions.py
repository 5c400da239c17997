"""What is done on a channel: its days, the steps before it, what it asks, brings and measures."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from engine.model import Form, Slug, YesNo
from plans.model.status import CANCELLED, PROPOSED, ActionStatus, Agreements
from plans.model.typed import (
    Count,
    Day,
    Euros,
    Few,
    Hours,
    Languages,
    Line,
    Lines,
    Percent,
    Slugs,
    Text,
    Workdays,
    tag,
)


class MeasuredValue(Form):
    """What was measured on a day."""

    value: Line = Field(alias="waarde")
    day: Day | None = Field(None, alias="dag")
    note: Line | None = Field(None, alias="notitie")


class Target(Form):
    """What is measured, and from what number or state it is good.

    `baseline` is how it was before, `actual` what came out since, each with its day.
    """

    measure: Line = Field(alias="meet")
    norm: Line | None = None
    baseline: MeasuredValue | None = Field(None, alias="nulmeting")
    by: Day | None = Field(None, alias="uiterlijk")  # the day on which the norm should be met
    actual: Annotated[tuple[MeasuredValue, ...], Field(max_length=60)] = Field(
        (), alias="werkelijk"
    )
    result: Line | None = Field(None, alias="uitkomst")


class PlanResult(Target):
    """What the plan as a whole should bring: activity, what it brought about, or its effect."""

    id: Slug
    kind: Annotated[Literal["activiteit", "opbrengst", "effect"], BeforeValidator(tag)] = Field(
        "opbrengst", alias="soort"
    )


class Response(Form):
    """How many residents react, by the advisor: from, to, within so many weeks, and at which desk.

    `desks` is the percentage of the reactions that a desk gets; together they may pass a hundred.
    """

    low: Count = Field(alias="van")
    high: Count = Field(alias="tot")
    weeks: Few = Field(2, alias="weken")
    desks: Annotated[dict[Slug, Percent], Field(max_length=40)] = Field(
        default_factory=dict, alias="loketten"
    )


class Wave(Form):
    """A part (per cent) of an action that starts on a day of its own."""

    start: Day
    share: Percent = Field(alias="deel")
    where: Line | None = Field(None, alias="waar")


class PreparationStep(Form):
    """What must be ready before an action; `workdays` is the time to what comes after it.

    Its day is worked out (`plans.planning.working_back`), unless it is `fixed`: an advisor set it,
    and it stays when others move.
    """

    id: Slug
    name: Line | None = Field(None, alias="naam")
    workdays: Workdays = Field(0, alias="werkdagen")
    day: Day | None = Field(None, alias="dag")
    fixed: YesNo = Field(False, alias="vast")
    done: YesNo = Field(False, alias="gereed")
    who: Line | None = Field(None, alias="wie")


class Action(Form):
    """One thing that is done on one channel, or with one of the plan's own means.

    `approvers` are who must agree, `agreements` who did. `embargo` is the day before which nothing
    goes out. `partner` is the id of a partner that does it; `invites_to` that of the action or
    milestone that this one invites to. `origin` says where a proposal comes from, `note` how to go
    about it.
    """

    id: Slug
    what: Line = Field(alias="wat")
    channel: Slug = Field(alias="kanaal")
    groups: Annotated[Slugs, Field(min_length=1)] = Field(alias="groepen")
    phase: Slug = Field(alias="fase")
    start: Day
    end: Day | None = Field(None, alias="einde")
    frequency: Line | None = Field(None, alias="frequentie")
    message: Text | None = Field(None, alias="boodschap")
    languages: Languages = Field((), alias="talen")
    sender: Line | None = Field(None, alias="afzender")
    who: Line | None = Field(None, alias="wie")
    partner: Slug | None = None
    invites_to: Slug | None = Field(None, alias="nodigt_uit_voor")
    embargo: Day | None = None
    cost: Euros | None = Field(None, alias="kosten")
    hours: Hours | None = Field(None, alias="uren")
    actual_cost: Euros | None = Field(None, alias="werkelijke_kosten")
    actual_hours: Hours | None = Field(None, alias="werkelijke_uren")
    target: Target | None = Field(None, alias="kpi")
    status: ActionStatus = "concept"
    approvers: Lines = Field((), alias="akkoord_van")
    agreements: Agreements = Field((), alias="akkoord")
    steps: Annotated[tuple[PreparationStep, ...], Field(max_length=20)] = Field(
        (), alias="voorbereiding"
    )
    response: Response | None = Field(None, alias="reactie")
    waves: Annotated[tuple[Wave, ...], Field(max_length=60)] = Field((), alias="golven")
    origin: Line | None = Field(None, alias="herkomst")
    note: Text | None = Field(None, alias="toelichting")

    @property
    def active(self) -> bool:
        """Whether it goes on: no proposal any more, and not cancelled."""
        return self.status not in (PROPOSED, CANCELLED)

    @property
    def last_day(self) -> date:
        """The last day of the action and its waves."""
        return max([self.end or self.start, *(wave.start for wave in self.waves)])
