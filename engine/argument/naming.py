"""Channels and residents in a sentence: names, numbers and what is chosen, in grammar from data."""

from collections.abc import Iterable, Sequence

from dutch import listing
from engine.answer import Duty, Ranked
from engine.model import UNKNOWN, Rulebook, Situation
from engine.roles import MAIN, SUPPORT, decides
from engine.wording import fill, upper

VERBS = {"blijft": "blijven", "hoort": "horen", "past": "passen", "valt": "vallen"}


def first_choice(picks: Iterable[Ranked]) -> tuple[list[Ranked], list[Ranked]]:
    """Return the main channel, or the even ones by name, and what is set beside it."""
    first = [row for row in picks if row.role in (MAIN, SUPPORT)]
    main = next(row for row in first if row.role == MAIN)
    even = [row for row in first if row is main or row.channel in main.even_with]
    return even, [row for row in first if row not in even]


def by_name(book: Rulebook, rows: Iterable[Ranked]) -> list[Ranked]:
    """Return channels in the order of the alphabet."""
    return sorted(rows, key=lambda row: book.channels[row.channel].beside.casefold())


def subjects(book: Rulebook, rows: Iterable[Ranked]) -> str:
    """Return channels as the subject of a sentence: "de brief en vindplaatsen"."""
    return listing([book.channels[row.channel].phrase for row in rows])


def companions(book: Rulebook, rows: Iterable[Ranked]) -> str:
    """Return channels as what is set beside another: "vindplaatsen en een brief"."""
    return listing([book.channels[row.channel].companion for row in rows])


def verbs(book: Rulebook, rows: Sequence[Ranked]) -> dict[str, str]:
    """Return for every verb in the texts the form that goes with these channels."""
    plural = len(rows) > 1 or book.channels[rows[0].channel].number == "meervoud"
    return {one: more if plural else one for one, more in VERBS.items()}


def deciding_law(duties: Iterable[Duty]) -> Duty | None:
    """Return the duty of law that decides which channel is the main one, if there is one."""
    return next((duty for duty in duties if decides(duty) and duty.met_by), None)


def audience(book: Rulebook, situation: Situation) -> str:
    """Return whom the advice is about, for use in a sentence."""
    texts = book.texts
    age, profile = book.ages[situation.age].name, book.profiles[situation.profile].name
    if situation.profile == UNKNOWN:
        known = situation.age != UNKNOWN
        return fill(texts["wie_leeftijd"], leeftijd=age) if known else texts["wie_alle"]
    if situation.age == UNKNOWN:
        return fill(texts["wie_profiel"], profiel=profile)
    return fill(texts["wie_beide"], leeftijd=age, profiel=profile)


def situation_line(book: Rulebook, situation: Situation) -> str:
    """Return the answers that were given, with a dot between: "Participatie · Actie"."""
    names = [book.tracks[situation.track].name, book.phases[situation.phase].name]
    names += [book.ages[situation.age].name] if situation.age != UNKNOWN else []
    names += [book.profiles[situation.profile].name] if situation.profile != UNKNOWN else []
    names += [book.stakes[situation.stake].name] if situation.stake != UNKNOWN else []
    return " · ".join(map(upper, names))
