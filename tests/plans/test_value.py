"""What channels are worth and cost: small stages and plans, every number worked out by hand."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from sample_plans import SMALL

from engine import Situation, Table
from plans import check, plan_of
from plans.choice.mix import _unreached_group, cost_and_hours
from plans.choice.needs import Need
from plans.choice.value import GroupPhase, Stage, mixture, stage_of
from plans.model import Plan
from plans.money import Price

NAMES = ("a", "b", "c")
EARLY, FIRST, LAST = "bewustwording", "eerste-contact", "afronding"


def small(rows: list[list[float]], weight: list[float] | None = None, **more: Any) -> Stage:
    """Return a stage with a row of suitabilities a cell: by default no limits and equal cells."""
    count = len(rows)
    base: dict[str, Any] = {
        "cells": tuple(GroupPhase(f"g{i}", "f") for i in range(count)),
        "channels": NAMES[: len(rows[0])],
        "suitability": np.array(rows, dtype=float),
        "weight": np.array(weight or [1 / count] * count),
        "cost": np.zeros(len(rows[0]), dtype=np.int64),
        "hours": np.zeros(len(rows[0]), dtype=np.int64),
        "most": 9,
        "budget": None,
        "time": None,
        "forced": frozenset(),
        "needs": (),
        "floor": 0.4,
        "factor": 0.5,
    }
    return Stage(**base | more)


@pytest.mark.parametrize(
    ("suits", "chosen", "value", "reached"),
    [
        ([80], "a", 0.4, True),  # half of 80 per cent, exactly the floor
        ([79], "a", 0.395, False),
        ([81], "a", 0.405, True),
        ([100], "a", 0.5, True),
        ([0], "a", 0.0, False),
        ([100], "", 0.0, False),
        ([40, 50], "ab", 0.4, True),  # 1 − 0,8 × 0,75
        ([40, 48], "ab", 0.392, False),  # 1 − 0,8 × 0,76
        ([100, 100], "ab", 0.75, True),  # 1 − 0,5 × 0,5
        ([100, 100], "b", 0.5, True),
        ([20, 20, 20], "abc", 0.271, False),  # 1 − 0,9 × 0,9 × 0,9
    ],
)
def test_a_cell_is_reached_from_the_floor(
    suits: list[float], chosen: str, value: float, reached: bool
) -> None:
    made = small([suits])
    assert made.values(chosen)[0] == pytest.approx(value)
    assert made.total(chosen) == pytest.approx(value)
    assert made.missed_places(chosen) == (() if reached else (0,))


@pytest.mark.parametrize(
    ("weight", "total"),
    [
        ([0.5, 0.5], 0.25),  # (0,5 + 0) / 2
        ([0.75, 0.25], 0.375),
        ([0.2, 0.8], 0.1),
        ([0.0, 1.0], 0.0),
    ],
)
def test_the_total_weighs_the_cells(weight: list[float], total: float) -> None:
    made = small([[100], [0]], weight)
    assert made.total("a") == pytest.approx(total)
    assert made.missed_places("a") == (1,)


@pytest.mark.parametrize(
    ("limits", "chosen", "allowed"),
    [
        ({"most": 2}, "ab", True),
        ({"most": 2}, "abc", False),
        ({"most": 1}, "a", True),
        ({"budget": 300}, "ab", True),  # 100 + 200 cents
        ({"budget": 299}, "ab", False),
        ({"budget": 301}, "ab", True),
        ({"budget": 0}, "a", False),
        ({"budget": 0}, "", True),
        ({"time": 70}, "bc", True),  # 20 + 50 hundredths of an hour
        ({"time": 69}, "bc", False),
        ({"time": 71}, "bc", True),
        ({"forced": frozenset("a")}, "ab", True),
        ({"forced": frozenset("a")}, "b", False),
        ({"forced": frozenset("ab")}, "a", False),
    ],
)
def test_a_limit_may_be_used_up_but_not_passed(
    limits: dict[str, Any], chosen: str, allowed: bool
) -> None:
    cost, hours = np.array([100, 200, 400]), np.array([10, 20, 50])
    made = small([[50, 50, 50]], cost=cost, hours=hours, **limits)
    assert made.allows(chosen) is allowed


@pytest.mark.parametrize(
    ("chosen", "cents", "hundredths"),
    [("", 0, 0), ("a", 100, 10), ("ab", 300, 30), ("abc", 700, 80), ("ac", 500, 60)],
)
def test_a_set_costs_the_sum_of_its_channels(chosen: str, cents: int, hundredths: int) -> None:
    made = small([[1, 1, 1]], cost=np.array([100, 200, 400]), hours=np.array([10, 20, 50]))
    assert made.cost_of(chosen) == (cents, hundredths)
    assert cost_and_hours(made, chosen) == (Decimal(cents) / 100, Decimal(hundredths) / 100)


@pytest.mark.parametrize(
    ("allowed", "trigger", "chosen", "met"),
    [
        ("ab", None, "a", True),
        ("ab", None, "c", False),
        ("ab", None, "", False),
        ("a", "c", "b", True),  # nothing wakes it
        ("a", "c", "c", False),
        ("a", "c", "ac", True),
    ],
)
def test_one_of_the_allowed_channels_meets_a_safeguard(
    allowed: str, trigger: str | None, chosen: str, met: bool
) -> None:
    wakes = frozenset(trigger) if trigger else None
    need = Need("w", "wet", "", "g0", "f", frozenset(allowed), wakes)
    assert need.is_met(frozenset(chosen)) is met
    assert small([[1, 1, 1]], needs=(need,)).allows(chosen) is met


def plan_for(
    phases: tuple[str, ...], groups: list[dict[str, Any]] | None = None, **more: Any
) -> Plan:
    tree = deepcopy(SMALL) | {"acties": []} | more
    days = {"start": "2027-01-04", "einde": "2027-06-30"}
    tree["fasen"] = [{"fase": slug, **days} for slug in phases]
    tree["groepen"] = groups or tree["groepen"]
    return plan_of(tree)


@pytest.mark.parametrize(
    ("phases", "estimate", "euros", "hours"),
    [
        # A letter can serve in all three of these phases.
        ((EARLY,), {"kosten": "120"}, "120", "0"),
        ((EARLY, FIRST, LAST), {"kosten": "120"}, "120", "0"),
        ((EARLY,), {"kosten_per_fase": "1400"}, "1400", "0"),
        ((EARLY, FIRST, LAST), {"kosten_per_fase": "1400"}, "4200", "0"),
        ((EARLY, FIRST, LAST), {"kosten": "120", "kosten_per_fase": "1400"}, "4320", "0"),
        ((EARLY, FIRST), {"kosten": "0,50", "kosten_per_fase": "0,25"}, "1", "0"),
        ((EARLY, FIRST), {"uren": "8", "uren_per_fase": "2,5"}, "0", "13"),
        ((EARLY, FIRST, LAST), {"uren": "8"}, "0", "8"),
        ((EARLY, FIRST, LAST), {"uren_per_fase": "2,5"}, "0", "7.5"),
        ((EARLY, FIRST), {"kosten": "10", "uren": "3", "kosten_per_fase": "1"}, "12", "3"),
        ((EARLY,), {}, "0", "0"),
    ],
)
def test_a_channel_costs_once_and_for_each_phase_of_use(
    table: Table, phases: tuple[str, ...], estimate: dict[str, str], euros: str, hours: str
) -> None:
    plan = plan_for(phases, kanalen=[{"kanaal": "brief", **estimate}])
    made, _ = stage_of(plan, table)
    assert cost_and_hours(made, ["brief"]) == (Decimal(euros), Decimal(hours))
    assert cost_and_hours(made, ["website"]) == (Decimal(0), Decimal(0))  # nobody estimated it


def test_a_phase_in_which_a_channel_cannot_serve_is_not_paid_for(table: Table) -> None:
    estimate = {"kanaal": "website", "kosten": "120", "kosten_per_fase": "1400"}
    made, _ = stage_of(plan_for((EARLY, "actie"), kanalen=[estimate]), table)
    assert cost_and_hours(made, ["website"]) == (Decimal(1520), Decimal(0))


def test_a_phase_is_paid_for_once_however_many_groups(table: Table) -> None:
    """Two groups in two phases: 100 + 2 × 30, not 4 × 30; refused by hand in one phase: + 30."""
    groups = [{"id": slug, "naam": slug} for slug in ("x", "y")]
    estimates = [{"kanaal": "brief", "kosten": "100", "kosten_per_fase": "30"}]
    plan = plan_for((EARLY, FIRST), groups, kanalen=estimates)
    assert cost_and_hours(stage_of(plan, table)[0], ["brief"])[0] == 160
    no = {"kanaal": "brief", "fase": FIRST, "inzetten": "nee", "omdat": "Te laat."}
    plan = plan_for((EARLY, FIRST), groups, kanalen=estimates, keuzes=[no])
    assert cost_and_hours(stage_of(plan, table)[0], ["brief"])[0] == 130


@pytest.mark.parametrize(
    ("sizes", "weighting", "weights"),
    [
        ((100, 300), "grootte", [0.125, 0.125, 0.75]),  # 100 in two phases, 300 in one
        ((300, 100), "grootte", [0.375, 0.375, 0.25]),
        ((100, 300), "gelijk", [0.25, 0.25, 0.5]),
        ((100, None), "grootte", [0.25, 0.25, 0.5]),  # a size is not known: as the other
        ((None, None), "grootte", [0.25, 0.25, 0.5]),
    ],
)
def test_a_group_weighs_its_size_over_its_phases(
    table: Table, sizes: tuple[int | None, ...], weighting: str, weights: list[float]
) -> None:
    groups: list[dict[str, Any]] = [
        {"id": "x", "naam": "X", "omvang": sizes[0]},
        {"id": "y", "naam": "Y", "omvang": sizes[1], "fasen": [FIRST]},
    ]
    made, _ = stage_of(plan_for((EARLY, FIRST), groups, weging=weighting), table)
    assert made.cells == (("x", EARLY), ("x", FIRST), ("y", FIRST))
    assert made.weight == pytest.approx(weights)


@pytest.mark.parametrize(
    ("ages", "profiles", "shares"),
    [
        ({}, {}, {("onbekend", "onbekend"): 1.0}),
        (
            {"16-24": 40, "75-plus": 60},
            {},
            {("16-24", "onbekend"): 0.4, ("75-plus", "onbekend"): 0.6},
        ),
        (
            {"16-24": 40, "75-plus": 60},
            {"x": 25, "y": 75},
            {
                ("16-24", "x"): 0.1,
                ("16-24", "y"): 0.3,
                ("75-plus", "x"): 0.15,
                ("75-plus", "y"): 0.45,
            },
        ),
        # 99,5 per cent together counts as all: 39,8 / 99,5 = 0,4.
        (
            {"16-24": "39,8", "75-plus": "59,7"},
            {},
            {("16-24", "onbekend"): 0.4, ("75-plus", "onbekend"): 0.6},
        ),
        # What is nobody has no part.
        ({"16-24": 0, "75-plus": 100}, {}, {("75-plus", "onbekend"): 1.0}),
    ],
)
def test_ages_and_profiles_are_multiplied(
    ages: dict[str, Any], profiles: dict[str, Any], shares: dict[tuple[str, str], float]
) -> None:
    group = {"id": "x", "naam": "X", "leeftijd": ages, "profiel": profiles}
    plan = plan_for((EARLY,), [group])
    found = mixture(plan, plan.groups[0], EARLY)
    assert found == {
        Situation("participatie", EARLY, age, profile): pytest.approx(share)
        for (age, profile), share in shares.items()
    }


@pytest.mark.parametrize(
    ("limits", "candidate"),
    [({}, True), ({"kanalen": 2}, True), ({"budget": "500"}, False), ({"uren": "5"}, False)],
)
def test_what_nobody_estimated_is_no_candidate_within_a_limit(
    table: Table, limits: dict[str, Any], candidate: bool
) -> None:
    estimates = [{"kanaal": "brief", "kosten": "100"}]
    made, _ = stage_of(plan_for((EARLY,), kanalen=estimates, grenzen=limits), table)
    assert "brief" in made.channels
    assert ("website" in made.channels) is candidate


@pytest.mark.parametrize(
    ("choices", "cells"),
    [
        ([], (True, True)),
        ([(None, "nee")], (False, False)),
        ([(FIRST, "nee")], (True, False)),
        ([(None, "nee"), (FIRST, "ja")], (False, True)),  # the most precise one counts
        ([(FIRST, "ja"), (None, "nee")], (False, True)),
    ],
)
def test_the_most_precise_choice_of_the_advisor_counts(
    table: Table, choices: list[tuple[str | None, str]], cells: tuple[bool, bool]
) -> None:
    said = [
        {"kanaal": "brief", "inzetten": take, "omdat": "Zo."} | ({"fase": phase} if phase else {})
        for phase, take in choices
    ]
    made, _ = stage_of(plan_for((EARLY, FIRST), keuzes=said), table, ["brief"])
    suits = made.suitability[:, made.channels.index("brief")]
    stands = [made.standing[cell].get("brief", 0) for cell in made.cells]
    assert tuple(suits + stands > 0) == cells


@pytest.mark.parametrize(
    ("suits", "cents", "by"),
    [
        ([90, 80], [200, 100], ("b",)),  # both reach it alone: the cheapest
        ([90, 80], [100, 100], ("a",)),
        ([90, 70], [200, 100], ("a",)),  # 35 of 100 is too little
        ([70, 75, 60], [1, 1, 1], ("b", "a")),  # none alone: 1 − 0,625 × 0,65 is 0,594
        ([20, 30, 42], [1, 1, 1], ()),  # 1 − 0,79 × 0,85 × 0,9 is 0,396, under 0,4
        ([30, 30, 42], [1, 1, 1], ("c", "a", "b")),  # 1 − 0,79 × 0,85 × 0,85 is 0,429
        ([10, 20, 30], [1, 1, 1], ()),
    ],
)
def test_what_it_takes_to_reach_a_cell(
    suits: list[float], cents: list[int], by: tuple[str, ...]
) -> None:
    stage = small([suits])
    priced = dict(zip(NAMES, cents, strict=False))
    unreached = _unreached_group(stage, lambda slug, _: Price(Decimal(priced[slug]), None), (), 0)
    assert unreached.by == by
    assert unreached.price.euro == sum(priced[slug] for slug in by)


def test_a_group_answers_what_is_at_stake_for_itself(table: Table) -> None:
    """What is at stake for one group counts in its cells alone, and in what is done with it."""
    tree = deepcopy(SMALL)
    tree["project"]["belang"] = "informeren"
    second = {"id": "ander", "naam": "Ander", "belang": "raadplegen"}
    tree["groepen"] = [*tree["groepen"], second]
    plan = plan_of(tree)
    first = plan.groups[0]
    assert {s.stake for s in mixture(plan, first, EARLY)} == {"informeren"}
    assert {s.stake for s in mixture(plan, plan.group("ander"), EARLY)} == {"raadplegen"}
    assert plan.stake_for(["ander"]) == "raadplegen"
    assert plan.stake_for([]) == plan.stake_for([first.id]) == "informeren"
    assert plan.stake_for([first.id, "ander"]) == "onbekend"
    tree["groepen"][-1] = second | {"belang": "aanvraag-met-besluit"}
    wrong = [r.text for r in check(plan_of(tree), table) if r.place == ("groepen", 1, "belang")]
    assert len(wrong) == 1 and "ken ik niet" in wrong[0]
