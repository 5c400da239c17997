"""Numbers of cases, files, notices and customers: what the municipality knows somebody by."""

import re
from collections.abc import Iterator

from listening.personal import context

NAME = "zaaknummer"
SUSPECT = r"(?:nummer|nr|id|zaak|dossier|kenmerk|melding|referentie|olo)[^0-9]{0,30}[0-9]"
SUSPECT += r"|z[k./-]{0,2}[0-9]{2}"
NUMBERED = (
    "zaak|woz|dossier|aanvraag|melding|meldings|meld|beschikking|beschikkings|bezwaar|klant|client|"
    "cliënt|debiteur|debiteuren|subject|vordering|vorderings|factuur|aanslag|aanslagbiljet|olo|"
    "cjib|boete|bon|parkeerbon|polis|bestel|order|referentie|kenmerk|registratie|vergunning|"
    "vergunnings|relatie|personeels|patient|patiënt|patiënten|inschrijf"
)
NAMED = "zaak|dossier|ons kenmerk|uw kenmerk|kenmerk|olo|melding|referentie"
_CODE = r"(?:[a-z]{1,6}[./-]?)?[0-9]{1,12}(?:[./-][a-z0-9]{1,12}){0,4}"
_CODE += r"(?: [0-9]{3,8}(?![0-9])){0,3}(?![a-z0-9]|[.,/:-][0-9])"
_CODE += "(?! ?(?:euro|jaar|weken|dagen|keer|%))"
STRONG = context.after(rf"(?:{NUMBERED})[ -]?(?:nummer|nr|id)", _CODE)
WEAK = context.after(NAMED, _CODE)
ALONE = re.compile(r"(?<![a-z0-9])zk?[./-]?(?:20)?[0-9]{2}[./-][0-9]{3,8}(?![a-z0-9])")
FEWEST, FEWEST_BARE = 5, 6  # figures of a number; with nothing else in it


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of cases stand."""
    yield from (match.span() for match in ALONE.finditer(text))
    for start, end in context.numbers(STRONG, text):
        if _figures(text[start:end]) >= FEWEST:
            yield start, end
    for start, end in context.numbers(WEAK, text):
        if _figures(text[start:end]) >= (FEWEST_BARE if text[start:end].isdigit() else FEWEST):
            yield start, end


def _figures(code: str) -> int:
    return sum(char.isdigit() for char in code)
