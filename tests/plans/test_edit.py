"""A change gives a new plan that is whole, or says what is wrong; the old plan stays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import PlanError, edit, example, examples, keys
from plans.links import Place
from plans.model import Plan

WEEK = timedelta(weeks=1)


@pytest.fixture(params=examples())
def plan(request: pytest.FixtureRequest) -> Plan:
    return example(request.param)


def test_a_value_is_put_and_taken_away(plan: Plan) -> None:
    before = keys(plan)
    new = edit.put(plan, ("project", "doel", "weten"), "Inwoners weten het.")
    assert new.project.goal.know == "Inwoners weten het."
    assert edit.put(new, ("project", "doel", "weten"), "").project.goal.know is None
    assert edit.put(plan, ("groepen", 0, "omvang"), "1250").groups[0].size == 1250
    assert edit.put(plan, ("grenzen", "budget"), "12,50").limits.budget == Decimal("12.5")
    moved = edit.put(plan, ("project", "einde"), date(2030, 1, 1))
    assert moved.project.end == date(2030, 1, 1)
    assert keys(plan) == before


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("project", "naam"), "", "ontbreekt"),
        (("project", "einde"), "morgen", "geen datum"),
        (("groepen", 0, "omvang"), "3", "te herkennen"),
        (("grenzen", "budget"), "veel", "geen bedrag"),
        (("groepen", 0, "fasen"), ["zomer"], "ken ik niet"),
    ],
)
def test_what_makes_no_plan_is_refused(
    plan: Plan, place: tuple[str | int, ...], value: str | list[str], words: str
) -> None:
    with pytest.raises(PlanError) as met:
        edit.put(plan, place, value)
    assert words in " ".join(map(str, met.value.problems))


def test_a_group_leaves_with_all_that_is_its_own(plan: Plan) -> None:
    gone = plan.groups[0].id
    new = edit.without_group(plan, gone)
    assert gone not in {g.id for g in new.groups} | {d.group for d in new.decisions}
    assert all(action.groups and gone not in action.groups for action in new.actions)
    alone = [a.id for a in plan.actions if a.groups == (gone,)]
    assert not {a.id for a in new.actions} & set(alone)
    assert len(new.actions) == len(plan.actions) - len(alone)


def test_a_part_that_left_the_plan_is_said(plan: Plan) -> None:
    with pytest.raises(PlanError, match="staat niet meer in het plan"):
        edit.put(plan, ("groepen", len(plan.groups), "naam"), "Nieuw")


def test_the_last_group_stays(plan: Plan) -> None:
    with pytest.raises(PlanError):
        for group in plan.groups:
            plan = edit.without_group(plan, group.id)


def test_phases_come_with_days_and_leave_with_their_actions(plan: Plan) -> None:
    slugs = [phase.phase for phase in plan.phases]
    new = edit.with_phases(plan, slugs[1:])
    assert [p.phase for p in new.phases] == slugs[1:]
    assert all(a.phase != slugs[0] for a in new.actions)
    back = edit.with_phases(new, slugs)
    assert back.phases[0].start == plan.project.start
    with pytest.raises(PlanError):
        edit.with_phases(plan, [])


def test_a_choice_on_a_cell_is_kept_with_its_reason(plan: Plan) -> None:
    group, phase = plan.groups[0].id, plan.phases[0].phase
    chosen = plan.chosen.channels if plan.chosen else ()
    new = edit.decide(plan, "buurtapp", True, "Die leest iedereen hier.", group, phase)
    added = [d for d in new.decisions if d not in plan.decisions]
    assert [(d.channel, d.group, d.phase, d.take, d.because) for d in added] == [
        ("buurtapp", group, phase, True, "Die leest iedereen hier.")
    ]
    assert new.chosen == plan.chosen  # one cell is one cell
    other = edit.lead(new, "chat", "Liever dit.", group, phase)
    assert [d.channel for d in other.decisions if (d.group, d.phase) == (group, phase)] == ["chat"]
    everywhere = edit.decide(plan, "buurtapp", True, "Die leest iedereen.")
    assert set(everywhere.chosen.channels if everywhere.chosen else ()) == {*chosen, "buurtapp"}
    turned = edit.decide(new, "buurtapp", False, "Toch niet.", group, phase)
    assert len(turned.decisions) == len(new.decisions)
    assert edit.undecide(turned, "buurtapp", group, phase).decisions == plan.decisions
    nowhere = edit.decide(new, "buurtapp", False, "Nergens.")
    assert nowhere.chosen is None or "buurtapp" not in nowhere.chosen.channels
    with pytest.raises(PlanError):
        edit.decide(plan, "buurtapp", True, " ", group, phase)


@given(st.text(max_size=60), st.lists(st.text(max_size=5), max_size=4))
def test_an_id_is_always_good_and_new(name: str, more: list[str]) -> None:
    taken = [edit.fresh(name, ())]
    for text in [name, *more]:
        taken.append(edit.fresh(text, taken))
    assert len(set(taken)) == len(taken)
    new = edit.append(example(examples()[0]), "capaciteit", {
        "id": taken[-1] + "-x", "naam": "Balie", "per_week": 5,
    })  # fmt: skip
    assert new.desks[-1].id == taken[-1] + "-x"


def test_phases_move_along_with_the_days_of_the_project(plan: Plan) -> None:
    """As far from the begin as they were, when the project lasts as long; else in proportion."""
    start, end = plan.project.start, plan.project.end
    days: dict[Place, date] = {("project", "start"): start + WEEK, ("project", "einde"): end + WEEK}
    later = edit.put_all(plan, days)
    moved = edit.with_phases_moved(later, start, end)
    assert [(p.start, p.end) for p in moved.phases] == [
        (p.start + WEEK, p.end + WEEK) for p in plan.phases
    ]
    assert edit.with_phases_moved(plan, start, end) == plan
    twice = edit.put(plan, ("project", "einde"), end + (end - start))
    longer = edit.with_phases_moved(twice, start, end).phases[-1].end
    assert longer == start + 2 * (plan.phases[-1].end - start)
