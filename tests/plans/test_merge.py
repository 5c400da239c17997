"""Two who change one plan lose nothing: only what both changed is asked, in words."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_plans import SMALL, trees

from engine import Rulebook
from plans import Plan, edit, keys, plan_of
from plans.change_words import question, sentences, summary
from plans.merge import answer, merge, own_spots
from plans.part_changes import changes, file_tree, tree_of

Edit = Callable[[dict[str, Any]], object]


def base_plan() -> Plan:
    """Return a plan with two groups, phases and actions."""
    tree = deepcopy(SMALL)
    tree["groepen"].append({"id": "jeugd", "naam": "Jeugd", "omvang": 50})
    tree["fasen"].append({"fase": "actie", "start": "2027-03-02", "einde": "2027-06-30"})
    tree["acties"].append(
        {"id": "twee", "wat": "Avond", "kanaal": "website", "groepen": ["jeugd"], "fase": "actie",
         "start": "2027-05-01"}
    )  # fmt: skip
    return plan_of(tree)


def put(*place: str | int, to: object) -> Callable[[Plan], Plan]:
    return lambda plan: edit.put(plan, place, to)


def in_any_order(plan: Plan) -> dict[str, Any]:
    """Return a plan as a tree in which the order of a list does not count."""
    return tree_of(plan)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (put("acties", 0, "start", to="2027-01-06"), put("acties", 0, "wie", to="Team")),
        (put("acties", 0, "kosten", to="5"), lambda plan: edit.drop(plan, "acties", 1)),
        (put("project", "doel", "weten", to="A"), put("project", "doel", "doen", to="B")),
        (lambda plan: edit.decide(plan, "brief", True, "Goed.", "jeugd", "actie"),
         lambda plan: edit.decide(plan, "website", True, "Goed.", "bewoners", "actie")),
        (lambda plan: edit.without_group(plan, "jeugd"), put("groepen", 0, "naam", to="Buren")),
        (lambda plan: edit.with_phases(plan, ["bewustwording", "eerste-contact", "actie"]),
         put("fasen", 1, "einde", to="2027-05-30")),
        (put("acties", 0, "kpi", to={"meet": "bezoek", "norm": "10"}),
         put("acties", 0, "kosten", to="5")),
    ],
)  # fmt: skip
def test_what_one_of_both_changed_is_taken_over(
    mine: Callable[[Plan], Plan], theirs: Callable[[Plan], Plan]
) -> None:
    base = base_plan()
    one, other = merge(base, mine(base), theirs(base)), merge(base, theirs(base), mine(base))
    assert one.questions == other.questions == ()
    assert tree_of(one.plan) == tree_of(other.plan)
    ways = {str(change) for change in (*changes(base, mine(base)), *changes(base, theirs(base)))}
    assert {str(change) for change in changes(base, one.plan)} == ways


@settings(max_examples=25)
@given(trees(), st.integers(0, 10**6))
def test_parts_apart_merge_the_same_in_any_order(tree: dict[str, Any], seed: int) -> None:
    """Each part of a random plan is changed by one of two people, who meet at the end."""
    base, chance = plan_of(tree), Random(seed)
    mine, theirs = keys(base), keys(base)
    spots: list[tuple[str | int, ...]] = [
        ("project", "opgave"),
        ("project", "auteur"),
        ("grenzen", "kanalen"),
    ]
    spots += [("groepen", i, key) for i in range(len(base.groups)) for key in ("naam", "herkomst")]
    spots += [("acties", i, key) for i in range(len(base.actions)) for key in ("wat", "wie")]
    both = keys(base)
    for number, (part, *path) in enumerate(spots):
        value = "7" if path[-1] == "kanalen" else f"nieuw {number}"
        for side in (both, chance.choice((mine, theirs))):
            at: Any = side.setdefault(str(part), {})
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = value
    one = merge(base, plan_of(mine), plan_of(theirs))
    other = merge(base, plan_of(theirs), plan_of(mine))
    assert (one.questions, other.questions) == ((), ())
    assert one.plan == other.plan == plan_of(both)
    assert plan_of(file_tree(tree_of(base))) == base


def test_two_who_change_ten_actions_each_lose_none_and_are_asked_nothing() -> None:
    tree = deepcopy(SMALL)
    tree["acties"] = [tree["acties"][0] | {"id": f"doe-{i}"} for i in range(20)]
    now = plan_of(tree)
    for i in range(10):  # both start from the version before the other saved
        mine = edit.put(now, ("acties", i, "wat"), f"mijn {i}")
        merged = merge(now, mine, edit.put(now, ("acties", 10 + i, "wat"), f"hun {i}"))
        assert merged.questions == ()
        now = merged.plan
    wants = [f"mijn {i}" for i in range(10)] + [f"hun {i}" for i in range(10)]
    assert [action.what for action in now.actions] == wants


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        (put("acties", 0, "start", to="2027-05-03"), put("acties", 0, "start", to="2027-05-10"),
         ("Actie 'Brief', begin", "3 mei 2027", "10 mei 2027")),
        (put("groepen", 0, "naam", to="Buren"), put("groepen", 0, "naam", to="Straat"),
         ("Groep 'Straat', naam", "Buren", "Straat")),
        (put("groepen", 0, "leeftijd", to="16-24"), put("groepen", 0, "leeftijd", to="35-49"),
         ("Groep 'Bewoners', leeftijd", "16 tot en met 24 jaar", "35 tot en met 49 jaar")),
        (lambda plan: edit.drop(plan, "acties", 1), put("acties", 1, "wat", to="Ochtend"),
         ("Actie 'Ochtend'", "weg", "wat Ochtend, kanaal Website, doelgroepen Jeugd, fase "
          "Actie & interactie, begin 1 mei 2027")),
        (put("project", "einde", to="2027-03-01"), put("project", "start", to="2027-04-01"),
         ("Project, einde", "1 maart 2027", "30 juni 2027")),
        (lambda plan: edit.without_group(plan, "jeugd"),
         put("acties", 0, "groepen", to=["bewoners", "jeugd"]),
         ("Groep 'Jeugd'", "weg", "naam Jeugd, omvang 50")),
    ],
)  # fmt: skip
def test_what_both_changed_is_asked_in_words_and_can_be_answered(
    book: Rulebook,
    mine: Callable[[Plan], Plan],
    theirs: Callable[[Plan], Plan],
    words: tuple[str, str, str],
) -> None:
    base = base_plan()
    of_mine, of_theirs = mine(base), edit.put(theirs(base), ("project", "opgave"), "Ook dit.")
    merged = merge(base, of_mine, of_theirs)
    (asked,) = merged.questions
    assert question(asked, of_mine, of_theirs, book) == words
    assert merged.plan.project.task == "Ook dit."
    own = own_spots([(base, False), (of_theirs, True)])
    if asked.spot in {change.spot for change in changes(base, of_theirs)}:
        assert merge(base, of_mine, of_theirs, own).questions == ()
        assert answer(merged.plan, of_mine, [asked]) == merge(base, of_mine, of_theirs, own).plan


def test_what_both_added_under_one_id_is_there_twice() -> None:
    base = base_plan()
    group = {"id": "ouders", "naam": "Ouders"}
    action = base.actions[0].model_dump(by_alias=True, exclude_none=True)
    both = []
    for start in ("2027-01-06", "2027-01-07"):
        plan = edit.append(base, "groepen", {**group, "toelichting": start})
        new = {"id": "drie", "start": start, "groepen": ["ouders"]}
        both.append(edit.append(plan, "acties", {**action, **new}))
    merged = merge(base, both[0], both[1])
    assert merged.questions == ()
    assert {group.id for group in merged.plan.groups[2:]} == {"ouders", "ouders-2"}
    assert {(a.id, a.groups, a.start) for a in merged.plan.actions[2:]} == {
        ("drie", ("ouders",), date(2027, 1, 7)), ("drie-2", ("ouders-2",), date(2027, 1, 6)),
    }  # fmt: skip
    assert merge(base, both[0], both[0]).plan == both[0]


def test_the_order_of_one_of_both_is_kept() -> None:
    base = base_plan()
    tree = keys(base)
    tree["acties"].reverse()
    merged = merge(base, plan_of(tree), edit.put(base, ("acties", 0, "wat"), "Kaart"))
    assert [action.what for action in merged.plan.actions] == ["Avond", "Kaart"]


def test_a_change_is_told_in_words(book: Rulebook) -> None:
    base = base_plan()
    new = edit.put(base, ("acties", 0, "kosten"), "12,50")
    new = edit.put(edit.drop(new, "acties", 1), ("acties", 0, "start"), "2027-01-06")
    new = edit.decide(new, "brief", True, "Dat wil de raad.", "jeugd", "actie")
    assert sentences(changes(base, new), base, new, book) == (
        "Actie 'Brief', begin: 6 januari 2027 (was 5 januari 2027)",
        "Actie 'Brief', kosten: 12,5",
        "Actie 'Avond' weg",
        "Keuze 'Brief, Jeugd, Actie & interactie' erbij",
    )
    assert summary(base, new, book).endswith("'Avond' weg; en nog 1 wijziging")
    assert summary(new, new, book) == ""
