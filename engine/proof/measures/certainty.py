"""Whether the words that say how sure an advice is agree with the figure beside them."""

import re
from dataclasses import replace
from typing import NamedTuple

from engine.answer import Advice
from engine.argument.sureness import HOW_OFTEN, SELDOM, figure
from engine.model import Rulebook
from engine.proof.measures.measure import Inquiry, Measure, none_of, place

CAUTIOUS, FAIR = "voorzichtig", "redelijk"
WHOLE = 100  # figures are told of a hundred


class Cover(NamedTuple):
    """A word with the figures it may stand beside, both ends included."""

    word: str
    low: int
    high: int


def word_and_figure_agree(inquiry: Inquiry) -> Measure:
    """Let every word stand beside figures of its own, and print which those are."""
    shares = [(_hundredths(a), a) for a in inquiry.advices if a.argument.sureness.word != "wet"]
    covers = (*_words(inquiry.book), *_adverbs(inquiry.book))
    misses = [
        f"{place(a)}: “{cover.word}” bij {share} van de 100"
        for share, a in shares
        for cover in covers
        if _uses(a, cover.word) and not cover.low <= share <= cover.high
        if not (share < cover.low and cover.word == FAIR and _close(inquiry.book, a))
    ]
    measure = none_of("het woord van zekerheid past bij het cijfer", misses, len(shares))
    spreads = [(c.word, [share for share, a in shares if _uses(a, c.word)]) for c in covers]
    ranges = (f"{word} {min(of)}-{max(of)}" for word, of in spreads if of)
    return replace(measure, outcome=f"{measure.outcome}; {', '.join(ranges)}")


def knowing_more_is_never_weaker(inquiry: Inquiry) -> Measure:
    """Let no advice be "voorzichtig" where one that knows less is not, or a lower figure is not."""
    words = {a.situation: a.argument.sureness.word for a in inquiry.advices}
    lowest = min(_hundredths(a) for a in inquiry.advices if _firm(inquiry.book, a))
    cautious = [a for a in inquiry.advices if a.argument.sureness.word == CAUTIOUS]
    misses = [
        place(a)
        for a in cautious
        if _hundredths(a) > lowest
        or any(words.get(s, CAUTIOUS) != CAUTIOUS for s in a.situation.less_specific())
    ]
    measure = none_of("meer weten leest nooit als zwakker", misses, len(inquiry.advices))
    close = len([a for a in inquiry.advices if _close(inquiry.book, a)])
    outcome = f"{len(cautious)} keer “voorzichtig”, {close} keer springt er geen middel uit"
    return replace(measure, outcome=f"{measure.outcome}; {outcome}")


def _firm(book: Rulebook, advice: Advice) -> bool:
    """Tell whether an advice is sure of its main channel by its figure alone."""
    return advice.argument.sureness.word in ("redelijk", "stevig") and not _close(book, advice)


def _close(book: Rulebook, advice: Advice) -> bool:
    """Tell whether an advice says that no channel stands out, so that none is called sure of."""
    text, said = advice.argument.sureness.text, ("zeker_dichtbij", "zeker_geen_uitschieter")
    return any(text.startswith(book.texts[name].split("{")[0]) for name in said)


def _hundredths(advice: Advice) -> int:
    return round(WHOLE * figure(advice.picks()))


def _uses(advice: Advice, word: str) -> bool:
    """Tell whether an advice uses a word: as its one word, or in the sentences after it."""
    sure = advice.argument.sureness
    plain = " ".join(re.findall(r"\w+", sure.text))
    return word == sure.word or f" {word} " in f" {plain} "


def _words(book: Rulebook) -> tuple[Cover, ...]:
    """Return the one word of an advice; what rests on craft is not called firm at any figure."""
    fair, firm = (_from(book, name) for name in ("redelijk_vanaf", "stevig_vanaf"))
    return (
        Cover(CAUTIOUS, 0, fair - 1),
        Cover(FAIR, fair, WHOLE),
        Cover("stevig", firm, WHOLE),
    )


def _adverbs(book: Rulebook) -> tuple[Cover, ...]:
    """Return how often, in a word: each begins where the one below it ends."""
    limits = sorted((_from(book, name), book.texts[text]) for name, text in HOW_OFTEN)
    starts = [(0, book.texts[SELDOM]), *limits]
    ends = [low - 1 for low, _ in limits] + [WHOLE]
    return tuple(Cover(word, low, high) for (low, word), high in zip(starts, ends, strict=True))


def _from(book: Rulebook, name: str) -> int:
    return round(WHOLE * book.constants[name])
