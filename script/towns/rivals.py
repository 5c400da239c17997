"""The ways to get from answers to what groups want: simple tables, and the estimate of ours."""

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

import numpy as np

from engine import UNKNOWN
from surveys.counts import count
from surveys.estimate.fitting import estimate
from surveys.estimate.shares import WITHIN_90
from surveys.model import Answers, Floats

RULES, OVERALL, AGE, PROFILE, RAW, OURS = (
    "rulebook only",
    "overall only",
    "age only",
    "profile only",
    "raw cells",
    "ours",
)


@dataclass(frozen=True, slots=True)
class Guess:
    """Shares with the interval, (situations, channels, ages, profiles); seconds of processor.

    `together` are share, low and high over (…, ages + all, profiles + all), of who makes them.
    """

    share: Floats
    low: Floats | None
    high: Floats | None
    seconds: float
    together: tuple[Floats, Floats, Floats] | None = None


def guesses(
    answers: Answers,
    slugs: tuple[tuple[str, ...], tuple[str, ...]],
    population: dict[str, float],
    points: Floats | None,
) -> dict[str, Guess]:
    """Return what each way makes of answers; `points` of the rulebook, where there is one."""
    ages, profiles = slugs
    shape = (len(answers.picks), len(_channels(answers)), len(ages), len(profiles))
    made: dict[str, Guess] = {}
    if points is not None:
        made[RULES] = Guess(points, None, None, 0.0)
    kinds: dict[str, Callable[[str, str], tuple[str, str]]] = {
        OVERALL: lambda _age, _profile: (UNKNOWN, UNKNOWN),
        AGE: lambda age, _profile: (age, UNKNOWN),
        PROFILE: lambda _age, profile: (UNKNOWN, profile),
        RAW: lambda age, profile: (age, profile),
    }
    for name, key in kinds.items():
        made[name] = _table(answers, ages, profiles, key)
    start = process_time()
    counts = count(answers, ages, profiles, population)
    learned = estimate(counts, np.zeros(shape) if points is None else points).shares
    took = process_time() - start
    together = learned.share, learned.low, learned.high
    own = [part[:, :, :-1, :-1] for part in together]
    made[OURS] = Guess(own[0], own[1], own[2], took, together)
    return made


def _channels(answers: Answers) -> tuple[str, ...]:
    return tuple(sorted({slug for offer in answers.offered.values() for slug in offer}))


def _table(
    answers: Answers,
    ages: tuple[str, ...],
    profiles: tuple[str, ...],
    key: Callable[[str, str], tuple[str, str]],
) -> Guess:
    """Return percentages of a table; a group without answers gets those of everybody."""
    start = process_time()
    channels = _channels(answers)
    share = np.zeros((len(answers.picks), len(channels), len(ages), len(profiles)))
    n = np.zeros_like(share)
    people = list(zip(answers.ages, answers.profiles, strict=True))
    for place, asked in enumerate(sorted(answers.picks)):
        rows: dict[tuple[str, str], list[Floats]] = {}
        for (age, profile), picks in zip(people, answers.picks[asked], strict=True):
            if picks is not None:
                row = np.array([slug in picks for slug in channels], dtype=np.float64)
                rows.setdefault(key(age, profile), []).append(row)
                rows.setdefault(("", ""), []).append(row)
        means = {group: (np.mean(those, axis=0), len(those)) for group, those in rows.items()}
        for a, age in enumerate(ages):
            for p, profile in enumerate(profiles):
                group = key(age, profile) if key(age, profile) != (UNKNOWN, UNKNOWN) else ("", "")
                share[place, :, a, p], n[place, :, a, p] = means.get(group, means["", ""])
    low, high = wilson(share, n)
    return Guess(share, low, high, process_time() - start)


def wilson(share: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Return the 90 % interval of shares of so many answers (Wilson, 1927)."""
    z = WITHIN_90
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    off = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return np.asarray(middle - off), np.asarray(middle + off)
