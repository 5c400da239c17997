"""Columns about a person: they go before anything else is looked at, and are listed.

A column is told by its heading, as survey tools and bureaus name them, or by what stands in it. A
column that only says chosen or not is none, whatever is in its heading: post is a channel too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from listening import personal
from surveys.reading.columns import RawColumn, is_tick
from surveys.reading.unreadable import shown

REASONS = {
    "naam": "naam|name|first ?name|last ?name|voornaam|achternaam|tussenvoegsel|voorletters|"
            "full ?name|username|gebruikersnaam|respondent(?:name)?|recipient.*",
    "e-mailadres": "e ?mail.*|mail(?:adres)?|.*e ?mail ?(?:adres|address)|user ?email",
    "telefoonnummer": "(?:mobiel )?tel(?:efoon)?(?: ?(?:nummer|nr))?|phone.*|mobiel|mobile|gsm",
    "IP-adres": "ip|ip ?(?:adres|address|addr)",
    "adres": "adres|address|straat(?:naam)?|street|huisnummer|toevoeging|woonadres",
    "postcode": "postcode.*|post ?code.*|zip.*|pc ?[46]|postal.*",
    "plek": "lat|lon|lng|latitude|longitude|altitude|precision|gps.*|locatie|location.*|"
            "coordina.*|geo.*|x ?co.*|y ?co.*|(?:.* )?(?:latitude|longitude|altitude|precision)",
    "burgerservicenummer": "bsn|burgerservicenummer|kvk.*|digid.*|nameid|identifier",
    "geboortedatum": "geboortedatum|geb ?datum|date ?of ?birth|birth ?date|dob",
    "tijdstip": "start|end|einde|today|timestamp|tijdstempel|submitdate|datestamp|startdate|"
                "enddate|recordeddate|start ?time|end ?time|begintijd|starttijd|"
                "tijd van voltooien|voltooiingstijd|tijdstip.*|datum(?:.*)|date ?.*|"
                "start date|end date|submission ?time|ingestuurd op|inzenddatum|completed.*|"
                "laatst gewijzigd.*|last modified.*|interview ?time|.*time|"
                "duration.*|duur.*|created.*|modified.*|submitted.*",
    "apparaat": "device.*|user ?agent|browser.*|os|operating system|resolution|ref ?url|referrer|"
                "phonenumber|simserial|subscriberid|sim.*|click ?count",
    "nummer van de respondent": "id|nr|nummer|volgnummer|respnr|resp(?:ondent)? ?(?:id|nr|nummer)|"
                "respondent ?(?:id|nr|nummer)|respondentnummer|response ?id|token|seed|uuid|"
                "instance ?id|collector ?id|external.*reference|custom data.*|participant.*|"
                "meta.*|index|submission.*|version|validation status|tags|parent.*|rootuuid|"
                "kenmerk|zaaknummer|referentie.*|case ?id|panel ?id|public reference|"
                "finished|lastpage|progress|status|response type|distribution ?channel|"
                "user ?language|startlanguage|language|taal",
    "open antwoord": "(?:.* )?text|comment.*|.* comment|.* other|other|tekst",
}  # fmt: skip
OWN_WORDING = ("namelijk", "toelichting", "opmerking", "please specify", "eigen woorden")
_NAMES = {reason: re.compile(rf"(?:{names})") for reason, names in REASONS.items()}
_ASKED = re.compile("^(?:wat is )?(?:uw|je|jouw|your) |^(?:vul|voer) (?:hier )?(?:uw|je) ")
_WORDS = re.compile(r"[^0-9a-zà-ÿ.*]+")
LONGEST_NAME = 60  # characters of a heading that names something; longer ones ask something
TELLING = 0.2  # part of the cells that is personal, in a column of somebody's own words
FEW = 30  # different answers that a list of choices has at most, or thereabouts
OWN_WORDS = 0.5  # part of the answers that nobody else gave
FREE = "open antwoord"
_WHEN = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?:[T ,]{1,2}[0-9]{1,2}:[0-9]{2}.{0,20})?"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}.{0,8})?"
)
_IP = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7}")
_UUID = re.compile(
    r"(?:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|R_\w{8,20}"
)
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,17})?")
_FINE = re.compile(r"-?[0-9]{1,3}[.,][0-9]{4,17}")
_POINT = re.compile(r"-?[0-9]{1,3}\.[0-9]{3,17}[ ,;]{1,2}-?[0-9]{1,3}\.[0-9]{3,17}.{0,40}")
_COUNTRY = ((50.5, 53.8), (3.2, 7.3))  # degrees in which the Netherlands are
_LONG_NUMBER = re.compile(r"[0-9]{5,20}(?:\.0)?")
FORMS = {
    "IP-adres": _IP,
    "tijdstip": _WHEN,
    "nummer van de respondent": _UUID,
    "plek": _POINT,
}


def apart(
    columns: Sequence[RawColumn], kept: Iterable[str] = ()
) -> tuple[tuple[RawColumn, ...], tuple[str, ...]]:
    """Return the columns that are about no person, and those that went, in words.

    `kept` are the codes of columns that are known to be questions: only their answers count, and
    nothing else of them is ever taken over.
    """
    known = set(kept)
    rest, gone = [], []
    for column in columns:
        reason = None if column.code in known else personal_reason(column)
        if reason is None:
            rest.append(column)
        else:
            gone.append(f"{shown(column.heading) or 'zonder naam'} ({reason})")
    return tuple(rest), tuple(dict.fromkeys(gone))


def personal_reason(column: RawColumn) -> str | None:
    """Return what a column is of a person; None for a column that is not about one."""
    filled = [cell.strip() for cell in column.cells if cell.strip()]
    if column.option and is_tick(filled, (column.option, *column.labels.values())):
        return None
    named = heading_reason(column.code, column.text)
    if named and not (is_tick(filled) and column.option):
        return named
    return _inside(filled) if filled else None


def heading_reason(code: str, question: str = "") -> str | None:
    """Return what a heading says that a column is of a person; None for no such heading."""
    last = re.split(r"[/.:]", code)[-1]
    for heading in (code, last, question):
        text = " ".join(_WORDS.split(heading.replace("_", " ").lower())).strip(" .*")
        text = _ASKED.sub("", text)
        if not text or len(text) > LONGEST_NAME:
            continue
        if any(word in text for word in OWN_WORDING):
            return FREE
        for reason in REASONS:
            if _NAMES[reason].fullmatch(text):
                return reason
    return None


def _inside(filled: Sequence[str]) -> str | None:
    """Return what the cells say a column is."""
    counts = Counter(filled)
    for reason, form in FORMS.items():
        if sum(bool(form.fullmatch(cell)) for cell in filled) * 2 > len(filled):
            return reason
    if _is_place(filled):
        return "plek"
    if all(_NUMBER.fullmatch(cell) for cell in counts):
        numbered = all(_LONG_NUMBER.fullmatch(cell) for cell in counts)
        return "nummer van de respondent" if numbered and _own(counts, len(filled)) else None
    hits = Counter[str]()
    for cell, times in counts.items():
        _, kinds = personal.mask(cell)
        hits.update({kind: times for kind in kinds if kind != personal.CUT})
    if hits:
        kind, times = hits.most_common(1)[0]
        if times >= TELLING * len(filled):
            return kind
    return FREE if _own(counts, len(filled)) and len(counts) > 3 else None


def _own(counts: Counter[str], size: int) -> bool:
    """Tell whether most answers are somebody's own: a list of choices has answers of many."""
    alone = sum(times == 1 for times in counts.values())
    return len(counts) > FEW / 10 and alone > OWN_WORDS * size


def _is_place(filled: Sequence[str]) -> bool:
    """Tell whether all cells are degrees within the Netherlands, to some metres."""
    if not all(_FINE.fullmatch(cell) for cell in filled):
        return False
    values = [float(cell.replace(",", ".")) for cell in filled]
    return any(all(low <= value <= high for value in values) for low, high in _COUNTRY)
