"""A channel plan as a value: what an advisor writes (Dutch keys are the aliases), never changed.

Money is euros as Decimal, hours are Decimal, shares are percentages. Read `Plan` and `Group` first.
Each module has the words of one noun; every part of a list has an id that stays, so that two
versions of a plan can be laid side by side.
"""

from plans.model.actions import (
    Action,
    MeasuredValue,
    PlanResult,
    PreparationStep,
    Response,
    Target,
    Wave,
)
from plans.model.arrangements import (
    Contact,
    Delivery,
    Desk,
    Interruption,
    MoneyLine,
    PageLink,
    Partner,
    ResidentQuestion,
    Risk,
    Spokesperson,
)
from plans.model.audience import MEMBERS, Group
from plans.model.status import STATUS_NAMES, Agreement
from plans.model.typed import JsonNumber
from plans.model.whole_plan import (
    SCHEMA,
    ChosenChannels,
    Decision,
    Estimate,
    Goal,
    Limits,
    Milestone,
    OwnMeans,
    Plan,
    PlanError,
    PlanPhase,
    Project,
)

__all__ = [
    "MEMBERS",
    "SCHEMA",
    "STATUS_NAMES",
    "Action",
    "Agreement",
    "ChosenChannels",
    "Contact",
    "Decision",
    "Delivery",
    "Desk",
    "Estimate",
    "Goal",
    "Group",
    "Interruption",
    "JsonNumber",
    "Limits",
    "MeasuredValue",
    "Milestone",
    "MoneyLine",
    "OwnMeans",
    "PageLink",
    "Partner",
    "Plan",
    "PlanError",
    "PlanPhase",
    "PlanResult",
    "PreparationStep",
    "Project",
    "ResidentQuestion",
    "Response",
    "Risk",
    "Spokesperson",
    "Target",
    "Wave",
]
