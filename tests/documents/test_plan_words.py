"""The tables of a plan in words: sums by hand, and of each pair of words both sides."""

from datetime import date
from typing import Any

import pytest
from mixes import EARLY, FIRST, action, plan

from documents.plan.words import (
    NOT_FILLED,
    calendar,
    costs,
    desks,
    expected,
    groups,
    matrix,
    measures,
    phases,
    planning,
    span,
)
from engine import Rulebook


@pytest.mark.parametrize(
    ("actions", "rows"),
    [
        ([], [("Samen", "", "0", "0")]),
        (
            [action(kosten="1000", uren="8"), action("twee", kosten="250,50", uren="0,5")],
            [
                ("Actie een", "Brief", "1.000", "8"),
                ("Actie twee", "Brief", "250,50", "0,50"),
                ("Samen", "", "1.250,50", "8,50"),
            ],
        ),
        # A cancelled action is no row and no part of the sum.
        (
            [action(kosten="1000"), action("twee", kosten="5", uren="5", status="vervallen")],
            [("Actie een", "Brief", "1.000", ""), ("Samen", "", "1.000", "0")],
        ),
        # Nothing filled in is empty; nothing to pay is 0.
        (
            [action(kosten="0"), action("twee", uren="3")],
            [
                ("Actie een", "Brief", "0", ""),
                ("Actie twee", "Brief", "", "3"),
                ("Samen", "", "0", "3"),
            ],
        ),
    ],
)
def test_costs_add_up(
    book: Rulebook, actions: list[dict[str, Any]], rows: list[tuple[str, ...]]
) -> None:
    assert list(costs(plan(acties=actions), book).rows) == rows


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
        ({"status": "klaar"}, "5 januari 2027"),
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


@pytest.mark.parametrize(
    ("actions", "cells"),
    [
        ([], ("Niets gepland", "Niets gepland")),
        ([action()], ("Brief", "Niets gepland")),
        ([action(status="vervallen")], ("Niets gepland", "Niets gepland")),
        ([action(), action("twee")], ("Brief", "Niets gepland")),  # the channel once
        (
            [action(), action("twee", kanaal="website"), action("drie", fase=FIRST)],
            ("Brief en website", "Brief"),
        ),
        ([action(groepen=["jong"])], ("Niets gepland", "Niets gepland")),
    ],
)
def test_a_cell_of_the_matrix_names_what_goes_on(
    book: Rulebook, actions: list[dict[str, Any]], cells: tuple[str, str]
) -> None:
    assert matrix(plan(EARLY, FIRST, acties=actions), book).rows[0] == ("Ouderen", *cells)


def test_a_phase_that_does_not_count_says_so(book: Rulebook) -> None:
    of = plan(EARLY, FIRST, groepen=[{"id": "oud", "naam": "Ouderen", "fasen": [FIRST]}])
    assert matrix(of, book).rows == (("Ouderen", "Telt niet mee", "Niets gepland"),)


@pytest.mark.parametrize(
    ("own", "core", "words"),
    [
        ("Van de actie.", "Van het plan.", "Van de actie."),
        (None, "Van het plan.", "Van het plan."),
        (None, None, NOT_FILLED),
    ],
)
def test_a_message_is_its_own_or_that_of_the_plan(
    book: Rulebook, own: str | None, core: str | None, words: str
) -> None:
    of = plan(acties=[action(**({"boodschap": own} if own else {}))])
    project = of.project.model_copy(update={"message": core})
    row = calendar(of.model_copy(update={"project": project}), book).rows[0]
    assert row == ("Brief: Actie een", "Ouderen", words, "5 januari 2027", NOT_FILLED)


@pytest.mark.parametrize(
    ("more", "row"),
    [
        ({}, ("Actie een", NOT_FILLED, NOT_FILLED, "", "Gepland")),
        (
            {"kpi": {"meet": "bezoek", "norm": "100"}, "status": "bezig"},
            ("Actie een", "bezoek", "100", "", "Bezig"),
        ),
        (
            {"kpi": {"meet": "bezoek", "norm": "100", "uitkomst": "99"}, "status": "klaar"},
            ("Actie een", "bezoek", "100", "99", "Klaar"),
        ),
        ({"status": "vervallen"}, ("Actie een", NOT_FILLED, NOT_FILLED, "", "Vervallen")),
    ],
)
def test_what_is_measured(more: dict[str, Any], row: tuple[str, ...]) -> None:
    assert measures(plan(acties=[action(**more)])).rows == (row,)


@pytest.mark.parametrize(
    ("group", "row"),
    [
        ({}, ("onbekend", "onbekend", "onbekend", "")),
        (
            {"omvang": 1250, "leeftijd": "75-plus", "herkomst": "CBS", "toelichting": "ruim"},
            ("1.250", "75 jaar en ouder 100 %", "onbekend", "CBS. ruim"),
        ),
        (
            {"leeftijd": {"65-74": "40,5", "75-plus": "59,5"}, "toelichting": "ruim"},
            (
                "onbekend",
                "65 tot en met 74 jaar 40,50 % en 75 jaar en ouder 59,50 %",
                "onbekend",
                "ruim",
            ),
        ),
    ],
)
def test_a_group_in_words(book: Rulebook, group: dict[str, Any], row: tuple[str, ...]) -> None:
    of = plan(groepen=[{"id": "oud", "naam": "Ouderen", **group}])
    assert groups(of, book).rows == (("Ouderen", *row),)


@pytest.mark.parametrize(("goal", "words"), [("Weten", "Weten"), (None, NOT_FILLED)])
def test_a_phase_in_words(book: Rulebook, goal: str | None, words: str) -> None:
    phase = {"fase": EARLY, "start": "2027-01-04", "einde": "2027-01-05"}
    of = plan(fasen=[phase | ({"doel": goal} if goal else {})])
    period = "4 januari 2027 tot en met 5 januari 2027"
    assert phases(of, book).rows == (("Bewustwording & oriëntatie", period, words),)


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
    assert [count for _, count in expected(of)] == words
    shares = "KCC 60,50 % en BALIE 40 %" if "reactie" in more else ""
    assert desks(of, of.actions[0]) == shares
