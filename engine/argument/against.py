"""Why not that channel: what stops it, what speaks against it, or what another does better."""

from collections.abc import Sequence

from engine.answer import Ranked, Reason
from engine.argument.naming import subjects, verbs
from engine.argument.parts import WhyNot
from engine.argument.reasons import label_of, lifting, objections
from engine.label import CRAFT
from engine.model import Rulebook
from engine.roles import CHOSEN, MAIN, SUPPORT
from engine.wording import fill, upper

ASKED = 3


def why_not(book: Rulebook, ranking: Sequence[Ranked], track: str) -> tuple[WhyNot, ...]:
    """Return the answers for the channels that get asked about and are not chosen."""
    rows = {row.channel: row for row in ranking}
    chosen = {row.channel for row in ranking if row.role in CHOSEN}
    asked = [slug for slug in book.words.often_asked.get(track, ()) if slug not in chosen]
    answers: list[WhyNot] = []
    for slug in asked[:ASKED]:
        answers.append(answer(book, ranking, rows[slug], [one.text for one in answers]))
    return tuple(answers)


def answer(
    book: Rulebook, ranking: Sequence[Ranked], row: Ranked, before: Sequence[str] = ()
) -> WhyNot:
    """Return why a channel is not chosen, in other words than answers before it, if it can."""
    if row.refusal is not None:
        return WhyNot(row.channel, row.refusal, None, (), "kan-niet")
    worst = next(iter(objections(row)), None)
    if worst:
        label = label_of(book, worst)
        return WhyNot(row.channel, worst.because, label, worst.sources, "tegen")
    better = _better(book, ranking, row)
    return next((one for one in better if one.text not in before), better[0])


def _better(book: Rulebook, ranking: Sequence[Ranked], row: Ranked) -> list[WhyNot]:
    """Return what chosen channels have here that this one lacks; first of its own kind."""
    own = {reason.rule for reason in row.reasons}
    kind = book.channels[row.channel].kind
    chosen = [one for one in ranking if one.role in (MAIN, SUPPORT)]
    chosen.sort(key=lambda one: (book.channels[one.channel].kind != kind, one.role != MAIN))
    pairs = [(one, r) for one in chosen for r in lifting(one) if r.rule not in own]
    pairs = pairs or [(one, r) for one in chosen for r in lifting(one)]
    if not pairs:
        return [WhyNot(row.channel, book.texts["waarom_niet_gelijk"], CRAFT, (), "beter")]
    return [_as_better(book, row, one, reason) for one, reason in pairs]


def _as_better(book: Rulebook, row: Ranked, one: Ranked, reason: Reason) -> WhyNot:
    words = verbs(book, [one]) | {"ander": upper(subjects(book, [one])), "reden": reason.because}
    text = fill(book.texts["waarom_niet_beter"], **words)
    return WhyNot(row.channel, text, label_of(book, reason), reason.sources, "beter")
