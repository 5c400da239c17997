"""Advice → plain data with Dutch keys, for JSON, receipts and comparison."""

from typing import Any

from engine.answer import Advice, Duty, Ranked, Said
from engine.choice import CHOSEN
from engine.knowledge import organisation
from engine.model import Rulebook, Situation


def advice(book: Rulebook, given: Advice) -> dict[str, Any]:
    """Return the whole advice as JSON-ready data."""
    return {
        "situatie": given.situation.facts(),
        "conclusie": given.conclusion,
        "voorzichtig": given.weak,
        "zekerheid": given.certainty,
        "gebaseerd_op": given.based_on,
        "aandeel_in_gewicht": given.shares,
        "kanalen": [
            channel(book, row) | {"eigen_bevindingen": measured(given, row)}
            for row in given.channels
        ],
        "moet": [duty(d) for d in given.duties if d.kind == "wet"],
        "aanbevolen": [duty(d) for d in given.duties if d.kind != "wet"],
        "motieven": [said(s) for s in given.motives],
        "verwachtingen": [said(s) for s in given.expectations],
        "wie_mis_je": [
            {"wie": m.who, "omdat": m.because, "doe": m.remedy, "bron": m.sources}
            for m in given.missed
        ],
        "wat_het_model_niet_ziet": [m.because for m in given.limits],
        "boodschap": {word: [said(s) for s in of] for word, of in given.message.items()},
        "uitleg": list(given.defence),
        "waarom_niet": [{"kanaal": slug, "antwoord": text} for slug, text in given.why_not],
        "afgeleid": [
            {"feit": d.fact, "waarde": d.value, "door": d.by, "omdat": because}
            for d, because in given.derived
        ],
        "kanttekeningen": list(given.notes),
        "verantwoording": receipt(book, given),
    }


def channel(book: Rulebook, row: Ranked) -> dict[str, Any]:
    """Return one channel of an advice."""
    about = book.channels[row.channel]
    return {
        "kanaal": row.channel,
        "naam": about.name,
        "rol": row.role,
        "score": row.score,
        "geschiktheid": row.suitability,
        "geschiktheid_van_tot": None if row.low is None else [row.low, row.high],
        "zekerheid": row.certainty,
        "zekerheid_woord": row.certainty_word,
        "even_geschikt_met": list(row.even_with),
        "redenen": [
            {
                "regel": r.rule,
                "gewicht": r.weight,
                "omdat": r.because,
                "bron": list(r.sources),
                "kwaliteit": r.quality or None,
                "over": r.dimension,
                "telt_mee": r.counted,
            }
            for r in row.reasons
        ],
        "kan_niet_omdat": row.refusal,
        "hoe": list(about.how),
        "let_op": [{"tekst": c.text, "bron": list(c.sources)} for c in about.caution],
        "inzet": {"moeite": about.effort, "doorlooptijd": about.lead_time},
        "meet": about.measure,
        "stem_af_met": list(about.agree_with),
    }


def measured(given: Advice, row: Ranked) -> list[dict[str, Any]]:
    """Return what the organisation measured for a channel; it counts in no figure."""
    found = [one for one in given.measured if one.channel == row.channel]
    return [one.model_dump(by_alias=True, mode="json", exclude={"channel"}) for one in found]


def duty(given: Duty) -> dict[str, Any]:
    """Return one safeguard that applies."""
    return {
        "regel": given.rule,
        "eis": given.require,
        "omdat": given.because,
        "bron": list(given.sources),
        "voldaan_door": given.met_by,
    }


def said(given: Said) -> dict[str, Any]:
    """Return a claim; a text of "niet gepubliceerd" where nothing is published."""
    text = given.text or "niet gepubliceerd"
    return {"over": given.about, "tekst": text, "bron": list(given.sources)}


def receipt(book: Rulebook, given: Advice) -> dict[str, Any]:
    """Return what was asked and why it was answered so, enough to replay it."""
    weights = {r.id: r for r in book.rules}
    return {
        "situatie": given.situation.facts(),
        "kennis": given.digest,
        "motor": given.engine,
        "datum": given.date,
        "regels": [
            {"regel": id_, "gewicht": weights[id_].weight, "bron": list(weights[id_].sources)}
            for id_ in given.fired
            if id_ in weights
        ],
        "afgeleid": [{"feit": d.fact, "waarde": d.value, "door": d.by} for d, _ in given.derived],
        "waarborgen": [{"regel": d.rule, "voldaan_door": d.met_by} for d in given.duties],
        "uitkomst": [
            {
                "kanaal": row.channel,
                "rol": row.role,
                "score": row.score,
                "zekerheid": row.certainty,
            }
            for row in given.channels
        ],
        "wijzigingen_organisatie": organisation.changes(book),
    }


def situation(facts: dict[str, str]) -> Situation:
    """Return the Situation of a receipt; raises KeyError when an answer is missing."""
    return Situation(facts["traject"], facts["fase"], facts["leeftijd"], facts["profiel"])


def roles(given: Advice) -> dict[str, str]:
    """Return channel → role of the chosen channels."""
    return {row.channel: row.role for row in given.channels if row.role in CHOSEN}
