"""Outcome → argument: the whole advice in words."""

from collections.abc import Sequence

from engine.answer import BlindSpot, Duty, Ranked
from engine.argument.against import why_not
from engine.argument.basis import basis, change
from engine.argument.defence import defence
from engine.argument.headline import always, headline
from engine.argument.naming import situation_line
from engine.argument.parts import Argument
from engine.argument.reasons import backed, objection
from engine.argument.residents import silence
from engine.argument.sureness import sureness
from engine.model import Rulebook, Situation


def argue(
    book: Rulebook,
    situation: Situation,
    ranking: Sequence[Ranked],
    picks: Sequence[Ranked],
    duties: Sequence[Duty],
    blind_spots: Sequence[BlindSpot],
    weak: bool,
    settled: bool = False,
) -> Argument:
    """Return the argument for what was decided; `picks` are the chosen channels, main first.

    `settled` tells that an advice that knows less is no cautious one.
    """
    unknown = silence(book, situation, picks)
    sure = sureness(book, ranking, picks, duties, settled)
    rests = basis(book, picks, duties, weak, unknown)
    return Argument(
        situation=situation_line(book, situation),
        headline=headline(book, picks, duties),
        always=always(book, picks, duties),
        sureness=sure,
        basis=rests,
        change=change(book, ranking, picks, duties),
        reach=book.texts["geen_bereik"],
        defence=defence(book, situation, picks, duties, blind_spots, sure, rests),
        against={row.channel: backed(book, no) for row in picks if (no := objection(row))},
        why_not=why_not(book, ranking, situation.track),
    )
