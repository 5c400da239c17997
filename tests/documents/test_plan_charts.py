"""Actions in time and what channels add: places on the axis worked out by hand.

The project runs for 100 days, so that a day is a hundredth of the axis.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from mixes import EARLY, action, plan, step

from documents.blocks import ChartLane
from documents.plan import charts
from documents.plan.time_axis import months
from engine import Rulebook
from plans.model import Plan

COVERS = ("documents/plan/charts.py",)
FIRST, LAST = date(2027, 1, 4), date(2027, 4, 13)  # 28 + 28 + 31 + 13 = 100 days


def hundred(*actions: dict[str, Any], **more: Any) -> Plan:
    days = {"start": FIRST.isoformat(), "einde": LAST.isoformat()}
    project = {"naam": "Proef", "traject": "participatie", **days}
    return plan(EARLY, project=project, acties=[*actions], **more)


def spans(lane: ChartLane) -> list[tuple[float, float, str]]:
    return [(round(s.start, 4), round(s.end, 4), s.look) for s in lane.spans]


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ({"start": "2027-01-04"}, [(0, 0.01, "open")]),
        ({"start": "2027-01-14", "einde": "2027-01-23"}, [(0.1, 0.2, "open")]),
        ({"start": "2027-01-14", "status": "ter-akkoord"}, [(0.1, 0.11, "hatched")]),
        ({"start": "2027-01-14", "status": "geplaatst"}, [(0.1, 0.11, "full")]),
        ({"start": "2027-01-14", "status": "vervallen"}, [(0.1, 0.11, "dotted")]),
        (
            # two waves of a week each, on a thread from the first day to the last
            {
                "start": "2027-01-14",
                "einde": "2027-02-12",
                "golven": [
                    {"start": "2027-01-14", "deel": "50"},
                    {"start": "2027-01-24", "deel": "50"},
                ],
            },
            [(0.1, 0.4, "thread"), (0.1, 0.17, "open"), (0.2, 0.27, "open")],
        ),
        ({"start": "2027-04-13"}, [(0.99, 1, "open")]),
    ],
)
def test_an_action_lies_where_its_days_are(
    book: Rulebook, given: dict[str, Any], drawn: list[tuple[float, float, str]]
) -> None:
    (chart,) = charts.in_time(hundred(action(**given)), book)
    (lane,) = chart.rows
    assert spans(lane) == drawn
    assert (lane.label, lane.ending) == ("Actie een", "Brief")
    assert lane.days.startswith(("4 jan", "14 jan", "13 apr"))


def test_a_wave_never_passes_the_end_of_the_axis(book: Rulebook) -> None:
    wave = [{"start": "2027-04-13", "deel": "100"}]
    (chart,) = charts.in_time(hundred(action(start="2027-04-12", golven=wave)), book)
    assert spans(chart.rows[0]) == [(0.98, 1, "thread"), (0.99, 1, "open")]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (30, [30]), (31, [16, 15]), (60, [30, 30]), (61, [21, 21, 19])],
)
def test_charts_hold_at_most_thirty_actions(book: Rulebook, count: int, sizes: list[int]) -> None:
    actions = [action(f"a{number}") for number in range(count)]
    assert [len(chart.rows) for chart in charts.in_time(hundred(*actions), book)] == sizes


def test_the_axis_holds_the_project_and_every_action() -> None:
    early, late = action(start="2027-01-02"), action("twee", start="2027-05-01")
    assert charts.period(hundred()) == (FIRST, LAST)
    assert charts.period(hundred(early, late)) == (date(2027, 1, 2), date(2027, 5, 1))


def test_the_description_names_the_first_and_last_action_that_goes_on(book: Rulebook) -> None:
    actions = [
        action("weg", start="2027-01-04", status="vervallen"),
        action("een", start="2027-01-05"),
        action("twee", start="2027-01-06"),
        action("drie", start="2027-02-07"),
    ]
    (chart,) = charts.in_time(hundred(*actions), book)
    assert chart.description == (
        "4 acties in de tijd, van Actie een: 5 januari 2027 en Actie drie: 7 februari 2027. Alle "
        "dagen staan in de tabel hieronder."
    )
    (single,) = charts.in_time(hundred(action()), book)
    assert "van Actie een: 5 januari 2027. Alle" in single.description


def test_free_days_by_region(book: Rulebook) -> None:
    """In these days: Good Friday, Easter Sunday and Easter Monday; one break in every region."""
    easter = ["Goede vrijdag op 26 maart 2027", "Eerste paasdag op 28 maart 2027"]
    easter.append("Tweede paasdag op 29 maart 2027")
    assert list(charts.free_days(hundred())) == easter
    in_south = hundred(action(), vakantieregio="zuid")
    told = list(charts.free_days(in_south))
    assert told[-3:] == easter
    assert all(" van " in line and " tot en met " in line for line in told[:-3])
    assert len(told) > 3
    (chart,) = charts.in_time(in_south, book)
    assert len(chart.bands) == len(told) - 3
    assert chart.caption == charts.TIME + charts.PAUSED
    (without,) = charts.in_time(hundred(action()), book)
    assert not without.bands
    assert without.caption == charts.TIME
    assert [round(mark, 2) for mark in without.marks] == [0.81, 0.83, 0.84]


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        ("2027-01-01", "2027-01-01", ["Nieuwjaarsdag op 1 januari 2027"]),
        ("2027-01-02", "2027-03-25", []),
        ("2027-03-29", "2027-04-26", ["Tweede paasdag op 29 maart 2027"]),
        ("2027-03-30", "2027-04-27", ["Koningsdag op 27 april 2027"]),
    ],
)
def test_the_first_and_the_last_day_may_be_free_too(start: str, end: str, names: list[str]) -> None:
    days = {"start": start, "einde": end}
    project = {"naam": "Proef", "traject": "participatie", **days}
    given = plan(EARLY, project=project, fasen=[{"fase": EARLY, **days}])
    assert list(charts.free_days(given)) == names


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (date(2027, 1, 4), date(2027, 4, 13), ["feb 2027", "mrt", "apr"]),
        (date(2027, 1, 1), date(2027, 1, 31), ["jan 2027"]),
        (date(2026, 12, 1), date(2027, 2, 1), ["dec 2026", "jan 2027", "feb"]),
        (
            date(2027, 1, 1),
            date(2028, 1, 31),
            ["jan 2027", "mrt", "mei", "jul", "sep", "nov", "jan 2028"],
        ),
        (
            date(2027, 1, 1),
            date(2028, 7, 1),
            ["jan 2027", "apr", "jul", "okt", "jan 2028", "apr", "jul"],
        ),
        (date(2027, 1, 1), date(2040, 1, 1), ["jan 2027", "jan 2037"]),
    ],
)  # fmt: skip
def test_months_are_named_as_far_as_there_is_room(
    first: date, last: date, ticks: list[str]
) -> None:
    """Nine months are all named, thirteen by twos, nineteen by threes, 157 by tens of years."""
    assert [text for _, text in months(first, last, charts.MOST_TICKS)] == ticks


def test_ticks_stand_on_the_first_of_the_month(book: Rulebook) -> None:
    (chart,) = charts.in_time(hundred(action()), book)
    assert [(round(at, 2), text) for at, text in chart.ticks] == [
        (0.28, "feb 2027"),
        (0.56, "mrt"),
        (0.87, "apr"),
    ]
    assert FIRST + timedelta(days=28) == date(2027, 2, 1)


@pytest.mark.parametrize(("length", "shown"), [(62, "x" * 62), (63, "x" * 61 + "…")])
def test_a_long_label_is_cut(book: Rulebook, length: int, shown: str) -> None:
    (chart,) = charts.in_time(hundred(action(wat="x" * length)), book)
    assert chart.rows[0].label == shown


def test_what_each_channel_adds(book: Rulebook) -> None:
    """0 → 30: all of it is new; 30 → 44.12: light to 30, and solid from there."""
    curve = [
        step("brief", last="brief", value=0.3),
        step("brief", "website", last="website", value=0.4412),
        step("brief", "website", "balie", last="balie", value=0.46, chosen=False),
    ]
    chart = charts.adding(book, curve)
    names = [book.channels[slug].name for slug in ("brief", "website", "balie")]
    assert [lane.label for lane in chart.rows] == [
        f"{n}. {name}" for n, name in enumerate(names, 1)
    ]
    assert [lane.ending for lane in chart.rows] == ["30,0", "44,1 (+14,1)", "46,0 (+1,9)"]
    assert [spans(lane) for lane in chart.rows] == [
        [(0, 0.3, "full")],
        [(0, 0.3, "light"), (0.3, 0.4412, "full")],
        [(0, 0.4412, "light"), (0.4412, 0.46, "open")],
    ]
    assert list(chart.ticks) == [(0, "0"), (0.25, "25"), (0.5, "50"), (0.75, "75"), (1, "100")]
    assert chart.description == (
        "Waarde van de keuze naar het aantal kanalen: met 1 kanalen 30 van 100, met 2 kanalen 44 "
        "van 100 en met 3 kanalen 46 van 100."
    )


def test_what_must_be_there_at_least_has_a_name_of_its_own(book: Rulebook) -> None:
    chart = charts.adding(book, [step("brief", value=0.3)])
    assert chart.rows[0].label == "1. Wat minstens moet"
