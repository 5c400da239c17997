"""One cell is one cell: a decision on a group and a phase changes that cell and nothing else."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from sample_plans import SMALL

from engine import Table
from plans import edit, example, examples, plan_of
from plans.choice import decisions
from plans.choice.mix import Mix, mix_in_plan
from plans.choice.value import GroupPhase
from plans.model import Plan

WHY = "Wij bellen deze groep al."
ONCE, EACH = Decimal(7), Decimal(40)


def generated(number: int, table: Table) -> Plan:
    """Return a plan with other groups, phases and a choice of its own."""
    book = table.book
    ages, profiles, tracks = list(book.ages), list(book.profiles), list(book.tracks)
    groups: list[dict[str, Any]] = []
    for i in range(2 + number % 4):
        at = number + 3 * i
        group: dict[str, Any] = {"id": f"g{i}", "naam": f"Groep {i}", "omvang": 50 + 370 * i}
        if at % 5 == 4:
            group["eigen_kanalen"] = {"brief": 55 + at, "website": 80, "flyer": 30}
        elif at % 3:
            group |= {"leeftijd": ages[at % len(ages)], "profiel": profiles[at % len(profiles)]}
        groups.append(group)
    days = {"start": "2027-01-04", "einde": "2027-06-30"}
    phases = [{"fase": slug, **days} for slug in list(book.phases)[number % 2 :]]
    project = {**SMALL["project"], "traject": tracks[number % len(tracks)]}
    tree = deepcopy(SMALL) | {"acties": [], "project": project, "groepen": groups, "fasen": phases}
    chosen = ["brief", "e-mail", "website", "telefoon", *list(book.channels)[number::9]]
    return plan_of(tree | {"gekozen": {"kanalen": list(dict.fromkeys(chosen))}})


def priced(plan: Plan, channel: str) -> Plan:
    """Return the plan with a price for one channel, and no limits."""
    tree = {"kanaal": channel, "kosten": ONCE, "kosten_per_fase": EACH}
    others = [i for i, e in enumerate(plan.estimates) if e.channel == channel]
    for i in others:
        plan = edit.drop(plan, "kanalen", i)
    return edit.append(plan, "kanalen", tree)


def others(mix: Mix, cell: GroupPhase) -> dict[GroupPhase, tuple[str | None, float]]:
    return {c: (mix.leads.get(c), v) for c, v in mix.values.items() if c != cell}


@pytest.mark.parametrize(
    "numbers", [range(0, 20, 5), pytest.param(range(20), marks=pytest.mark.exhaustive)]
)
def test_a_cell_of_twenty_plans_changes_alone_and_costs_one_phase(
    table: Table, numbers: range
) -> None:
    names = examples()
    for number in numbers:
        plan = example(names[number]) if number < len(names) else generated(number, table)
        cells = [GroupPhase(g.id, phase) for g in plan.groups for phase in plan.phases_of(g)]
        cell = cells[(3 * number) % len(cells)]
        chosen = plan.chosen.channels if plan.chosen else ()
        new = next(slug for slug in list(table.book.channels)[number:] if slug not in chosen)
        channel = new if number % 2 else chosen[-1]
        base = priced(plan, channel)
        was = mix_in_plan(base, table, defended=False)
        changed = edit.decide(base, channel, True, WHY, *cell)
        now = mix_in_plan(changed, table, defended=False)
        paid = cell.phase in was.phases.get(channel, ())
        assert now.leads[cell] == channel
        assert channel in decisions.standing(changed, cell)
        assert now.cost - was.cost == (ONCE + EACH if channel == new else 0 if paid else EACH)
        assert_only(cell, was, now)
        refused = edit.decide(base, channel, False, WHY, *cell)
        now = mix_in_plan(refused, table, defended=False)
        assert now.leads.get(cell) != channel
        assert_only(cell, was, now)


def assert_only(cell: GroupPhase, was: Mix, now: Mix) -> None:
    """Check that nothing but a cell changed, and that no channel joined or left the plan."""
    assert now.channels == was.channels
    assert others(now, cell) == others(was, cell)
    assert {m.cell for m in now.missed} ^ {m.cell for m in was.missed} <= {cell}
