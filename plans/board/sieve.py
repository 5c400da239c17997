"""Which actions of a plan somebody looks at, and in which order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from plans.model import Action, Plan

NOBODY = "-"  # stands for "no owner" among the owners


@dataclass(frozen=True, slots=True)
class Selection:
    """What an action must be to be shown; "" asks nothing. `order` begins with "-" to turn it."""

    group: str = ""
    phase: str = ""
    channel: str = ""
    owner: str = ""
    status: str = ""
    order: str = ""

    @property
    def asks(self) -> bool:
        """Whether it leaves anything out."""
        return any((self.group, self.phase, self.channel, self.owner, self.status))


def matching(plan: Plan, selection: Selection) -> tuple[Action, ...]:
    """Return the actions that are looked at, in order."""
    actions = [action for action in plan.actions if _matches(action, selection)]
    name = selection.order.removeprefix("-")
    actions.sort(key=lambda action: (action.start, action.id))
    if name in _KEYS:
        actions.sort(key=_KEYS[name], reverse=selection.order.startswith("-"))
    return tuple(actions)


def owners(plan: Plan) -> tuple[str, ...]:
    """Return who own actions, by name."""
    return tuple(sorted({action.who for action in plan.actions if action.who}, key=str.casefold))


def _matches(action: Action, wanted: Selection) -> bool:
    return (
        (not wanted.group or wanted.group in action.groups)
        and wanted.phase in ("", action.phase)
        and wanted.channel in ("", action.channel)
        and wanted.owner in ("", action.who or NOBODY)
        and wanted.status in ("", action.status)
    )


def _amount(value: Decimal | None) -> tuple[bool, Decimal]:
    """Return what sorts an amount; one that is not known comes last."""
    return value is None, value or Decimal(0)


_KEYS: Mapping[str, Callable[[Action], tuple[object, ...]]] = {
    "wat": lambda action: (action.what.casefold(),),
    "kanaal": lambda action: (action.channel,),
    "fase": lambda action: (action.phase,),
    "wie": lambda action: ((action.who or "").casefold(),),
    "kosten": lambda action: _amount(action.cost),
    "uren": lambda action: _amount(action.hours),
    "status": lambda action: (action.status,),
    "start": lambda action: (action.start,),
}
