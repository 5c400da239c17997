"""Values → dicts with Dutch keys, as `--json` prints them; the keys do not change lightly."""

from dataclasses import asdict
from typing import Any

from listening.model import Reading, Use
from listening.propose import Proposal, proposal
from listening.readable import Legibility
from listening.uses import Picture, Sought


def reading(found: Reading, preview: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Return a file that was read, with its first rows."""
    return {
        "bestand": found.name,
        "soort": found.kind.id,
        "naam": found.kind.name,
        "kolommen": dict(found.mapping),
        "niet_gebruikt": list(found.unused),
        "rijen": found.rows,
        "totaalrijen_weggelaten": found.totals_dropped,
        "totaal": found.total,
        "eerste_dag": found.first.isoformat() if found.first else None,
        "laatste_dag": found.last.isoformat() if found.last else None,
        "titelregels": list(found.title),
        "afgeschermd": dict(found.masked),
        "rijen_afgeschermd": found.masked_rows,
        "voorbeeld": [dict(zip(found.mapping, map(_cell, row), strict=True)) for row in preview],
    }


def _cell(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def picture(found: Picture) -> dict[str, Any]:
    """Return what residents search for."""
    return {
        "drempel": found.least,
        "zoekvragen": found.terms,
        "keren": found.count,
        "vergeleken": found.compared,
        "onderwerpen": [sought(one) for one in found.subjects],
        "zonder_onderwerp": {"keren": found.unmatched_count, "vragen": _counted(found.unmatched)},
        "onder_drempel": {"zoekvragen": found.hidden, "keren": found.hidden_count},
    }


def sought(found: Sought) -> dict[str, Any]:
    """Return one subject."""
    return {
        "onderwerp": found.subject.id,
        "naam": found.subject.name,
        "thema": found.theme,
        "keren": found.count,
        "woorden": [_use(use) for use in found.uses],
        "vragen": _counted(found.examples),
        "mist_op_pagina": list(found.missing),
        "voorstel": _proposal(proposal(found)),
    }


def _use(use: Use) -> dict[str, Any]:
    return {
        "woord": use.word,
        "van": "gemeente" if use.official else "inwoner",
        "keren": use.count,
        "trend": use.trend,
        "op_pagina": use.on_page,
        "in_titel": use.in_title,
    }


def _counted(terms: tuple[tuple[str, int], ...]) -> list[dict[str, Any]]:
    return [{"vraag": text, "keren": count} for text, count in terms]


def _proposal(made: Proposal) -> dict[str, Any]:
    return {
        "titel": made.title,
        "intro": made.intro,
        "advertentie": {"koppen": list(made.headlines), "teksten": list(made.descriptions)},
        "brieftekst": made.letter,
    }


def legibility(found: Legibility) -> dict[str, Any]:
    """Return how a text reads."""
    return {
        "woorden": found.words,
        "zinnen": found.sentences,
        "lettergrepen": found.syllables,
        "flesch_douma": found.douma,
        "leesindex_a": found.brouwer,
        "oordeel": found.verdict,
        "lange_zinnen": list(found.long_sentences),
        "moeilijke_woorden": [
            {"woord": w["word"], "gewoon": w["plain"], "keren": w["count"]}
            for w in map(asdict, found.hard)
        ],
    }
