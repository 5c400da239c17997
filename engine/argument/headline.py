"""The headline: which channels, with the main one marked, and what must not be forgotten."""

import re
from collections.abc import Mapping, Sequence

from engine.answer import Duty, Ranked
from engine.argument.naming import by_name, companions, deciding_law, first_choice
from engine.argument.parts import Piece
from engine.model import Rulebook
from engine.roles import DECIDED, NET, decides
from engine.wording import fill, upper


def headline(book: Rulebook, picks: Sequence[Ranked], duties: Sequence[Duty]) -> tuple[Piece, ...]:
    """Return the headline in pieces: the main channel, or the even ones, stand apart."""
    texts = book.texts
    even, beside = first_choice(picks)
    law = deciding_law(duties)
    if len(even) > 1:
        text = texts["kop_gelijk"] + _rest(book, beside)
        return _pieces(text, _even(book, even))
    name = {"hoofd": (Piece(book.channels[even[0].channel].phrase, main=True),)}
    if law and law.sentence:
        bare = {"hoofd": (Piece(book.channels[even[0].channel].beside, main=True),)}
        return _pieces(law.sentence + _rest(book, beside), bare)
    return _pieces(fill(texts["kop"], hoofd=DECIDED, naast=_with(book, beside)), name)


def always(book: Rulebook, picks: Sequence[Ranked], duties: Sequence[Duty]) -> tuple[str, ...]:
    """Return what must not be forgotten: what is always there, and what law asks in some cases."""
    nets = [book.channels[row.channel].always for row in picks if row.role == NET]
    law = [d.sentence for d in duties if d.kind == "wet" and d.sentence and not decides(d)]
    return (*nets, *law)


def _with(book: Rulebook, beside: Sequence[Ranked]) -> str:
    return fill(book.texts["kop_naast"], naast=companions(book, beside)) if beside else ""


def _rest(book: Rulebook, beside: Sequence[Ranked]) -> str:
    text = fill(book.texts["kop_rest"], naast=companions(book, beside)) if beside else ""
    return f" {text}" if text else ""


def _even(book: Rulebook, even: Sequence[Ranked]) -> dict[str, tuple[Piece, ...]]:
    """Return the names of even channels in the order of the alphabet, with words between them."""
    names = [book.channels[row.channel].phrase for row in by_name(book, even)]
    pieces = [Piece(upper(names[0]), main=True)]
    for name in names[1:]:
        pieces += [Piece(", " if name != names[-1] else " en "), Piece(name, main=True)]
    return {"gelijk": tuple(pieces)}


def _pieces(text: str, words: Mapping[str, tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """Return a text in which the words between braces are pieces of their own."""
    pieces: list[Piece] = []
    for part in re.split(r"(\{\w+\})", text):
        word = part.strip("{}") if part.startswith("{") else ""
        pieces += words[word] if word in words else [Piece(part)] if part else []
    return tuple(pieces)
