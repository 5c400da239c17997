"""What a plan is told to look at: at the limit, one below it, one above it; one and more."""

from datetime import date
from typing import Any

import pytest
from mixes import EARLY, FIRST, action, plan

from engine import Table
from plans import check
from plans.model import Plan

BEGINS = "actie 'Actie een' begint op "


def remarks(of: Plan, table: Table, *parts: str) -> list[str]:
    """Return the remarks that hold one of these parts."""
    texts = [remark.text for remark in check(of, table)]
    return [text for text in texts if any(part in text for part in parts)]


@pytest.mark.parametrize(
    ("limits", "actions", "sentences"),
    [
        ({"budget": "100"}, [action(kosten="99,99")], []),
        ({"budget": "100"}, [action(kosten="100")], []),
        (
            {"budget": "100"},
            [action(kosten="100,01")],
            ["kosten: 100,01 euro. Dat is 0,01 meer dan de grens van 100 euro."],
        ),
        (
            {"budget": "1500"},
            [action(kosten="1000"), action("twee", kosten="501")],
            ["kosten: 1.501 euro. Dat is 1 meer dan de grens van 1.500 euro."],
        ),
        # A cancelled action costs nothing.
        (
            {"budget": "1500", "uren": "5"},
            [
                action(kosten="1000", uren="5"),
                action("twee", kosten="501", uren="9", status="vervallen"),
            ],
            [],
        ),
        ({"uren": "8"}, [action(uren="8")], []),
        (
            {"uren": "8"},
            [action(uren="4"), action("twee", uren="4,5")],
            ["uren: 8,50 uur. Dat is 0,50 meer dan de grens van 8 uur."],
        ),
        (
            {"uren": "0", "budget": "0"},
            [action(uren="1", kosten="2")],
            [
                "kosten: 2 euro. Dat is 2 meer dan de grens van 0 euro.",
                "uren: 1 uur. Dat is 1 meer dan de grens van 0 uur.",
            ],
        ),
        (  # what nobody gave a price does not fit by itself
            {"budget": "1500"},
            [action()],
            [
                "kosten: onbekend. Van 1 post is de prijs onbekend: Actie een. "
                "Of dat past binnen 1.500 euro, staat nog niet vast."
            ],
        ),
        ({}, [action(uren="1000", kosten="1000000")], []),  # no limit
    ],
)
def test_a_limit_is_passed_above_it(
    table: Table, limits: dict[str, str], actions: list[dict[str, Any]], sentences: list[str]
) -> None:
    of = plan(grenzen=limits, acties=actions)
    assert remarks(of, table, "kosten: ", "uren: ") == sentences


@pytest.mark.parametrize(
    ("most", "sentences"),
    [
        (3, []),
        (2, []),
        (1, ["er zijn 2 kanalen gekozen en de grens is 1."]),
    ],
)
def test_more_channels_than_the_limit(table: Table, most: int, sentences: list[str]) -> None:
    of = plan(grenzen={"kanalen": most}, gekozen={"kanalen": ["brief", "website"]})
    assert remarks(of, table, "kanalen gekozen en") == sentences


DESK = [{"id": "kcc", "naam": "KCC", "per_week": 50}]
WAY_OUT = " Verdeel een actie in golven."


def reaction(people: int, weeks: int) -> dict[str, Any]:
    """Return reactions from Monday 11 January on."""
    response = {"van": 0, "tot": people, "weken": weeks, "loketten": {"kcc": 100}}
    return {"start": "2027-01-11", "reactie": response}


@pytest.mark.parametrize(
    ("people", "weeks", "sentences"),
    [
        (49, 1, []),
        (50, 1, []),
        (
            51,
            1,
            [
                "KCC: in 1 week komen er mogelijk meer reacties dan jullie aankunnen. Het ergst is "
                "de week van 11 januari 2027: tot 51, en er kunnen er 50." + WAY_OUT
            ],
        ),
        (100, 2, []),
        (
            120,
            2,
            [
                "KCC: in 2 weken komen er mogelijk meer reacties dan jullie aankunnen. Het ergst "
                "is de week van 11 januari 2027: tot 60, en er kunnen er 50." + WAY_OUT
            ],
        ),
    ],
)
def test_a_desk_that_is_too_busy(
    table: Table, people: int, weeks: int, sentences: list[str]
) -> None:
    of = plan(capaciteit=DESK, acties=[action(**reaction(people, weeks))])
    assert remarks(of, table, "aankunnen") == sentences


