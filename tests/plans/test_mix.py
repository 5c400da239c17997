"""Choosing the channels: equal to brute force, proven where there are many, safeguards always."""

from decimal import Decimal
from itertools import combinations
from math import exp, log1p, prod
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sample_plans import SMALL

from engine import Situation, Table
from plans import check, example, examples, plan_of
from plans.choice import exact, search, solver
from plans.choice.choosing import choose, with_mix
from plans.choice.doubt import certainty_of
from plans.choice.mix import curve, mix_in_plan
from plans.choice.needs import Need
from plans.choice.value import GroupPhase, Ints, Stage, mixture, stage_of
from plans.constants import value as constant
from plans.model import Plan

NAMES = [f"kanaal-{i:02}" for i in range(40)]


@st.composite
def stages(draw: st.DrawFn, most_channels: int = 12) -> Stage:
    """Draw a stage with limits, safeguards and a forced channel, as hard as they come."""
    channels, cells = draw(st.integers(1, most_channels)), draw(st.integers(1, 6))
    suits = st.one_of(st.just(0), st.integers(0, 100))
    table = [[draw(suits) for _ in range(channels)] for _ in range(cells)]
    heavy = np.array([draw(st.integers(1, 9)) for _ in range(cells)], dtype=float)
    names = tuple(NAMES[:channels])
    subset = st.frozensets(st.sampled_from(names), min_size=1)
    needs = [
        Need("w", "wet", "", "g", "f", draw(subset), draw(st.one_of(st.none(), subset)))
        for _ in range(draw(st.integers(0, 3)))
    ]
    amount = st.integers(0, 1000)
    places = tuple(GroupPhase(f"g{i}", "f") for i in range(cells))
    stands = st.dictionaries(st.sampled_from(["eigen", "ander"]), st.integers(0, 100), max_size=1)
    return Stage(
        cells=places,
        channels=names,
        suitability=np.array(table, dtype=float),
        weight=heavy / heavy.sum(),
        cost=np.array([draw(amount) for _ in names], dtype=np.int64),
        hours=np.array([draw(amount) for _ in names], dtype=np.int64),
        most=draw(st.integers(1, 6)),
        budget=draw(st.one_of(st.none(), st.integers(0, 3000))),
        time=draw(st.one_of(st.none(), st.integers(0, 3000))),
        forced=draw(st.frozensets(st.sampled_from(names), max_size=1)),
        needs=tuple(needs),
        floor=0.4,
        factor=0.5,
        standing={place: draw(stands) for place in places},
        fixed=(draw(amount), draw(amount)),
    )


def worth(stage: Stage, chosen: tuple[int, ...]) -> tuple[int, float]:
    """Return (cells below the floor, value) of a set, straight from the formula."""
    values = []
    for cell, row in zip(stage.cells, stage.suitability.tolist(), strict=True):
        suits = [*(row[i] for i in chosen), *stage.standing[cell].values()]
        values.append(1 - prod(1 - stage.factor * suit / 100 for suit in suits))
    below = sum(value < stage.floor - 1e-9 for value in values)
    return below, sum(w * v for w, v in zip(stage.weight.tolist(), values, strict=True))


def may(stage: Stage, chosen: tuple[int, ...]) -> bool:
    names = {stage.channels[i] for i in chosen}
    return (
        len(chosen) <= stage.most
        and stage.forced <= names
        and (stage.budget is None or spent(stage.cost, stage.fixed[0], chosen) <= stage.budget)
        and (stage.time is None or spent(stage.hours, stage.fixed[1], chosen) <= stage.time)
        and all(
            need.allowed & names or (need.trigger is not None and not need.trigger & names)
            for need in stage.needs
        )
    )


def spent(of: Ints, fixed: int, chosen: tuple[int, ...]) -> int:
    return fixed + sum(int(of[i]) for i in chosen)


def brute(stage: Stage) -> tuple[int, float] | None:
    """Return the fewest missed cells and then the highest value of all allowed sets."""
    count = len(stage.channels)
    sets = (c for size in range(count + 1) for c in combinations(range(count), size))
    found = [worth(stage, chosen) for chosen in sets if may(stage, chosen)]
    return min(found, key=lambda pair: (pair[0], -pair[1]), default=None)


