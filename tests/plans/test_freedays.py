"""Working days and school holidays, against the calendar of 2027 on paper."""

from datetime import date

import pytest

from plans import freedays


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2027-01-11", True),  # Monday
        ("2027-01-15", True),  # Friday
        ("2027-01-16", False),  # Saturday
        ("2027-01-17", False),  # Sunday
        ("2027-01-01", False),  # a Friday, New Year
        ("2027-03-25", True),  # the Thursday before Good Friday
        ("2027-03-26", False),  # Good Friday
        ("2027-03-29", False),  # Easter Monday
        ("2027-03-30", True),
        ("2027-04-27", False),  # King's Day
        ("2027-05-05", True),  # Liberation Day is a day off once in five years
        ("2025-05-05", False),
        ("2027-05-06", False),  # Ascension Day
        ("2027-05-07", True),
        ("2027-05-17", False),  # Whit Monday
        ("2027-12-24", True),  # the Friday before Christmas on Saturday and Sunday
        ("2027-12-27", True),
    ],
)
def test_offices_are_open_on_working_days(day: str, open_: bool) -> None:
    assert freedays.working(date.fromisoformat(day)) is open_


@pytest.mark.parametrize(  # Regeling vaststelling schoolvakanties 2025-2030
    ("region", "day", "name"),
    [
        ("zuid", "2027-02-12", None),
        ("zuid", "2027-02-13", "Voorjaarsvakantie"),
        ("zuid", "2027-02-21", "Voorjaarsvakantie"),
        ("zuid", "2027-02-22", None),
        ("noord", "2027-02-19", None),
        ("noord", "2027-02-20", "Voorjaarsvakantie"),
        ("noord", "2027-02-28", "Voorjaarsvakantie"),
        ("noord", "2027-03-01", None),
        ("midden", "2027-07-16", None),
        ("midden", "2027-07-17", "Zomervakantie"),
        ("midden", "2027-08-29", "Zomervakantie"),
        ("midden", "2027-08-30", None),
        (None, "2027-08-01", None),
    ],
)
def test_a_break_has_a_first_and_a_last_day(region: str | None, day: str, name: str | None) -> None:
    pause = freedays.on_break(region, date.fromisoformat(day))
    assert (pause.name if pause else None) == name


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        ("2027-02-22", "2027-04-23", []),
        ("2027-02-21", "2027-04-23", ["Voorjaarsvakantie"]),
        ("2027-02-22", "2027-04-24", ["Meivakantie"]),
        ("2027-02-21", "2027-04-24", ["Voorjaarsvakantie", "Meivakantie"]),
    ],
)
def test_a_break_that_touches_a_period_counts(start: str, end: str, names: list[str]) -> None:
    breaks = freedays.school("zuid", date.fromisoformat(start), date.fromisoformat(end))
    assert [item.name for item in breaks] == names
