"""A plan as the fields of its screens have it: the key of each with the text in it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from dutch import exact, short_day
from plans import Plan
from plans.files import keys
from plans.model import Action
from plans.planning import working_back
from screens.plan.board.cells import DESK, FIELDS, REACTIONS, TARGET, key_of

Text = tuple[str, str]  # key of a field → what stands in it


def field_texts(plan: Plan) -> Iterator[Text]:
    """Yield every text, number and day of a plan with the key of its field on screen."""
    tree = keys(plan)
    yield from _below("plan", tree)
    for group in tree["groepen"]:
        for dimension in ("leeftijd", "profiel"):
            yield from _below(f"plan-mix-{dimension}-{group['id']}", group.get(dimension, {}))
    for item in tree.get("kanalen", ()):
        yield from _below(f"plan-schatting-{item['kanaal']}", item)
    for cells, action in zip(tree.get("acties", ()), plan.actions, strict=True):
        yield from _of_cells(cells)
        yield from _of_panel(action)


def _below(key: str, value: Any) -> Iterator[Text]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _below(f"{key}-{name}", part)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for i, part in enumerate(value):
            yield from _below(f"{key}-{i}", part)
    else:
        yield key, _typed(value)


def _of_cells(action: dict[str, Any]) -> Iterator[Text]:
    """Yield what stands in the cells of the row of an action."""
    yield from (
        (key_of(action["id"], name), _typed(action[name])) for name in FIELDS if name in action
    )


def _of_panel(action: Action) -> Iterator[Text]:
    """Yield what stands in the preparation of an action, and in its forms."""
    own = f"plan-actie-{action.id}"
    for step in working_back.dated(action).steps if action.steps else ():
        if step.day:
            yield f"plan-stap-{action.id}-{step.id}", _typed(step.day)
    if target := action.target:
        for name, value in zip(TARGET, (target.measure, target.norm, target.result), strict=True):
            yield f"{own}-{name}", _typed(value)
    if now := action.response:
        for name, count in zip(REACTIONS, (now.low, now.high, now.weeks), strict=True):
            yield f"{own}-{name}", _typed(count)
        for desk, share in now.desks.items():
            yield f"{own}-{DESK}{desk}", _typed(share)


def _typed(value: Any) -> str:
    """Return a value as an advisor types it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return short_day(value) if isinstance(value, date) else str(value)
