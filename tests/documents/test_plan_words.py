"""The tables of a plan in words: sums by hand, and of each pair of words both sides."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from mixes import EARLY, FIRST, action, plan

from documents.plan.words import (
    EMPTY,
    calendar,
    costs,
    desks,
    expected_responses,
    groups,
    measures,
    phases,
    planning,
    preparation,
    results,
    span,
    sums,
    without_empty,
)
from engine import Rulebook
from plans.money import Post, Price, Total, Totals


def totals_of() -> Totals:
    return Totals(
        Total("euro", Decimal("6650"), Decimal(1500), ("Geldlijn",), Decimal(8000)),
        Total("uur", Decimal(251), Decimal(0), (), Decimal(240)),
        (
            Post("action", "een", "Brief", Price(Decimal("1250.50"), Decimal(8))),
            Post("channel", "telefoon", "Telefoon", Price(None, Decimal(0))),
        ),
    )


def test_costs_are_a_row_a_post_and_what_has_no_price_is_unknown() -> None:
    asked = totals_of()
    assert costs(asked).rows == (
        ("Brief", "Actie", "1.250,50", "8"),
        ("Telefoon", "Vast, van het kanaal", "onbekend", "0"),
    )
    assert sums(asked, 5, 6).rows == (
        ("Geld (euro)", "8.150", "1", "8.000", "150 te veel"),
        ("Uren", "251", "0", "240", "11 te veel"),
        ("Kanalen", "5", "0", "6", "1"),
    )
    wide = asked.euro._replace(limit=Decimal(9000))
    none = asked.uur._replace(limit=None)
    rows = sums(Totals(wide, none, ()), 5, 6).rows
    assert [row[3:] for row in rows[:2]] == [("9.000", "850; staat nog niet vast"), ("geen", "")]


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (None, "5 januari 2027"),
        (date(2027, 1, 5), "5 januari 2027"),
        (date(2027, 1, 6), "5 januari 2027 tot en met 6 januari 2027"),
    ],
)
def test_a_period_of_one_day_has_no_end(end: date | None, words: str) -> None:
    assert span(date(2027, 1, 5), end) == words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "5 januari 2027"),
        ({"frequentie": "elke week"}, "5 januari 2027, elke week"),
        ({"status": "vervallen"}, "5 januari 2027 (vervallen)"),
        ({"status": "afgerond"}, "5 januari 2027 (afgerond)"),
        (
            {
                "golven": [
                    {"start": "2027-01-05", "deel": "40", "waar": "noord"},
                    {"start": "2027-01-19", "deel": "60"},
                ]
            },
            "5 januari 2027. In delen: 5 januari 2027: 40 % noord; 19 januari 2027: 60 %",
        ),
    ],
)
def test_planning_says_how_often_in_which_parts_and_whether_at_all(
    more: dict[str, Any], words: str
) -> None:
    assert planning(plan(acties=[action(**more)]).actions[0]) == words


def test_an_embargo_a_partner_and_a_sender_stand_with_the_action(book: Rulebook) -> None:
    item = action(embargo="2027-01-05", wie="Team A", partner="bron", afzender="Woonbron")
    of = plan(acties=[item], partners=[{"id": "bron", "naam": "Woonbron"}])
    (row,) = calendar(of, book).rows
    assert "Embargo: niet eerder naar buiten dan 5 januari 2027" in row[3]
    assert row[4] == "Team A; met Woonbron; afzender: Woonbron"
    assert calendar(plan(acties=[action()]), book).rows[0][4] == EMPTY


@pytest.mark.parametrize(
    ("own", "core", "words"),
    [
        ("Van de actie.", "Van het plan.", "Van de actie."),
        (None, "Van het plan.", "Kernboodschap"),  # it stands in the plan once
        (None, None, EMPTY),
    ],
)
def test_a_message_is_its_own_or_that_of_the_plan(
    book: Rulebook, own: str | None, core: str | None, words: str
) -> None:
    of = plan(acties=[action(**({"boodschap": own} if own else {}))])
    project = of.project.model_copy(update={"message": core})
    row = calendar(of.model_copy(update={"project": project}), book).rows[0]
    assert row == ("Brief: Actie een", "Ouderen", words, "5 januari 2027", EMPTY)
    both = plan(acties=[action(groepen=["jong", "oud"])])
    assert calendar(both, book).rows[0][1] == "Alle groepen"


@pytest.mark.parametrize(
    ("more", "row"),
    [
        (
            {"kpi": {"meet": "bezoek", "norm": "100"}, "status": "bezig"},
            ("Actie een", "bezoek", "100", "", "Geplaatst"),
        ),
        (
            {"kpi": {"meet": "bezoek", "norm": "100", "uitkomst": "99"}, "status": "klaar"},
            ("Actie een", "bezoek", "100", "99", "Afgerond"),
        ),
        (
            {
                "kpi": {
                    "meet": "bezoek",
                    "norm": "100",
                    "werkelijk": [{"waarde": "40"}, {"waarde": "90", "dag": "2027-02-01"}],
                }
            },
            ("Actie een", "bezoek", "100", "90 (1 februari 2027)", "Concept"),
        ),
    ],
)
def test_what_is_measured(more: dict[str, Any], row: tuple[str, ...]) -> None:
    assert measures(plan(acties=[action(**more), action("zonder")])).rows == (row,)


@pytest.mark.parametrize(
    ("group", "row"),
    [
        ({}, ("onbekend", "onbekend", "onbekend", "", "")),
        (
            {"omvang": 1250, "leeftijd": "75-plus", "herkomst": "CBS", "toelichting": "ruim"},
            ("1.250", "75 jaar en ouder 100 %", "onbekend", "", "CBS. ruim."),
        ),
        (
            {"leeftijd": {"65-74": "40,5", "75-plus": "59,5"}, "toelichting": "ruim"},
            (
                "onbekend",
                "65 tot en met 74 jaar 40,50 % en 75 jaar en ouder 59,50 %",
                "onbekend",
                "",
                "ruim.",
            ),
        ),
        (
            {
                "kernboodschap": "Kom langs.",
                "toon": "rustig",
                "talen": ["turks", "pools"],
                "invloed": "hoog",
                "eigen_kanalen": {"brief": 80},
            },
            (
                *("onbekend", "onbekend", "onbekend"),
                "Kom langs. Toon: rustig. Talen: Turks en Pools.",
                "Invloed: hoog. Eigen schatting van 100: brief 80.",
            ),
        ),
    ],
)
def test_a_group_in_words(book: Rulebook, group: dict[str, Any], row: tuple[str, ...]) -> None:
    of = plan(groepen=[{"id": "oud", "naam": "Ouderen", **group}])
    assert groups(of, book).rows == (("Ouderen", *row),)


def test_phases_and_the_days_of_others_in_order_of_time(book: Rulebook) -> None:
    days = {"start": "2027-01-04", "einde": "2027-01-05"}
    phase = {"fase": EARLY, **days, "doel": "Weten"}
    own = {"fase": FIRST, "start": "2027-02-01", "einde": "2027-02-01", "naam": "Inspraak"}
    of = plan(
        fasen=[phase, own],
        mijlpalen=[{"id": "raad", "naam": "Raad", "dag": "2027-01-28", "soort": "raadsbesluit"}],
    )
    assert phases(of, book).rows == (
        ("Bewustwording & oriëntatie", "4 januari 2027 tot en met 5 januari 2027", "Weten"),
        ("Raad", "28 januari 2027", "De raad besluit"),
        ("Inspraak (eerste contact)", "1 februari 2027", EMPTY),
    )


def test_what_it_must_bring_has_now_the_goal_and_its_day() -> None:
    one = {"id": "a", "meet": "Aanmeldingen", "norm": "45", "nulmeting": {"waarde": "31"}}
    of = plan(resultaten=[one | {"uiterlijk": "2027-06-01"}, {**one, "id": "b"}])
    assert results(of).rows == (
        ("Aanmeldingen", "31", "45", "1 juni 2027", ""),
        ("Aanmeldingen", "31", "45", "30 juni 2027", ""),  # the end of the project
    )
    assert without_empty(results(of)).heads == ("Meting", "Nu", "Doel", "Op")


RESPONSE = {"van": 1000, "tot": 2500, "weken": 2, "loketten": {"kcc": "60,5", "balie": 40}}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, []),
        ({"reactie": RESPONSE}, ["1.000 tot 2.500 reacties in 2 weken"]),
        ({"reactie": RESPONSE | {"weken": 1}}, ["1.000 tot 2.500 reacties in 1 week"]),
        ({"reactie": RESPONSE, "status": "vervallen"}, []),
    ],
)
def test_what_is_expected_of_actions_that_go_on(more: dict[str, Any], words: list[str]) -> None:
    desk = [{"id": slug, "naam": slug.upper(), "per_week": 9} for slug in ("kcc", "balie")]
    of = plan(acties=[action(**more)], capaciteit=desk)
    assert [count for _, count in expected_responses(of)] == words
    shares = "KCC 60,50 % en BALIE 40 %" if "reactie" in more else ""
    assert desks(of, of.actions[0]) == shares


def test_what_must_be_ready_stands_in_order_of_day() -> None:
    """From Tuesday 5 January 2027: two working days is Thursday 31 December, one more the 30th."""
    ahead = [{"id": "tekst", "werkdagen": 1}, {"id": "druk", "werkdagen": 2, "wie": "Drukker"}]
    of = plan(
        acties=[
            action(voorbereiding=ahead),
            action("weg", voorbereiding=ahead, status="vervallen"),
        ]
    )
    told = [(row[0], row[2], row[3]) for row in preparation(of).rows]
    assert told == [
        ("30 december 2026", "Actie een", EMPTY),
        ("31 december 2026", "Actie een", "Drukker"),
    ]
