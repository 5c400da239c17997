"""A channel plan as a value: what an advisor writes (Dutch keys are the aliases), never changed.

Money is euros as Decimal, hours are Decimal, shares are percentages. Read `Plan` and `Group` first.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

import dutch
from engine.model import UNKNOWN, Form, KnowledgeError, Slug, YesNo

SCHEMA: Literal[2] = 2  # version of the file; none before it was released
MOST = Decimal("99999999.99")  # euros, or hours
ALL = Decimal(100)  # per cent
ROUNDING = Decimal("0.5")  # per cent that shares may differ from a hundred together
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


class JsonNumber(str):
    """A number as JSON writes it: its point begins decimals, also before three figures."""


def _visible(text: str) -> str:
    text = text.replace("\r\n", "\n")
    if _INVISIBLE.search(text):
        raise ValueError("hier staat een onzichtbaar teken dat niet mag. Verwijder het.")
    return text


def _one_line(text: str) -> str:
    return " ".join(_visible(text).split())


def _text(value: Any) -> str:
    """Return a value as a person types it."""
    if isinstance(value, JsonNumber):
        return value.replace(".", ",")
    number = Decimal(str(value)) if isinstance(value, float) else value
    return dutch.exact(number) if isinstance(number, Decimal) else str(value)


def _euros(value: Any) -> Decimal:
    return dutch.read_money(_text(value))


def _hours(value: Any) -> Decimal:
    return dutch.read_decimal(_text(value), dutch.HOURS, places=2)


def _percent(value: Any) -> Decimal:
    return dutch.read_decimal(_text(value), dutch.PER_CENT, places=2)


def _at_most(most: Decimal) -> AfterValidator:
    def check(amount: Decimal) -> Decimal:
        if amount < 0:
            raise ValueError(f"'{dutch.exact(amount)}' is te laag: minimaal 0.")
        if amount > most:
            raise ValueError(f"'{amount:f}' is te hoog: hooguit {dutch.amount(most)}.")
        return amount

    return AfterValidator(check)


def _count(value: Any) -> int:
    return dutch.read_whole(_text(value))


def _day(value: Any) -> date:
    return value if type(value) is date else dutch.read_day(str(value))


def _parts(value: Any) -> Any:
    """Read "a, b en c" as a list."""
    return dutch.read_list(value) if isinstance(value, str) else value


def _shares(value: Any) -> Any:
    """Read one word as all of a group."""
    return {value: "100"} if isinstance(value, str) else value


def _whole(shares: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    if shares and abs(sum(shares.values()) - ALL) > ROUNDING:
        total = dutch.exact(sum(shares.values(), Decimal(0)))
        raise ValueError(
            f"de delen zijn samen {total} procent. Maak er 100 van; '{UNKNOWN}' mag ook."
        )
    return shares


def _size(value: Any) -> Any:
    return None if value in (None, UNKNOWN) else _count(value)


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(_one_line),
]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    AfterValidator(_visible),
]
Euros = Annotated[Decimal, BeforeValidator(_euros), _at_most(MOST)]
Hours = Annotated[Decimal, BeforeValidator(_hours), _at_most(MOST)]
Percent = Annotated[Decimal, BeforeValidator(_percent), _at_most(ALL)]
Day = Annotated[date, BeforeValidator(_day)]
Count = Annotated[int, BeforeValidator(_count), Field(ge=0, le=100_000_000)]
Few = Annotated[int, BeforeValidator(_count), Field(ge=1, le=99)]
_Residents = Annotated[int, Field(ge=1, le=100_000_000)]  # bounds are of a number, not of None
Size = Annotated[_Residents | None, BeforeValidator(_size)]
Shares = Annotated[
    dict[Slug, Percent], BeforeValidator(_shares), AfterValidator(_whole), Field(max_length=40)
]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_parts), Field(max_length=60)]


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
    task: Text | None = Field(None, alias="opgave")
    goal: Goal = Field(Goal.model_validate({}), alias="doel")
    message: Text | None = Field(None, alias="kernboodschap")
    sender: Line | None = Field(None, alias="afzender")
    start: Day
    end: Day = Field(alias="einde")
    author: Line | None = Field(None, alias="auteur")
    version: Line = Field("1", alias="versie")
    example: YesNo = Field(False, alias="voorbeeld")
    subject: Line | None = Field(None, alias="onderwerp")  # as in the lessons of the organisation


class Group(Form):
    """A target group: a mix over ages and profiles (empty: unknown), or channels by hand.

    `ages` and `profiles` are percentages; together they are taken as independent. `own_channels`
    is suitability (0-100) as the advisor estimates it, for groups that are no age or profile.
    """

    id: Slug
    name: Line = Field(alias="naam")
    size: Size = Field(None, alias="omvang")
    ages: Shares = Field(default_factory=dict, alias="leeftijd")
    profiles: Shares = Field(default_factory=dict, alias="profiel")
    own_channels: Annotated[dict[Slug, Percent], Field(max_length=60)] = Field(
        default_factory=dict, alias="eigen_kanalen"
    )
    phases: Slugs = Field((), alias="fasen")  # empty: all phases of the plan
    origin: Text | None = Field(None, alias="herkomst")
    note: Text | None = Field(None, alias="toelichting")


class PlanPhase(Form):
    """A phase that counts, with its dates."""

    phase: Slug = Field(alias="fase")
    start: Day
    end: Day = Field(alias="einde")
    goal: Text | None = Field(None, alias="doel")


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


class Decision(Form):
    """A channel the advisor wants or does not want, in one cell or (left out) everywhere."""

    channel: Slug = Field(alias="kanaal")
    group: Slug | None = Field(None, alias="groep")
    phase: Slug | None = Field(None, alias="fase")
    take: YesNo = Field(alias="inzetten")
    because: Text = Field(alias="omdat")


class Target(Form):
    """What is measured, and from what number or state it is good."""

    measure: Line = Field(alias="meet")
    norm: Line
    result: Line | None = Field(None, alias="uitkomst")


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


class Action(Form):
    """One thing that is done on one channel."""

    id: Slug
    what: Line = Field(alias="wat")
    channel: Slug = Field(alias="kanaal")
    groups: Annotated[Slugs, Field(min_length=1)] = Field(alias="groepen")
    phase: Slug = Field(alias="fase")
    start: Day
    end: Day | None = Field(None, alias="einde")
    frequency: Line | None = Field(None, alias="frequentie")
    message: Text | None = Field(None, alias="boodschap")
    who: Line | None = Field(None, alias="wie")
    cost: Euros | None = Field(None, alias="kosten")
    hours: Hours | None = Field(None, alias="uren")
    target: Target | None = Field(None, alias="kpi")
    status: Literal["gepland", "bezig", "klaar", "vervallen"] = "gepland"
    response: Response | None = Field(None, alias="reactie")
    waves: Annotated[tuple[Wave, ...], Field(max_length=60)] = Field((), alias="golven")

    @property
    def active(self) -> bool:
        """Whether it goes on: not cancelled."""
        return self.status != "vervallen"

    @property
    def last_day(self) -> date:
        """The last day of the action and its waves."""
        return max([self.end or self.start, *(wave.start for wave in self.waves)])


class Interruption(Form):
    """A period in which a desk has another capacity, such as a holiday."""

    start: Day = Field(alias="van")
    end: Day = Field(alias="tot")
    per_week: Count


class Desk(Form):
    """A desk, phone team, back office or partner that takes reactions: how many a week."""

    id: Slug
    name: Line = Field(alias="naam")
    per_week: Count
    exceptions: Annotated[tuple[Interruption, ...], Field(max_length=60)] = Field(
        (), alias="uitzonderingen"
    )


class Chosen(Form):
    """The set of channels of the plan, and the knowledge (SHA-256) and engine that gave it."""

    channels: Slugs = Field(alias="kanalen")
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, alias="kennis"
    )
    engine: Line | None = Field(None, alias="motor")


class Plan(Form):
    """A channel plan: project, groups, phases, limits, choices and actions."""

    schema_: Literal[2] = Field(2, alias="schema")
    project: Project
    scale: Literal["straat", "wijk", "hele-gebied"] | None = Field(None, alias="schaal")
    level: (
        Literal["informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen"] | None
    ) = Field(None, alias="participatieniveau")
    region: Literal["noord", "midden", "zuid"] | None = Field(None, alias="vakantieregio")
    weighting: Literal["grootte", "gelijk"] = Field("grootte", alias="weging")
    limits: Limits = Field(Limits.model_validate({}), alias="grenzen")
    groups: Annotated[tuple[Group, ...], Field(min_length=1, max_length=40)] = Field(
        alias="groepen"
    )
    phases: Annotated[tuple[PlanPhase, ...], Field(min_length=1, max_length=9)] = Field(
        alias="fasen"
    )
    estimates: Annotated[tuple[Estimate, ...], Field(max_length=60)] = Field((), alias="kanalen")
    chosen: Chosen | None = Field(None, alias="gekozen")
    decisions: Annotated[tuple[Decision, ...], Field(max_length=400)] = Field((), alias="keuzes")
    desks: Annotated[tuple[Desk, ...], Field(max_length=40)] = Field((), alias="capaciteit")
    actions: Annotated[tuple[Action, ...], Field(max_length=400)] = Field((), alias="acties")

    def group(self, id_: str) -> Group:
        """Return a group by its id; raises KeyError."""
        return {group.id: group for group in self.groups}[id_]

    def phases_of(self, group: Group) -> tuple[str, ...]:
        """Return the phases that count for a group, in order of the plan."""
        return tuple(p.phase for p in self.phases if not group.phases or p.phase in group.phases)


class PlanError(KnowledgeError):
    """A file that is no plan; `problems` say where, what, and the way out."""
