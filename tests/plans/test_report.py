"""A choice in words: of every pair of sentences both sides, each with a case that makes it."""

from collections.abc import Iterable
from typing import Any

import pytest
from mixes import EARLY, OLD, YOUNG, action, missed, mix, need, plan, step, sure

from engine import Rulebook
from plans import report
from plans.choice.mix import Missed

PLACE = "Ouderen, Bewustwording & oriëntatie"
BEST = "Beter kan niet: elke verzameling kanalen is doorgerekend"
ALL = "  Elke groep wordt in elke fase die telt bereikt, volgens ons model"


@pytest.mark.parametrize(
    ("parts", "line", "other"),
    [
        ({}, "Gekozen: brief", "Gekozen: brief en"),
        ({"channels": ("brief", "website")}, "Gekozen: brief en website", "Gekozen: brief"),
        ({}, "Waarde over alle groepen en fasen: 44,1 van 100", ""),
        ({"value": 0.5}, "Waarde over alle groepen en fasen: 50,0 van 100", ""),
        ({}, "Dat kost naar je eigen schatting 1.250 euro en 12,50 uur", ""),
        ({}, BEST, "De beste keuze die kan bestaan, is hooguit 0,0% beter"),
        ({"gap": 0.0084}, "De beste keuze die kan bestaan, is hooguit 0,8% beter", BEST),
        ({}, ALL, ""),
        ({"missed": (missed(),)}, f"  {PLACE}. Geen kanaal dat je hebt, is hier genoeg", ALL),
        (
            {"missed": (missed(OLD, "website", cost="1500", hours="2.5"),)},
            f"  {PLACE}. Nodig: website erbij: 1.500 euro, 2,50 uur",
            f"  {PLACE}. Geen kanaal dat je hebt, is hier genoeg",
        ),
        (
            {"curve": (step("brief", value=0.25),)},
            "  1: 25,0 van 100, minder kan niet",
            "  1: 25,0 van 100, brief erbij",
        ),
        (
            {"curve": (step("brief", last="brief", value=0.25),)},
            "  1: 25,0 van 100, brief erbij",
            "  1: 25,0 van 100, minder kan niet",
        ),
        (
            {"curve": (step("brief", last="brief", value=0.25, missed=1),)},
            "  1: 25,0 van 100, brief erbij, 1 keer niet bereikt",
            "  1: 25,0 van 100, brief erbij",
        ),
        (
            {"curve": (step("brief", "website", last="website", value=0.5, chosen=False),)},
            "  2: 50,0 van 100, website erbij (niet gekozen)",
            "  2: 50,0 van 100, website erbij",
        ),
    ],
)
def test_every_line_has_its_case(
    book: Rulebook, parts: dict[str, Any], line: str, other: str
) -> None:
    lines = list(report.lines(plan(), book, mix(**parts)))
    assert line in lines
    assert other not in lines or not other


@pytest.mark.parametrize(
    ("whole", "brief", "first", "second"),
    [
        # Shares of 100 draws: 93 in which nothing is better, 1 − 0,95 = 5 in which the website is.
        (0.93, 0.95, "In 93 van de 100", "5 keer"),
        (1.0, 1.0, "In 100 van de 100", "0 keer"),
        (0.0, 0.25, "In 0 van de 100", "75 keer"),
    ],
)
def test_certainty_counts_draws(
    book: Rulebook, whole: float, brief: float, first: str, second: str
) -> None:
    made = mix(sure=sure(whole, {"brief": brief}, {"brief": "website"}))
    assert list(report.certain(book, made)) == [
        f"{first} doorrekeningen is geen wissel duidelijk beter.",
        f"Website in plaats van brief: {second} duidelijk beter.",
    ]
    lines = list(report.lines(plan(), book, made))
    assert f"{first} doorrekeningen is geen wissel duidelijk beter" in lines
    assert f"  website in plaats van brief: {second} duidelijk beter" in lines


def test_no_certainty_without_draws(book: Rulebook) -> None:
    assert list(report.certain(book, mix())) == []
    assert not [line for line in report.lines(plan(), book, mix()) if "doorrekeningen" in line]


PRICED = [{"kanaal": "website", "kosten": "1500"}]


@pytest.mark.parametrize(
    ("item", "estimates", "sentence"),
    [
        (missed(), PRICED, "Geen kanaal dat je hebt, is hier genoeg."),
        (
            missed(OLD, "website", cost="1500", hours="2"),
            PRICED,
            "Wel met website erbij, naar je eigen schatting 1.500 euro en 2 uur.",
        ),
        (missed(OLD, "website"), [], "Wel met website erbij. Wat dat kost, is nog niet geschat."),
        (  # one of two is not estimated: the price of both is not known
            missed(OLD, "website", "balie", cost="1500"),
            PRICED,
            "Wel met website en balie erbij. Wat dat kost, is nog niet geschat.",
        ),
    ],
)
def test_a_remedy_has_a_price_only_where_it_is_estimated(
    book: Rulebook, item: Missed, estimates: list[dict[str, str]], sentence: str
) -> None:
    of = plan(kanalen=estimates)
    assert report.remedy(of, book, item) == sentence
    assert list(report.unreached(of, book, mix(missed=(item,)))) == [f"{PLACE}. {sentence}"]


@pytest.mark.parametrize(
    ("kind", "allowed", "sentence"),
    [
        ("wet", (), f"Waarborg niet gehaald (wet): {PLACE}. Het moet."),
        (
            "wet",
            ("brief",),
            f"Waarborg niet gehaald (wet): {PLACE}. Het moet. Nodig is één van: brief.",
        ),
        (
            "aanbevolen",
            ("telefoon", "brief"),
            f"Waarborg niet gehaald (aanbevolen): {PLACE}. Het moet. "
            "Nodig is één van: brief, telefoon.",
        ),
    ],
)
def test_a_safeguard_that_is_not_met_names_what_would(
    book: Rulebook, kind: str, allowed: Iterable[str], sentence: str
) -> None:
    assert list(report.unmet(plan(), book, [need(kind, *allowed)])) == [sentence]


@pytest.mark.parametrize(
    ("actions", "cost", "hours"),
    [
        ([], 0, 0),
        ([action(kosten="1000", uren="8")], 1000, 8),
        (
            [action(kosten="1000", uren="8"), action("twee", kosten="0,50", uren="0,25")],
            1000.5,
            8.25,
        ),
        # A cancelled action costs nothing any more; what is not filled in counts as nothing.
        (
            [action(kosten="1000", uren="8"), action("twee", kosten="5", status="vervallen")],
            1000,
            8,
        ),
        ([action(kosten="1000", uren="8", status="vervallen"), action("twee", uren="3")], 0, 3),
        (
            [action(kosten="1000", status="klaar"), action("twee", kosten="1", status="bezig")],
            1001,
            0,
        ),
    ],
)
def test_actions_that_go_on_are_paid_for(
    book: Rulebook, actions: list[dict[str, Any]], cost: float, hours: float
) -> None:
    side = report.side(plan(acties=actions), book, mix(missed=(missed(YOUNG, cost="7"),)))
    assert (side["kosten_acties"], side["uren_acties"]) == (cost, hours)
    assert (side["kosten"], side["uren"], side["waarde"]) == (1250, 12.5, 0.441)
    assert side["niet_bereikt"] == [
        {"groep": "jong", "fase": EARLY, "waarde": 0.3, "nodig": [], "kosten": 7, "uren": 0}
    ]
