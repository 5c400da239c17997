"""Answers → counts: per situation and group of residents, how many picked each channel.

A group is a way of knowing who answered: an age and a profile, or shares over them where a band
straddles ours or nothing was filled in. Weights come in through the effective number of answers
(Kish, 1965): (Σw)² / Σw², within a group, so that an answer that weighs ten is not ten answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.model import UNKNOWN
from surveys.model import Answers, Asked, Floats

SMOOTH = 8.0  # answers' worth of "age and profile have nothing to do with each other"
ROUNDS = 200  # of raking; on our sizes it stands still after some twenty


@dataclass(frozen=True, slots=True)
class PickCounts:
    """Who picked what, a row per situation and group; `ages` and `profiles` leave UNKNOWN out.

    `n` and `k` are shaped (rows, channels): effective answers and picks, 0 where a channel was
    not offered. `age_mix` and `profile_mix` say who the group of a row is, in shares. `joint` is
    the population over ages x profiles, and `answered` the people behind each asked situation
    over (ages, UNKNOWN) x (profiles, UNKNOWN).
    """

    asked: tuple[Asked, ...]
    channels: tuple[str, ...]
    ages: tuple[str, ...]
    profiles: tuple[str, ...]
    place: NDArray[np.int64]
    group: NDArray[np.int64]
    size: Floats  # people behind a row
    age_mix: Floats
    profile_mix: Floats
    n: Floats
    k: Floats
    offered: NDArray[np.bool_]
    joint: Floats
    answered: Floats
    twice: "Twice"


@dataclass(frozen=True, slots=True)
class Twice:
    """People of a group who answered two situations: (groups, situations, situations, …).

    How many, how many of them picked a channel in the first, and how many in both.
    """

    people: Floats
    first: Floats
    both: Floats


def count(
    answers: Answers,
    ages: Sequence[str],
    profiles: Sequence[str],
    population: Mapping[str, float],
) -> PickCounts:
    """Return the counts of answers; `population` has shares per age, and per profile if known.

    Where it has none, the (weighted) answers themselves say how many there are of each.
    """
    ages = tuple(age for age in ages if age != UNKNOWN)
    profiles = tuple(profile for profile in profiles if profile != UNKNOWN)
    joint = _joint(answers, ages, profiles, population)
    age_of, profile_of = _mixes(answers, ages, profiles, joint)
    groups, group_of = _groups(age_of, profile_of)
    asked = tuple(sorted(answers.picks))
    channels = tuple(sorted({slug for offer in answers.offered.values() for slug in offer}))
    offered = np.array([[c in answers.offered[one] for c in channels] for one in asked])
    did, picked = _sheets(answers, asked, channels)
    sums = _sums(group_of)
    n, k = _tallies(did * answers.weights, picked, sums)
    n *= offered[:, None, :]
    kept = np.argwhere(n.max(axis=2, initial=0.0) > 0)
    return PickCounts(
        asked=asked,
        channels=channels,
        ages=ages,
        profiles=profiles,
        place=kept[:, 0].astype(np.int64),
        group=kept[:, 1].astype(np.int64),
        size=np.stack([sums.of(one) for one in did])[kept[:, 0], kept[:, 1]],
        age_mix=groups[kept[:, 1], : len(ages)],
        profile_mix=groups[kept[:, 1], len(ages) :],
        n=n[kept[:, 0], kept[:, 1]],
        k=(k * offered[:, None, :])[kept[:, 0], kept[:, 1]],
        offered=offered,
        joint=joint,
        answered=_answered(answers, did, ages, profiles),
        twice=_twice(did, picked, sums),
    )


def _known(
    answers: Answers, ages: tuple[str, ...], profiles: tuple[str, ...]
) -> tuple[Floats, ...]:
    """Return shares per resident over ages and over profiles, all zero where unknown."""
    of_age = np.zeros((len(answers), len(ages)))
    of_profile = np.zeros((len(answers), len(profiles)))
    age_at = {slug: at for at, slug in enumerate(ages)}
    profile_at = {slug: at for at, slug in enumerate(profiles)}
    for who, (age, profile) in enumerate(zip(answers.ages, answers.profiles, strict=True)):
        for slug, share in answers.age_shares.get(who, {age: 1.0}).items():
            if slug in age_at:
                of_age[who, age_at[slug]] = share
        if profile in profile_at:
            of_profile[who, profile_at[profile]] = 1.0
    return of_age, of_profile


def _mixes(
    answers: Answers, ages: tuple[str, ...], profiles: tuple[str, ...], joint: Floats
) -> tuple[Floats, Floats]:
    """Return shares per resident, from the population where nothing was filled in."""
    of_age, of_profile = _known(answers, ages, profiles)
    no_age, no_profile = of_age.sum(axis=1) == 0, of_profile.sum(axis=1) == 0
    given_age = joint / np.maximum(joint.sum(axis=1, keepdims=True), 1e-12)
    given_profile = joint / np.maximum(joint.sum(axis=0, keepdims=True), 1e-12)
    of_profile[no_profile] = of_age[no_profile] @ given_age
    of_age[no_age] = of_profile[no_age] @ given_profile.T
    both = no_age & no_profile
    of_age[both], of_profile[both] = joint.sum(axis=1), joint.sum(axis=0)
    return of_age, of_profile


def _groups(of_age: Floats, of_profile: Floats) -> tuple[Floats, NDArray[np.int64]]:
    mixes = np.round(np.hstack([of_age, of_profile]), 9)
    groups, group_of = np.unique(mixes, axis=0, return_inverse=True)
    return np.asarray(groups, dtype=np.float64), group_of.reshape(-1).astype(np.int64)


def _sheets(
    answers: Answers, asked: tuple[Asked, ...], channels: tuple[str, ...]
) -> tuple[Floats, Floats]:
    """Return who answered (situations, people), and what they picked (…, channels)."""
    at = {slug: place for place, slug in enumerate(channels)}
    did = np.zeros((len(asked), len(answers)))
    picked = np.zeros((len(asked), len(answers), len(channels)))
    for place, one in enumerate(asked):
        for who, picks in enumerate(answers.picks[one]):
            if picks is not None and answers.weights[who] > 0:
                did[place, who] = 1.0
                picked[place, who, [at[slug] for slug in sorted(picks) if slug in at]] = 1.0
    return did, picked


@dataclass(frozen=True, slots=True)
class _Sums:
    """Adds people up per group; `order` sets them group by group, and `starts` are the firsts."""

    order: NDArray[np.int64]
    starts: NDArray[np.int64]

    def of(self, people: Floats) -> Floats:
        """Return sums per group of values per person (first axis)."""
        if not len(self.starts):
            return np.zeros((0, *people.shape[1:]))
        return np.asarray(np.add.reduceat(people[self.order], self.starts, axis=0))


def _sums(group_of: NDArray[np.int64]) -> _Sums:
    order = np.argsort(group_of, kind="stable")
    return _Sums(order, np.flatnonzero(np.diff(group_of[order], prepend=-1)))


def _tallies(weights: Floats, picked: Floats, sums: _Sums) -> tuple[Floats, Floats]:
    """Return effective answers and picks, shaped (situations, groups, channels)."""
    weight = np.stack([sums.of(one) for one in weights])
    square = np.stack([sums.of(one * one) for one in weights])
    effective = weight * weight / np.maximum(square, 1e-300)
    pairs = zip(picked, weights, strict=True)
    share = np.stack([sums.of(one * heavy[:, None]) for one, heavy in pairs])
    share /= np.maximum(weight, 1e-300)[:, :, None]
    return np.repeat(effective[:, :, None], picked.shape[2], axis=2), effective[:, :, None] * share


def _twice(did: Floats, picked: Floats, sums: _Sums) -> Twice:
    """Return what people who answered two situations picked in them."""
    places, _, channels = picked.shape
    groups = len(sums.starts)
    people = np.zeros((groups, places, places))
    first, both = np.zeros((2, groups, places, places, channels))
    for one in range(places):
        for other in range(places):
            if one != other:
                people[:, one, other] = sums.of(did[one] * did[other])
                first[:, one, other] = sums.of(picked[one] * did[other][:, None])
                if one < other:
                    both[:, one, other] = sums.of(picked[one] * picked[other])
                    both[:, other, one] = both[:, one, other]
    return Twice(people, first, both)


def _answered(
    answers: Answers, did: Floats, ages: tuple[str, ...], profiles: tuple[str, ...]
) -> Floats:
    """Return how many people answered, over (ages, all) x (profiles, all)."""
    of_age, of_profile = _known(answers, ages, profiles)
    people = np.ones((len(answers), 1))
    of_age, of_profile = np.hstack([of_age, people]), np.hstack([of_profile, people])
    return np.array([(of_age * one[:, None]).T @ of_profile for one in did])


def _joint(
    answers: Answers,
    ages: tuple[str, ...],
    profiles: tuple[str, ...],
    population: Mapping[str, float],
) -> Floats:
    """Return the population over ages x profiles: as answers have it, raked to what is known."""
    of_age, of_profile = _known(answers, ages, profiles)
    weights = answers.weights[:, None]
    by_age = _shares(ages, population, (of_age * weights).sum(axis=0))
    by_profile = _shares(profiles, population, (of_profile * weights).sum(axis=0))
    joint = (of_age * weights).T @ of_profile + SMOOTH * np.outer(by_age, by_profile)
    for _ in range(ROUNDS):
        joint *= (by_age / np.maximum(joint.sum(axis=1), 1e-300))[:, None]
        joint *= by_profile / np.maximum(joint.sum(axis=0), 1e-300)
    return np.asarray(joint / joint.sum())


def _shares(slugs: tuple[str, ...], population: Mapping[str, float], answered: Floats) -> Floats:
    given = np.array([max(0.0, population.get(slug, 0.0)) for slug in slugs])
    if given.sum() > 0:
        return np.asarray(given / given.sum())
    return np.asarray((answered + 1.0) / (answered + 1.0).sum())
