"""Which cases fit a question: the same track and phase, and then what they share with it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from engine.model import UNKNOWN
from listening import knowledge as vocabulary
from practice.model import FiledCase, PracticeCase


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked (slugs): a track and phases, and what else is known of the work.

    No phases are all of them, as an unknown track is every track.

    `subject` is a short name of the vocabulary, or as an organisation calls it.
    """

    track: str
    phases: Collection[str]
    stake: str = UNKNOWN
    age: str = UNKNOWN
    profile: str = UNKNOWN
    channels: Collection[str] = ()
    subject: str = ""


def fitting(cases: Iterable[FiledCase], wanted: Wanted) -> tuple[FiledCase, ...]:
    """Return the cases that fit, best first; of equal ones the newest, then by name.

    A case about other residents or with something else at stake than was asked does not fit.
    """
    able = [one for one in cases if _fits(one.case, wanted)]
    return tuple(sorted(able, key=lambda one: (*_rank(one.case, wanted), one.slug)))


def _fits(case: PracticeCase, wanted: Wanted) -> bool:
    return (
        _allows(case.tracks, wanted.track)
        and (not wanted.phases or not set(case.phases).isdisjoint(wanted.phases))
        and _allows(case.stakes, wanted.stake)
        and _allows(case.ages, wanted.age)
        and _allows(case.profiles, wanted.profile)
    )


def _allows(written: Collection[str], asked: str) -> bool:
    return asked == UNKNOWN or not written or asked in written


def _rank(case: PracticeCase, wanted: Wanted) -> tuple[int, ...]:
    """Return what puts a case in front: low is better."""
    shared = len(set(case.channels) & set(wanted.channels))
    exact = sum(
        asked in said
        for said, asked in (
            (case.stakes, wanted.stake),
            (case.ages, wanted.age),
            (case.profiles, wanted.profile),
        )
    )
    about = bool(wanted.subject) and is_about(case, wanted.subject)
    return (-about, -exact, -min(shared, 2), not case.first, not case.outcomes, -(case.year or 0))


def is_about(case: PracticeCase, subject: str) -> bool:
    """Tell whether a case is about a subject, by its short name or one of its names."""
    asked = subject.strip().casefold()
    subjects = vocabulary.load().subjects
    names = [
        name
        for slug in case.subjects
        for name in (
            slug,
            *([subjects[slug].plain, subjects[slug].name] if slug in subjects else []),
        )
    ]
    return asked in {name.casefold() for name in names}
