"""Who is missed: what every chosen channel asks of a resident, against who lacks that."""

from collections.abc import Iterable, Mapping, Sequence

from dutch import listing
from engine.answer import BlindSpot, Ranked
from engine.model import Channel, Gap, Remedy, Rulebook, Situation
from engine.roles import CANNOT
from engine.wording import fill, upper

MOST = 4  # groups in one advice


def missed(
    book: Rulebook,
    situation: Situation,
    ranking: Sequence[Ranked],
    picks: Sequence[Ranked],
    applies: Iterable[str],
) -> tuple[BlindSpot, ...]:
    """Return the residents whom no chosen channel reaches, each with what helps here.

    Who lacks all that an earlier group lacks, and more, is not named again.
    """
    holds = set(applies)
    chosen = [row.channel for row in picks]
    able = {row.channel for row in ranking if row.role != CANNOT}.difference(chosen)
    gaps: list[Gap] = []
    for gap in book.gaps:
        new = not any(set(other.lacks) <= set(gap.lacks) for other in gaps)
        if gap.id in holds and new and obstacles(book, gap, chosen):
            gaps.append(gap)
    return tuple(_spot(book, situation, gap, chosen, able) for gap in gaps[:MOST])


def obstacles(book: Rulebook, gap: Gap, chosen: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return need → chosen channels that ask it of who lacks it; nothing where one reaches them."""
    stops: dict[str, list[str]] = {}
    for slug in chosen:
        need = next((need for need in gap.lacks if need in book.channels[slug].needs), None)
        if need is None:
            return {}
        stops.setdefault(need, []).append(slug)
    return stops


def remedy(book: Rulebook, situation: Situation, gap: Gap, able: Iterable[str]) -> Remedy | None:
    """Return the first remedy that serves here and reaches who is missed."""
    can, facts = set(able), situation.facts()
    for one in gap.remedies:
        here = all(facts[key] in values for key, values in one.when.items())
        if here and (one.channel is None or one.channel in can):
            return one
    return None


def reaches(book: Rulebook, gap: Gap, slug: str) -> bool:
    """Tell whether a channel asks nothing of what a group lacks."""
    return not set(gap.lacks) & set(book.channels[slug].needs)


def _spot(
    book: Rulebook, situation: Situation, gap: Gap, chosen: Sequence[str], able: Iterable[str]
) -> BlindSpot:
    stops = obstacles(book, gap, chosen)
    said = [_asked(book, need, [book.channels[s] for s in slugs]) for need, slugs in stops.items()]
    because = " ".join([*said, gap.because])
    best = remedy(book, situation, gap, able)
    text = best.text if best else book.texts["mis_je_anders"]
    return BlindSpot(gap.who, because, text, gap.sources)


def _asked(book: Rulebook, need: str, channels: Sequence[Channel]) -> str:
    """Return what these channels ask, in a sentence."""
    one = len(channels) == 1 and channels[0].number == "enkelvoud"
    text = book.texts["mis_je_vraagt" if one else "mis_je_vragen"]
    names = upper(listing([channel.phrase for channel in channels]))
    return fill(text, kanalen=names, wat=book.words.needs[need])
