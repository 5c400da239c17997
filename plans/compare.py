"""Two plans or variants side by side: channels, cost, hours, who is reached."""

from collections.abc import Iterator
from typing import Any

from dutch import hundred
from engine import Table
from engine.model import Rulebook
from plans import bill
from plans.choice.mix import Mix, mix_in_plan
from plans.choice.relay import channel_names
from plans.choice.value import GroupPhase
from plans.model import Plan
from plans.money import totals
from plans.report import place, side


def compare(one: Plan, other: Plan, table: Table) -> tuple[Mix, Mix]:
    """Return what the channels of each plan do; both must have words the table knows."""
    return mix_in_plan(one, table), mix_in_plan(other, table)


def as_json(plans: tuple[Plan, Plan], book: Rulebook, mixes: tuple[Mix, Mix]) -> dict[str, Any]:
    """Return a comparison under Dutch keys."""
    (a, b), (left, right) = plans, mixes
    return {
        "eerste": side(a, book, left),
        "tweede": side(b, book, right),
        "alleen_in_eerste": [slug for slug in left.channels if slug not in right.channels],
        "alleen_in_tweede": [slug for slug in right.channels if slug not in left.channels],
        "verschil": [
            {"groep": cell.group, "fase": cell.phase, "eerste": one, "tweede": other}
            for cell, one, other in _changes(left, right)
        ],
    }


def lines(
    plans: tuple[Plan, Plan], book: Rulebook, mixes: tuple[Mix, Mix], names: tuple[str, str]
) -> Iterator[str]:
    """Yield a comparison in plain Dutch."""
    for name, plan, mix in zip(names, plans, mixes, strict=True):
        yield f"{name}: {channel_names(book, mix.channels) or 'geen kanalen'}"
        yield f"  waarde {hundred(mix.value)} van 100"
        yield from (f"  {line}" for line in bill.sentences(totals(plan, book, mix.phases)))
        yield from (f"  niet bereikt: {place(plan, book, m.cell)}" for m in mix.missed)
    for cell, one, other in _changes(*mixes):
        plan = plans[0] if cell.group in {g.id for g in plans[0].groups} else plans[1]
        yield f"{place(plan, book, cell)}: {_value_text(one)} wordt {_value_text(other)}"


def _changes(left: Mix, right: Mix) -> Iterator[tuple[GroupPhase, float | None, float | None]]:
    """Yield every cell in which the plans differ, to three decimals; None: not in that plan."""
    for cell in dict.fromkeys((*left.values, *right.values)):
        one, other = _value(left, cell), _value(right, cell)
        if one != other:
            yield cell, one, other


def _value(mix: Mix, cell: GroupPhase) -> float | None:
    return round(mix.values[cell], 3) if cell in mix.values else None


def _value_text(value: float | None) -> str:
    return "telt niet" if value is None else hundred(value)
