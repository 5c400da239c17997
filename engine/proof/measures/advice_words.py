"""Whether the words of every advice agree with what was decided, and argue."""

import re
from collections.abc import Iterable, Iterator

from engine.answer import Advice
from engine.argument.naming import by_name, first_choice
from engine.argument.reasons import RESEARCH, heaviest, label_of, lifting, objection
from engine.argument.ribbon import ribbon
from engine.model import UNKNOWN, Rulebook
from engine.proof.check import broken_by
from engine.proof.measures.measure import SHOWN, Inquiry, Measure, none_of, place
from engine.proof.sentences import LONGEST, proviso, sentences, too_long
from engine.roles import MAIN
from engine.score import TASK

RANKS = re.compile(r"\bop plek \d|\bplek \d+ van|lijkt te veel op")
KNOWN_SHARE = 0.9
DISTINCT = 60


def one_main_channel(inquiry: Inquiry) -> Measure:
    """Headline, card, ribbon and defence name the same main channel and the same ties."""
    misses = [place(a) for a in inquiry.advices if not _agrees(inquiry.book, a)]
    what = "kop, kaart, reis en uitleg noemen hetzelfde hoofdkanaal en dezelfde gelijke kanalen"
    return none_of(what, misses, len(inquiry.advices))


def _agrees(book: Rulebook, advice: Advice) -> bool:
    even, _ = first_choice(advice.picks())
    channels = [book.channels[row.channel] for row in by_name(book, even)]
    marked = [piece.text.casefold() for piece in advice.argument.headline if piece.main]
    names = [{c.phrase.casefold(), c.beside.casefold()} for c in channels]
    same = len(marked) == len(names) and all(
        text in known for text, known in zip(marked, names, strict=True)
    )
    stop = ribbon(book, [advice], advice.situation.phase)[0]
    tie = len(even) > 1
    texts = (advice.argument.headline_text, advice.defence[0])
    return (
        sum(row.role == MAIN for row in advice.channels) == 1
        and same
        and _small(stop.channels) == _small(c.short for c in channels)
        and all(c.phrase.casefold() in advice.defence[0].casefold() for c in channels)
        and all(("even geschikt" in text) is tie for text in texts)
    )


def _small(names: Iterable[str]) -> list[str]:
    return [name.casefold() for name in names]


def heaviest_reason_first(inquiry: Inquiry) -> Measure:
    """Sentence 2 of the defence begins with the reason that weighs most, by its own name."""
    misses = [place(a) for a in inquiry.advices if not _begins_heaviest(inquiry.book, a)]
    what = "zin 2 van de uitleg noemt de zwaarste reden en waar die op rust"
    return none_of(what, misses, len(inquiry.advices))


def _begins_heaviest(book: Rulebook, advice: Advice) -> bool:
    even, _ = first_choice(advice.picks())
    tops = [reason for row in even if (reason := heaviest(row))]
    said = advice.defence[1]
    return any(
        said.startswith(reason.because)
        and ("wet" if label_of(book, reason) == "wet" else label_of(book, reason)) in said
        for reason in tops
    )


def why_not_argues(inquiry: Inquiry) -> Measure:
    """Every answer to "waarom niet" is a reason, never a rank."""
    misses = [
        f"{place(a)}: {said.channel}"
        for a in inquiry.advices
        for said in a.argument.why_not
        if len(said.text) < 20 or RANKS.search(said.text)
    ]
    asked = sum(len(a.argument.why_not) for a in inquiry.advices)
    return none_of("elke “waarom niet …?” krijgt een argument", misses, asked)


def missed_groups_differ(inquiry: Inquiry) -> Measure:
    """Who is missed follows from the chosen channels, so the texts differ."""
    texts = {tuple((m.who, m.remedy) for m in a.blind_spots) for a in inquiry.advices}
    outcome = f"{len(texts)} verschillende teksten"
    return Measure("wie mis je", f"minstens {DISTINCT}", outcome, len(texts) >= DISTINCT)


