"""Advice → plain data with Dutch keys, for JSON, receipts and comparison.

The keys stand in engine/keys.py; an answer is not checked again, for it comes from us.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from engine import keys
from engine.answer import Advice, Duty, Ranked, Statement
from engine.argument import approach
from engine.keys import Part
from engine.knowledge import organisation
from engine.label import label
from engine.model import UNKNOWN, Channel, Claim, Rulebook, Situation
from engine.roles import CHOSEN

OWN_RESEARCH = "eigen_onderzoek"
UNPUBLISHED = "niet gepubliceerd"


def advice(book: Rulebook, answer: Advice) -> dict[str, Any]:
    """Return the whole advice as JSON-ready data."""
    data = keys.AdviceKeys.of(
        situation=facts(answer.situation),
        conclusion=answer.conclusion,
        weak=answer.argument.sureness.word == "voorzichtig",
        certainty=answer.certainty,
        certainty_word=answer.argument.sureness.word,
        basis=f"{answer.argument.basis.title}. {answer.argument.basis.text}",
        change=answer.argument.change,
        based_on=answer.based_on,
        shares=answer.shares,
        channels=tuple(_channel(book, answer, row) for row in answer.channels),
        must=tuple(_duty(duty) for duty in answer.duties if duty.kind == "wet"),
        advised=tuple(_duty(duty) for duty in answer.duties if duty.kind != "wet"),
        motives=tuple(map(_statement, answer.motives)),
        expectations=tuple(map(_statement, answer.expectations)),
        blind_spots=tuple(
            keys.BlindSpotKeys.of(
                who=spot.who, because=spot.because, remedy=spot.remedy, sources=spot.sources
            )
            for spot in answer.blind_spots
        ),
        limits=tuple(limit.because for limit in answer.limits),
        message={word: tuple(map(_statement, of)) for word, of in answer.message.items()},
        defence=answer.defence,
        why_not=tuple(
            keys.WhyNotKeys.of(channel=slug, answer=text) for slug, text in answer.why_not
        ),
        derived=tuple(
            keys.ExplainedKeys.of(
                fact=derived.fact, value=derived.value, by=derived.by, because=because
            )
            for derived, because in answer.derived
        ),
        notes=answer.notes,
        receipt=_receipt(book, answer),
    )
    if not book.surveys:  # answers of who has no own research stay as they were
        for row in data["kanalen"]:
            del row[OWN_RESEARCH]
    receipt = data["verantwoording"]
    receipt["zegel"] = seal(receipt)
    return data


def seal(receipt: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a receipt without its seal: it shows that nothing in it was changed.

    A number is written one way, for a browser writes 2.0 as 2.
    """
    bare = {key: _figures(value) for key, value in receipt.items() if key != "zegel"}
    canonical = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode(errors="replace")).hexdigest()


def _figures(value: Any) -> Any:
    if isinstance(value, str):  # as most are
        return value
    if isinstance(value, dict):
        return {key: _figures(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_figures(one) for one in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def facts(asked: Situation) -> Part:
    """Return the answers."""
    return keys.FactsKeys.of(**asked._asdict())


def effort(about: Channel) -> Part:
    """Return what a channel asks."""
    return keys.EffortKeys.of(effort=about.effort, lead_time=about.lead_time)


def caution(claims: tuple[Claim, ...]) -> tuple[Part, ...]:
    """Return what to look out for."""
    return tuple(keys.CautionKeys.of(text=claim.text, sources=claim.sources) for claim in claims)


def _channel(book: Rulebook, answer: Advice, row: Ranked) -> Part:
    about = book.channels[row.channel]
    ways = approach.approaches(book, answer.situation, row.channel)
    return keys.ChannelRowKeys.of(
        channel=row.channel,
        name=about.name,
        role=row.role,
        score=row.score,
        suitability=row.suitability,
        suitability_between=None if row.low is None else (row.low, row.high),
        certainty=row.certainty,
        certainty_word=row.certainty_word,
        even_with=row.even_with,
        reasons=tuple(
            keys.ReasonKeys.of(
                rule=reason.rule,
                weight=reason.weight,
                because=reason.because,
                sources=reason.sources,
                quality=reason.quality or None,
                label=label(book, reason.sources, reason.quality) if reason.quality else None,
                dimension=reason.dimension,
                counted=reason.counted,
            )
            for reason in row.reasons
        ),
        refusal=row.refusal,
        how=approach.how(ways),
        caution=caution(approach.caution(ways, about)),
        effort=effort(about),
        measure=approach.measure(ways),
        agree_with=about.agree_with,
        own_findings=own_findings(answer, row),
        own_research=tuple(
            keys.OwnResearchKeys.of(**one._asdict())
            for one in answer.own_research.get(row.channel, ())
        ),
    )


def own_findings(answer: Advice, row: Ranked) -> tuple[dict[str, Any], ...]:
    """Return what the organisation measured for a channel; it counts in no figure.

    The keys are those of its file.
    """
    findings = [one for one in answer.own_findings if one.channel == row.channel]
    return tuple(
        one.model_dump(by_alias=True, mode="json", exclude={"channel"}) for one in findings
    )


def _duty(item: Duty) -> Part:
    return keys.DutyKeys.of(
        rule=item.rule,
        require=item.require,
        because=item.because,
        sources=item.sources,
        met_by=item.met_by,
    )


def _statement(item: Statement) -> Part:
    """Return a claim; where nothing is published it says so."""
    return keys.StatementKeys.of(
        about=item.about, text=item.text or UNPUBLISHED, sources=item.sources
    )


def _receipt(book: Rulebook, answer: Advice) -> Part:
    rules = {rule.id: rule for rule in book.rules}
    return keys.ReceiptKeys.of(
        situation=facts(answer.situation),
        knowledge=answer.digest,
        engine=answer.engine,
        date=answer.date,
        rules=tuple(
            keys.FiredRuleKeys.of(rule=id_, weight=rules[id_].weight, sources=rules[id_].sources)
            for id_ in answer.fired
            if id_ in rules
        ),
        derived=tuple(
            keys.DerivedKeys.of(fact=derived.fact, value=derived.value, by=derived.by)
            for derived, _ in answer.derived
        ),
        duties=tuple(
            keys.MetDutyKeys.of(rule=duty.rule, met_by=duty.met_by) for duty in answer.duties
        ),
        results=tuple(
            keys.ResultKeys.of(
                channel=row.channel, role=row.role, score=row.score, certainty=row.certainty
            )
            for row in answer.channels
        ),
        changes=tuple(organisation.changes(book)),
        seal="",
    )


def situation(facts: dict[str, str]) -> Situation:
    """Return the Situation of a receipt; raises KeyError when an answer is missing.

    Those of before did not ask what is at stake.
    """
    asked = facts["traject"], facts["fase"], facts["leeftijd"], facts["profiel"]
    return Situation(*asked, facts.get("belang", UNKNOWN))


def roles(answer: Advice) -> dict[str, str]:
    """Return channel → role of the chosen channels."""
    return {row.channel: row.role for row in answer.channels if row.role in CHOSEN}
