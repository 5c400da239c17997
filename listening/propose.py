"""A page title, introduction, search advertisement and letter in the words residents use.

Written from what was measured and what the vocabulary says; a proposal, which a person judges.
"""

from dataclasses import dataclass

from dutch import listing
from listening.model import DESCRIPTION, HEADLINE
from listening.uses import SubjectDemand

TITLE = 60  # characters of a title that a search engine shows whole
HEADLINES = 3
GENERAL = ("Lees wat je kunt doen", "Regel het online of bel ons")


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
        title=_title(subject.plain, words),
        intro=f"{subject.offer}{search}{named}",
        headlines=_headlines(subject.plain, words),
        descriptions=_descriptions(subject.offer, words),
        letter=(
            f"Beste inwoner,\n\n{subject.offer} {known}In onze brieven heet het {official}.\n\n"
            "Je hoeft het niet alleen uit te zoeken. Bel ons, kom langs of kijk op onze website."
            "\n\nMet vriendelijke groet"
        ),
    )


def _telling(demand: SubjectDemand) -> list[str]:
    """Return the words to use: what the page misses first, then what came most."""
    plain = demand.subject.plain.lower()
    used = [use.word for use in demand.uses if not use.official]
    order = [*demand.missing, *(word for word in used if word not in demand.missing)]
    return [word for word in order if word.lower() not in plain]


def _title(plain: str, words: list[str]) -> str:
    title = plain
    for count in (1, 2):
        longer = f"{plain}: {listing(words[:count])}"
        if len(words) >= count and len(longer) <= TITLE:
            title = longer
    return title


def _headlines(plain: str, words: list[str]) -> tuple[str, ...]:
    asked = [f"{word[:1].upper()}{word[1:]}?" for word in words]
    fitting = [text for text in (plain, *asked, *GENERAL) if len(text) <= HEADLINE]
    return tuple(dict.fromkeys(fitting))[:HEADLINES]


def _descriptions(offer: str, words: list[str]) -> tuple[str, ...]:
    own = f"Ook als je zoekt op {listing(words[:2], 'of')}." if words else ""
    fitting = [
        text for text in (offer, own, ". ".join(GENERAL) + ".") if 0 < len(text) <= DESCRIPTION
    ]
    return tuple(fitting)[:2]