def of(stage: Stage, chosen: tuple[str, ...]) -> tuple[int, float]:
    return worth(stage, tuple(stage.channels.index(slug) for slug in chosen))


@settings(max_examples=60, deadline=None)
@given(stages(8))
def test_the_choice_is_the_best_of_all_sets(stage: Stage) -> None:
    expected, found = brute(stage), exact.best(stage)
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert may(stage, tuple(stage.channels.index(slug) for slug in found))
    below, value = of(stage, found)
    assert below == expected[0]
    assert value == pytest.approx(expected[1], abs=1e-8)


@settings(max_examples=4, deadline=None)
@given(stages(12).filter(lambda stage: len(stage.channels) == 12))
def test_the_choice_is_the_best_of_all_sets_of_twelve(stage: Stage) -> None:
    expected, found = brute(stage), exact.best(stage)
    assert (found is None) == (expected is None)
    if found and expected:
        below, value = of(stage, found)
        assert below == expected[0]
        assert value == pytest.approx(expected[1], abs=1e-8)


@settings(max_examples=60, deadline=None)
@given(stages(10))
def test_the_solver_keeps_its_proven_gap(stage: Stage) -> None:
    expected, gap = brute(stage), constant("bewezen_verschil")
    found = solver.best(stage, gap, None)
    assert (found is None) == (expected is None)
    if found is None or expected is None:
        return
    assert may(stage, tuple(stage.channels.index(slug) for slug in found.channels))
    below, value = of(stage, found.channels)
    assert below == expected[0]
    assert found.gap <= gap + 1e-9
    assert expected[1] <= value * (1 + found.gap) + 1e-6
    assert expected[1] <= value * (1 + gap) + 1e-6


@settings(max_examples=40, deadline=None)
@given(stages(9))
def test_safeguards_alone_ask_the_least(stage: Stage) -> None:
    free = Stage(**{**fields(stage), "most": 99, "budget": None, "time": None})
    found = solver.least(stage, [1] * len(stage.channels))
    count = len(stage.channels)
    sets = (c for size in range(count + 1) for c in combinations(range(count), size))
    smallest = next((len(c) for c in sets if may(free, c)), None)
    assert (None if found is None else len(found)) == smallest


@settings(max_examples=30, deadline=None)
@given(stages(9))
def test_the_curve_never_falls_and_keeps_the_rules(stage: Stage) -> None:
    found = exact.best(stage)
    assume(found)
    steps = curve(stage, found or ())
    values = [step.value for step in steps]
    assert values == sorted(values)
    assert [len(step.channels) for step in steps] == list(
        range(len(steps[0].channels), len(steps[0].channels) + len(steps))
    )
    assert all(stage.allows(step.channels, len(step.channels)) for step in steps)
    assert search.in_order(stage, found or ()) in [
        step.channels for step in steps if step.chosen
    ] or (not found)


def fields(stage: Stage) -> dict[str, Any]:
    return {name: getattr(stage, name) for name in Stage.__dataclass_fields__}


# --- on the real knowledge ------------------------------------------------------------------------


def small(**limits: Any) -> dict[str, Any]:
    return {**SMALL, "acties": [], **limits}


def phases(table: Table) -> list[dict[str, str]]:
    return [
        {"fase": slug, "start": "2027-01-04", "einde": "2027-06-30"} for slug in table.book.phases
    ]


def test_a_mix_is_the_average_of_the_table(table: Table) -> None:
    group = {**SMALL["groepen"][0], "leeftijd": {"16-24": 25, "75-plus": 75}}
    plan = plan_of(small(groepen=[group]))
    made, _ = stage_of(plan, table)
    for slug in ("brief", "instagram", "website"):
        expected = 0.0
        for age, share in (("16-24", 0.25), ("75-plus", 0.75)):
            outcome = table.outcomes[Situation("participatie", "bewustwording", age)]
            row = next(r for r in outcome.ranking if r.channel == slug)
            expected += share * (row.suitability or 0)
        assert made.suitability[0, made.channels.index(slug)] == pytest.approx(expected)
    assert sum(mixture(plan, plan.groups[0], "bewustwording").values()) == pytest.approx(1)


