"""Number plates of Dutch cars, in each order of letters and figures that they have had."""

import re
from collections.abc import Iterator
from itertools import groupby

from listening.personal import context

NAME = "kenteken"
SUSPECT = (
    "(?:kenteken|nummerplaat)[^0-9]{0,24}[0-9]|[a-z0-9] (?:kenteken|nummerplaat)|"
    "[0-9]-?[a-z]{2,3}-?[0-9]|[a-z]-?[0-9]{2,3}-?[a-z]|"
    "[0-9]-[a-z]{2}-[a-z]|[a-z]-[a-z]{2}-[0-9]|[a-z]-[0-9]{2}-[0-9]|[0-9]{2}-[0-9]{2}-[a-z]|"
    "[a-z]{3}-?[0-9]"
)
OLD, NEW = "bcdfghjklmnprstvwxz", "bdfghjklnprstvxz"  # no vowels, so no words
ORDERS = {
    OLD: ("XX99XX", "XXXX99", "99XXXX", "99XX99", "XX9999", "9999XX"),
    NEW: ("99XXX9", "9XXX99", "XX999X", "X999XX", "XXX99X", "X99XXX", "9XX999", "999XX9"),
}
CLEAR = ("99XXX9", "9XXX99", "XX999X", "X999XX", "XXX99X")  # without dashes nothing else


def _written(order: str, letters: str, between: str) -> str:
    """Return the pattern of an order; its groups stand apart: XX-99-XX."""
    pieces = [(mark, len(list(run))) for mark, run in groupby(order)]
    parts = [part for mark, size in pieces for part in _halves(mark, size)]
    return between.join(f"[{letters if mark == 'X' else '0-9'}]{{{size}}}" for mark, size in parts)


def _halves(mark: str, size: int) -> list[tuple[str, int]]:
    return [(mark, 2), (mark, 2)] if size == 4 else [(mark, size)]


def _any(between: str, orders: tuple[str, ...] | None = None) -> str:
    return "|".join(
        _written(order, letters, between)
        for letters, known in ORDERS.items()
        for order in known
        if orders is None or order in orders
    )


_C = "[a-z0-9]"
PIECE = re.compile(rf"(?<![a-z0-9-])(?:{_C}{{1,3}}-{_C}{{2,3}}-{_C}{{1,3}}|{_C}{{6}})(?![a-z0-9-])")
ALONE = re.compile(f"{_any('-')}|{_any('', CLEAR)}")
CALLED = context.after("kenteken|kentekens|nummerplaat", rf"(?:{_any('[ -]?')})(?![a-z0-9-])")
BEFORE = re.compile(
    rf"(?<![a-z0-9-])(?P<number>{_any('[ -]?')})[ :]{{1,3}}(?:kenteken|nummerplaat)(?![a-z])"
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where number plates stand."""
    yield from (match.span() for match in PIECE.finditer(text) if ALONE.fullmatch(match[0]))
    yield from context.numbers(CALLED, text)
    yield from context.numbers(BEFORE, text)
