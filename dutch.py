"""Numbers, money, days and lists the Dutch way: the one place that writes and that reads them.

What a writer makes, its reader reads back. What a person types is decided by Dutch convention:

- A comma begins decimals: "1,5" is one and a half, and so is "1,500".
- A point, or a space of any width, sets thousands apart where exactly three figures follow it and
  one to three stand before it, of which the first is no 0: "1.250" and "1 250" are 1250. Every
  other point begins decimals, as a computer writes them: "1.5", "12.50", "0.125", "1250.125".
- A whole number and money end with no three figures after a comma: "1,250" could be English.
- A minus is any dash; "€", "euro" or "EUR" may stand before or behind money, and "15.000,-" is
  money without cents.
- A day is day, month, year, in figures or with the name of the month: "3-5-2027", "03-05-27",
  "3 mei 2027". Four figures in front are the year: "2027-05-03". A year of two figures is in this
  century, and years run from 2000 to 2099.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SHORT_MONTHS = tuple("mrt" if month == "maart" else month[:3] for month in MONTHS)
MONTH_NUMBERS = {
    name: number
    for number, (month, short) in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True), start=1)
    for name in (month, short)
} | {"sept": 9}
DASHES = "−‐‑‒–—"  # every one of them is typed or pasted for a minus
EURO = ("€", "euro", "eur")
PER_CENT = ("%", "procent")
HOURS = ("uur", "uren")
LONGEST = 60  # characters of a number, an amount or a day
FIRST, LAST = 2000, 2099  # years
_SWAPPED = str.maketrans(",.", ".,")
MINUS = dict.fromkeys(map(ord, DASHES), "-")
_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_SPACES = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+|\.(?:[0-9]{1,2}|[0-9]{4,}))?")
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+|\.(?:[0-9]{1,2}|[0-9]{4,}))?|(?:0|[1-9][0-9]{3,})\.[0-9]{3}")
_ENGLISH = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")
_NO_CENTS = re.compile(r",-{1,2}\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(r"([0-9]{1,2})[-. ]?([a-z]{3,9})[-. ]?([0-9]{4}|[0-9]{2})")


def whole(value: float | Decimal) -> str:
    """Return a whole number with points for thousands: "7.595"."""
    return f"{round(value):,}".translate(_SWAPPED)


def decimal(value: float | Decimal, places: int) -> str:
    """Return a number with a fixed count of decimals: "1.250,5"."""
    return f"{value:,.{places}f}".translate(_SWAPPED)


def exact(value: Decimal) -> str:
    """Return a number as a person types it, with all its decimals and no thousands: "1250,5"."""
    return f"{value:f}".replace(".", ",")


def significant(value: float, figures: int) -> str:
    """Return a number to so many figures, without thousands: "58,33"."""
    return f"{value:.{figures}g}".replace(".", ",")


def signed(value: float, short: bool = False) -> str:
    """Return a number with its sign and two decimals, "+1,50"; short: no idle zeros, "+1,5"."""
    text = f"{value:+.2f}"
    text = text.rstrip("0").rstrip(".") if short else text
    return text.replace(".", ",").replace("-", "−")


def hundred(share: float) -> str:
    """Return a share of one as a number of a hundred: "62,4"."""
    return decimal(100 * share, 1)


def percent(share: float) -> str:
    """Return a share of one as "8,4 %", whole from ten on and without thousands."""
    value = 100 * share
    return f"{value:.{0 if value >= 10 else 1}f} %".replace(".", ",")


def amount(value: float | Decimal) -> str:
    """Return an amount of euros, hours or per cent: "1.250", or "12,50" where it is not whole."""
    return decimal(value, 2).removesuffix(",00")


def euro(value: float | Decimal) -> str:
    """Return an amount in whole euros, with the sign: "€ 1.234"."""
    return f"€ {whole(value)}"


def day(value: date) -> str:
    """Return "22 november 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """Return "22-11-2026", as a person types it."""
    return f"{value:%d-%m-%Y}"


def day_month(value: date) -> str:
    """Return "22 nov", for where the year stands nearby."""
    return f"{value.day} {SHORT_MONTHS[value.month - 1]}"


def day_range(first: date, last: date) -> str:
    """Return "22 nov – 3 mrt", or one day when they are the same."""
    return day_month(first) if first == last else f"{day_month(first)} – {day_month(last)}"


def counted(count: int, one: str, more: str) -> str:
    """Return "1 kanaal" or "1.250 kanalen", from the noun for one and the noun for more."""
    return f"{whole(count)} {one if count == 1 else more}"


def listing(parts: Sequence[str], last: str = "en") -> str:
    """Return "a, b en c"."""
    return f" {last} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


class Illegible(ValueError):
    """A text that is not what was asked for; the message says so in Dutch, with an example."""


def read_decimal(text: str, units: Iterable[str] = (), places: int = LONGEST) -> Decimal:
    """Return the number in a text, beside which one of the units may stand; raises Illegible."""
    number = _number(_without(_plain(text), units))
    if number is None or _places(number) > places:
        raise Illegible(f"{_quoted(text)} is geen getal. Schrijf bijvoorbeeld 1250 of 12,5.")
    return number


def read_whole(text: str) -> int:
    """Return the whole number in a text; raises Illegible."""
    plain = _plain(text)
    number = None if _ENGLISH.fullmatch(plain) else _number(plain)
    if number is None or number != number.to_integral_value():
        raise Illegible(f"{_quoted(text)} is geen heel getal. Schrijf bijvoorbeeld 1250.")
    return int(number)


def read_money(text: str, places: int = 2) -> Decimal:
    """Return the euros in a text, with no more decimals than `places`; raises Illegible."""
    plain = _plain(text)
    minus = plain.startswith("-")
    plain = _NO_CENTS.sub("", _without(plain.removeprefix("-").lstrip(), EURO))
    number = None if _ENGLISH.fullmatch(plain) else _number(f"-{plain}" if minus else plain)
    if number is None or _places(number) > places:
        raise Illegible(f"{_quoted(text)} is geen bedrag. Schrijf bijvoorbeeld 1250 of 12,50.")
    return number


def read_day(text: str) -> date:
    """Return the day in a text; raises Illegible."""
    try:
        year, month, number = _parts(_plain(text))
        return date(year, month, number)
    except ValueError:
        said = f"{_quoted(text)} is geen datum. Schrijf bijvoorbeeld 3-5-2027 of 3 mei 2027."
        raise Illegible(said) from None


def read_list(text: str) -> tuple[str, ...]:
    """Return the parts of a list: a comma, semicolon, line end or the word "en" is between two."""
    line = " ".join(re.sub("[\n;]", ",", text).split())
    return tuple(filter(None, (part.strip() for part in re.split(",| en ", line))))


def _plain(text: str) -> str:
    """Return a text in small letters, with one kind of space and of minus; "" when too long."""
    plain = " ".join(text.translate(MINUS).lower().split())
    return plain if len(plain) <= LONGEST else ""


def _quoted(text: str) -> str:
    return f"'{' '.join(text[:400].split())[:40]}'"


def _without(plain: str, units: Iterable[str]) -> str:
    """Return a text without the first unit that stands before or behind it."""
    for unit in units:
        if plain.startswith(unit):
            return plain.removeprefix(unit).lstrip()
        if plain.endswith(unit):
            return plain.removesuffix(unit).rstrip()
    return plain


def _number(plain: str) -> Decimal | None:
    sign = plain[:1] if plain[:1] in ("-", "+") else ""
    bare = plain.removeprefix(sign).lstrip()
    if _POINTS.fullmatch(bare):
        bare = bare.replace(".", "")
    elif _SPACES.fullmatch(bare):
        bare = bare.replace(" ", "")
    elif not _PLAIN.fullmatch(bare):
        return None
    number = Decimal(bare.replace(",", "."))
    return number.copy_negate() if sign == "-" and number else number


def _places(number: Decimal) -> int:
    """Return how many decimals are written."""
    return -int(number.as_tuple().exponent)


def _parts(plain: str) -> tuple[int, int, int]:
    """Return year, month and day of the month; raises ValueError."""
    close = re.sub(" ?([-/.]) ?", r"\1", plain)
    if first := _YEAR_FIRST.fullmatch(close):
        year, month, number = first.groups()
    elif last := _YEAR_LAST.fullmatch(close):
        number, month, year = last.groups()
    elif (named := _NAMED.fullmatch(close)) and named[2] in MONTH_NUMBERS:
        number, month, year = named[1], str(MONTH_NUMBERS[named[2]]), named[3]
    else:
        raise ValueError
    in_full = int(year) + (FIRST if len(year) == 2 else 0)
    if not FIRST <= in_full <= LAST:
        raise ValueError
    return in_full, int(month), int(number)
