"""What a change does, said before it is saved: cells, money, who is reached, and why not."""

from copy import deepcopy
from types import SimpleNamespace
from typing import Any

import pytest
from mixes import FIRST, OLD, YOUNG, missed_cell, mix, need, plan
from sample_plans import SMALL

from engine import Rulebook, Table
from plans import PlanError, edit, example, plan_of
from plans.choice.choosing import choose
from plans.choice.mix import Mix, mix_in_plan
from plans.choice.mix_change import consequences
from plans.choice.unreached import reason
from plans.choice.value import GroupPhase

LATER = GroupPhase("oud", FIRST)
PLACE = "Ouderen, Bewustwording & oriëntatie"
KNOWN = {OLD: 0.5}
LOST = f"Waarborg niet gehaald (wet): {PLACE}. Het moet."


@pytest.mark.parametrize(
    ("was", "now", "sentences"),
    [
        (mix(), mix(), []),
        (mix(), mix(channels=("brief", "website")), ["Erbij: website."]),
        (mix(channels=("brief", "website")), mix(), ["Eraf: website."]),
        (
            mix(channels=("website", "balie")),
            mix(),
            ["Erbij: brief.", "Eraf: website en balie."],
        ),
        (
            mix(leads={OLD: "brief", LATER: "brief", YOUNG: "brief"}),
            mix(leads={OLD: "telefoon", LATER: "telefoon", YOUNG: "brief"}),
            [
                f"{PLACE} en Eerste contact: telefoon voorop, in plaats van brief.",
                "Kosten en uren blijven gelijk.",
            ],
        ),
        (
            mix(missed=(missed_cell(),), values=KNOWN),
            mix(values=KNOWN),
            [f"Nu wel bereikt: {PLACE}."],
        ),
        (
            mix(values=KNOWN),
            mix(missed=(missed_cell(),), values=KNOWN),
            [f"Nu niet meer bereikt: {PLACE}."],
        ),
        (
            mix(missed=(missed_cell(),), values=KNOWN),
            mix(missed=(missed_cell(),), values=KNOWN),
            [],
        ),
        # A cell that no longer counts is not reached either: it is not spoken of.
        (mix(missed=(missed_cell(),), values=KNOWN), mix(), []),
        (
            mix(missed=(missed_cell(YOUNG),), values={YOUNG: 0.1}),
            mix(missed=(missed_cell(),), values={YOUNG: 0.5}),
            [
                "Nu wel bereikt: Jongeren, Bewustwording & oriëntatie.",
                f"Nu niet meer bereikt: {PLACE}.",
            ],
        ),
        (mix(), mix(unmet=(need("wet"),)), [LOST]),
        (mix(unmet=(need("wet"),)), mix(unmet=(need("wet"),)), []),
        (mix(unmet=(need("wet"),)), mix(), []),
        (
            mix(channels=()),
            mix(missed=(missed_cell(), missed_cell(LATER), missed_cell(YOUNG)), values=KNOWN),
            [
                "Erbij: brief.",
                f"Niet bereikt: {PLACE} en Eerste contact.",
                "Niet bereikt: Jongeren, Bewustwording & oriëntatie.",
            ],
        ),
    ],
)
def test_what_a_change_did(book: Rulebook, was: Mix, now: Mix, sentences: list[str]) -> None:
    table: Any = SimpleNamespace(book=book)
    assert consequences(plan(), plan(), table, was, now) == tuple(sentences)


SHOP = GroupPhase("winkels", "eerste-contact")
WHY = "Wij bellen deze groep al."


def shops(**more: Any) -> dict[str, Any]:
    """Return a plan for residents and shops, whose channels are estimated by hand."""
    days = {"start": "2027-01-04", "einde": "2027-06-30"}
    hand = {"id": "winkels", "naam": "Winkels", "omvang": 65, "eigen_kanalen": {"brief": 60}}
    tree = deepcopy(SMALL) | {"acties": [], "gekozen": {"kanalen": ["brief", "website"]}}
    tree["groepen"] = [*tree["groepen"], hand]
    tree["fasen"] = [{"fase": slug, **days} for slug in ("bewustwording", "eerste-contact")]
    return tree | more


