"""A page title, introduction, search advertisement and letter in the words residents use.

The word that is searched most leads, whoever it is of, as it is typed. Written from what was
measured and what the vocabulary says; a proposal, which a person judges.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dutch import listing
from listening.model import DESCRIPTION, HEADLINE, WordUse
from listening.uses import SubjectDemand

TITLE = 60  # characters of a title that a search engine shows whole
HEADLINES, DESCRIPTIONS = 15, 4  # what an advertisement of Google takes
LONGEST_WORD = 40  # characters of a word that can stand in a sentence
GENERAL = (
    "Lees wat je kunt doen",
    "Regel het online of bel ons",
    "Bekijk hoe het werkt",
    "Stel je vraag aan ons",
    "Kijk op onze website",
    "Bel ons of kom langs",
    "Informatie van je gemeente",
    "Lees wat je nodig hebt",
)
SENTENCES = (
    "Lees wat je kunt doen. Regel het online of bel ons.",
    "Op onze website lees je hoe het werkt en wat je nodig hebt.",
    "Heb je een vraag? Bel ons of kom langs. We kijken met je mee.",
)


@dataclass(frozen=True, slots=True)
class TextProposal:
    """Texts for one subject; headlines and descriptions fit the limits of Google Ads."""

    title: str
    intro: str
    headlines: tuple[str, ...]
    descriptions: tuple[str, ...]
    letter: str


def proposal(demand: SubjectDemand) -> TextProposal:
    """Return texts for a subject, with the words that came most and that the page misses first."""
    subject = demand.subject
    words = _telling(demand)
    official = (
        subject.name[:1].lower() + subject.name[1:]
        if not subject.name[:2].isupper()
        else subject.name
    )
    quoted = listing([f"‘{word}’" for word in words[:3]], "of")
    search = f" Zoek je op {quoted}? Dan ben je hier goed." if quoted else ""
    named = f" Wij noemen dit ook wel: {official}." if official != subject.plain.lower() else ""
    known = f"Misschien noem je het zelf {quoted}. " if quoted else ""
    return TextProposal(
        title=_title(demand),
        intro=f"{subject.offer}{search}{named}",
        headlines=_headlines(demand, words),
        descriptions=_descriptions(subject.offer, words),
        letter=(
            f"Beste inwoner,\n\n{subject.offer} {known}In onze brieven heet het {official}.\n\n"
            "Je hoeft het niet alleen uit te zoeken. Bel ons, kom langs of kijk op onze website."
            "\n\nMet vriendelijke groet"
        ),
    )


def _telling(demand: SubjectDemand) -> list[str]:
    """Return the words to use: what came most, then what the page misses, then the rest."""
    plain = demand.subject.plain.lower()
    phrases = _phrases(demand.uses)
    missing = _phrases(use for use in demand.uses if use.on_page is False and not use.official)
    order = dict.fromkeys((*phrases[:1], *missing, *phrases))
    return [word for word in order if word.lower() not in plain]


def _phrases(uses: Iterable[WordUse]) -> list[str]:
    return list(dict.fromkeys(use.phrase for use in uses if len(use.phrase) <= LONGEST_WORD))


def _title(demand: SubjectDemand) -> str:
    """Return the word that is searched most, and what the subject is called in plain words."""
    plain = demand.subject.plain
    first = next(iter(_phrases(demand.uses)), "")
    if not first or first.lower() in plain.lower():
        return plain
    both = f"{_capital(first)}: {_small(plain)}"
    return both if len(both) <= TITLE else _capital(first)


def _headlines(demand: SubjectDemand, words: list[str]) -> tuple[str, ...]:
    """Return headlines that fit: words as they are typed, what it is called, what to do."""
    known = {word.lower() for word in (*demand.subject.official, *demand.subject.resident)}
    typed = [_capital(_short(text, known)) for text in (*words, *demand.phrases)]
    names = [demand.subject.plain, demand.subject.name]
    own = [text for text in (*typed[:1], *names, *typed[1:]) if 0 < len(text) <= HEADLINE]
    kept = list(dict.fromkeys(own))[: HEADLINES - len(GENERAL) // 2]
    return tuple(dict.fromkeys((*kept, *GENERAL)))[:HEADLINES]


def _short(text: str, known: Collection[str]) -> str:
    """Return a text that is no headline as the first words of it that are a word by themselves."""
    words = text.split()
    starts = (" ".join(words[:most]) for most in range(len(words) - 1, 0, -1))
    return text if len(text) <= HEADLINE else next((s for s in starts if s in known), "")


def _descriptions(offer: str, words: list[str]) -> tuple[str, ...]:
    own = [
        f"Ook als je zoekt op {listing(words[:most], 'of')}." if words else "" for most in (2, 1)
    ]
    fitting = [text for text in own if 0 < len(text) <= DESCRIPTION][:1]
    return (offer, *fitting, *SENTENCES)[:DESCRIPTIONS]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """Return a text to stand behind a colon; a word in capitals keeps them."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
