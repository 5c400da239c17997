"""Several answers in one cell → each answer, also where answers hold the separator themselves.

Google Forms joins with ", " what people chose, and an answer may hold ", " too: the longest answer
that fits goes first, and only the list of answers can tell.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

MOST_PIECES = 100  # answers in one cell


def cut(cell: str, separator: str, answers: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the answers in a cell, and the pieces of it that are none of them.

    `answers` are compared as they are; the longest goes first. A cell with far too many pieces is
    one piece that is no answer.
    """
    pieces = [piece.strip() for piece in cell.split(separator.strip() or " ")]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > MOST_PIECES:
        return [], [cell]
    known = {tuple(_pieces(answer, separator)): answer for answer in answers}
    longest = max(map(len, known), default=1)
    chosen: list[str] = []
    left: list[str] = []
    at = 0
    while at < len(pieces):
        for size in range(min(longest, len(pieces) - at), 0, -1):
            answer = known.get(tuple(pieces[at : at + size]))
            if answer is not None:
                chosen.append(answer)
                at += size
                break
        else:
            left.append(pieces[at])
            at += 1
    return chosen, left


def _pieces(answer: str, separator: str) -> list[str]:
    return [p for p in (piece.strip() for piece in answer.split(separator.strip() or " ")) if p]


def guess(cells: Iterable[str], separator: str) -> Counter[str]:
    """Return the likely answers in cells with how often each was chosen.

    Pieces that only ever stand together, in that order, are one answer with the separator in it.
    """
    rows = [_pieces(cell, separator)[:MOST_PIECES] for cell in cells]
    while True:
        counts = Counter(piece for row in rows for piece in row)
        pairs = Counter(pair for row in rows for pair in pairwise(row))
        joined = next(
            (
                pair
                for pair, times in pairs.items()
                if times > 1 and times == counts[pair[0]] == counts[pair[1]]
                and pair[1][:1].islower()
            ),
            None,
        )  # fmt: skip
        if joined is None:
            return counts
        rows = [_together(row, joined, separator) for row in rows]


def _together(row: list[str], pair: tuple[str, str], separator: str) -> list[str]:
    result: list[str] = []
    for piece in row:
        if result and (result[-1], piece) == pair:
            result[-1] = f"{pair[0]}{separator}{piece}"
        else:
            result.append(piece)
    return result
