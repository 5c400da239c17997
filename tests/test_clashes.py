"""The shared calendar: every action that goes on, and when the same residents get two at once."""

from datetime import date

import pytest

from plans import example, examples
from plans.clashes import clashes, planned, same
from plans.model import Group

NAMES = examples()


def group(name: str, ages: dict[str, int] | None = None, profiles: dict[str, int] | None = None):
    said = {"id": "g", "naam": name, "leeftijd": ages or {}, "profiel": profiles or {}}
    return Group.model_validate(said)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (group("Ouders"), group("ouders"), True),
        (group("Ouders"), group("Ouderen"), False),
        (group("a", {"16-24": 100}), group("b", {"16-24": 60, "25-34": 40}), True),
        (group("a", {"16-24": 100}), group("b", {"16-24": 40, "25-34": 60}), False),
        (group("a", {"16-24": 100}), group("b", {}, {"stadse-nomaden": 100}), False),
        (
            group("a", {"16-24": 100}, {"stadse-nomaden": 60, "onbekend": 40}),
            group("b", {"16-24": 80, "25-34": 20}, {"stadse-nomaden": 100}),
            False,
        ),
    ],
)
def test_which_groups_are_the_same(one: Group, other: Group, expected: bool) -> None:
    assert same(one, other) is expected
    assert same(other, one) is expected


def test_actions_of_all_plans_are_in_order_and_cancelled_ones_are_not() -> None:
    plans = [(name, example(name)) for name in NAMES]
    found = planned(plans)
    assert [p.start for p in found] == sorted(p.start for p in found)
    assert len(found) == sum(a.active for _, plan in plans for a in plan.actions)


def test_only_other_plans_on_the_same_days_clash() -> None:
    plan = example(NAMES[0])
    one = planned([("een", plan)])
    assert list(clashes(one)) == []
    met = list(clashes(planned([("een", plan), ("twee", plan)])))
    assert met
    for clash in met:
        assert clash.one.plan != clash.other.plan
        for of in (clash.one, clash.other):
            assert of.start <= clash.start <= clash.end <= of.action.last_day
    first = plan.actions[0]
    moved = first.model_copy(update={"start": date(2099, 1, 1), "end": None, "waves": ()})
    alone = plan.model_copy(update={"actions": (moved,)})
    assert list(clashes(planned([("een", plan), ("twee", alone)]))) == []
