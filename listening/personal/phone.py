"""Telephone numbers of people: Dutch ones by their area, foreign ones by + or 00.

The only room of phonenumbers, for which numbers a Dutch area has. The municipality's own numbers
(14 0xx, 088, 0800, 0900) are nobody's.
"""

import re
from collections.abc import Iterator
from typing import Any

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from listening.personal import context

NAME = "telefoonnummer"
SUSPECT = r"[0-9](?:[ ./()-]{0,3}[0-9]){6}"
_S = "[ ./()-]{0,3}"
_HOME: Any = PhoneMetadata.metadata_for_region("NL", None)
PERSONAL = re.compile(
    "|".join(kind.national_number_pattern for kind in (_HOME.mobile, _HOME.fixed_line, _HOME.voip))
)
DATE = r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}"
NATIONAL = re.compile(rf"(?<![a-z0-9+])(?!{DATE})\(?[0o](?:{_S}[0-9]){{8,10}}(?![0-9])")
MOBILE = "6"  # after the 0; with a figure too few or too many it is somebody's too
ABROAD = re.compile(
    rf"(?<![a-z0-9])(?:\+{_S}|00{_S}|(?=31{_S}6))[1-9](?:{_S}[0-9]){{8,14}}(?![0-9])"
)
CALLED = context.after(
    r"tel|tel\. ?nr|telefoon|telefoon ?nummer|telnr|mobiel|mobiele|mobiele ?nummer|"
    "mob|gsm|whatsapp|bel|bellen",
    rf"(?!0[89]00|088|14)\(?[0-9](?:{_S}[0-9]){{7,11}}(?![0-9])",
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where telephone numbers stand."""
    for match in NATIONAL.finditer(text):
        number = _digits(match[0].replace("o", "0"))[1:]
        if number.startswith(MOBILE) or PERSONAL.fullmatch(number):
            yield match.span()
    for match in ABROAD.finditer(text):
        if _country(_digits(match[0]).lstrip("0")):
            yield match.span()
    yield from context.numbers(CALLED, text)


def _digits(written: str) -> str:
    return "".join(filter(str.isdigit, written))


def _country(digits: str) -> bool:
    """Tell whether a number begins with the code of a country."""
    return any(int(digits[:size]) in COUNTRY_CODE_TO_REGION_CODE for size in (1, 2, 3))
