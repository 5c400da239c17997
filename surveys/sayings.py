"""Answers → why residents choose, and what they expect: shares of at least fifty answers."""

from collections.abc import Iterator, Mapping

from engine.knowledge.own_survey import RAW_FROM, Asked, Saying
from engine.total import total
from surveys.model import Answers, Picks
from surveys.questions import phrases

MOTIVE, EXPECTATION = "motief", "verwachting"
PLACES = 3  # decimals of a share


def sayings(answers: Answers) -> tuple[Saying, ...]:
    """Return motives and expectations per situation, in the order of the questions."""
    words = phrases.load()
    texts = {
        MOTIVE: {one.id: one.text for one in words.motive.choices},
        EXPECTATION: {one.id: one.text for one in words.expectation.choices},
    }
    given = {MOTIVE: answers.motives, EXPECTATION: answers.expectations}
    return tuple(
        one
        for kind, by_asked in given.items()
        for asked, picks in by_asked.items()
        for one in _sayings_of(answers, kind, asked, picks, texts[kind])
    )


def _sayings_of(
    answers: Answers, kind: str, asked: Asked, picks: tuple[Picks, ...], texts: Mapping[str, str]
) -> Iterator[Saying]:
    weights = [(float(answers.weights[i]), one) for i, one in enumerate(picks) if one is not None]
    n, whole = int(round(len(weights), -1)), total(weight for weight, _ in weights)
    if len(weights) < RAW_FROM or not whole:
        return
    for slug, text in texts.items():
        part = total(weight for weight, one in weights if slug in one) / whole
        if part > 0:
            yield Saying(asked, kind, text, round(part, PLACES), n)