def test_one_channel_is_worth_half_its_suitability(table: Table) -> None:
    made, _ = stage_of(plan_of(small()), table)
    at = made.channels.index("brief")
    assert made.values(("brief",))[0] == pytest.approx(0.5 * made.suitability[0, at] / 100)
    assert made.pull[0, at] == pytest.approx(-log1p(-made.values(("brief",))[0]))
    two = made.values(("brief", "website"))[0]
    fits = [made.values((slug,))[0] for slug in ("brief", "website")]
    assert two == pytest.approx(1 - (1 - fits[0]) * (1 - fits[1]))
    assert two == pytest.approx(1 - exp(-sum(-log1p(-f) for f in fits)))


def test_groups_weigh_by_size_or_the_same(table: Table) -> None:
    groups = [{**SMALL["groepen"][0], "id": f"g{i}", "omvang": n} for i, n in ((1, 100), (2, 300))]
    made, _ = stage_of(plan_of(small(groepen=groups, acties=[])), table)
    assert made.weight.tolist() == pytest.approx([0.25, 0.75])
    made, _ = stage_of(plan_of(small(groepen=groups, weging="gelijk")), table)
    assert made.weight.tolist() == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("name", examples())
def test_the_examples_are_chosen_well(name: str, table: Table) -> None:
    plan = example(name)
    mix = choose(plan, table)
    assert mix.obstacles == ()
    assert mix.unmet == ()
    assert mix.missed == ()
    assert len(mix.channels) <= plan.limits.channels
    assert plan.limits.budget and mix.cost <= plan.limits.budget
    assert plan.limits.hours and mix.hours <= plan.limits.hours
    assert mix_in_plan(with_mix(plan, table, mix), table).value == pytest.approx(mix.value)
    assert mix.sure and 0 < mix.sure.whole <= 1
    assert {over.gives for over in mix.hand_overs} <= set(mix.channels)


def test_many_channels_have_a_proven_gap(table: Table) -> None:
    tree = small(fasen=phases(table), grenzen={"kanalen": 6})
    mix = choose(plan_of(tree), table)
    assert len(mix.channels) == 6
    assert 0 <= mix.gap <= constant("bewezen_verschil")
    assert mix.unmet == ()


def test_safeguards_are_in_whatever_the_value(table: Table) -> None:
    tree = small(fasen=phases(table), project={**SMALL["project"], "traject": "dienstverlening"})
    for count in (3, 4, 5):
        plan = plan_of({**tree, "grenzen": {"kanalen": count}})
        mix = choose(plan, table)
        assert mix.channels, mix.obstacles
        chosen = [table.book.channels[slug] for slug in mix.channels]
        assert any(channel.paper for channel in chosen)  # a decision on paper
        assert any(channel.spoken for channel in chosen)  # help with an application


def test_the_advisor_decides(table: Table) -> None:
    plan = plan_of(small(grenzen={"kanalen": 3}))
    first = choose(plan, table).channels
    no = {"kanaal": first[0], "inzetten": "nee", "omdat": "Hebben we niet."}
    yes = {"kanaal": "youtube", "inzetten": "ja", "omdat": "Er is al een film."}
    mix = choose(plan_of(small(grenzen={"kanalen": 3}, keuzes=[no, yes])), table)
    assert first[0] not in mix.channels
    assert "youtube" in mix.channels


def test_a_choice_in_one_cell_beats_a_choice_everywhere(table: Table) -> None:
    groups = [{**SMALL["groepen"][0], "id": id_} for id_ in ("een", "twee")]
    everywhere = {"kanaal": "brief", "inzetten": "nee", "omdat": "Te duur."}
    here = {"kanaal": "brief", "groep": "een", "inzetten": "ja", "omdat": "Hier wel."}
    made, _ = stage_of(plan_of(small(groepen=groups, keuzes=[everywhere, here])), table)
    assert made.standing[made.cells[0]]["brief"] > 0
    assert not made.standing[made.cells[1]]
    assert "brief" not in made.channels  # nowhere else is there anything to choose
    assert made.forced == set()