@pytest.mark.parametrize(
    ("start", "region", "sentences"),
    [
        ("2027-02-12", "zuid", []),
        (
            "2027-02-13",
            "zuid",
            ["actie 'Actie een' begint op 13 februari 2027, in de voorjaarsvakantie."],
        ),
        (
            "2027-02-21",
            "zuid",
            ["actie 'Actie een' begint op 21 februari 2027, in de voorjaarsvakantie."],
        ),
        ("2027-02-22", "zuid", []),
        ("2027-02-15", "noord", []),
        ("2027-02-15", None, []),
        (
            "2027-03-29",
            None,
            [BEGINS + "29 maart 2027, en dat is Tweede paasdag."],
        ),
        # King's Day is in the May holiday too: the day itself is named.
        (
            "2027-04-27",
            "zuid",
            [BEGINS + "27 april 2027, en dat is Koningsdag."],
        ),
    ],
)
def test_a_beginning_on_a_free_day(
    table: Table, start: str, region: str | None, sentences: list[str]
) -> None:
    of = plan(vakantieregio=region, acties=[action(start=start)])
    assert remarks(of, table, " begint op ") == sentences


OUTSIDE = "actie 'Actie een' valt buiten de dagen van zijn fase."


@pytest.mark.parametrize(
    ("days", "sentences"),
    [
        ({"start": "2027-02-01"}, []),  # the phase is from 1 to 28 February
        ({"start": "2027-01-31"}, [OUTSIDE]),
        ({"start": "2027-02-28"}, []),
        ({"start": "2027-03-01"}, [OUTSIDE]),
        ({"start": "2027-02-01", "einde": "2027-02-28"}, []),
        ({"start": "2027-02-01", "einde": "2027-03-01"}, [OUTSIDE]),
        (
            {
                "start": "2027-02-01",
                "golven": [
                    {"start": "2027-02-01", "deel": 50},
                    {"start": "2027-03-01", "deel": 50},
                ],
            },
            [OUTSIDE],
        ),
    ],
)
def test_an_action_outside_its_phase(
    table: Table, days: dict[str, Any], sentences: list[str]
) -> None:
    phase = {"fase": EARLY, "start": "2027-02-01", "einde": "2027-02-28"}
    of = plan(fasen=[phase], acties=[action(**days)])
    assert remarks(of, table, "buiten de dagen") == sentences


@pytest.mark.parametrize(
    ("start", "end", "outside"),
    [
        ("2027-01-04", "2027-06-30", False),  # the days of the project
        ("2027-01-03", "2027-06-30", True),
        ("2027-01-04", "2027-07-01", True),
    ],
)
def test_a_phase_outside_the_project(table: Table, start: str, end: str, outside: bool) -> None:
    of = plan(fasen=[{"fase": EARLY, "start": start, "einde": end}])
    sentence = "de fase 'Bewustwording & oriëntatie' valt voor een deel buiten het project."
    assert remarks(of, table, "buiten het project") == ([sentence] if outside else [])


@pytest.mark.parametrize(
    ("sizes", "weighting", "sentences"),
    [
        ((100, 200), "grootte", []),
        (
            (100, None),
            "grootte",
            ["van Jongeren is de omvang onbekend: het plan rekent met 100. Vul hem in."],
        ),
        (
            (None, None),
            "grootte",
            [
                "van Ouderen en Jongeren is de omvang onbekend: alle groepen wegen even zwaar. "
                "Vul hem in."
            ],
        ),
        ((100, None), "gelijk", []),
    ],
)
def test_sizes_that_are_not_known(
    table: Table, sizes: tuple[int | None, int | None], weighting: str, sentences: list[str]
) -> None:
    groups = [
        {"id": "oud", "naam": "Ouderen", "omvang": sizes[0]},
        {"id": "jong", "naam": "Jongeren", "omvang": sizes[1]},
    ]
    of = plan(groepen=groups, weging=weighting)
    assert remarks(of, table, "de omvang") == sentences


@pytest.mark.parametrize(
    ("groups", "names"),
    [
        ([{}, {}], "Groep 0 en Groep 1"),
        ([{}, {"leeftijd": "75-plus"}], ""),
        (
            [{}, {"profiel": {"onbekend": 100}}, {"eigen_kanalen": {"brief": 60}}],
            "Groep 0 en Groep 1",
        ),
        ([{}, {}, {}], "Groep 0, Groep 1 en Groep 2"),
    ],
)
def test_equal_rows_are_no_finding(table: Table, groups: list[dict[str, Any]], names: str) -> None:
    of = plan(groepen=[{"id": f"g{i}", "naam": f"Groep {i}", **g} for i, g in enumerate(groups)])
    said = [
        text.partition(" is niets bekend: zelfde advies.")[0]
        for text in remarks(of, table, "zelfde advies")
    ]
    assert said == ([f"van {names}"] if names else [])


