"""A case of one's own to begin with: from an action that was measured, or from own research.

What only people know, such as for whom and which phase, stays open for them to fill in.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dutch import day_range, listing, percent
from engine.model import UNKNOWN, Rulebook
from engine.model.survey import Asked, Cells, OwnSurvey
from listening import knowledge as vocabulary
from listening.effects import returns, standing
from listening.effects.results import Result
from practice.exchange import LEAST

MOST = 3  # outcomes, and channels of a situation
MEASURED = "Eigen meting"
Tree = dict[str, Any]  # under the keys of a case


def of_action(book: Rulebook, result: Result, day: date) -> Tree:
    """Return what is known of a case about an action that was measured."""
    action = result.action
    slug = returns.channel(book, action.channel)
    known = vocabulary.load().subjects
    tree = _begun(book, action.name, action.start.year, MEASURED, day)
    tree |= {
        "onderwerpen": [action.subject] if action.subject in known else [],
        "kanalen": [slug] if slug else [],
        "voor_wie": action.group,
        "aanpak": f"{action.name}: {day_range(action.start, action.end)}.",
        "kosten": _cost(action.hours, action.cost),
        "opbrengst": _counts(result) + _effect(result),
    }
    return tree


def of_survey(book: Rulebook, own: OwnSurvey, day: date) -> Tree:
    """Return what is known of a case about own research: per situation what most chose."""
    when = day_range(own.about.start, own.about.end)
    tree = _begun(book, own.about.title, own.about.end.year, "Eigen onderzoek", day)
    told = [_choice(book, own, asked, cells) for asked, cells in list(own.rows.items())[:MOST]]
    chosen = [slug for cells in own.rows.values() for slug in _best(own, cells)]
    stakes = {asked.stake: None for asked in own.rows if asked.stake != UNKNOWN}
    tree |= {
        "trajecten": list(dict.fromkeys(asked.track for asked in own.rows)),
        "fasen": [slug for slug in book.phases if any(a.phase == slug for a in own.rows)],
        "belang": list(stakes),
        "kanalen": list(dict.fromkeys(chosen)),
        "voor_wie": "Alle inwoners",
        "aanpak": f"Inwoners vulden een vragenlijst in: {when}.",
        "opbrengst": told,
    }
    return tree


def _begun(book: Rulebook, title: str, year: int, source: str, day: date) -> Tree:
    name = book.organisation.name if book.organisation else ""
    return {
        "titel": title,
        "organisatie": name,
        "jaar": str(year),
        "trajecten": [],
        "fasen": [],
        "belang": [],
        "bron": {"titel": source, "maker": name, "jaar": str(year), "soort": "organisatie",
                 "gelezen": day.isoformat()},
    }  # fmt: skip


def _cost(hours: float | None, euro: float | None) -> Tree:
    parts = {"uren": hours, "euro": euro}
    return {key: f"{value:g}" for key, value in parts.items() if value is not None}


def _counts(result: Result) -> list[Tree]:
    action = result.action
    counted = {
        "Bereikt": action.reached,
        "In contact": action.contact,
        "Geholpen": action.helped,
    }
    return [
        {"tekst": f"{name}: {n} inwoners.", "n": str(n), "gemeten": "eigen telling"}
        for name, n in counted.items()
        if n is not None and n >= LEAST
    ]


def _effect(result: Result) -> list[Tree]:
    effect = result.effect
    if effect.ratio is None:
        return []
    how = f"reeks ‘{result.action.series}’, {effect.days_after} dagen"
    return [{"tekst": standing.change(effect), "gemeten": how}]


def _best(own: OwnSurvey, cells: Mapping[str, Cells]) -> list[str]:
    at = own.place(UNKNOWN, UNKNOWN)
    return sorted(cells, key=lambda slug: (-float(cells[slug].share[at]), slug))[:MOST]


def _choice(book: Rulebook, own: OwnSurvey, asked: Asked, cells: Mapping[str, Cells]) -> Tree:
    at = own.place(UNKNOWN, UNKNOWN)
    shares = [
        f"{book.channels[slug].name} {percent(float(cells[slug].share[at]))}"
        for slug in _best(own, cells)
        if slug in book.channels
    ]
    phase = book.phases[asked.phase].name.lower()
    text = f"Bij {phase} kozen de meeste inwoners voor {listing(shares)}."
    return {"tekst": text, "n": str(own.about.n), "gemeten": f"vragenlijst, {own.about.mode}"}
