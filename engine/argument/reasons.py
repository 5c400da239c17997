"""Which reasons count and how heavily, and what each rests on in one of four labels."""

from collections.abc import Iterable, Sequence

from engine.answer import Ranked, Reason
from engine.argument.parts import Backed
from engine.label import LABELS, label
from engine.local.local_words import OWN, RULES
from engine.model import Label, Rulebook
from engine.total import total

NATIONAL, LOCAL, LAW, _ = LABELS
RESEARCH = (NATIONAL, LOCAL)


def label_of(book: Rulebook, reason: Reason) -> Label:
    """Return what a reason rests on."""
    return label(book, reason.sources, reason.quality)


def backed(book: Rulebook, reason: Reason) -> Backed:
    """Return a reason as a sentence with what it rests on."""
    return Backed(reason.because, label_of(book, reason), reason.sources)


def counted(row: Ranked) -> list[tuple[float, Reason]]:
    """Return the reasons of a channel that count with their weight here, heaviest first.

    Where age and profile overlap, the reasons of the smaller of the two weigh half.
    """
    halved = half_dimension(row.reasons)
    weighed = [
        (reason.weight * share(row, reason, halved), reason)
        for reason in row.reasons
        if reason.counted and reason.quality
    ]
    return sorted(weighed, key=lambda pair: (-abs(pair[0]), pair[1].quality, pair[1].rule))


def share(row: Ranked, reason: Reason, halved: str | None) -> float:
    """Return how much of a reason's weight counts: less by overlap, or beside own research."""
    if reason.rule == OWN:
        return 1.0
    return row.rules * (0.5 if reason.dimension == halved else 1.0)


def half_dimension(reasons: Sequence[Reason]) -> str | None:
    """Return the dimension that counts half, when age and profile overlap."""
    if all(reason.quality or reason.rule == RULES for reason in reasons):
        return None
    totals = {
        d: abs(total(r.weight for r in reasons if r.counted and r.dimension == d))
        for d in ("leeftijd", "profiel")
    }
    return min(totals, key=lambda d: totals[d])


def lifting(row: Ranked) -> list[Reason]:
    """Return the reasons for a channel, heaviest first."""
    return [reason for weight, reason in counted(row) if weight > 0]


def objections(row: Ranked) -> list[Reason]:
    """Return the reasons against a channel, heaviest first."""
    return [reason for weight, reason in counted(row) if weight < 0]


def heaviest(row: Ranked) -> Reason | None:
    """Return the reason that lifts a channel most."""
    return next(iter(lifting(row)), None)


def objection(row: Ranked) -> Reason | None:
    """Return what speaks against a channel where that weighs more than anything for it."""
    first = next((pair for pair in counted(row)), None)
    return first[1] if first and first[0] < 0 else None


def weights(book: Rulebook, rows: Iterable[Ranked]) -> dict[Label, tuple[int, float]]:
    """Return label → how many distinct reasons of these channels, and the share of their weight."""
    rules: dict[Label, set[str]] = {name: set() for name in LABELS}
    points = dict.fromkeys(LABELS, 0.0)
    for row in rows:
        for weight, reason in counted(row):
            name = label_of(book, reason)
            rules[name].add(reason.rule)
            points[name] += abs(weight)
    whole = total(points.values()) or 1.0
    return {name: (len(rules[name]), points[name] / whole) for name in LABELS}
