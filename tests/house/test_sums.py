"""Figures are added in one way, so that every version of Python gives the same digits."""

import ast
import builtins
from collections.abc import Iterable, Iterator
from math import fsum
from typing import Any

import pytest
from code_files import CODE, name_of, tree_of

from engine import Rulebook, Table
from engine.answer import Ranked
from engine.roles import CHOSEN
from engine.total import total
from engine.worker import build

EXACT = {"Decimal", "Fraction", "NOTHING"}  # starts of a sum that rounds nothing
WHOLE = {"any", "bool", "int", "len"}
# Sums of whole numbers or decimals that do not look like it, as they are written.
COUNTS = {
    "sum((freedays.working(first + n * ONE) for n in range((last - first).days)))",
    "sum((other.over for other in loads(plan) if other.desk == load.desk))",
    "sum((count for day, count in one.days.items() if day >= since))",
    "sum((count for day, count in series.days.items() if stretch.holds(day)))",
    "sum((counts[key] for key in _MEMORY))",
    "sum((part.file_size for part in packed.infolist()))",
    "sum((residents.known((row for row in ranking if row.role in CHOSEN)) for ranking in asked))",
    "sum((effect.rechosen for effect in effects))",
    "sum((effect.reordered for effect in effects))",
    "sum((row[2] for row in rows))",
    "sum((series[day] for day in before))",
    "sum((series[day] for day in after))",
    "sum((series[day] for day in days))",
    "sum((step.workdays for step in steps))",
    "sum((syllables(word) for word in words))",
    "sum(_sizes(folder))",
    "sum(before)",
    "sum(block.widths)",
    "sum(changes)",
    "sum(cost)",
    "sum(counts.values())",
    "sum(hours)",
    "sum(kinds)",
    "sum(known)",
    "sum(one.days.values())",
    "sum(part)",
    "sum(parts.values())",
    "sum(roles.values())",
    "sum(self.ages.values())",
    "sum(shown)",
    "sum(sizes[:at])",
    "sum(sizes[at:])",
    "sum(sizes[:cut])",
    "sum(sizes[cut:])",
    "sum(small.values())",
    "sum(weeks[BEFORE:])",
    "sum(widths)",
}


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of a function by its bare name, with the place it stands."""
    for path in CODE:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                at = node.func
                if (at.id if isinstance(at, ast.Name) else "") == name:
                    yield f"{name_of(path)}:{node.lineno}", node


def is_whole(node: ast.expr) -> bool:
    """Tell whether an expression is plainly a whole number, a truth or a call that gives one."""
    if isinstance(node, ast.BinOp):
        return is_whole(node.left) and is_whole(node.right)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute | ast.Name) and (
            getattr(node.func, "id", "") in WHOLE or getattr(node.func, "attr", "") == "isdigit"
        )
    return (
        isinstance(node, ast.Compare)
        or isinstance(getattr(node, "op", None), ast.Not)
        or (isinstance(node, ast.Constant) and isinstance(node.value, int))
    )


def is_exact(node: ast.Call) -> bool:
    """Tell whether a sum plainly rounds nothing."""
    if len(node.args) > 1:
        start = node.args[1]
        named = start.func if isinstance(start, ast.Call) else start
        return getattr(named, "id", "") in EXACT
    of = node.args[0]
    if isinstance(of, ast.Call) and getattr(of.func, "id", "") == "map":
        return getattr(of.args[0], "id", "") in WHOLE
    return isinstance(of, ast.GeneratorExp | ast.ListComp) and is_whole(of.elt)


def test_figures_are_added_by_total() -> None:
    loose = [(at, ast.unparse(node)) for at, node in calls("sum") if not is_exact(node)]
    assert [pair for pair in loose if pair[1] not in COUNTS] == []
    assert {text for _, text in loose} >= COUNTS
    assert [at for at, _ in calls("fsum")] == []


def compensated_sum(values: Iterable[Any], start: Any = 0) -> Any:
    """Add as `sum` does from Python 3.12 on: rounded once where there are floats."""
    listed = [start, *values]
    if any(isinstance(value, float) for value in listed):
        return fsum(listed)
    whole, *rest = listed
    for value in rest:
        whole = whole + value
    return whole


def test_the_rounding_of_a_later_python_is_another_one() -> None:
    assert compensated_sum([0.1] * 10) != total([0.1] * 10) == 0.9999999999999999


def rounds_otherwise(ranking: Iterable[Ranked]) -> bool:
    """Tell whether the weights behind the strength of an advice round otherwise there."""
    weights = [
        abs(reason.weight)
        for row in ranking
        if row.role in CHOSEN
        for reason in row.reasons
        if reason.dimension != "taak" and reason.quality in ("A", "B", "C")
    ]
    return bool(compensated_sum(weights) != total(weights))


def test_an_outcome_is_the_same_where_sum_rounds_otherwise(
    book: Rulebook, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    telling = [s for s, outcome in table.outcomes.items() if rounds_otherwise(outcome.ranking)]
    assert telling
    asked = [*telling, *book.situations()[::20]]
    monkeypatch.setattr(builtins, "sum", compensated_sum)
    assert build(book, asked).outcomes == {one: table.outcomes[one] for one in asked}
