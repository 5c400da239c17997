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

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SHORT_MONTHS = tuple("mrt" if month == "maart" else month[:3] for month in MONTHS)
_SWAPPED = str.maketrans(",.", ".,")


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


def listing(parts: Sequence[str], last: str = "en") -> str:
    """Return "a, b en c"."""
    return f" {last} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
