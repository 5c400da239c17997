"""From ranking to roles: few channels, nobody forgotten."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.model import Rulebook, Safeguard
from engine.score import Scored
from engine.selection import has

MAIN, SUPPORT, NET = "hoofdkanaal", "ondersteunend", "vangnet"
CANDIDATE, RATHER_NOT, CANNOT = "kandidaat", "liever-niet", "kan-niet"
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
    limit = book.constants["liever_niet_totaal"]
    for item in ranking:
        down = item.score < 0 and item.resident <= limit
        roles.setdefault(item.channel, RATHER_NOT if down else CANDIDATE)
    return Choice(ranking, roles, applies, met_by)


def first(book: Rulebook, ranking: Iterable[tuple[str, float]]) -> dict[str, str]:
    """Return channel → role of the main and supporting channels of a ranking (channel, score)."""
    roles: dict[str, str] = {}
    kinds: set[str] = set()
    for channel, score in ranking:
        kind = book.channels[channel].kind
        if not roles:
            roles[channel] = MAIN
        elif score > 0 and kind not in kinds and len(roles) < book.constants["beste"]:
            roles[channel] = SUPPORT
        else:
            continue
        kinds.add(kind)
    return roles


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
