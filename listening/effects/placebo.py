"""The check on ourselves: how often an effect would have been named where there was no action."""

from dataclasses import replace
from datetime import date, timedelta

from listening.effects.effect import NOTHING, UNSURE, Effect, Placebo, Series, effect
from listening.effects.expected import Circumstances

HISTORY = 56  # days before the first moment
WEEK = timedelta(days=7)  # between moments; two with a control
MOST = 41  # moments: a year of weeks, less a history and an action
FEWEST = 10  # moments that can put an effect in doubt
DOUBT = 0.15  # of the moments: more than this is no chance any more
CLEAN_FEWEST, CLEAN = 20, 0.10  # moments, and the part of them that may have been named


def checked(
    measured: Effect,
    series: Series,
    start: date,
    end: date,
    control: Series | None = None,
    around: Circumstances = NOTHING,
) -> Effect:
    """Return an effect with the check on its own history; without a word where that fails."""
    if measured.ratio is None:
        return measured
    check = placebo(series, start, end, control, around)
    why = "Zonder actie zou ik hier te vaak iets noemen." if is_doubtful(check) else measured.why
    word = UNSURE if is_doubtful(check) else measured.word
    return replace(measured, placebo=check, word=word, why=why)


def placebo(
    series: Series,
    start: date,
    end: date,
    control: Series | None = None,
    around: Circumstances = NOTHING,
) -> Placebo:
    """Return how many moments before `start` would have got a word, as long as the action was.

    A moment in which something else happened is no moment without an action.
    """
    first = min(series) + timedelta(days=HISTORY)
    length = end - start
    words: list[str] = []
    step = WEEK if control is None else 2 * WEEK  # a control takes twice the time
    moment = start - length - timedelta(days=1)
    while moment >= first and len(words) < MOST:
        last = moment + length
        if not any(begin <= last and (stop or last) >= moment for begin, stop in around.events):
            outcome = effect(series, moment, last, control, around)
            words += [outcome.word] if outcome.ratio is not None else []
        moment -= step
    return Placebo(len(words), sum(word != UNSURE for word in words))


def is_doubtful(check: Placebo) -> bool:
    """Tell whether too many moments without an action would have got a word."""
    return check.moments >= FEWEST and check.named > DOUBT * check.moments


def is_clean(check: Placebo | None) -> bool:
    """Tell whether there were moments enough, and hardly one would have got a word."""
    return (
        check is not None and check.moments >= CLEAN_FEWEST and check.named <= CLEAN * check.moments
    )
