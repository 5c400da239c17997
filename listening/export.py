"""Values → dicts with Dutch keys, as `--json` prints them; the keys do not change lightly."""

from dataclasses import asdict
from typing import Any

from listening.model import Reading, WordUse
from listening.propose import TextProposal, proposal
from listening.readable import Legibility
from listening.uses import SearchPicture, SubjectDemand


def reading(item: Reading, preview: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Return a file that was read, with its first rows."""
    return {
        "bestand": item.name,
        "soort": item.kind.id,
        "naam": item.kind.name,
        "kolommen": dict(item.mapping),
        "niet_gebruikt": list(item.unused),
        "rijen": item.rows,
        "totaalrijen_weggelaten": item.totals_dropped,
        "totaal": item.total,
        "eerste_dag": item.first.isoformat() if item.first else None,
        "laatste_dag": item.last.isoformat() if item.last else None,
        "periode": [day.isoformat() for day in item.period] if item.period else None,
        "per": item.step or None,
        "apart": dict(item.aside),
        "opmerkingen": list(item.notes),
        "titelregels": list(item.title),
        "afgeschermd": dict(item.masked),
        "rijen_afgeschermd": item.masked_rows,
        "voorbeeld": [dict(zip(item.mapping, map(_cell, row), strict=True)) for row in preview],
    }


def _cell(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def picture(item: SearchPicture) -> dict[str, Any]:
    """Return what residents search for."""
    return {
        "drempel": item.least,
        "zoekvragen": item.terms,
        "keren": item.count,
        "vergeleken": item.compared,
        "onderwerpen": [demand(one) for one in item.subjects],
        "zonder_onderwerp": {"keren": item.unmatched_count, "vragen": _term_counts(item.unmatched)},
        "nieuw_zonder_onderwerp": [
            {"vraag": one.text, "keren": one.times, "trend": one.trend} for one in item.rising
        ],
        "groepen_zonder_onderwerp": [
            {"woord": one.word, "keren": one.times, "vragen": list(one.terms)}
            for one in item.clusters
        ],
        "kansen": [
            {
                "vraag": one.text,
                "waarom": one.why,
                "vertoningen": one.shown,
                "kliks": one.clicks,
                "positie": one.position,
            }
            for one in item.chances
        ],
        "onder_drempel": {"zoekvragen": item.hidden, "keren": item.hidden_count},
    }


def demand(item: SubjectDemand) -> dict[str, Any]:
    """Return one subject."""
    return {
        "onderwerp": item.subject.id,
        "naam": item.subject.name,
        "thema": item.theme,
        "keren": item.count,
        "woorden": [_use(use) for use in item.uses],
        "vragen": _term_counts(item.examples),
        "mist_op_pagina": list(item.missing),
        "voorstel": _proposal(proposal(item)),
    }


def _use(use: WordUse) -> dict[str, Any]:
    return {
        "woord": use.word,
        "getypt": use.phrase,
        "van": "gemeente" if use.official else "inwoner",
        "keren": use.count,
        "trend": use.trend,
        "op_pagina": use.on_page,
        "in_titel": use.in_title,
    }


def _term_counts(terms: tuple[tuple[str, int], ...]) -> list[dict[str, Any]]:
    return [{"vraag": text, "keren": count} for text, count in terms]


def _proposal(item: TextProposal) -> dict[str, Any]:
    return {
        "titel": item.title,
        "intro": item.intro,
        "advertentie": {"koppen": list(item.headlines), "teksten": list(item.descriptions)},
        "brieftekst": item.letter,
    }


def legibility(item: Legibility) -> dict[str, Any]:
    """Return how a text reads."""
    return {
        "woorden": item.words,
        "zinnen": item.sentences,
        "lettergrepen": item.syllables,
        "flesch_douma": item.douma,
        "leesindex_a": item.brouwer,
        "oordeel": item.verdict,
        "lange_zinnen": list(item.long_sentences),
        "moeilijke_woorden": [
            {"woord": w["word"], "gewoon": w["plain"], "keren": w["count"]}
            for w in map(asdict, item.hard)
        ],
    }
