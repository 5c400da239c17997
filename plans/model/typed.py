"""What a person types in a plan, read the Dutch way: amounts, days, shares, lists and texts."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

import dutch
from engine.model import UNKNOWN, Slug

MOST = Decimal("99999999.99")  # euros, or hours
ALL = Decimal(100)  # per cent
ROUNDING = Decimal("0.5")  # per cent that shares may differ from a hundred together
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


class JsonNumber(str):
    """A number as JSON writes it: its point begins decimals, also before three figures."""


def _visible(text: str) -> str:
    text = text.replace("\r\n", "\n")
    if _INVISIBLE.search(text):
        raise ValueError("hier staat een onzichtbaar teken dat niet mag. Verwijder het.")
    return text


def _one_line(text: str) -> str:
    return " ".join(_visible(text).split())


def _text(value: Any) -> str:
    """Return a value as a person types it."""
    if isinstance(value, JsonNumber):
        return value.replace(".", ",")
    number = Decimal(str(value)) if isinstance(value, float) else value
    return dutch.exact(number) if isinstance(number, Decimal) else str(value)


def _euros(value: Any) -> Decimal:
    return dutch.read_money(_text(value))


def _hours(value: Any) -> Decimal:
    return dutch.read_decimal(_text(value), dutch.HOURS, places=2)


def _percent(value: Any) -> Decimal:
    return dutch.read_decimal(_text(value), dutch.PER_CENT, places=2)


NEGATIVE = "'{}' is negatief. Vul een getal vanaf 0 in."


def _at_most(most: Decimal) -> AfterValidator:
    def check(amount: Decimal) -> Decimal:
        if amount < 0:
            raise ValueError(NEGATIVE.format(dutch.exact(amount)))
        if amount > most:
            raise ValueError(f"'{amount:f}' is te hoog: hooguit {dutch.amount(most)}.")
        return amount

    return AfterValidator(check)


def tag(value: Any) -> Any:
    """Return a word as a file spells it: "Ter akkoord" is ter-akkoord."""
    return "-".join(value.lower().split()) if isinstance(value, str) else value


def tags(value: Any) -> Any:
    """Return a list of words as a file spells them: "Turks en Pools" is two."""
    parts = _parts(value)
    return [tag(part) for part in parts] if isinstance(parts, list | tuple) else parts


def _count(value: Any) -> int:
    count = dutch.read_whole(_text(value))
    if count < 0:
        raise ValueError(NEGATIVE.format(count))
    return count


def _day(value: Any) -> date:
    return value if type(value) is date else dutch.read_day(str(value))


def _parts(value: Any) -> Any:
    """Read "a, b en c" as a list."""
    return dutch.read_list(value) if isinstance(value, str) else value


def _shares(value: Any) -> Any:
    """Read one word as all of a group."""
    return {value: "100"} if isinstance(value, str) else value


def _whole(shares: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    if shares and abs(sum(shares.values(), Decimal(0)) - ALL) > ROUNDING:
        total = dutch.exact(sum(shares.values(), Decimal(0)))
        raise ValueError(
            f"de delen zijn samen {total} procent. Maak er 100 van; '{UNKNOWN}' mag ook."
        )
    return shares


def _size(value: Any) -> Any:
    return None if value in (None, UNKNOWN) else _count(value)


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(_one_line),
]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    AfterValidator(_visible),
]
Euros = Annotated[Decimal, BeforeValidator(_euros), _at_most(MOST)]
Hours = Annotated[Decimal, BeforeValidator(_hours), _at_most(MOST)]
Percent = Annotated[Decimal, BeforeValidator(_percent), _at_most(ALL)]
Day = Annotated[date, BeforeValidator(_day)]
Count = Annotated[int, BeforeValidator(_count), Field(ge=0, le=100_000_000)]
Few = Annotated[int, BeforeValidator(_count), Field(ge=1, le=99)]
_Residents = Annotated[int, Field(ge=1, le=100_000_000)]  # bounds are of a number, not of None
Size = Annotated[_Residents | None, BeforeValidator(_size)]
Shares = Annotated[
    dict[Slug, Percent], BeforeValidator(_shares), AfterValidator(_whole), Field(max_length=40)
]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_parts), Field(max_length=60)]
Languages = Annotated[tuple[Slug, ...], BeforeValidator(tags), Field(max_length=20)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_parts), Field(max_length=20)]
Workdays = Annotated[int, BeforeValidator(_count), Field(ge=0, le=250)]  # working days
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]
Grade = Annotated[Literal["laag", "midden", "hoog"], BeforeValidator(tag)]
