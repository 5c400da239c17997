"""How well every channel fits a cell of the board, and what of a plan decides about the choice."""

from engine import Table
from plans.choice.relay import Suits, suits
from plans.choice.value import stage_of
from plans.model import Plan


def all_suits(plan: Plan, table: Table) -> Suits:
    """Return per cell every channel that can serve it with how well it fits (0-100), best first."""
    stage, _ = stage_of(plan, table, table.book.channels)
    return suits(stage, stage.channels)


def choice_part(plan: Plan) -> str:
    """Return as text what of a plan the choice of channels rests on: not what actions say.

    Plans with the same text have the same mix, so that it need not be worked out again after each
    change of an action.
    """
    acting = "" if plan.chosen else " ".join(sorted({a.channel for a in plan.actions if a.active}))
    bare = plan.model_copy(update={"actions": ()})
    return bare.model_dump_json(by_alias=True) + acting