@pytest.mark.parametrize(
    ("estimates", "limits", "sentences"),
    [
        (
            [("telefoon", "0", "12"), ("brief", "10", "1"), ("website", "20", "2")],
            {"uren": "20"},
            [
                "Winkels, Eerste contact: telefoon voorop, in plaats van brief.",
                "12 uur meer: samen 18 van 20.",
                "Winkels, Eerste contact: niet bereikt. Telefoon is voor deze groep niet geschat "
                "en telt daarom als 0.",
            ],
        ),
        (
            [("telefoon", "40", "15"), ("brief", "10", "1"), ("website", "20", "2")],
            {"uren": "20"},
            [
                "Winkels, Eerste contact: telefoon voorop, in plaats van brief.",
                "40 euro meer: samen 100.",
                "15 uur meer: samen 21 van 20.",
                "Dat is 1 meer dan de grens van 20 uur.",
                "Winkels, Eerste contact: niet bereikt. Telefoon is voor deze groep niet geschat "
                "en telt daarom als 0.",
            ],
        ),
        (
            [("brief", "10", "1"), ("website", "20", "2")],
            {"budget": "500"},
            [
                "Winkels, Eerste contact: telefoon voorop, in plaats van brief.",
                "De prijs is onbekend van: Telefoon.",
                "Of dat past binnen 500 euro, staat nog niet vast.",
                "Het aantal uren is onbekend van: Telefoon.",
                "Winkels, Eerste contact: niet bereikt. Telefoon is voor deze groep niet geschat "
                "en telt daarom als 0.",
            ],
        ),
    ],
)
def test_a_cell_says_what_it_costs_before_it_is_saved(
    table: Table,
    estimates: list[tuple[str, str, str]],
    limits: dict[str, str],
    sentences: list[str],
) -> None:
    paid = [
        {"kanaal": slug, "kosten_per_fase": cost, "uren_per_fase": hours}
        for slug, cost, hours in estimates
    ]
    old = plan_of(shops(kanalen=paid, grenzen=limits))
    new = edit.lead(old, "telefoon", WHY, *SHOP)
    was, now = (mix_in_plan(of, table, defended=False) for of in (old, new))
    assert consequences(old, new, table, was, now) == tuple(sentences)


@pytest.mark.parametrize(
    ("channels", "sentence"),
    [
        (["brief"], "De kanalen samen halen 30,0 van 100; vanaf 40,0 telt een groep als bereikt."),
        (["website"], "Website is voor deze groep niet geschat en telt daarom als 0."),
        (["website", "balie"], "Balie en website zijn voor deze groep niet geschat en tellen"),
        ([], "Geen van de gekozen kanalen kan hier iets doen."),
    ],
)
def test_why_a_group_is_not_reached(table: Table, channels: list[str], sentence: str) -> None:
    of = plan_of(shops(gekozen={"kanalen": channels}))
    assert reason(of, table, mix_in_plan(of, table, defended=False), SHOP).startswith(sentence)


@pytest.mark.parametrize(
    ("hand", "reached"),
    [
        ({"eigen_kanalen": {"brief": 60}}, []),  # half of 60 is under the floor of 40
        ({"eigen_kanalen": {"brief": 90}}, ["bewustwording", "eerste-contact"]),
        (
            {
                "eigen_kanalen": {"brief": 60},
                "eigen_kanalen_per_fase": {"eerste-contact": {"Brief": 90}},
            },
            ["eerste-contact"],
        ),
        (
            {
                "eigen_kanalen": {"brief": 90},
                "eigen_kanalen_per_fase": {"eerste-contact": {"brief": 10}},
            },
            ["bewustwording"],
        ),
    ],
)
def test_an_estimate_may_differ_in_a_phase(
    table: Table, hand: dict[str, Any], reached: list[str]
) -> None:
    tree = shops(gekozen={"kanalen": ["brief"]})
    tree["groepen"] = [{"id": "winkels", "naam": "Winkels", **hand}]
    of = plan_of(tree)
    now = mix_in_plan(of, table, defended=False)
    missed = {item.cell.phase for item in now.missed}
    assert [phase.phase for phase in of.phases if phase.phase not in missed] == reached
    assert edit.with_phases(of, ["bewustwording"]).groups[0].own_per_phase == {}
    with pytest.raises(PlanError, match="fase 'actie' ken ik niet"):
        edit.put(of, ("groepen", 0, "eigen_kanalen_per_fase"), {"actie": {"brief": 5}})


def test_choosing_again_leaves_nobody_for_a_cell(table: Table) -> None:
    old = example("schuldhulpcampagne")
    group, phase = old.groups[-1].id, old.phases[0].phase
    new = edit.lead(old, "huisbezoek", WHY, group, phase)
    before, after = choose(old, table), choose(new, table)
    assert after.leads[GroupPhase(group, phase)] == "huisbezoek"
    assert "huisbezoek" not in after.channels
    assert len(after.channels) == len(before.channels) == old.limits.channels
    assert after.missed == before.missed == ()
