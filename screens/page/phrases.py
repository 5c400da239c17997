"""How the pages on rules say things: conditions, points, situations and dates in plain Dutch."""

from collections.abc import Mapping

from documents.labels import lower
from dutch import listing, signed
from engine.model import DIMENSIONS, UNKNOWN, Condition, Example, Rulebook, Situation
from screens.page import address
from screens.page.markup import Html, tag

LOWERED = ("traject", "fase", "belang")  # names of profiles keep their capitals


def points(value: float) -> str:
    """Return points with their sign: "+1,5"."""
    return signed(value, short=True)


def condition(book: Rulebook, when: Condition) -> str:
    """Return when a rule holds: "geldt bij fase: terugkoppeling of afronding"."""
    if not when:
        return "geldt altijd"
    parts = [_one(book, key, tuple(values)) for key, values in when.items()]
    return f"geldt bij {'; '.join(parts)}"


def _one(book: Rulebook, key: str, values: tuple[str, ...]) -> str:
    names = _names(book, key)
    said = [names.get(value, value) for value in values]
    if key in LOWERED or key in book.words.facts:
        said = [lower(name) for name in said]
    return f"{lower(book.words.fact_names.get(key, key))}: {listing(said, 'of')}"


def _names(book: Rulebook, key: str) -> Mapping[str, str]:
    if key in DIMENSIONS:
        return address.options(book)[key]
    if key in book.words.facts:
        return book.words.facts[key]
    return {slug: channel.name for slug, channel in book.channels.items()}


def situation(book: Rulebook, asked: Situation) -> str:
    """Return a situation in words: "Participatie, actie & interactie, 75 jaar en ouder"."""
    names = [book.tracks[asked.track].name, lower(book.phases[asked.phase].name)]
    names += [book.ages[asked.age].name] if asked.age != UNKNOWN else []
    names += [book.profiles[asked.profile].name] if asked.profile != UNKNOWN else []
    names += [lower(book.stakes[asked.stake].name)] if asked.stake != UNKNOWN else []
    return ", ".join(names)


def advice_link(book: Rulebook, asked: Situation, new_tab: bool = False) -> Html:
    """Return a link to the advice of a situation."""
    href = f"./{address.query(asked)}"
    if not new_tab:
        return tag("a", situation(book, asked), href=href, target="_self")
    hidden = tag("span", " (opent nieuw tabblad)", class_="alleen-lezer")
    return tag("a", situation(book, asked), hidden, href=href, target="_blank", rel="noopener")


def answers(example: Example) -> Situation:
    """Return the situation an example asks about."""
    return example.situation.answers()


def short(digest: str) -> str:
    """Return the first characters of a version, enough to tell versions apart."""
    return digest[:12]
