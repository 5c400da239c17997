"""The cases of practice as the API tells them: those that fit what is asked, in plain data."""

from typing import Any

from engine import Situation, catalogue_keys
from engine.model import UNKNOWN, Rulebook
from practice import FiledCase, Wanted, fitting
from screens.page.cases import practice_shelf


def fitting_cases(book: Rulebook, asked: Situation) -> dict[str, Any]:
    """Return the cases that fit a situation, best first; what is unknown excludes none."""
    phases = [] if asked.phase == UNKNOWN else [asked.phase]
    wanted = Wanted(asked.track, phases, asked.stake, asked.age, asked.profile)
    cases = fitting(practice_shelf.shelf(book).cases, wanted)
    return catalogue_keys.PracticesKeys.of(cases=tuple(map(_case, cases)))


def _case(filed: FiledCase) -> dict[str, Any]:
    about = dict(filed.case)
    cost, source = about.pop("cost"), about.pop("source")
    outcomes = tuple(
        catalogue_keys.PracticeOutcomeKeys.of(text=one.text, n=one.n, measured=one.measured)
        for one in about.pop("outcomes")
    )
    del about["first"]
    return catalogue_keys.PracticeKeys.of(
        id=filed.slug,
        **about,
        cost=catalogue_keys.PracticeCostKeys.of(**dict(cost)) if cost else None,
        outcomes=outcomes,
        source=catalogue_keys.PracticeSourceKeys.of(
            **dict(source) | {"read": source.read.isoformat()}
        ),
        origin=filed.origin or None,
    )
