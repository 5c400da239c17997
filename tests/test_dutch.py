"""Numbers, money, days and lists, written and read: tables of cases by hand, and promises."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dutch
from dutch import Illegible

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
def test_what_is_written(write: Callable[..., str], given: tuple[object, ...], text: str) -> None:
    assert write(*given) == text


def test_months() -> None:
    assert [month[:3] for month in dutch.MONTHS if month != "maart"] == [
        month for month in dutch.SHORT_MONTHS if month != "mrt"
    ]
    assert dutch.SHORT_MONTHS[2] == "mrt"
    assert dutch.day(date(2026, 12, 31)) == "31 december 2026"


NUMBERS = [
    ("0", "0"),
    ("007", "7"),
    ("1250", "1250"),
    ("1.250", "1250"),
    ("1 250", "1250"),
    ("1\u00a0250", "1250"),
    ("1\u202f250", "1250"),
    ("1\u2009250", "1250"),
    ("12.345.678", "12345678"),
    ("1.150,50", "1150.50"),
    ("1 150,5", "1150.5"),
    ("1 250.50", "1250.50"),
    ("1,5", "1.5"),
    ("1,500", "1.500"),
    ("0,125", "0.125"),
    ("1.5", "1.5"),
    ("12.50", "12.50"),
    ("12.5000", "12.5000"),
    ("0.125", "0.125"),
    ("1250.125", "1250.125"),
    ("-1", "-1"),
    ("−1", "-1"),
    ("– 1,5", "-1.5"),
    ("+1,5", "1.5"),
    ("-0", "0"),
    ("  12  ", "12"),
]
NO_NUMBERS = [
    *(
        "",
        " ",
        ",",
        ".",
        "-",
        "--1",
        "1,",
        ",5",
        "1.",
        "veel",
        "1e5",
        "nan",
        "inf",
        "0x10",
        "1_000",
    ),
    *("1.25.000", "12.34.5", "1.250.5", "1,250,000", "1,250.50", "1 25", "1 2", "01.250", "1'250"),
    *("1.250 000", "1 250.000", "٣", "１２", "1 250\n250 1", "5-", "1..5", "½", "1.250,", "9" * 61),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_numbers_that_are_read(text: str, number: str) -> None:
    assert dutch.read_decimal(text) == Decimal(number)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number(text: str) -> None:
    for read in (dutch.read_decimal, dutch.read_whole, dutch.read_money):
        with pytest.raises(Illegible):
            read(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("12,5 %", "12.5"), ("12,5%", "12.5"), ("33 procent", "33"), ("1.250 %", "1250")],
)
def test_a_unit_may_stand_beside_a_number(text: str, number: str) -> None:
    assert dutch.read_decimal(text, dutch.PER_CENT) == Decimal(number)
    with pytest.raises(Illegible):
        dutch.read_decimal(text, dutch.HOURS)


def test_decimals_can_be_bounded() -> None:
    assert dutch.read_decimal("1,25", places=2) == Decimal("1.25")
    with pytest.raises(Illegible, match=r"'1,255' is geen getal. Schrijf bijvoorbeeld 1250 of 1"):
        dutch.read_decimal("1,255", places=2)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.250", 1250), ("1 250", 1250), ("-3", -3), ("−3", -3), ("1250,00", 1250), ("4.0", 4)],
)
def test_whole_numbers_that_are_read(text: str, number: int) -> None:
    assert dutch.read_whole(text) == number


@pytest.mark.parametrize("text", ["1,5", "1.5", "1,250", "1,000", "-1,000", "12 %", "€ 3"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(Illegible, match=r"is geen heel getal. Schrijf bijvoorbeeld 1250."):
        dutch.read_whole(text)


MONEY = [
    ("€ 15.000", "15000"),
    ("€15.000", "15000"),
    ("€ 15.000,-", "15000"),
    ("15.000,—", "15000"),
    ("15.000,-- euro", "15000"),
    ("15.000 euro", "15000"),
    ("EUR 15.000,00", "15000"),
    ("1.150,50", "1150.50"),
    ("€ 1.150,50", "1150.50"),
    ("1.500", "1500"),
    ("62,50", "62.50"),
    ("62.5", "62.5"),
    ("-€ 5", "-5"),
    ("€ -5", "-5"),
    ("− € 5", "-5"),
    ("€ 1 250", "1250"),
]


@pytest.mark.parametrize(("text", "number"), MONEY)
def test_money_that_is_read(text: str, number: str) -> None:
    assert dutch.read_money(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["€", "euro", "1,250", "€ 1,250", "1,255", "0,125", "-€ -5", "€ € 5", "5 dollar", ",-"]
)
def test_what_is_no_money(text: str) -> None:
    with pytest.raises(Illegible, match=r"is geen bedrag. Schrijf bijvoorbeeld 1250 of 12,50."):
        dutch.read_money(text)


def test_a_price_may_have_more_decimals_than_cents() -> None:
    assert dutch.read_money("0,0625", places=4) == Decimal("0.0625")
    assert dutch.read_money("0,125", places=4) == Decimal("0.125")
    with pytest.raises(Illegible):
        dutch.read_money("1,250", places=4)


THIRD_OF_MAY = [
    *("2027-05-03", "2027-5-3", "2027/05/03", "3-5-2027", "03-05-2027", "3/5/2027", "3.5.2027"),
    *("03-05-27", "3-5-27", "3 5 2027", "3 - 5 - 2027", "3–5–2027", "3 mei 2027", "3 Mei 2027"),
    *("03 mei 2027", "3 mei 27", "3-mei-2027", "3. mei 2027", " 3  mei  2027 ", "3\u00a0mei 2027"),
]
NO_DAYS = [
    *("", "3 mei", "mei 2027", "2027", "31-2-2027", "29 februari 2027", "5-13-2027", "0-5-2027"),
    *("3 may 2027", "3-5-1999", "3-5-2100", "0027-05-03", "3-5-227", "20270503", "morgen"),
    *("2027-05-03T10:00", "3-5-20270", "3 mei 2027 of later", "３-5-2027", "32 mei 2027"),
]


@pytest.mark.parametrize("text", THIRD_OF_MAY)
def test_days_that_are_read(text: str) -> None:
    assert dutch.read_day(text) == date(2027, 5, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 mrt. 2027", date(2027, 3, 1)),
        ("1 sept 2027", date(2027, 9, 1)),
        ("29-02-2028", date(2028, 2, 29)),
        ("27-05-03", date(2003, 5, 27)),
        ("1 januari 2000", date(2000, 1, 1)),
        ("31 december 2099", date(2099, 12, 31)),
    ],
)
def test_more_days_that_are_read(text: str, day: date) -> None:
    assert dutch.read_day(text) == day


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(Illegible, match=r"is geen datum. Schrijf bijvoorbeeld 3-5-2027 of 3 mei"):
        dutch.read_day(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        (" , en ", ("en",)),
        ("16-24", ("16-24",)),
        ("16-24, 25-34 en 75-plus", ("16-24", "25-34", "75-plus")),
        ("a;b\r\nc", ("a", "b", "c")),
        ("a  en\u00a0b", ("a", "b")),
        ("gemeente", ("gemeente",)),
    ],
)
def test_lists_that_are_read(text: str, parts: tuple[str, ...]) -> None:
    assert dutch.read_list(text) == parts


WHOLES = st.integers(-(10**18), 10**18)
CENTS = st.decimals(-(10**9), 10**9, places=2)
PLAIN_WORDS = st.text("abcdxyzé-0123456789", min_size=1).filter(lambda word: word != "en")


@given(WHOLES)
def test_a_whole_number_is_read_back(number: int) -> None:
    assert dutch.read_whole(dutch.whole(number)) == number


@given(CENTS, st.integers(0, 2))
def test_a_decimal_is_read_back(number: Decimal, places: int) -> None:
    rounded = Decimal(f"{number:.{places}f}")
    assert dutch.read_decimal(dutch.decimal(number, places)) == rounded


@given(st.decimals(-(10**9), 10**9, places=6))
def test_an_exact_number_is_read_back(number: Decimal) -> None:
    assert dutch.read_decimal(dutch.exact(number)) == number


@given(CENTS.map(float), st.booleans())
def test_a_signed_number_is_read_back(number: float, short: bool) -> None:
    assert dutch.read_decimal(dutch.signed(number, short)) == Decimal(f"{number:.2f}")


@given(CENTS)
def test_an_amount_is_read_back(number: Decimal) -> None:
    assert dutch.read_money(dutch.amount(number)) == number
    assert dutch.read_money(dutch.euro(number)) == round(number)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_back(day: date) -> None:
    assert dutch.read_day(dutch.day(day)) == day
    assert dutch.read_day(dutch.short_day(day)) == day
    assert dutch.read_day(f"{day}") == day
    assert dutch.read_day(f"{day:%d-%m-%y}") == day


@given(st.lists(PLAIN_WORDS))
def test_a_list_is_read_back(parts: list[str]) -> None:
    assert list(dutch.read_list(dutch.listing(parts))) == parts


READERS: list[Any] = [dutch.read_whole, dutch.read_decimal, dutch.read_money, dutch.read_day]
ODD = st.text(st.sampled_from("0123456789.,-−€% \u00a0\u202f\nmeieur/'"), max_size=30)


@pytest.mark.parametrize("read", READERS)
@given(text=ODD | st.text())
def test_nothing_but_its_own_error_is_raised(read: Callable[[str], object], text: str) -> None:
    try:
        read(text)
    except Illegible as error:
        assert str(error).endswith(".")
        assert len(str(error)) < 140


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 kanalen"), (1, "1 kanaal"), (2, "2 kanalen"), (1250, "1.250 kanalen")],
)
def test_one_is_counted_otherwise_than_more(count: int, text: str) -> None:
    assert dutch.counted(count, "kanaal", "kanalen") == text


@given(st.text())
def test_every_text_is_a_list(text: str) -> None:
    assert all(part == part.strip() != "" for part in dutch.read_list(text))


@pytest.mark.parametrize("read", [*READERS, dutch.read_list])
@pytest.mark.parametrize("part", ["1", ".", "1.", "1 ", " ", "en ", "1,", "-", "€", "\n", "mei "])
def test_a_megabyte_takes_no_time(read: Callable[[str], object], part: str) -> None:
    text = part * (1_000_000 // len(part))
    start = time.process_time()
    with suppress(Illegible):
        read(text)
    assert time.process_time() - start < 2
