"""Personal data in what people type: found by the checks that make a number real, and masked.

The only room of python-stdnum and phonenumbers. The municipality's own numbers (14 0xx, 0800,
0900) are nobody's.
"""

import re
from collections import Counter
from collections.abc import Iterator

import phonenumbers
from stdnum import iban
from stdnum.nl import bsn

MAIL, PHONE, BSN, IBAN = "e-mailadres", "telefoonnummer", "bsn", "rekeningnummer"
# What DuckDB looks for first: only texts with one of these are looked at more closely.
SUSPECT = r"@|%40|\(at\)|\[at\]|\d(?:[ .\-/()]{0,3}\d){6}|[A-Za-z]{2}\d{2}\s?[A-Za-z]"
ADDRESS = re.compile(
    r"[\w.+'-]+\s?(?:@|%40|\(at\)|\[at\])\s?[\w-]+(?:\s?\.\s?[\w-]+)*\s?\.\s?[a-z]{2,24}\b", re.I
)
ACCOUNT = re.compile(r"(?<![a-z0-9])[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]){11,30}", re.I)
NINE = re.compile(
    r"(?<![\d.,/-])(\d{9}|\d{4}[ .-]\d{2}[ .-]\d{3}|\d{3}[ .-]\d{3}[ .-]\d{3})(?![\d/]|[.,]\d)"
)
TYPES = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    phonenumbers.PhoneNumberType.VOIP,
    phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
}


def masked(text: str) -> tuple[str, Counter[str]]:
    """Return the text with each piece of personal data replaced by its kind, and the counts."""
    found: Counter[str] = Counter()
    spots = sorted(_spots(text))
    parts, at = [], 0
    for start, end, kind in spots:
        if start >= at:
            parts += [text[at:start], f"[{kind}]"]
            found[kind] += 1
            at = end
    return "".join([*parts, text[at:]]), found


def _spots(text: str) -> Iterator[tuple[int, int, str]]:
    taken: list[tuple[int, int]] = []
    for start, end, kind in (*_mails(text), *_accounts(text), *_phones(text), *_citizens(text)):
        if not any(start < e and s < end for s, e in taken):
            taken.append((start, end))
            yield start, end, kind


def _mails(text: str) -> Iterator[tuple[int, int, str]]:
    yield from ((m.start(), m.end(), MAIL) for m in ADDRESS.finditer(text))


def _accounts(text: str) -> Iterator[tuple[int, int, str]]:
    for match in ACCOUNT.finditer(text):
        for end in range(match.end(), match.start() + 14, -1):
            piece = text[match.start() : end]
            if piece[-1].isalnum() and iban.is_valid(piece):
                yield match.start(), end, IBAN
                break


def _phones(text: str) -> Iterator[tuple[int, int, str]]:
    matcher = phonenumbers.PhoneNumberMatcher(text, "NL", leniency=phonenumbers.Leniency.VALID)
    for match in matcher:
        if phonenumbers.number_type(match.number) in TYPES and _trunk(match.raw_string):
            yield match.start, match.end, PHONE


def _trunk(raw: str) -> bool:
    """Tell whether a number starts as a number that is dialled: 0, + or 00."""
    return raw.lstrip("( ").startswith(("0", "+"))


def _citizens(text: str) -> Iterator[tuple[int, int, str]]:
    for match in NINE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) == 9 and bsn.is_valid(digits):
            yield match.start(), match.end(), BSN
