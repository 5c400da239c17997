"""Numbers, money, days and lists, written and read: tables of cases by hand, and promises."""

from datetime import date
from decimal import Decimal

import pytest

import dutch

WRITTEN = [
    (dutch.whole, (0,), "0"),
    (dutch.whole, (999,), "999"),
    (dutch.whole, (1000,), "1.000"),
    (dutch.whole, (7595.4,), "7.595"),
    (dutch.whole, (Decimal("1234567.5"),), "1.234.568"),
    (dutch.whole, (-1250,), "-1.250"),
    (dutch.decimal, (1250.46, 1), "1.250,5"),
    (dutch.decimal, (62.4, 0), "62"),
    (dutch.exact, (Decimal("1250.50"),), "1250,50"),
    (dutch.exact, (Decimal("1E+3"),), "1000"),
    (dutch.significant, (58.3333, 4), "58,33"),
    (dutch.significant, (0.05, 4), "0,05"),
    (dutch.signed, (1.5,), "+1,50"),
    (dutch.signed, (-0.25,), "−0,25"),
    (dutch.signed, (1.5, True), "+1,5"),
    (dutch.signed, (-2.0, True), "−2"),
    (dutch.signed, (10.0, True), "+10"),
    (dutch.signed, (0.25, True), "+0,25"),
    (dutch.hundred, (0.624,), "62,4"),
    (dutch.hundred, (1,), "100,0"),
    (dutch.percent, (0.084,), "8,4 %"),
    (dutch.percent, (0.1,), "10 %"),
    (dutch.percent, (0.625,), "62 %"),
    (dutch.amount, (Decimal(1250),), "1.250"),
    (dutch.amount, (Decimal("12.5"),), "12,50"),
    (dutch.amount, (1500.0,), "1.500"),
    (dutch.amount, (Decimal("1234567.89"),), "1.234.567,89"),
    (dutch.euro, (1234.4,), "€ 1.234"),
    (dutch.euro, (-1234,), "€ -1.234"),
    (dutch.day, (date(2026, 11, 22),), "22 november 2026"),
    (dutch.day, (date(2027, 3, 1),), "1 maart 2027"),
    (dutch.short_day, (date(2027, 5, 3),), "03-05-2027"),
    (dutch.listing, ([],), ""),
    (dutch.listing, (["a"],), "a"),
    (dutch.listing, (["a", "b"],), "a en b"),
    (dutch.listing, (["a", "b", "c"],), "a, b en c"),
    (dutch.listing, (["a", "b", "c"], "of"), "a, b of c"),
]


@pytest.mark.parametrize(("write", "given", "text"), WRITTEN)
def test_what_is_written(write, given, text):
    assert write(*given) == text


def test_months():
    assert [month[:3] for month in dutch.MONTHS if month != "maart"] == [
        month for month in dutch.SHORT_MONTHS if month != "mrt"
    ]
    assert dutch.SHORT_MONTHS[2] == "mrt"
    assert dutch.day(date(2026, 12, 31)) == "31 december 2026"
