"""The summary of a plan and the page for the contact centre: both sides of every sentence."""

from datetime import date
from typing import Any

import pytest
from mixes import EARLY, FIRST, action, plan

from documents.plan import contact, content
from documents.plan.paper import Paper
from engine import Table
from plans.capacity import Load

DAY = date(2027, 1, 4)
MONDAY = date(2027, 1, 11)
DESK = [{"id": "kcc", "naam": "KCC", "per_week": 50}]


def short(table: Table, **more: Any) -> dict[str, str]:
    return dict(content._short(Paper(plan(EARLY, **more), table, DAY)))


def busy(people: int, **more: Any) -> dict[str, Any]:
    response = {"van": 0, "tot": people, "weken": 1, "loketten": {"kcc": 100}}
    return action(start="2027-01-11", reactie=response, **more)


TOO_BUSY = "In de week van 11 januari 2027: 0 tot 51 reacties bij KCC; er is plaats voor 50."
NOWHERE = "Volgens je schatting nergens."


@pytest.mark.parametrize(
    ("actions", "words"),
    [
        ([], NOWHERE),
        ([busy(49)], NOWHERE),
        ([busy(50)], NOWHERE),
        ([busy(51)], TOO_BUSY),
        ([busy(50), busy(1, id_="twee")], TOO_BUSY),
        ([busy(50), busy(1, id_="twee", status="vervallen")], NOWHERE),
    ],
)
def test_too_busy_is_above_what_a_desk_can_do(
    table: Table, actions: list[dict[str, Any]], words: str
) -> None:
    assert short(table, capaciteit=DESK, acties=actions)["Te druk:"] == words


@pytest.mark.parametrize(
    ("actions", "empty"),
    [
        (
            [],
            "Niets gepland voor Ouderen (bewustwording & oriëntatie) en "
            "Jongeren (bewustwording & oriëntatie).",
        ),
        ([action()], "Niets gepland voor Jongeren (bewustwording & oriëntatie)."),
        ([action(groepen=["oud", "jong"])], "Voor elke groep is er in elke fase iets gepland."),
    ],
)
def test_what_is_empty(table: Table, actions: list[dict[str, Any]], empty: str) -> None:
    assert short(table, acties=actions)["Nog leeg:"] == empty


def test_what_was_cancelled_is_no_part_of_the_summary(table: Table) -> None:
    actions = [
        action(kosten="1000", uren="8"),
        action("twee", kosten="250,50"),
        action("weg", kanaal="website", kosten="9", uren="9", status="vervallen"),
    ]
    lines = short(table, acties=actions)
    assert lines["Acties:"] == "2, van 4 januari 2027 tot 30 juni 2027."
    assert lines["Kanalen en middelen:"] == "Brief."
    assert lines["Kosten en uren:"] == "1.250,50 euro en 8 uur, naar je eigen schatting."
    assert short(table)["Kanalen en middelen:"] == "nog niet ingevuld."


@pytest.mark.parametrize(
    ("choice", "lead"),
    [
        ({"inzetten": "ja"}, "Brief wel inzetten:"),
        ({"inzetten": "nee"}, "Brief niet inzetten:"),
        ({"inzetten": "nee", "groep": "oud"}, "Brief niet inzetten (Ouderen):"),
        ({"inzetten": "ja", "fase": FIRST}, "Brief wel inzetten (Eerste contact):"),
        (
            {"inzetten": "ja", "groep": "oud", "fase": FIRST},
            "Brief wel inzetten (Ouderen, Eerste contact):",
        ),
    ],
)
def test_a_choice_of_the_advisor(table: Table, choice: dict[str, str], lead: str) -> None:
    of = plan(EARLY, FIRST, keuzes=[{"kanaal": "brief", "omdat": "Zo."} | choice])
    (sentence,) = content._decisions(Paper(of, table, DAY))
    assert (sentence.lead, sentence.text) == (lead, "Zo.")


@pytest.mark.parametrize(
    ("high", "words"),
    [(49, "Dat past."), (50, "Dat past."), (51, "Dat is meer dan er kan.")],
)
def test_a_peak_fits_up_to_what_a_desk_can_do(high: float, words: str) -> None:
    assert contact._peak(Load("kcc", MONDAY, 10, high, 50)) == (
        f"week van 11 januari 2027, 10 tot {high} reacties; er is plaats voor 50. {words}"
    )


@pytest.mark.parametrize(
    ("channels", "react", "offline"),
    [
        (["website", "balie"], "Via balie en website.", "Via balie."),
        (["website"], "Via website.", contact.NO_WAY),
        (["instagram"], contact.NO_WAY, contact.NO_WAY),  # only the organisation begins there
        (["brief"], "Via brief.", "Via brief."),
    ],
)
def test_how_a_resident_can_react(
    table: Table, channels: list[str], react: str, offline: str
) -> None:
    of = plan(EARLY, gekozen={"kanalen": channels})
    assert dict(contact._ways(Paper(of, table, DAY))) == {
        "Hoe kan ik reageren?": react,
        "Kan het ook zonder internet?": offline,
    }
