"""Two plans beside each other, with choices made by hand."""

import pytest
from mixes import OLD, YOUNG, missed_cell, mix, plan

from engine import Rulebook
from plans import compare
from plans.choice.mix import Mix

PLACE = "Ouderen, Bewustwording & oriëntatie"


@pytest.mark.parametrize(
    ("one", "other", "lines"),
    [
        (mix(values={OLD: 0.4}), mix(values={OLD: 0.4}), []),
        (mix(values={OLD: 0.4004}), mix(values={OLD: 0.3996}), []),  # equal to three decimals
        (mix(values={OLD: 0.401}), mix(values={OLD: 0.4}), [f"{PLACE}: 40,1 wordt 40,0"]),
        (mix(values={OLD: 0.25}), mix(values={OLD: 0.5}), [f"{PLACE}: 25,0 wordt 50,0"]),
        (mix(values={OLD: 0.25}), mix(), [f"{PLACE}: 25,0 wordt telt niet"]),
        (mix(), mix(values={OLD: 0.25}), [f"{PLACE}: telt niet wordt 25,0"]),
    ],
)
def test_what_changes_in_a_cell(book: Rulebook, one: Mix, other: Mix, lines: list[str]) -> None:
    spoken = list(compare.lines((plan(), plan()), book, (one, other), ("een", "twee")))
    assert [line for line in spoken if " wordt " in line] == lines
    tree = compare.as_json((plan(), plan()), book, (one, other))
    assert len(tree["verschil"]) == len(lines)


def test_each_plan_says_what_it_has_and_whom_it_misses(book: Rulebook) -> None:
    one = mix(missed=(missed_cell(),), phases={"brief": ("bewustwording",)})
    other = mix(channels=(), value=0, cost=0, hours=0)
    assert list(compare.lines((plan(), plan()), book, (one, other), ("een", "twee"))) == [
        "een: brief",
        "  waarde 44,1 van 100",
        "  Kosten: onbekend. Van 1 post is de prijs onbekend: Brief.",
        "  Uren: onbekend. Van 1 post is het aantal uren onbekend: Brief.",
        f"  niet bereikt: {PLACE}",
        "twee: geen kanalen",
        "  waarde 0,0 van 100",
        "  Er is nog niets begroot.",
    ]


def test_a_channel_is_only_in_the_plan_that_has_it(book: Rulebook) -> None:
    one, other = mix(channels=("brief", "website")), mix(channels=("brief", "balie"))
    tree = compare.as_json((plan(), plan()), book, (one, other))
    assert (tree["alleen_in_eerste"], tree["alleen_in_tweede"]) == (["website"], ["balie"])


def test_a_group_of_one_plan_is_named_as_that_plan_does(book: Rulebook) -> None:
    renamed = plan(groepen=[{"id": "jong", "naam": "Starters"}])
    mixes = (mix(values={OLD: 0.2, YOUNG: 0.2}), mix(values={YOUNG: 0.3}))
    lines = list(compare.lines((plan(), renamed), book, mixes, ("een", "twee")))
    assert lines[-1].startswith("Jongeren, Bewustwording")
    lines = list(compare.lines((renamed, plan()), book, mixes[::-1], ("een", "twee")))
    assert lines[-2:] == [
        "Starters, Bewustwording & oriëntatie: 30,0 wordt 20,0",
        f"{PLACE}: telt niet wordt 20,0",
    ]