def test_limits_that_are_too_narrow_are_explained(table: Table) -> None:
    tree = small(fasen=phases(table), project={**SMALL["project"], "traject": "dienstverlening"})
    mix = choose(plan_of({**tree, "grenzen": {"kanalen": 1}}), table)
    assert mix.channels == ()
    (said,) = mix.obstacles
    assert "De waarborgen en je eigen keuzes vragen minstens " in said
    assert "je grens is 1. Verruim die grens of verander een keuze." in said


def test_money_that_is_too_little_is_explained(table: Table) -> None:
    paid = [{"kanaal": slug, "kosten": "100,10"} for slug in table.book.channels]
    mix = choose(plan_of(small(kanalen=paid, grenzen={"budget": "50", "kanalen": 5})), table)
    assert "minstens 100,10 euro" in mix.obstacles[0]


def test_who_is_not_reached_is_said_with_what_it_takes(table: Table) -> None:
    hand = {"id": "winkels", "naam": "Winkels", "eigen_kanalen": {"brief": 60, "telefoon": 40}}
    paid = [{"kanaal": "brief", "kosten": "10"}, {"kanaal": "website", "kosten": "700"}]
    tree = small(groepen=[hand], kanalen=paid, grenzen={"budget": "20", "kanalen": 2})
    mix = choose(plan_of(tree), table)
    assert mix.channels == ("brief",)
    (missed,) = mix.missed
    assert missed.cell == GroupPhase("winkels", "bewustwording")
    assert missed.value == pytest.approx(0.3)
    assert missed.by == ()


def test_what_one_more_would_cost_is_said(table: Table) -> None:
    hand = {"id": "winkels", "naam": "Winkels", "eigen_kanalen": {"brief": 60, "website": 90}}
    paid = [{"kanaal": "brief", "kosten": "10"}, {"kanaal": "website", "kosten": "700,50"}]
    tree = small(groepen=[hand], kanalen=paid, grenzen={"budget": "20", "kanalen": 2})
    mix = choose(plan_of(tree), table)
    assert mix.channels == ("brief",)
    (missed,) = mix.missed
    assert missed.by == ("website",)
    assert missed.price == (Decimal("700.50"), None)


def test_what_nobody_estimated_is_not_free(table: Table) -> None:
    paid = [{"kanaal": "brief", "kosten": "10"}]
    mix = choose(plan_of(small(kanalen=paid, grenzen={"budget": "20", "kanalen": 5})), table)
    assert mix.channels == ("brief",)


def test_who_leads_changes_seldom(table: Table) -> None:
    plan = example(examples()[0])
    mix = choose(plan, table)
    for over in mix.hand_overs:
        assert over.gives != over.takes
        assert table.book.channels[over.takes].phrase in over.sentence
        assert table.book.channels[over.gives].phrase in over.sentence
    assert set(mix.leads.values()) <= set(mix.channels)


def test_the_same_plan_gives_the_same_choice(table: Table) -> None:
    plan = example(examples()[0])
    assert choose(plan, table) == choose(plan, table)


def test_sureness_grows_when_one_choice_stands_out(table: Table) -> None:
    def whole(suits: dict[str, int]) -> float:
        hand = {"id": "winkels", "naam": "Winkels", "eigen_kanalen": suits}
        plan: Plan = plan_of(small(groepen=[hand], grenzen={"kanalen": 1}))
        made, _ = stage_of(plan, table)
        return certainty_of(plan, table, made, ("brief",)).whole

    assert whole({"brief": 95, "flyer": 20}) > whole({"brief": 60, "flyer": 58})


def test_the_check_says_who_is_not_reached_and_what_is_not_met(table: Table) -> None:
    tree = small(fasen=phases(table), project={**SMALL["project"], "traject": "dienstverlening"})
    said = [r.text for r in check(plan_of({**tree, "gekozen": {"kanalen": ["website"]}}), table)]
    assert any(text.startswith("niet bereikt met deze kanalen: Bewoners, ") for text in said)
    assert any(text.startswith("Waarborg niet gehaald (wet): Bewoners, ") for text in said)
    assert any("Nodig is één van: " in text for text in said)
