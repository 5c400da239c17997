"""A street with a house number, by how most Dutch streets end.

Other streets ("Spui 70") cannot be told from other words with a number.
"""

import re
from collections.abc import Iterator

NAME = "adres"
ENDS = (
    "straatje|straat|str|laantje|laan|weg|gracht|singel|kade|plantsoen|steeg|dreef|pleintje|plein|"
    "dijk|boulevard|allee|pad|hofje|hof|park|burgwal|brink|gaarde|horst|burcht|veste|oever|weide"
)
_CALLED = "(?:(?:huis)?(?:nummer|nr|no)[. ]{0,2})?"
SUSPECT = rf"(?:{ENDS})[^a-z0-9]{{0,4}}{_CALLED}[0-9]|(?:laan|plein) van "
WHOLE = frozenset(("singel", "allee", "boulevard"))  # streets by themselves too
NO_STREET = frozenset(
    (
        *("snelweg", "autoweg", "rijksweg", "uitweg", "omweg", "spoorweg", "waterweg"),
        *("luchtweg", "vaarweg", "terugweg", "heenweg", "onderweg", "rijweg", "toegangsweg"),
        *("winkelstraat", "woonstraat", "milieustraat", "fietsstraat", "teststraat", "wasstraat"),
        *("zijstraat", "vaccinatiestraat", "eenrichtingsstraat", "speelstraat", "schoolplein"),
        *("speelplein", "voorplein", "winkelplein", "werkplein", "leerplein", "laadplein"),
        *("parkeerplein", "fietspad", "voetpad", "wandelpad", "zebrapad", "ruiterpad"),
        *("klompenpad", "natuurpad", "trimpad", "schelpenpad", "blotevoetenpad", "loopbaanpad"),
        *("sportpark", "speelpark", "pretpark", "windpark", "zonnepark", "vakantiepark"),
        *("dierenpark", "recreatiepark", "bungalowpark", "chaletpark", "bedrijvenpark"),
        *("attractiepark", "stadspark", "volkstuinpark", "volkstuinenpark", "wagenpark"),
        *("skatepark", "speelweide", "ligweide", "trapweide", "kerkhof", "gerechtshof"),
        *("knarrenhof", "themapark", "strafhof", "woonboulevard", "meubelboulevard"),
    )
)
OLD_ROAD = frozenset(("rijksweg", "spoorweg", "waterweg", "kerkhof"))  # a street after "oude"
AGES = frozenset(("oude", "nieuwe"))
_ADDITION = r"(?:[ -]?(?:[a-z]|i{2,3})(?![a-z0-9])"
_ADDITION += r"| (?:hs|bis|rood|zwart|huis|(?:[0-9]{1,2}[ -]?)?hoog)\b|[/-][0-9]{1,4}(?![0-9/-]))?"
_NUMBER = r"[ ,]{0,2}(?:(?:(?:huis)?(?:nummer|nr|no)\.?|#) ?)?"
_NUMBER += r"(?P<house>[0-9]{1,4})(?![0-9]|[.,:][0-9]|%)"
UNITS = re.compile(
    r"[a-z]? ?(?:km|kilometer|m|meter|cm|mm|m2|m3|hectare|ha|jaar|jarig|weken|week|maand|maanden|"
    r"dag|dagen|uur|u|min|minuten|euro|procent|personen|mensen|kinderen|x|keer|maal|stuks|bomen|woningen|"
    r"huizen|appartementen|kamers|winkels|toestellen|plekken|plaatsen|parkeerplaatsen|auto's|ton|"
    r"kg|graden|lijn|jan|januari|feb|februari|mrt|maart|apr|april|mei|jun|juni|jul|juli|aug|augustus|"
    r"sep|september|okt|oktober|nov|november|dec|december|t/m|tot|zone|"
    r"(?<=e )(?:fase|deel|helft|keer|dag|week|kwartaal|editie))(?![a-z0-9])"
)
STREET = re.compile(rf"(?<![0-9])(?P<end>{ENDS})(?![a-z])\.?{_NUMBER}{_ADDITION}")
LONG_NAME = re.compile(
    rf"(?<![a-z])(?P<end>laan|plein) van (?:(?:de|den|der|het|'t) )?[a-z'-]{{3,24}}"
    rf"{_NUMBER}{_ADDITION}"
)
LETTERS = re.compile(r"(?:[^\W\d_]|['.-]){0,40}")  # read backwards from the end of a street
PREFIXES = frozenset(
    (
        *("van", "de", "der", "den", "ten", "ter", "het", "'t", "'s", "vd", "v.d.", "oude"),
        *("nieuwe", "lange", "korte", "grote", "kleine", "hoge", "lage", "eerste", "tweede"),
        *("derde", "vierde", "1e", "2e", "3e", "4e", "1ste", "2de", "3de", "sint", "st", "st."),
        *("burgemeester", "burg", "burg.", "wethouder", "dokter", "dr", "dr.", "doctor", "prof"),
        *("prof.", "professor", "pastoor", "pater", "kapelaan", "dominee", "ds", "ds.", "mr"),
        *("mr.", "meester", "ir", "ir.", "ingenieur", "koning", "koningin", "prins", "prinses"),
        *("graaf", "gravin", "hertog", "generaal", "admiraal", "kapitein", "minister"),
        *("president", "notaris", "jhr", "jhr.", "jonkheer", "zuster", "willem", "jan", "johan"),
        *("pieter", "piet", "hendrik", "frans", "paulus", "karel", "gerard", "adriaan", "albert"),
        *("cornelis", "jacob", "jacobus", "johannes", "joost", "hugo", "vincent", "anna", "anne"),
        *("maria", "wilhelmina", "albertus", "anton", "antonie", "simon", "thomas", "lodewijk"),
    )
)
BEFORE = 60  # characters before a street in which its first words stand
MOST = 4  # of them


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where streets with a number stand."""
    for match in STREET.finditer(text):
        word = _word(text, match.start("end"))
        start = match.start("end") - len(word)
        first = _first(text, start)
        alone = not word and first == start and match["end"] not in WHOLE
        street = (word + match["end"]).strip("'.-")
        by_age = street in OLD_ROAD and not AGES.isdisjoint(text[first:start].split())
        road = by_age or street not in NO_STREET
        if not alone and len(word) != 1 and road and _house(match, text):
            yield first, match.end()
    for match in LONG_NAME.finditer(text):
        if _house(match, text):
            yield match.span()


def _word(text: str, end: int) -> str:
    """Return the letters that stand before the end of a street."""
    back = text[max(0, end - BEFORE) : end][::-1]
    letters = LETTERS.match(back)
    return letters[0][::-1] if letters else ""


def _first(text: str, start: int) -> int:
    """Return where the words begin that belong to a street: "burgemeester de" vlugtlaan."""
    at = start
    words = text[max(0, start - BEFORE) : start].rsplit(" ", MOST + 1)
    for word in reversed(words[-MOST - 1 : -1]):
        if word not in PREFIXES:
            break
        at -= len(word) + 1
    return at


def _house(match: re.Match[str], text: str) -> bool:
    """Tell whether a number is that of a house: no year, and nothing is counted or measured."""
    lettered = text[match.end("house") : match.end("house") + 1].isalpha()
    year = 1900 <= int(match["house"]) <= 2099 and not lettered
    return not year and not UNITS.match(text, match.end("house"))
