"""The ground of every form: text, numbers, days and lists as an author writes them, closed keys."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

UNKNOWN: Final = "onbekend"
_DAY = re.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}")
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, max_length=66)]  # one line
ShortName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Place = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$", max_length=40)]
Number = Annotated[float, Field(allow_inf_nan=False)]
MeansName = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$"
    ),
]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _truth(value: Any) -> Any:
    return {"ja": True, "nee": False}.get(value, value) if isinstance(value, str) else value


def _none_if_unpublished(value: Any) -> Any:
    return None if value == "niet gepubliceerd" else value


def _whole(value: Any) -> Any:
    return None if value == UNKNOWN else value


def _day(value: Any) -> date:
    text = str(value).strip()
    try:
        return date.fromisoformat(_DAY.fullmatch(text)[0])  # type: ignore[index]
    except (TypeError, ValueError):
        message = f"'{text[:40]}' is geen datum. Schrijf jaar-maand-dag, zoals 2026-09-01."
        raise ValueError(message) from None


YesNo = Annotated[bool, Field(strict=True), BeforeValidator(_truth)]
Words = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_as_list)]
Condition = Mapping[str, Words]
Year = Annotated[Annotated[int, Field(ge=1900, le=2100)] | None, BeforeValidator(_whole)]
Count = Annotated[Annotated[int, Field(ge=1)] | None, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]


class Form(BaseModel):
    """A part of a knowledge file: closed keys, never changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")