@pytest.mark.parametrize(
    ("status", "day", "past"),
    [
        ("concept", "2027-01-06", True),  # the action is on 5 January
        ("concept", "2027-01-05", False),
        ("akkoord", "2027-02-01", True),
        ("geplaatst", "2027-02-01", False),
        ("vervallen", "2027-02-01", False),
    ],
)
def test_what_should_have_gone_out(table: Table, status: str, day: str, past: bool) -> None:
    of = plan(acties=[action(status=status)])
    texts = [r.text for r in check(of, table, date.fromisoformat(day)) if "is voorbij" in r.text]
    sentence = (
        "actie 'Actie een' staat op 5 januari 2027, en dat is voorbij. Kies een andere dag, of "
    )
    assert texts == ([f"{sentence}zet hem op geplaatst of afgerond."] if past else [])


BEGUN, LATER = "Bewustwording & oriëntatie", "Eerste contact"


@pytest.mark.parametrize(
    ("actions", "sentences"),
    [
        ([], ["er staan nog geen acties in het plan."]),
        (
            [action()],
            [
                f"voor 'Ouderen' is er geen actie in: {LATER}.",
                f"voor 'Jongeren' is er geen actie in: {BEGUN}, {LATER}.",
            ],
        ),
        (
            [action(groepen=["oud", "jong"]), action("twee", fase=FIRST)],
            [f"voor 'Jongeren' is er geen actie in: {LATER}."],
        ),
        (
            [action(groepen=["oud", "jong"]), action("twee", fase=FIRST, groepen=["oud", "jong"])],
            [],
        ),
        (  # a cancelled action fills nothing
            [
                action(groepen=["oud", "jong"]),
                action("twee", fase=FIRST, groepen=["oud", "jong"], status="vervallen"),
            ],
            [
                f"voor 'Ouderen' is er geen actie in: {LATER}.",
                f"voor 'Jongeren' is er geen actie in: {LATER}.",
            ],
        ),
    ],
)
def test_cells_without_an_action(
    table: Table, actions: list[dict[str, Any]], sentences: list[str]
) -> None:
    of = plan(EARLY, FIRST, acties=actions)
    assert remarks(of, table, "geen actie in", "nog geen acties") == sentences


@pytest.mark.parametrize(
    ("chosen", "sentences"),
    [
        (["brief"], []),
        (["website"], ["actie 'Actie een': Brief hoort niet bij de gekozen kanalen."]),
        ([], []),  # nothing is chosen yet
    ],
)
def test_an_action_on_a_channel_that_was_not_chosen(
    table: Table, chosen: list[str], sentences: list[str]
) -> None:
    of = plan(gekozen={"kanalen": chosen}, acties=[action()])
    assert remarks(of, table, "hoort niet bij") == sentences


@pytest.mark.parametrize("older", [False, True])
def test_channels_chosen_with_other_knowledge(table: Table, older: bool) -> None:
    digest = "0" * 64 if older else table.book.digest
    of = plan(gekozen={"kanalen": ["brief"], "kennis": digest})
    sentence = "de kanalen zijn gekozen met andere kennis dan nu. Kies ze opnieuw of kijk ze na."
    assert remarks(of, table, "andere kennis") == ([sentence] if older else [])


@pytest.mark.parametrize(
    ("suits", "sentences"),
    [  # half of the suitability by hand; from 0,4 on a group is reached
        (79, [f"niet bereikt met deze kanalen: Ouderen, {BEGUN}."]),
        (80, []),
        (81, []),
    ],
)
def test_who_is_not_reached(table: Table, suits: int, sentences: list[str]) -> None:
    groups = [{"id": "oud", "naam": "Ouderen", "eigen_kanalen": {"brief": suits}}]
    of = plan(groepen=groups, gekozen={"kanalen": ["brief"]})
    assert remarks(of, table, "niet bereikt met") == sentences


@pytest.mark.parametrize(
    ("chosen", "lacking"),
    [(["website"], True), (["website", "brief"], False), (["brief"], False)],
)
def test_a_safeguard_that_is_not_met(table: Table, chosen: list[str], lacking: bool) -> None:
    """At all times one channel without internet is recommended: a letter is one, a site is not."""
    of = plan(groepen=[{"id": "oud", "naam": "Ouderen"}], gekozen={"kanalen": chosen})
    start = f"Waarborg niet gehaald (aanbevolen): Ouderen, {BEGUN}. "
    texts = remarks(of, table, "Waarborg niet gehaald")
    assert [text.startswith(start) for text in texts] == ([True] if lacking else [])
