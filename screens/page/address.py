"""Address ↔ answers: the link in the browser holds the whole situation, nothing else does."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlencode

from engine.model import DIMENSIONS, UNKNOWN, Rulebook, Situation
from screens.pages import EVIDENCE

REQUIRED = DIMENSIONS[:2]
CHANNEL = "kanaal"  # beside a situation: the channel that is explained
TITLES = {
    "traject": "Traject",
    "fase": "Fase",
    "leeftijd": "Leeftijd",
    "profiel": "Betrokkenheidsprofiel",
    "belang": "Wat staat er op het spel?",
}
NAMES = {
    "traject": "het traject",
    "fase": "de fase",
    "leeftijd": "de leeftijd",
    "profiel": "het profiel",
    "belang": "wat er op het spel staat",
}
SHOWN = 40  # characters of an unknown choice that are repeated on screen
Answers = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Strange:
    """A choice in the address that is not in the knowledge, and the name of what looks like it."""

    key: str
    value: str
    like: str | None

    def __str__(self) -> str:
        """Return it as a sentence, in the middle of a text."""
        said = f"{NAMES[self.key]} ‘{self.value}’ ken ik niet."
        return said + (f" Bedoelde je ‘{self.like}’?" if self.like else "")


@dataclass(frozen=True, slots=True)
class AddressAnswers:
    """The answers of an address (None: not chosen) and what was not understood."""

    answers: Answers
    strange: tuple[Strange, ...] = ()

    @property
    def situation(self) -> Situation | None:
        """Return the situation, when enough is chosen for an advice."""
        track, phase, *rest = (self.answers[key] for key in DIMENSIONS)
        if track is None or phase is None:
            return None
        return Situation(track, phase, *(answer or UNKNOWN for answer in rest))


def choices(book: Rulebook) -> dict[str, Mapping[str, object]]:
    """Return for every question slug → what may be answered."""
    return {
        "traject": book.tracks,
        "fase": book.phases,
        "leeftijd": book.ages,
        "profiel": book.profiles,
        "belang": book.stakes,
    }


def options(book: Rulebook) -> dict[str, dict[str, str]]:
    """Return for every question slug → name on screen, what is not known first."""
    return {
        key: {slug: str(getattr(of[slug], "name", slug)) for slug in _unknown_first(of)}
        for key, of in choices(book).items()
    }


def _unknown_first(slugs: Mapping[str, object]) -> list[str]:
    return sorted(slugs, key=lambda slug: slug != UNKNOWN)


def read(book: Rulebook, params: Mapping[str, str]) -> AddressAnswers:
    """Return what an address asks; a choice that is unknown counts as not chosen.

    So does what is at stake in the other track: whoever changes the track leaves it behind.
    """
    known = options(book)
    answers: dict[str, str | None] = {
        key: None if key in REQUIRED else UNKNOWN for key in DIMENSIONS
    }
    strange = []
    for key in DIMENSIONS:
        value = params.get(key, "").strip()
        if value in known[key]:
            answers[key] = value
        elif value:
            strange.append(Strange(key, value[:SHOWN], _like(value, known[key])))
    if answers["belang"] not in stakes(book, answers["traject"]):
        answers["belang"] = UNKNOWN
    return AddressAnswers(answers, tuple(strange))


def stakes(book: Rulebook, track: str | None) -> dict[str, str]:
    """Return slug → name of what can be at stake in a track; without one nothing is asked."""
    return {slug: book.stakes[slug].name for slug in book.stakes_of(track or "")}


def _like(value: str, names: Mapping[str, str]) -> str | None:
    slugs = get_close_matches(value.lower()[:SHOWN], names, n=1, cutoff=0.6)
    return names[slugs[0]] if slugs else None


def write(answers: Answers) -> dict[str, str]:
    """Return the parameters of an address; what is not chosen or not known is left out."""
    return {key: value for key in DIMENSIONS if (value := answers.get(key)) not in (None, UNKNOWN)}


def query(situation: Situation) -> str:
    """Return the address of a situation, from the question mark on."""
    return "?" + urlencode(write(situation.facts()))


def example(book: Rulebook) -> Situation:
    """Return the situation that shows a first visitor what an advice looks like."""
    return book.promises[0].situation.answers()


def href(page: str, values: Mapping[str, str]) -> str:
    """Return the address of a page with fields filled in."""
    given = {key: value for key, value in values.items() if value}
    return f"{page}?{urlencode(given)}" if given else page or "./"


def chain(facts: Mapping[str, str], channel: str = "") -> str:
    """Return the address of every step from a situation to its sources, for one channel."""
    known = {key: value for key, value in facts.items() if value != UNKNOWN}
    return href(EVIDENCE.address, {"deel": "keten", **known, CHANNEL: channel})
