"""A stand-in for the profile of a resident: trust in the municipality and involvement, ours.

Nobody has published how to give a person a profile. These two statements of the Burgerpeiling make
four groups; they are named as what was asked, and never as a profile.
"""

from dataclasses import replace

from engine.knowledge.own_survey import OwnSurvey
from engine.local.local_words import STAND_INS
from engine.model import UNKNOWN, Rulebook
from surveys.model import Answers

AGREES = 4  # on a scale of 1 (helemaal mee oneens) to 5 (helemaal mee eens)
LEAST, MOST = 1, 5
WORDS = {  # of a scale for agreeing, and of one for trust, from least to most
    1: ("helemaal mee oneens", "helemaal oneens", "zeer oneens", "helemaal niet mee eens",
        "heel weinig", "zeer weinig", "helemaal geen"),
    2: ("mee oneens", "oneens", "niet mee eens", "weinig", "niet veel"),
    3: ("niet eens en niet oneens", "niet eens, niet oneens", "niet mee eens, niet mee oneens",
        "neutraal", "niet veel en niet weinig", "niet veel, niet weinig"),
    4: ("mee eens", "eens", "veel"),
    5: ("helemaal mee eens", "helemaal eens", "zeer eens", "heel veel", "zeer veel"),
}  # fmt: skip
SILENT = ("weet niet", "weet ik niet", "geen mening", "geen antwoord", "wil niet", "n.v.t.")
_SCORES = {word: score for score, words in WORDS.items() for word in words}
NAMES = STAND_INS


def score_of(answer: str) -> int | None:
    """Return 1-5 of an answer in figures or words; None for who does not know or say.

    Raises ValueError for an answer that is neither.
    """
    word = " ".join(answer.lower().removesuffix(" vertrouwen").split())
    if not word or word.startswith(SILENT):
        return None
    score = int(word) if word.isascii() and word.isdecimal() and len(word) == 1 else 0
    score = _SCORES.get(word, score)
    if not LEAST <= score <= MOST:
        raise ValueError(answer)
    return score


def stand_in(trust: int | None, involvement: int | None) -> str:
    """Return the group of a resident by two scores, UNKNOWN when one is missing."""
    if trust is None or involvement is None:
        return UNKNOWN
    order = tuple(NAMES)
    return order[2 * (trust < AGREES) + (involvement < AGREES)]


def beside_age(answers: Answers, book: Rulebook) -> tuple[Answers, tuple[str, ...]]:
    """Return answers with the groups that are told apart beside age, and which those are.

    Profiles, where that of anybody is known or nobody answered the statements; else the stand-ins,
    put in the place of profiles.
    """
    known = any(profile != UNKNOWN for profile in answers.profiles)
    if known or all(one == UNKNOWN for one in answers.stand_ins):
        return answers, tuple(book.profiles)
    return replace(answers, profiles=answers.stand_ins), tuple(NAMES)


def instead(own: OwnSurvey) -> bool:
    """Tell whether a survey has stand-ins in the place of profiles."""
    return own.profiles[0] in NAMES
