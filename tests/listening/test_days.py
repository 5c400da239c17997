"""Days, weeks and months as they are written, by hand, and every way of writing there and back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutch import MONTHS, SHORT_MONTHS
from listening.reading import days

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
WRITTEN: dict[str, tuple[Callable[[date], str], str]] = {
    "iso": (lambda d: d.isoformat(), "dmj"),
    "figures": (lambda d: f"{d:%Y%m%d}", "dmj"),
    "with a time": (lambda d: f"{d.isoformat()} 09:15:00", "mdj"),
    "day first": (lambda d: f"{d.day}-{d.month}-{d.year}", "dmj"),
    "month first": (lambda d: f"{d.month}/{d.day}/{d.year}", "mdj"),
    "month first with a time": (lambda d: f"{d:%m/%d/%Y} 07:00", "mdj"),
    "dutch": (lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}", "dmj"),
    "short": (lambda d: f"{d.day} {SHORT_MONTHS[d.month - 1]}. {d.year}", "dmj"),
    "english": (lambda d: f"{d:%B} {d.day}, {d.year}", "dmj"),
    "english with a time": (lambda d: f"{d:%b} {d.day:02d}, {d.year} 10:00 am", "dmj"),
    "excel": (lambda d: str((d - date(1899, 12, 30)).days), "dmj"),
}


@pytest.mark.parametrize("way", WRITTEN)
@given(DAYS)
def test_every_way_of_writing_a_day_is_read_back(way: str, day: date) -> None:
    write, order = WRITTEN[way]
    assert days.span(write(day), order) == (day, day)


@given(DAYS)
def test_a_year_of_two_figures_is_of_this_century(day: date) -> None:
    if day.year < 2100:
        assert days.parse(f"{day:%d-%m-%y}") == day


@pytest.mark.parametrize("way", ["{}-W{:02d}", "{} week {}", "{}W{:02d}", "{}-w{}"])
@given(DAYS)
def test_a_week_is_that_of_iso_8601(way: str, day: date) -> None:
    year, week, weekday = day.isocalendar()
    if 2000 <= year <= 2100:
        monday = day - timedelta(days=weekday - 1)
        assert days.span(way.format(year, week)) == (monday, monday + timedelta(days=6))


@given(DAYS, st.integers(0, 400))
def test_a_period_has_two_days(day: date, more: int) -> None:
    last = day + timedelta(days=more)
    if last.year <= 2100:
        assert days.span(f"From {day}, to {last}") == (day, last)
        assert days.span(f"{day},{last}") == (day, last)
        assert days.span(f"{day:%B} {day.day}, {day.year} - {last:%B} {last.day}, {last.year}") == (
            day, last,
        )  # fmt: skip


@given(st.text(max_size=100), st.sampled_from([days.DAY, days.WEEK, days.MONTH]))
def test_any_text_is_a_span_or_none(text: str, of: str) -> None:
    span = days.span(text, "dmj", of)
    assert span is None or span[0] <= span[1]


@pytest.mark.parametrize(
    ("text", "of", "first", "last"),
    [
        ("2026-W01", days.DAY, "2025-12-29", "2026-01-04"),
        ("2026-W53", days.DAY, "2026-12-28", "2027-01-03"),
        ("week 9, 2026", days.DAY, "2026-02-23", "2026-03-01"),
        ("wk 9 2026", days.DAY, "2026-02-23", "2026-03-01"),
        ("09-2026", days.WEEK, "2026-02-23", "2026-03-01"),
        ("202609", days.WEEK, "2026-02-23", "2026-03-01"),
        ("2026-11-29", days.WEEK, "2026-11-29", "2026-12-05"),  # as Google Trends
        ("202609", days.DAY, "2026-09-01", "2026-09-30"),
        ("2026-02", days.MONTH, "2026-02-01", "2026-02-28"),
        ("2028-02-01", days.MONTH, "2028-02-01", "2028-02-29"),
        ("februari 2026", days.DAY, "2026-02-01", "2026-02-28"),
        ("dec-26", days.DAY, "2026-12-01", "2026-12-31"),
        ("März 2026", days.DAY, "2026-03-01", "2026-03-31"),
        ("1 oktober 2026 t/m 31 oktober 2026", days.DAY, "2026-10-01", "2026-10-31"),
    ],
)
def test_weeks_months_and_periods(text: str, of: str, first: str, last: str) -> None:
    span = days.span(text, "dmj", of)
    assert span == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["2026-W54", "2025-W53", "2026-13", "1899-W01", "week", "2026-10-02,2026-10-01", "99999"],
)
def test_what_is_no_day_week_or_month(text: str) -> None:
    assert days.span(text) is None


@pytest.mark.parametrize(
    ("heading", "of"),
    [("ISO week of ISO year", "week"), ("Woche", "week"), ("Maand", "maand"), ("weekdag", "dag")],
)
def test_what_a_heading_says(heading: str, of: str) -> None:
    assert days.grain(heading) == of
