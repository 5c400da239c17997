"""The defence: four sentences with which an advisor explains the choice to an alderman."""

from collections.abc import Sequence

from engine.answer import BlindSpot, Duty, Ranked, Reason
from engine.argument.naming import (
    audience,
    by_name,
    companions,
    deciding_law,
    first_choice,
    subjects,
    verbs,
)
from engine.argument.parts import Basis, Sureness
from engine.argument.reasons import LAW, RESEARCH, label_of, lifting
from engine.label import CRAFT
from engine.local.local_words import OWN
from engine.model import Rulebook, Situation
from engine.roles import NET
from engine.wording import cite, fill, upper

NAMED = 2  # groups that are missed and named
ORIGINS = {LAW: "herkomst_wet", CRAFT: "herkomst_vakkennis"}


def defence(
    book: Rulebook,
    situation: Situation,
    picks: Sequence[Ranked],
    duties: Sequence[Duty],
    blind_spots: Sequence[BlindSpot],
    sureness: Sureness,
    basis: Basis,
) -> tuple[str, str, str, str]:
    """Return what we choose for whom, the heaviest reason, how sure we are, and whom we miss."""
    return (
        _choice(book, situation, picks, duties),
        _reason(book, picks, basis),
        fill(book.texts[f"uitleg_{sureness.word}"], zin=sureness.text),
        _missed(book, picks, blind_spots),
    )


def _choice(
    book: Rulebook, situation: Situation, picks: Sequence[Ranked], duties: Sequence[Duty]
) -> str:
    texts = book.texts
    even, beside = first_choice(picks)
    words = {"wie": audience(book, situation), "hoofd": subjects(book, by_name(book, even))}
    law = deciding_law(duties)
    name = "uitleg_gelijk" if len(even) > 1 else "uitleg_keuze_wet" if law else "uitleg_keuze"
    sentences = [upper(fill(texts[name], **words))]
    if beside:
        sentences.append(fill(texts["uitleg_naast"], naast=upper(companions(book, beside))))
    for row in (row for row in picks if row.role == NET):
        net = verbs(book, [row]) | {"erbij": upper(subjects(book, [row]))}
        sentences.append(fill(texts["uitleg_erbij"], **net))
    return " ".join(sentences)


def _reason(book: Rulebook, picks: Sequence[Ranked], basis: Basis) -> str:
    """Return the heaviest reason by its own name, and what research adds to it."""
    texts = book.texts
    even, _ = first_choice(picks)
    reasons = sorted(
        (reason for row in even for reason in lifting(row)[:1]), key=lambda r: -r.weight
    )
    if not reasons:
        return texts["uitleg_geen_reden"]
    first = _named(book, reasons[0])
    residents = [r for row in even for r in row.reasons if r.rule == OWN]
    if residents and reasons[0].rule != OWN:
        return " ".join((first, *(r.because for r in residents[:1])))
    if label_of(book, reasons[0]) in RESEARCH:
        heavy = basis.shares[CRAFT] > 0.5
        return f"{first} {texts['uitleg_verder']}" if heavy else first
    research = next(
        (r for row in even for r in lifting(row) if label_of(book, r) in RESEARCH), None
    )
    if research is None:
        return f"{first} {texts['uitleg_zonder_onderzoek']}"
    added = fill(
        texts["uitleg_onderzoek"],
        reden=research.because,
        bron=cite(book, research.sources[0]),
    )
    return f"{first} {added}"


def _named(book: Rulebook, reason: Reason) -> str:
    """Return a reason with what it is: research of whom, law, or our own craft."""
    kind = label_of(book, reason)
    source = cite(book, reason.sources[0]) if reason.sources else ""
    origin = fill(book.texts[ORIGINS.get(kind, "herkomst_onderzoek")], soort=kind, bron=source)
    return f"{reason.because} {origin}"


def _missed(book: Rulebook, picks: Sequence[Ranked], blind_spots: Sequence[BlindSpot]) -> str:
    texts = book.texts
    spots = blind_spots[:NAMED]
    if not spots:
        return texts["uitleg_niemand"]
    sentences = [
        fill(texts["uitleg_missen"], wie=_small(spot.who), doe=_small(spot.remedy))
        for spot in spots[:1]
    ]
    sentences += [
        fill(texts["uitleg_ook_missen"], wie=_small(spot.who), doe=_small(spot.remedy))
        for spot in spots[1:]
    ]
    return " ".join(sentences)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
