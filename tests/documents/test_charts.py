"""Charts as specifications: sizes, axes, order, colours and words, each worked out by hand."""

from datetime import date
from typing import Any

import pytest

from documents import chart
from documents.chart import CIVIDIS, DARK, LIGHT, Square
from documents.listening import plots
from documents.plan.curve import Point, curve
from documents.plan.gantt import Bar, gantt

COVERS = (
    "documents/chart.py",
    "documents/listening/plots.py",
    "documents/plan/curve.py",
    "documents/plan/gantt.py",
)


def spec(drawn: Any) -> dict[str, Any]:
    """Return a chart as Vega-Lite, with the rows of each layer under `rows`."""
    made_of: dict[str, Any] = drawn.to_dict()
    for layer in made_of["layer"]:
        data = layer.get("data", made_of.get("data"))
        layer["rows"] = data.get("values") or made_of["datasets"][data["name"]]
    return made_of


@pytest.mark.parametrize(
    ("level", "light", "dark"),
    [
        (None, (LIGHT.paper, LIGHT.soft), (DARK.paper, DARK.soft)),
        (0, (CIVIDIS[9], "#000000"), (CIVIDIS[0], "#ffffff")),
        (9.99, (CIVIDIS[9], "#000000"), (CIVIDIS[0], "#ffffff")),
        (10, (CIVIDIS[8], "#000000"), (CIVIDIS[1], "#ffffff")),
        (55, (CIVIDIS[4], "#000000"), (CIVIDIS[5], "#000000")),
        (99.9, (CIVIDIS[0], "#ffffff"), (CIVIDIS[9], "#000000")),
        (100, (CIVIDIS[0], "#ffffff"), (CIVIDIS[9], "#000000")),
    ],
)
def test_a_cell_is_darker_the_better_it_fits(
    level: float | None, light: tuple[str, str], dark: tuple[str, str]
) -> None:
    """On dark the other way around; black on grey that is light enough, white below that."""
    fill, ink = chart.cell_colours(level)
    assert (fill, ink) == (light[0], ink)
    assert chart.cell_colours(level, dark=True)[0] == dark[0]
    for colours in ((fill, ink), chart.cell_colours(level, dark=True)):
        other = {"#ffffff": "#000000", "#000000": "#ffffff"}.get(colours[1])
        if other and level is not None:
            assert chart.contrast(*colours) > chart.contrast(colours[0], other)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#ffffff", "#000000", 21.0),
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#777777", 1.0),
        ("#767676", "#ffffff", 4.542),  # the lightest grey that WCAG allows on white
        ("#ff0000", "#ffffff", 3.998),
        ("#00ff00", "#ffffff", 1.372),
        ("#0000ff", "#ffffff", 8.592),
        ("#050505", "#000000", 1.0304),  # below the bend: 5 ÷ 255 ÷ 12.92 ÷ 0.05 more
    ],
)
def test_contrast_as_wcag_has_it(one: str, other: str, ratio: float) -> None:
    assert chart.contrast(one, other) == pytest.approx(ratio, abs=0.001)


def test_every_chart_is_silent_for_a_reader_and_dutch() -> None:
    config = spec(chart.knowledge_map([], [], "Kaart."))["config"]
    assert config["aria"] is False
    assert config["axis"]["domain"] is False
    assert config["axis"]["ticks"] is False
    assert config["locale"]["number"] == {
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["€ ", ""],
    }


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("Jongeren", "Jongeren"),
        ("Zorgzame senioren", "Zorgzame|senioren"),
        ("16 tot en met 24 jaar", "16 tot en|met 24 jaar"),  # spaces at 2, 6, 9, 13, 16; half is 10
        ("een veel langer woord", "een veel|langer woord"),
    ],
)
def test_a_name_breaks_near_its_middle(name: str, broken: str) -> None:
    square = Square("Brief", name, "A", "n = 3", 40.0)
    made_of = spec(chart.knowledge_map([square], [name, "Niemand"], "Kaart."))
    assert (made_of["width"], made_of["height"]) == (120, 40)
    area = made_of["layer"][0]
    assert area["encoding"]["x"]["sort"] == [broken]
    assert area["encoding"]["x"]["axis"]["grid"] is False
    assert area["encoding"]["x"]["axis"]["labelAngle"] == 0
    rows = area["rows"]
    assert [(row["group"], row["lead"], row["note"], row["fill"]) for row in rows] == [
        (broken, "A", "n = 3", CIVIDIS[5])
    ]


