"""From ranking to roles: few channels, nobody forgotten."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.answer import Duty
from engine.model import Rulebook, Safeguard
from engine.score import Scored
from engine.selection import has

MAIN, SUPPORT, NET = "hoofdkanaal", "ondersteunend", "vangnet"
CANDIDATE, RATHER_NOT, CANNOT = "kandidaat", "ligt-niet-voor-de-hand", "kan-niet"
DECIDED = "{hoofd}"  # the main channel, in the sentence of a law that decides which it is
CHOSEN = (MAIN, SUPPORT, NET)


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates in rank order with their roles, and what applies to the chosen ones.

    `met` names for each applying requirement the channel that meets it (None: nobody can).
    """

    ranking: tuple[Scored, ...]
    roles: Mapping[str, str]
    applies: tuple[str, ...]
    met_by: Mapping[str, str | None]


def choose(
    book: Rulebook, candidates: Iterable[Scored], guard: Callable[[Iterable[str]], tuple[str, ...]]
) -> Choice:
    """Rank candidates and give roles; `guard` tells which safeguards apply to a chosen set."""
    ranking = tuple(sorted(candidates, key=lambda s: (-s.score, s.channel)))
    roles = first(book, [(item.channel, item.score) for item in ranking])
    met_by: dict[str, str | None] = {}
    while True:
        applies = guard(roles)
        new = [s for s in _requirements(book, applies) if s.id not in met_by]
        if not new:
            break
        for safeguard in new:
            met_by[safeguard.id] = _meet(book, safeguard, ranking, roles)
    _follow_the_law(book, applies, met_by, roles)
    for item in ranking:
        roles.setdefault(item.channel, RATHER_NOT if _against(book, item) else CANDIDATE)
    return Choice(ranking, roles, applies, met_by)


def _against(book: Rulebook, item: Scored) -> bool:
    """Tell whether these residents, or the task at hand, speak against a channel."""
    residents = item.resident <= book.constants["inwoners_tegen_totaal"]
    task = round(item.score - item.resident, 9) <= book.constants["ligt_niet_voor_de_hand"]
    return item.score < 0 and (residents or task)


def first(book: Rulebook, ranking: Iterable[tuple[str, float]]) -> dict[str, str]:
    """Return channel → role of the main and supporting channels of a ranking (channel, score).

    Another kind beside the main channel is a preference with a price: a channel of a kind that is
    there already counts as that much less.
    """
    ranked = list(ranking)
    roles = {channel: MAIN for channel, _ in ranked[:1]}
    while len(roles) < book.constants["beste"]:
        channel = _next(book, ranked, roles)
        if channel is None:
            break
        roles[channel] = SUPPORT
    return roles


def _next(
    book: Rulebook, ranked: Iterable[tuple[str, float]], chosen: Collection[str]
) -> str | None:
    """Return the channel that adds most to the chosen ones, when it adds anything (points)."""
    price, kinds = book.constants["prijs_zelfde_soort"], set(map(book.kind, chosen))
    best, most = None, 0.0
    for channel, score in ranked:
        if score <= most:
            break  # what follows ranks lower
        worth = round(score - price * (book.kind(channel) in kinds), 9)
        if worth > most and channel not in chosen:
            best, most = channel, worth
    return best


def decides(duty: Safeguard | Duty) -> bool:
    """Tell whether a law decides the main channel: its own sentence names it."""
    return duty.kind == "wet" and DECIDED in (duty.sentence or "")


def _follow_the_law(
    book: Rulebook,
    applies: Iterable[str],
    met_by: Mapping[str, str | None],
    roles: dict[str, str],
) -> None:
    """Make the channel main with which a law is met that decides what the main channel is."""
    lead = leader(book, applies, met_by)
    if lead:
        put_first(book, lead, met_by.values(), roles)


def leader(book: Rulebook, applies: Iterable[str], met_by: Mapping[str, str | None]) -> str | None:
    """Return the channel that law makes the main one, where it does."""
    ruling = [s.id for s in _requirements(book, applies) if decides(s)]
    return next((met_by[id_] for id_ in ruling if met_by.get(id_)), None)


def put_first(
    book: Rulebook, lead: str, needed: Iterable[str | None], roles: dict[str, str]
) -> None:
    """Make a channel main; what was main goes beside it, and what nobody needs makes room."""
    if roles.get(lead) == MAIN:
        return
    for slug, role in roles.items():
        roles[slug] = SUPPORT if role == MAIN else role
    roles[lead] = MAIN
    beside = [slug for slug, role in roles.items() if role == SUPPORT]
    spare = [slug for slug in beside if slug not in set(needed)]
    if len(beside) >= book.constants["beste"] and spare:
        roles[spare[-1]] = CANDIDATE


def _requirements(book: Rulebook, applies: Iterable[str]) -> list[Safeguard]:
    """Return the requirements that apply, law before recommendation."""
    now = set(applies)
    requirements = [s for s in book.safeguards if s.id in now and s.require]
    return sorted(requirements, key=lambda s: s.kind != "wet")


def _meet(
    book: Rulebook, safeguard: Safeguard, ranking: Sequence[Scored], roles: dict[str, str]
) -> str | None:
    """Return the channel that meets a requirement, adding one to the roles when needed."""

    def fits(slug: str) -> bool:
        wanted = (safeguard.require or {}).items()
        return all(has(book.channels[slug], key, value) for key, value in wanted)

    for slug in roles:
        if fits(slug):
            return slug
    for item in ranking:
        if item.channel not in roles and fits(item.channel):
            roles[item.channel] = NET
            return item.channel
    return None