def what_speaks_against_is_said(inquiry: Inquiry) -> Measure:
    """Say of every chosen channel what weighs against it more than all that speaks for it."""
    rows = [(a, row) for a in inquiry.advices for row in a.picks() if objection(row)]
    hidden = [
        f"{place(a)}: {row.channel}" for a, row in rows if row.channel not in a.argument.against
    ]
    outcome = f"{len(rows)} gekozen kanalen, waarvan {len(hidden)} zonder dat de kaart het zegt"
    what = "zwaarste reden tegen een gekozen kanaal staat op de kaart"
    return Measure(what, "0 verzwegen", outcome, not hidden, tuple(hidden[:SHOWN]))


def reasons_about_these_residents(inquiry: Inquiry) -> Measure:
    """With age or profile chosen, the main channel has a reason about these residents."""
    asked = [
        a for a in inquiry.advices if (a.situation.age, a.situation.profile) != (UNKNOWN, UNKNOWN)
    ]
    misses = [place(a) for a in asked if not _about_residents(a)]
    share = 1 - len(misses) / len(asked)
    outcome = f"{len(asked) - len(misses)} van {len(asked)} ({100 * share:.0f} %)"
    what = "hoofdkanaal heeft een reden over deze inwoners"
    named = () if share >= KNOWN_SHARE else tuple(misses[:SHOWN])
    return Measure(what, "minstens 90 %", outcome, share >= KNOWN_SHARE, named)


def _about_residents(advice: Advice) -> bool:
    even, _ = first_choice(advice.picks())
    return any(r.dimension != TASK and r.counted and r.quality for row in even for r in row.reasons)


def research_is_told(inquiry: Inquiry) -> Measure:
    """Where research lifts the main channel, the defence tells it."""
    misses = [place(a) for a in inquiry.advices if _silent(inquiry.book, a)]
    what = "onderzoek naar het hoofdkanaal staat in de uitleg"
    return none_of(what, misses, len(inquiry.advices))


def _silent(book: Rulebook, advice: Advice) -> bool:
    even, _ = first_choice(advice.picks())
    studies = [r for row in even for r in lifting(row) if label_of(book, r) in RESEARCH]
    said = advice.defence[1]
    return bool(studies) and not any(r.because in said for r in studies)


def promises(inquiry: Inquiry) -> Measure:
    """How many promises are kept: those of before the first rule, and the later ones."""
    parts = [
        [not broken_by(inquiry.table, promise) for promise in promises]
        for promises in (inquiry.book.promises, inquiry.book.later_promises)
    ]
    outcome = ", ".join(f"{sum(part)} van {len(part)}" for part in parts if part)
    return Measure("beloften (van toen, en latere) die uitkomen", "geen", outcome, None)


def short_sentences(inquiry: Inquiry) -> Measure:
    """No sentence that an advice says is longer than one can say in a breath."""
    told = {one for advice in inquiry.advices for one in _sentences(advice)}
    long = sorted(filter(too_long, told), key=len, reverse=True)
    outcome = f"{len(long)} van {len(told)} verschillende zinnen"
    what = f"zinnen van een advies van meer dan {LONGEST} woorden"
    return Measure(what, "0", outcome, not long, tuple(long[:SHOWN]))


def no_provisos(inquiry: Inquiry) -> Measure:
    """No sentence that an advice says takes back what it says."""
    told = {one for advice in inquiry.advices for one in _sentences(advice)}
    unsure = sorted(filter(proviso, told))
    outcome = f"{len(unsure)} van {len(told)} verschillende zinnen"
    return Measure("voorbehoud in een zin", "0", outcome, not unsure, tuple(unsure[:SHOWN]))


def _sentences(advice: Advice) -> Iterator[str]:
    told = advice.argument
    texts = [told.headline_text, *told.always, told.sureness.text, told.basis.text, told.change]
    texts += [*told.defence, *(one.text for one in told.why_not)]
    for text in texts:
        yield from sentences(text)