def test_the_curve_names_every_channel_and_leaves_room_for_the_last() -> None:
    points = [
        Point(2, 44.12, "brief", True),
        Point(1, 30.0, "", True),
        Point(3, 46.0, "balie", False),
    ]
    made_of = spec(curve(points))
    assert (made_of["width"], made_of["height"]) == (620, 220)
    line, dots, names = made_of["layer"]
    assert line["encoding"]["x"]["scale"]["domain"] == [1, 4]
    assert line["encoding"]["x"]["axis"]["values"] == [1, 2, 3]
    assert line["encoding"]["y"]["scale"]["domain"] == [0, 100]
    rows = dots["rows"]
    assert [row["fill"] for row in rows] == [LIGHT.accent, LIGHT.accent, LIGHT.paper]
    assert names["encoding"]["text"]["field"] == "channel"
    assert made_of["description"].endswith("2: 44 (brief), 1: 30 (begin), 3: 46 (balie)")


def test_bars_in_time_end_after_their_last_day() -> None:
    bars = [
        Bar("Brief", "oud", date(2027, 1, 5), date(2027, 1, 5)),
        Bar("B" * 70, "jong", date(2027, 1, 30), date(2027, 1, 31), warn=True),
    ]
    made_of = spec(gantt(bars, "Kalender"))
    assert (made_of["width"], made_of["height"]) == (640, 48)
    rows = made_of["layer"][0]["rows"]
    assert [(row["name"], row["start"], row["end"], row["edge"]) for row in rows] == [
        ("1. Brief", "2027-01-05T00:00:00", "2027-01-06T00:00:00", LIGHT.accent),
        ("2. " + "B" * 57, "2027-01-30T00:00:00", "2027-02-01T00:00:00", LIGHT.ink),
    ]
    assert [row["lane"] for row in rows] == ["oud", "▲ jong"]
    assert made_of["description"].startswith(
        "Kalender. Brief: 5 januari 2027 tot en met 5 januari 2027; BBB"
    )
    many = [Bar(f"a{n}", "oud", date(2027, 1, 5), date(2027, 1, 5)) for n in range(61)]
    assert spec(gantt(many, "Kalender"))["height"] == 60 * 24


def test_bars_of_subjects_are_at_most_twelve_and_the_longest_leaves_room() -> None:
    rows = [(f"Onderwerp {n}", 2000 - n) for n in range(13)]
    made_of = spec(plots.bars(rows, "Keren gezocht", "Meest: Onderwerp 0."))
    assert (made_of["width"], made_of["height"]) == (380, 12 * 22)
    bar, number = made_of["layer"]
    drawn = bar["rows"]
    assert [row["name"] for row in drawn] == [f"Onderwerp {n}" for n in range(12)]
    assert drawn[0] == {"name": "Onderwerp 0", "count": 2000, "label": "2.000"}
    assert bar["encoding"]["x"]["scale"]["domain"] == [0, pytest.approx(2300)]
    assert number["encoding"]["text"]["field"] == "label"
    assert made_of["description"] == "Keren gezocht. Meest: Onderwerp 0."


def test_days_of_an_action_are_marked_from_its_first_to_its_last() -> None:
    series = {date(2026, 3, day): 10 * day for day in (4, 1, 2, 3)}
    made_of = spec(plots.days(series, date(2026, 3, 2), date(2026, 3, 3), "Dagen."))
    assert (made_of["width"], made_of["height"]) == (440, 150)
    line, points, rule, _ = made_of["layer"]
    drawn = line["rows"]
    assert [(row["day"], row["count"], row["part"]) for row in drawn] == [
        ("2026-03-01", 10, False),
        ("2026-03-02", 20, True),
        ("2026-03-03", 30, True),
        ("2026-03-04", 40, False),
    ]
    assert line["encoding"]["y"]["scale"]["domain"] == [0, pytest.approx(52)]
    assert points["transform"] == [{"filter": "datum.part"}]
    assert rule["rows"] == [{"day": "2026-03-02", "said": "begin actie"}]
