"""A good set quickly: add the best channel, then swap, as a start for the solver."""

from collections.abc import Callable, Iterable, Iterator

from plans.choice.value import Stage

Key = tuple[int, float]


def merit(stage: Stage, chosen: Iterable[str]) -> Key:
    """Return what makes a set better, lowest first: cells below the floor, then minus the value."""
    picked = tuple(chosen)
    return len(stage.missed_places(picked)), -round(stage.total(picked), 12)


def improve(stage: Stage, start: Iterable[str], most: int | None = None) -> tuple[str, ...]:
    """Return an allowed set from which no single addition or swap is better."""
    kept = frozenset(start)
    while True:
        better = _first(stage, kept, most)
        if better is None:
            return in_order(stage, kept)
        kept = better


def in_order(stage: Stage, chosen: Iterable[str]) -> tuple[str, ...]:
    """Return a set in the order of the knowledge."""
    picked = set(chosen)
    return tuple(slug for slug in stage.channels if slug in picked)


def neighbours(stage: Stage, chosen: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield every set with one channel more, or one swapped for another."""
    others = [slug for slug in stage.channels if slug not in chosen]
    for slug in others:
        yield chosen | {slug}
    for gone in in_order(stage, chosen):
        for slug in others:
            yield (chosen - {gone}) | {slug}


def _first(stage: Stage, kept: frozenset[str], most: int | None) -> frozenset[str] | None:
    allowed: Callable[[frozenset[str]], bool] = lambda s: stage.allows(s, most)  # noqa: E731
    options = [s for s in neighbours(stage, kept) if allowed(s)]
    best = min(options, key=lambda s: merit(stage, s), default=None)
    return best if best is not None and merit(stage, best) < merit(stage, kept) else None
