"""Two plans or variants side by side: channels, cost, hours, who is reached."""

from collections.abc import Iterator
from typing import Any

from dutch import amount, hundred
from engine import Table
from engine.model import Rulebook
from plans.choice.mix import Mix, judged
from plans.choice.relay import named
from plans.choice.value import Cell
from plans.model import Plan
from plans.report import place, side


def compare(one: Plan, other: Plan, table: Table) -> tuple[Mix, Mix]:
    """Return what the channels of each plan do; both must have words the table knows."""
    return judged(one, table), judged(other, table)


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
            for cell, one, other in _changed(left, right)
        ],
    }


def lines(
    plans: tuple[Plan, Plan], book: Rulebook, mixes: tuple[Mix, Mix], names: tuple[str, str]
) -> Iterator[str]:
    """Yield a comparison in plain Dutch."""
    for name, plan, mix in zip(names, plans, mixes, strict=True):
        yield f"{name}: {named(book, mix.channels) or 'geen kanalen'}"
        price = f"{amount(mix.cost)} euro, {amount(mix.hours)} uur"
        yield f"  waarde {hundred(mix.value)} van 100, {price}"
        yield from (f"  niet bereikt: {place(plan, book, m.cell)}" for m in mix.missed)
    for cell, one, other in _changed(*mixes):
        plan = plans[0] if cell.group in {g.id for g in plans[0].groups} else plans[1]
        yield f"{place(plan, book, cell)}: {_said(one)} wordt {_said(other)}"


def _changed(left: Mix, right: Mix) -> Iterator[tuple[Cell, float | None, float | None]]:
    """Yield every cell in which the plans differ, to three decimals; None: not in that plan."""
    for cell in dict.fromkeys((*left.values, *right.values)):
        one, other = _value(left, cell), _value(right, cell)
        if one != other:
            yield cell, one, other


def _value(mix: Mix, cell: Cell) -> float | None:
    return round(mix.values[cell], 3) if cell in mix.values else None


def _said(value: float | None) -> str:
    return "telt niet" if value is None else hundred(value)
