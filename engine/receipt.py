"""Replay: the same knowledge gives the same advice; anything else a readable difference.

What was saved is a receipt alone or a whole advice that carries one; all of it is compared. Its
seal tells when it was changed afterwards: that is no signature, for who changes it on purpose can
seal it again.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dutch import listing
from engine import export
from engine.advice import advise
from engine.compile import Table
from engine.knowledge import complaints
from engine.model import UNKNOWN, Rulebook, Situation
from engine.proof.comparison import differences, line
from engine.roles import RATHER_NOT

RECEIPT, SEAL, OWN = "verantwoording", "zegel", "wijzigingen_organisatie"
ASKED = "situatie"
NEEDED = (ASKED, "kennis", "datum", "uitkomst")
RESEARCH = "eigen_onderzoek"
LAY_BESIDE = (
    "Zet het laagbestand naast het organisatiebestand en noem het daar bij eigen_onderzoek."
)
NOT_ASKED = ("belang", UNKNOWN)  # before there was this question, a receipt did not name it
ROLE, OLD_ROLES = "rol", {"liever-niet": RATHER_NOT}  # what a role was called before
BROKEN = "zegel: past niet bij deze verantwoording. Er is daarna iets in veranderd."
UNSEALED = "zegel: ontbreekt. Of de datum klopt, is dan niet na te gaan."


class ReceiptError(ValueError):
    """A receipt that cannot be replayed; the message is Dutch."""


@dataclass(frozen=True, slots=True)
class SavedAdvice:
    """What a file holds: a receipt, and the whole advice where that is there too."""

    receipt: Mapping[str, Any]
    advice: Mapping[str, Any] | None

    @property
    def compared(self) -> str:
        """What a replay compares, in a sentence."""
        if self.advice is None:
            return "Vergeleken: alleen de verantwoording. Het advies zelf staat er niet bij."
        return "Vergeleken: het hele advies met zijn verantwoording."

    @property
    def organisation(self) -> tuple[str, str] | None:
        """The name and SHA-256 of the organisation file it was made with, if any."""
        changes = self.receipt.get(OWN)
        first = changes[0] if isinstance(changes, list) and changes else None
        if not isinstance(first, dict) or "organisatie" not in first:
            return None
        return str(first.get("organisatie")), str(first.get("sha256"))

    @property
    def research(self) -> tuple[tuple[str, str], ...]:
        """The title and SHA-256 of every survey that counted, or stood beside."""
        changes = self.receipt.get(OWN)
        return tuple(
            (str(one[RESEARCH]), str(one.get("sha256")))
            for one in (changes if isinstance(changes, list) else ())
            if isinstance(one, dict) and RESEARCH in one
        )

    def missing(self, book: Rulebook) -> str | None:
        """Return in Dutch which own research it needs and this knowledge does not have."""
        present = {own.digest for own in book.surveys}
        lost = [f"'{title[:80]}' (sha256 {sum_[:16]})" for title, sum_ in self.research
                if sum_ not in present]  # fmt: skip
        return f"nodig is het eigen onderzoek {listing(lost)}. {LAY_BESIDE}" if lost else None


def read(text: str) -> SavedAdvice:
    """Return the receipt in a JSON text: a receipt, or an advice that carries one.

    Raises ReceiptError when it is neither.
    """
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ReceiptError(
            "dit is geen geldige JSON. Gebruik de uitvoer van advies --json."
        ) from error
    whole = data if isinstance(data, dict) and RECEIPT in data else None
    receipt = whole[RECEIPT] if whole else data
    if not isinstance(receipt, dict):
        raise ReceiptError(
            "hier staat geen verantwoording in. Gebruik de uitvoer van advies --json."
        )
    missing = [key for key in NEEDED if key not in receipt]
    if missing:
        raise ReceiptError(f"de verantwoording mist: {', '.join(missing)}.")
    return SavedAdvice(receipt, whole)


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in pairs:
        if key in data:
            raise ReceiptError(f"de sleutel '{key[:60]}' staat er twee keer. Haal er een weg.")
        data[key] = value
    return data


def replay(table: Table, saved: SavedAdvice) -> list[str]:
    """Return the differences between what was saved and the same question asked now.

    Empty: identical. Raises ReceiptError when the situation or date is not understood.
    """
    old = saved.receipt
    asked = _situation(table, old["situatie"])
    try:
        day = date.fromisoformat(old["datum"])
    except (TypeError, ValueError) as error:
        raise ReceiptError("de datum is geen datum (jjjj-mm-dd).") from error
    now = json.loads(json.dumps(export.advice(table.book, advise(table, asked, day))))
    was, new = _comparable(_renamed(old), SEAL), _comparable(now[RECEIPT], SEAL)
    found = [*_seal(old), *map(line, differences(was, new))]
    if saved.advice is not None:
        was, new = _comparable(_renamed(saved.advice), RECEIPT), _comparable(now, RECEIPT)
        found += map(line, differences(was, new))
    return found


def _comparable(data: Mapping[str, Any], without: str) -> dict[str, Any]:
    """Return a receipt or advice without one part; an answer that is not known is not there."""
    rest = {key: value for key, value in data.items() if key != without}
    if isinstance(asked := rest.get(ASKED), dict):
        rest[ASKED] = {key: slug for key, slug in asked.items() if (key, slug) != NOT_ASKED}
    return rest


def _renamed(value: Any) -> Any:
    """Return a part of a receipt with the roles called what they are called now."""
    if isinstance(value, dict):
        renamed = {key: _renamed(one) for key, one in value.items()}
        role = value.get(ROLE)
        if isinstance(role, str) and role in OLD_ROLES:
            renamed[ROLE] = OLD_ROLES[role]
        return renamed
    return [_renamed(one) for one in value] if isinstance(value, list) else value


def _seal(receipt: Mapping[str, Any]) -> list[str]:
    if SEAL not in receipt:
        return [UNSEALED]
    return [] if receipt[SEAL] == export.seal(receipt) else [BROKEN]


def _situation(table: Table, facts: Any) -> Situation:
    try:
        asked = export.situation(facts)
    except (KeyError, TypeError) as error:
        raise ReceiptError("de situatie is niet compleet.") from error
    if asked not in table.outcomes:
        raise ReceiptError(complaints.of_answers(table.book, asked)[0])
    return asked
