"""The plan itself: project, phases and milestones, limits, choices, and all that is arranged."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from engine.model import UNKNOWN, Form, KnowledgeError, Slug, YesNo
from plans.model.actions import Action, PlanResult
from plans.model.arrangements import (
    Contact,
    Desk,
    MoneyLine,
    Partner,
    ResidentQuestion,
    Risk,
    Spokesperson,
)
from plans.model.audience import Group
from plans.model.status import Agreements, PlanStatus
from plans.model.typed import (
    Day,
    Euros,
    Few,
    Hours,
    Languages,
    Line,
    Lines,
    Slugs,
    Text,
    tag,
)

SCHEMA: Literal[2] = 2  # version of the file; none before it was released


class Goal(Form):
    """What residents must know, want and do."""

    know: Text | None = Field(None, alias="weten")
    want: Text | None = Field(None, alias="willen")
    do: Text | None = Field(None, alias="doen")


class Project(Form):
    """What the plan is for, and whose it is."""

    name: Line = Field(alias="naam")
    organisation: Line | None = Field(None, alias="organisatie")
    track: Slug = Field(alias="traject")
    at_stake: Slug | None = Field(None, alias="belang")  # as in an advice: it counts
    task: Text | None = Field(None, alias="opgave")
    goal: Goal = Field(Goal.model_validate({}), alias="doel")
    message: Text | None = Field(None, alias="kernboodschap")
    sender: Line | None = Field(None, alias="afzender")
    start: Day
    end: Day = Field(alias="einde")
    author: Line | None = Field(None, alias="auteur")
    client: Line | None = Field(None, alias="opdrachtgever")
    leader: Line | None = Field(None, alias="projectleider")
    adviser: Line | None = Field(None, alias="communicatieadviseur")
    registration: Line | None = Field(None, alias="registratienummer")
    budget_number: Line | None = Field(None, alias="budgetnummer")
    scope: Text | None = Field(None, alias="afbakening")
    look_back: Text | None = Field(None, alias="terugblik")
    strategy: Text | None = Field(None, alias="strategie")
    evaluation: Text | None = Field(None, alias="evaluatie")
    status: PlanStatus = "concept"
    approvers: Lines = Field((), alias="akkoord_van")
    agreements: Agreements = Field((), alias="akkoord")
    version: Line = Field("1", alias="versie")
    example: YesNo = Field(False, alias="voorbeeld")
    subject: Line | None = Field(None, alias="onderwerp")  # as in the lessons of the organisation

    @property
    def stake(self) -> str:
        """Return what is at stake for residents, as an advice asks it."""
        return self.at_stake or UNKNOWN


class PlanPhase(Form):
    """A phase that counts, with its dates, and what the organisation calls it."""

    phase: Slug = Field(alias="fase")
    name: Line | None = Field(None, alias="naam")
    start: Day
    end: Day = Field(alias="einde")
    goal: Text | None = Field(None, alias="doel")


class Milestone(Form):
    """A day or a period that others decide on, such as a council decision or a notice period."""

    id: Slug
    name: Line = Field(alias="naam")
    day: Day = Field(alias="dag")
    end: Day | None = Field(None, alias="einde")
    kind: Annotated[
        Literal[
            "collegebesluit",
            "raadsbesluit",
            "raadscommissie",
            "ter-inzage",
            "persmoment",
            "bijeenkomst",
            "uitvoering",
            "oplevering",
            "ander",
        ],
        BeforeValidator(tag),
    ] = Field("ander", alias="soort")
    note: Line | None = Field(None, alias="notitie")


class Limits(Form):
    """What the organisation has: number of channels over the whole plan, euros, hours."""

    channels: Few = Field(5, alias="kanalen")
    budget: Euros | None = None
    hours: Hours | None = Field(None, alias="uren")


class Estimate(Form):
    """What a channel asks of the organisation, by the advisor: once, and for each phase of use."""

    channel: Slug = Field(alias="kanaal")
    cost: Euros | None = Field(None, alias="kosten")
    cost_per_phase: Euros | None = Field(None, alias="kosten_per_fase")
    hours: Hours | None = Field(None, alias="uren")
    hours_per_phase: Hours | None = Field(None, alias="uren_per_fase")
    languages: Languages = Field((), alias="talen")  # beside Dutch


class OwnMeans(Form):
    """A channel or means that the knowledge does not have, such as a press release.

    It has no suitability: it takes part in actions and never in a choice of channels.
    """

    id: Slug
    name: Line = Field(alias="naam")
    kind: Slug | None = Field(None, alias="soort")  # as kinds of channels are called
    languages: Languages = Field((), alias="talen")  # beside Dutch
    note: Line | None = Field(None, alias="toelichting")


class Decision(Form):
    """A channel the advisor wants or does not want, in one cell or (left out) everywhere."""

    channel: Slug = Field(alias="kanaal")
    group: Slug | None = Field(None, alias="groep")
    phase: Slug | None = Field(None, alias="fase")
    take: YesNo = Field(alias="inzetten")
    because: Text = Field(alias="omdat")


class ChosenChannels(Form):
    """The set of channels of the plan, and the knowledge (SHA-256) and engine that gave it."""

    channels: Slugs = Field(alias="kanalen")
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, alias="kennis"
    )
    engine: Line | None = Field(None, alias="motor")


class Plan(Form):
    """A channel plan: project, groups, phases, limits, choices, actions and what is arranged."""

    schema_: Literal[2] = Field(2, alias="schema")
    project: Project
    scale: Literal["straat", "wijk", "hele-gebied"] | None = Field(None, alias="schaal")
    region: Literal["noord", "midden", "zuid"] | None = Field(None, alias="vakantieregio")
    weighting: Literal["grootte", "gelijk"] = Field("grootte", alias="weging")
    limits: Limits = Field(Limits.model_validate({}), alias="grenzen")
    groups: Annotated[tuple[Group, ...], Field(min_length=1, max_length=40)] = Field(
        alias="groepen"
    )
    phases: Annotated[tuple[PlanPhase, ...], Field(min_length=1, max_length=9)] = Field(
        alias="fasen"
    )
    milestones: Annotated[tuple[Milestone, ...], Field(max_length=60)] = Field(
        (), alias="mijlpalen"
    )
    own_means: Annotated[tuple[OwnMeans, ...], Field(max_length=60)] = Field(
        (), alias="eigen_middelen"
    )
    estimates: Annotated[tuple[Estimate, ...], Field(max_length=60)] = Field((), alias="kanalen")
    chosen: ChosenChannels | None = Field(None, alias="gekozen")
    decisions: Annotated[tuple[Decision, ...], Field(max_length=400)] = Field((), alias="keuzes")
    desks: Annotated[tuple[Desk, ...], Field(max_length=40)] = Field((), alias="capaciteit")
    actions: Annotated[tuple[Action, ...], Field(max_length=400)] = Field((), alias="acties")
    money: Annotated[tuple[MoneyLine, ...], Field(max_length=200)] = Field((), alias="posten")
    risks: Annotated[tuple[Risk, ...], Field(max_length=60)] = Field((), alias="risicos")
    spokespeople: Annotated[tuple[Spokesperson, ...], Field(max_length=20)] = Field(
        (), alias="woordvoerders"
    )
    partners: Annotated[tuple[Partner, ...], Field(max_length=60)] = ()
    questions: Annotated[tuple[ResidentQuestion, ...], Field(max_length=200)] = Field(
        (), alias="vragen"
    )
    contact: Contact = Field(Contact.model_validate({}))
    results: Annotated[tuple[PlanResult, ...], Field(max_length=60)] = Field((), alias="resultaten")

    def group(self, id_: str) -> Group:
        """Return a group by its id; raises KeyError."""
        return {group.id: group for group in self.groups}[id_]

    def stake_of(self, group: Group) -> str:
        """Return what is at stake for a group: its own answer, or that of the plan."""
        return group.at_stake or self.project.stake

    def stake_for(self, groups: Iterable[str]) -> str:
        """Return what is at stake for groups (ids): the one answer, or unknown where it differs.

        Without groups it is the answer of the plan.
        """
        stakes = {self.stake_of(self.group(id_)) for id_ in groups} or {self.project.stake}
        return stakes.pop() if len(stakes) == 1 else UNKNOWN

    def phases_of(self, group: Group) -> tuple[str, ...]:
        """Return the phases that count for a group, in order of the plan."""
        return tuple(p.phase for p in self.phases if not group.phases or p.phase in group.phases)


class PlanError(KnowledgeError):
    """A file that is no plan; `problems` say where, what, and the way out."""
