"""What a plan is told to look at: at the limit, one below it, one above it; one and more."""

from typing import Any

import pytest
from mixes import EARLY, FIRST, action, plan

from engine import Table
from plans import check
from plans.model import Plan


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
            ["de kosten van de acties zijn samen 100,01; je grens is 100."],
        ),
        (
            {"budget": "1500"},
            [action(kosten="1000"), action("twee", kosten="501")],
            ["de kosten van de acties zijn samen 1.501; je grens is 1.500."],
        ),
        # A cancelled action costs nothing.
        (
            {"budget": "1500", "uren": "5"},
            [action(kosten="1000"), action("twee", kosten="501", uren="9", status="vervallen")],
            [],
        ),
        ({"uren": "8"}, [action(uren="8")], []),
        (
            {"uren": "8"},
            [action(uren="4"), action("twee", uren="4,5")],
            ["de uren van de acties zijn samen 8,50; je grens is 8."],
        ),
        (
            {"uren": "0", "budget": "0"},
            [action(uren="1", kosten="2")],
            [
                "de kosten van de acties zijn samen 2; je grens is 0.",
                "de uren van de acties zijn samen 1; je grens is 0.",
            ],
        ),
        ({}, [action(uren="1000", kosten="1000000")], []),  # no limit
    ],
)
def test_a_limit_is_passed_above_it(
    table: Table, limits: dict[str, str], actions: list[dict[str, Any]], sentences: list[str]
) -> None:
    of = plan(grenzen=limits, acties=actions)
    assert remarks(of, table, "je grens is") == sentences


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
                "KCC: in 1 week komen er mogelijk meer reacties dan jullie aankunnen (tot 51 in de "
                "week van 11 januari 2027, en er kunnen er 50)." + WAY_OUT
            ],
        ),
        (100, 2, []),
        (
            120,
            2,
            [
                "KCC: in 2 weken komen er mogelijk meer reacties dan jullie aankunnen (tot 60 in "
                "de week van 11 januari 2027, en er kunnen er 50)." + WAY_OUT
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
        ("2027-02-13", "zuid", ["actie 'een' begint op 13 februari 2027: Voorjaarsvakantie."]),
        ("2027-02-21", "zuid", ["actie 'een' begint op 21 februari 2027: Voorjaarsvakantie."]),
        ("2027-02-22", "zuid", []),
        ("2027-02-15", "noord", []),
        ("2027-02-15", None, []),
        ("2027-03-29", None, ["actie 'een' begint op 29 maart 2027: Tweede paasdag."]),
        # King's Day is in the May holiday too: the day itself is named.
        ("2027-04-27", "zuid", ["actie 'een' begint op 27 april 2027: Koningsdag."]),
    ],
)
def test_a_beginning_on_a_free_day(
    table: Table, start: str, region: str | None, sentences: list[str]
) -> None:
    of = plan(vakantieregio=region, acties=[action(start=start)])
    assert remarks(of, table, " begint op ") == sentences


OUTSIDE = "actie 'een' valt buiten de dagen van zijn fase."


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
    sentence = f"deze fase ({EARLY}) valt voor een deel buiten het project."
    assert remarks(of, table, "buiten het project") == ([sentence] if outside else [])


@pytest.mark.parametrize(
    ("sizes", "weighting", "sentences"),
    [
        ((100, 200), "grootte", []),
        (
            (100, None),
            "grootte",
            ["zonder omvang wegen alle groepen even zwaar. Nog onbekend: Jongeren."],
        ),
        (
            (None, None),
            "grootte",
            ["zonder omvang wegen alle groepen even zwaar. Nog onbekend: Ouderen, Jongeren."],
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
    assert remarks(of, table, "zonder omvang") == sentences


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
        (["website"], ["actie 'een': Brief hoort niet bij de gekozen kanalen."]),
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
