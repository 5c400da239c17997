"""What a plan asks, worked out by hand: one total, one limit, and what is unknown is said."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from sample_plans import SMALL

from engine import Table
from plans import bill, plan_of
from plans.choice.mix import mix_in_plan
from plans.money import Price, Total, Totals, added, totals

EARLY, FIRST = "bewustwording", "eerste-contact"
D = Decimal


def asked(
    table: Table,
    actions: list[tuple[str, str, str | None, str]],
    estimates: list[dict[str, str]],
    chosen: list[str],
    **limits: str,
) -> Totals:
    """Return the totals of two phases; an action is channel, phase, cost and status."""
    days = {"start": "2027-01-04", "einde": "2027-06-30"}
    base: dict[str, Any] = {"groepen": ["bewoners"], "start": "2027-01-05"}
    items = []
    for i, (channel, phase, cost, status) in enumerate(actions):
        item = {"id": f"a{i}", "wat": f"Actie {i}", "kanaal": channel, "fase": phase}
        items.append(item | base | {"status": status} | ({"kosten": cost} if cost else {}))
    tree = deepcopy(SMALL) | {"acties": items, "kanalen": estimates, "grenzen": limits}
    tree |= {"fasen": [{"fase": slug, **days} for slug in (EARLY, FIRST)]}
    plan = plan_of(tree | {"gekozen": {"kanalen": chosen}})
    return totals(plan, table.book, mix_in_plan(plan, table, defended=False).phases)


LETTER = {"kanaal": "brief", "kosten": "150", "kosten_per_fase": "320"}
FREE = {"kanaal": "brief", "kosten": "0"}
GO, STOPPED = "concept", "vervallen"


@pytest.mark.parametrize(
    ("actions", "estimates", "chosen", "sums", "unknown"),
    [
        # A letter is used in both phases: 150 + 2 × 320.
        ([], [LETTER], ["brief"], ("0", "790"), []),
        ([], [], ["brief"], ("0", "0"), ["Brief"]),
        ([], [FREE], ["brief"], ("0", "0"), []),
        ([], [{"kanaal": "brief", "uren": "4"}], ["brief"], ("0", "0"), ["Brief"]),
        # An action with a price holds its phase and what is paid once.
        ([("brief", EARLY, "470", GO)], [LETTER], ["brief"], ("470", "320"), []),
        ([("brief", EARLY, "470", STOPPED)], [LETTER], ["brief"], ("0", "790"), []),
        ([("brief", EARLY, "470", "voorstel")], [LETTER], ["brief"], ("0", "790"), []),
        ([("brief", EARLY, "470", GO)], [], ["brief"], ("470", "0"), []),
        # An action without a price: its channel tells, or it is unknown.
        ([("brief", EARLY, None, GO)], [LETTER], ["brief"], ("0", "790"), []),
        ([("brief", EARLY, None, GO)], [], ["brief"], ("0", "0"), ["Actie 0"]),
        ([("brief", EARLY, "470", GO), ("brief", EARLY, None, GO)], [LETTER], ["brief"],
         ("470", "320"), ["Actie 1"]),
        # A channel that is not chosen counts where an action uses it.
        ([("brief", EARLY, None, GO)], [LETTER], [], ("0", "470"), []),
        ([("brief", EARLY, "20", GO)], [LETTER], ["website"], ("20", "0"), ["Website"]),
    ],
)  # fmt: skip
def test_actions_and_channels_are_one_total(
    table: Table,
    actions: list[tuple[str, str, str | None, str]],
    estimates: list[dict[str, str]],
    chosen: list[str],
    sums: tuple[str, str],
    unknown: list[str],
) -> None:
    euro = asked(table, actions, estimates, chosen).euro
    assert (euro.actions, euro.fixed) == tuple(map(D, sums))
    assert list(euro.unknown) == unknown


@pytest.mark.parametrize(
    ("total", "text", "figure"),
    [
        (Total("euro", D(12150), D(2300), (), D(18000)),
         "Kosten: 14.450 euro (acties 12.150, vast 2.300). Dat past binnen 18.000 euro: er is "
         "3.550 over.", "14.450 van 18.000"),
        (Total("euro", D(12150), D(2300), ("Persbericht", "Belletje"), D(18000)),
         "Kosten: 14.450 euro (acties 12.150, vast 2.300). Van 2 posten is de prijs onbekend: "
         "Persbericht en Belletje. Of dat past binnen 18.000 euro, staat nog niet vast.",
         "14.450 van 18.000, en 2 onbekend"),
        (Total("euro", D(0), D(0), ("Brief", "E-mail", "Flyer", "Folder", "App"), D(15000)),
         "Kosten: onbekend. Van 5 posten is de prijs onbekend: Brief, E-mail, Flyer en nog 2. Of "
         "dat past binnen 15.000 euro, staat nog niet vast.", "onbekend van 15.000"),
        (Total("uur", D(432), D(0), ("App",), D(420)),
         "Uren: 432 uur. Van 1 post is het aantal uren onbekend: App. Dat is 12 meer dan de grens "
         "van 420 uur.", "432 van 420, en 1 onbekend"),
        (Total("uur", D(0), D(8), (), None), "Uren: 8 uur.", "8"),
    ],
)  # fmt: skip
def test_a_total_is_said_with_what_is_unknown(total: Total, text: str, figure: str) -> None:
    assert bill.sentence(total) == text
    assert bill.figure(total) == figure


def test_a_limit_with_unknown_prices_does_not_claim_to_hold(table: Table) -> None:
    unsure = asked(table, [], [], ["brief", "e-mail"], budget="15000")
    assert unsure.euro.verdict == "onzeker"
    assert not any(word in " ".join(bill.sentences(unsure)) for word in (" 0 ", "je "))
    assert asked(table, [], [FREE], ["brief"], budget="15000").euro.verdict == "past"
    assert asked(table, [], [LETTER], ["brief"], budget="789").euro.verdict == "te veel"
    assert asked(table, [], [LETTER], ["brief"]).euro.verdict is None
    assert list(bill.sentences(asked(table, [], [], []))) == [bill.NOTHING_YET]


def test_prices_together_are_unknown_when_one_is() -> None:
    known, half = Price(D(5), D(2)), Price(D(1), None)
    assert added([known, half]) == (D(6), None)
    assert bill.price_text(known) == "5 euro en 2 uur"
    assert bill.price_text(half) == "1 euro, uren onbekend"
    assert bill.price_text(Price(None, None)) == "kosten en uren onbekend"


LINES: list[dict[str, str]] = [
    {"id": "druk", "post": "Drukwerk", "raming": "600", "actie": "een"},
    {"id": "zaal", "post": "Zaal", "raming": "250", "werkelijk": "240,50"},
    {"id": "tolk", "post": "Tolk"},
]


@pytest.mark.parametrize(
    ("lines", "more", "sums", "unknown"),
    [
        (LINES, {"kosten": "470"}, ("600", "240.50"), ["Tolk"]),  # the line replaces the 470
        (LINES[1:], {"kosten": "470"}, ("470", "240.50"), ["Tolk"]),
        (LINES[:2], {"kosten": "470", "status": "vervallen"}, ("0", "240.50"), []),
        ([], {"kosten": "470", "werkelijke_kosten": "512"}, ("512", "0"), []),
        ([{**LINES[0], "raming": ""}], {"kosten": "470"}, ("0", "0"), ["Brief"]),
    ],
)
def test_lines_of_the_budget_count_and_replace(
    table: Table,
    lines: list[dict[str, str]],
    more: dict[str, str],
    sums: tuple[str, str],
    unknown: list[str],
) -> None:
    kept = [{key: value for key, value in line.items() if value} for line in lines]
    tree = deepcopy(SMALL) | {"posten": kept}
    tree["acties"][0] |= more
    euro = totals(plan_of(tree), table.book, {}).euro
    assert (euro.actions, euro.fixed) == tuple(map(D, sums))
    assert list(euro.unknown) == unknown
