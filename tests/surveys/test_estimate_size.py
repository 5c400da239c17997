"""The largest survey there is: how long it takes, and that every machine keeps the same of it."""

import resource

import numpy as np
import pytest

from engine import UNKNOWN, Table
from surveys.estimate import fit
from surveys.model import Answers, Asked

PEOPLE, CHANNELS, PER_RESIDENT = 5_000, 35, 0.5
SECONDS = 5.0  # of one core


def largest(table: Table, people: int = PEOPLE, channels: int = CHANNELS) -> Answers:
    """Return answers to both tracks, each resident to about half of the situations."""
    chance = np.random.default_rng(2)
    book = table.book
    asked = [Asked(track, phase) for track in book.tracks for phase in book.phases]
    slugs = np.array(sorted(book.channels)[:channels])
    ages = [age for age in book.ages if age != UNKNOWN]
    profiles = [profile for profile in book.profiles if profile != UNKNOWN]
    age, profile = chance.integers(0, len(ages), people), chance.integers(0, len(profiles), people)
    by_age = chance.normal(0, 0.5, (len(ages), channels))
    picks = {}
    for one in asked:
        appeal = (
            chance.normal(0, 1, channels) + by_age[age] + chance.gumbel(size=(people, channels))
        )
        best = np.argsort(-appeal, axis=1)[:, :3]
        did = chance.random(people) < PER_RESIDENT
        picks[one] = tuple(
            frozenset(slugs[row].tolist()) if here else None
            for row, here in zip(best, did, strict=True)
        )
    return Answers(
        tuple(ages[at] for at in age),
        tuple(profiles[at] if at else UNKNOWN for at in profile),
        np.ones(people),
        picks,
        dict.fromkeys(asked, tuple(slugs.tolist())),
    )


@pytest.mark.exhaustive
def test_the_largest_survey_takes_seconds(table: Table) -> None:
    answers = largest(table)
    before = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    estimate = fit(answers, table, {})
    after = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    took = [end.ru_utime - start.ru_utime for start, end in zip(before, after, strict=True)]
    assert took[0] + took[1] < SECONDS
    assert len(estimate.cells) == 10
    assert all(len(of) == CHANNELS for of in estimate.cells.values())


@pytest.mark.exhaustive
@pytest.mark.parametrize("core", ["Prescott", "Nehalem", "Haswell"])
def test_another_machine_keeps_the_same(
    table: Table, core: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each kind of processor adds up in another order; what is kept is rounded past that."""
    answers = largest(table, 400, 12)
    here = fit(answers, table, {})
    monkeypatch.setenv("OPENBLAS_CORETYPE", core)
    there = fit(answers, table, {})
    assert (here.rules, here.rules_sd) == (there.rules, there.rules_sd)
    for asked, of in here.cells.items():
        for slug, cells in of.items():
            for name in ("shift", "sd", "share", "low", "high", "n"):
                one, other = (getattr(c, name) for c in (cells, there.cells[asked][slug]))
                assert np.array_equal(one, other), (asked, slug, name)
