"""Whether the advice knows these residents: a reason about them for the main channel, or not."""

from collections.abc import Iterable

from engine.answer import Ranked
from engine.argument.naming import audience, first_choice, subjects
from engine.argument.reasons import counted
from engine.model import UNKNOWN, Rulebook, Situation
from engine.wording import fill

TASK = "taak"


def asked(situation: Situation) -> bool:
    """Tell whether anything was said of these residents."""
    return (situation.age, situation.profile) != (UNKNOWN, UNKNOWN)


def known(picks: Iterable[Ranked]) -> bool:
    """Tell whether a reason about these residents counts for the main channel, or an even one."""
    even, _ = first_choice(picks)
    return any(reason.dimension != TASK for row in even for _, reason in counted(row))


def silence(book: Rulebook, situation: Situation, picks: Iterable[Ranked]) -> str:
    """Return that nothing is known of these residents with the main channel, or nothing."""
    rows = tuple(picks)
    if not asked(situation) or known(rows):
        return ""
    words = {"wie": audience(book, situation), "hoofd": subjects(book, first_choice(rows)[0])}
    return fill(book.texts["niets_over_hen"], **words)
