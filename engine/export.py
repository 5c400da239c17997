"""Advice → plain data with Dutch keys, for JSON, receipts and comparison."""

from typing import Any

from engine.answer import Advice, Duty, Ranked, Statement
from engine.knowledge import organisation
from engine.model import Rulebook, Situation
from engine.roles import CHOSEN


def advice(book: Rulebook, answer: Advice) -> dict[str, Any]:
    """Return the whole advice as JSON-ready data."""
    return {
        "situatie": answer.situation.facts(),
        "conclusie": answer.conclusion,
        "voorzichtig": answer.weak,
        "zekerheid": answer.certainty,
        "gebaseerd_op": answer.based_on,
        "aandeel_in_gewicht": answer.shares,
        "kanalen": [
            channel(book, row) | {"eigen_bevindingen": own_findings(answer, row)}
            for row in answer.channels
        ],
        "moet": [duty(d) for d in answer.duties if d.kind == "wet"],
        "aanbevolen": [duty(d) for d in answer.duties if d.kind != "wet"],
        "motieven": [statement(s) for s in answer.motives],
        "verwachtingen": [statement(s) for s in answer.expectations],
        "wie_mis_je": [
            {"wie": m.who, "omdat": m.because, "doe": m.remedy, "bron": m.sources}
            for m in answer.blind_spots
        ],
        "wat_het_model_niet_ziet": [m.because for m in answer.limits],
        "boodschap": {word: [statement(s) for s in of] for word, of in answer.message.items()},
        "uitleg": list(answer.defence),
        "waarom_niet": [{"kanaal": slug, "antwoord": text} for slug, text in answer.why_not],
        "afgeleid": [
            {"feit": d.fact, "waarde": d.value, "door": d.by, "omdat": because}
            for d, because in answer.derived
        ],
        "kanttekeningen": list(answer.notes),
        "verantwoording": receipt(book, answer),
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


def own_findings(answer: Advice, row: Ranked) -> list[dict[str, Any]]:
    """Return what the organisation measured for a channel; it counts in no figure."""
    findings = [one for one in answer.own_findings if one.channel == row.channel]
    return [one.model_dump(by_alias=True, mode="json", exclude={"channel"}) for one in findings]


def duty(item: Duty) -> dict[str, Any]:
    """Return one safeguard that applies."""
    return {
        "regel": item.rule,
        "eis": item.require,
        "omdat": item.because,
        "bron": list(item.sources),
        "voldaan_door": item.met_by,
    }


def statement(item: Statement) -> dict[str, Any]:
    """Return a claim; a text of "niet gepubliceerd" where nothing is published."""
    text = item.text or "niet gepubliceerd"
    return {"over": item.about, "tekst": text, "bron": list(item.sources)}


def receipt(book: Rulebook, answer: Advice) -> dict[str, Any]:
    """Return what was asked and why it was answered so, enough to replay it."""
    weights = {r.id: r for r in book.rules}
    return {
        "situatie": answer.situation.facts(),
        "kennis": answer.digest,
        "motor": answer.engine,
        "datum": answer.date,
        "regels": [
            {"regel": id_, "gewicht": weights[id_].weight, "bron": list(weights[id_].sources)}
            for id_ in answer.fired
            if id_ in weights
        ],
        "afgeleid": [{"feit": d.fact, "waarde": d.value, "door": d.by} for d, _ in answer.derived],
        "waarborgen": [{"regel": d.rule, "voldaan_door": d.met_by} for d in answer.duties],
        "uitkomst": [
            {
                "kanaal": row.channel,
                "rol": row.role,
                "score": row.score,
                "zekerheid": row.certainty,
            }
            for row in answer.channels
        ],
        "wijzigingen_organisatie": organisation.changes(book),
    }


def situation(facts: dict[str, str]) -> Situation:
    """Return the Situation of a receipt; raises KeyError when an answer is missing."""
    return Situation(facts["traject"], facts["fase"], facts["leeftijd"], facts["profiel"])


def roles(answer: Advice) -> dict[str, str]:
    """Return channel → role of the chosen channels."""
    return {row.channel: row.role for row in answer.channels if row.role in CHOSEN}
