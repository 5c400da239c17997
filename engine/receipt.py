"""Replay: the same knowledge gives the same advice; other knowledge a readable difference."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from engine import export
from engine.advice import advise
from engine.compile import Table
from engine.knowledge.complaints import suggestion

PLACES = ("kennis", "motor")


class ReceiptError(ValueError):
    """A receipt that cannot be replayed; the message is Dutch."""


def read(text: str) -> dict[str, Any]:
    """Return the receipt in a JSON text: a receipt, or an advice that carries one.

    Raises ReceiptError when it is neither.
    """
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ReceiptError(
            "dit is geen geldige JSON. Gebruik de uitvoer van advies --json."
        ) from error
    receipt = data.get("verantwoording", data) if isinstance(data, dict) else None
    if not isinstance(receipt, dict):
        raise ReceiptError(
            "hier staat geen verantwoording in. Gebruik de uitvoer van advies --json."
        )
    missing = [key for key in ("situatie", "kennis", "datum", "uitkomst") if key not in receipt]
    if missing:
        raise ReceiptError(f"de verantwoording mist: {', '.join(missing)}.")
    return receipt


def replay(table: Table, old: Mapping[str, Any]) -> list[str]:
    """Return the differences between a receipt and the same question asked now; empty: identical.

    Raises ReceiptError when the receipt's situation or date is not understood.
    """
    asked = _situation(table, old["situatie"])
    try:
        day = date.fromisoformat(old["datum"])
    except (TypeError, ValueError) as error:
        raise ReceiptError("de datum is geen datum (jjjj-mm-dd).") from error
    now = json.loads(json.dumps(export.receipt(table.book, advise(table, asked, day))))
    return [*_versions(old, now), *_outcome(old, now), *_rules(old, now), *_rest(old, now)]


def _situation(table: Table, facts: Any) -> Any:
    try:
        asked = export.situation(facts)
    except (KeyError, TypeError) as error:
        raise ReceiptError("de situatie is niet compleet.") from error
    if asked not in table.outcomes:
        for key, known in (
            ("traject", table.book.tracks),
            ("fase", table.book.phases),
            ("leeftijd", table.book.ages),
            ("profiel", table.book.profiles),
        ):
            if facts[key] not in known:
                hint = suggestion(str(facts[key]), known)
                raise ReceiptError(f"{key} '{facts[key]}' ken ik niet.{hint}")
    return asked


def _versions(old: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [
        f"{key}: was {str(old.get(key))[:16]}, is nu {str(now[key])[:16]}"
        for key in PLACES
        if old.get(key) != now[key]
    ]


def _outcome(old: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    before, after = _by(old["uitkomst"], "kanaal"), _by(now["uitkomst"], "kanaal")
    differences = []
    for slug in dict.fromkeys([*after, *before]):
        for key in ("rol", "score", "zekerheid"):
            was, is_now = before.get(slug, {}).get(key), after.get(slug, {}).get(key)
            if was != is_now:
                differences.append(f"kanaal {slug}: {key} was {was}, is nu {is_now}")
    if not differences and list(before) != list(after):
        differences.append("de volgorde van de kanalen is anders")
    return differences


def _rules(old: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    before, after = _by(old.get("regels"), "regel"), _by(now["regels"], "regel")
    differences = [f"regel {id_}: telt niet meer mee" for id_ in before if id_ not in after]
    differences += [f"regel {id_}: is nieuw" for id_ in after if id_ not in before]
    differences += [
        f"regel {id_}: was {before[id_]}, is nu {after[id_]}"
        for id_ in after
        if id_ in before and before[id_] != after[id_]
    ]
    return differences


def _rest(old: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    names = {
        "afgeleid": "de afgeleide feiten zijn",
        "waarborgen": "wat altijd moet of is aanbevolen, is",
        "wijzigingen_organisatie": "de wijzigingen van de organisatie zijn",
    }
    return [f"{subject} anders" for key, subject in names.items() if old.get(key) != now[key]]


def _by(rows: Any, key: str) -> dict[str, Any]:
    if not isinstance(rows, list):
        return {}
    return {str(row.get(key)): row for row in rows if isinstance(row, dict)}
