"""A simulated town: what its residents want is known, so that an estimate can be judged.

Everything that a town is made of stands here. Residents have a taste per channel: what the
rulebook says of it, as far as that is true in this town, and departures per channel, situation,
age and profile. Of the channels on offer a resident picks the three that appeal most (Gumbel), so
the part that picks a channel is known exactly, but for the tastes of single residents, over which
it is averaged with fixed draws. Who answers is not who lives there, and nobody answers everything.
"""

from dataclasses import dataclass

import numpy as np

from engine import UNKNOWN, Table
from engine.model import Situation
from surveys.model import Answers, Asked, Floats, Picks

PICKS = 3
OFFERED = 20  # channels, those the rulebook puts highest in the track
TRUTHS = {"true": 1.0, "half true": 0.5, "unrelated": 0.0}  # how much of the rulebook holds
# Standard deviations of departures, in log-odds: per channel, with each situation, age, profile,
# and with each two of them.
SPREADS = {"c": 0.4, "ct": 0.3, "ca": 0.35, "cp": 0.35, "cta": 0.25, "ctp": 0.25, "cap": 0.15}
PERSON = 0.5  # of the taste of one resident, the same in every situation
PERSONS = 120  # draws of it behind a true share, each with its opposite
ANSWERED = 0.8  # part of the situations that is put to a resident (planned missingness)
NO_AGE, NO_PROFILE = 0.04, 0.1  # left empty
RESPONSE = {"age": 0.5, "profile": 0.3}  # spread of participation, on the logarithm
MIX = 4.0  # how alike ages are in profiles; higher is more alike


@dataclass(frozen=True, slots=True)
class Town:
    """What is true in a town: `share` is (situations, channels, ages, profiles)."""

    asked: tuple[Asked, ...]
    channels: tuple[str, ...]
    ages: tuple[str, ...]
    profiles: tuple[str, ...]
    points: Floats  # of the rulebook
    taste: Floats  # log-odds; all three alike
    share: Floats
    joint: Floats  # population over ages x profiles
    response: Floats  # relative participation, over ages x profiles

    @property
    def population(self) -> dict[str, float]:
        """Shares per age and per profile, as a municipality knows them."""
        by_age = zip(self.ages, self.joint.sum(axis=1).tolist(), strict=True)
        return dict(by_age) | dict(zip(self.profiles, self.joint.sum(axis=0).tolist(), strict=True))


def town_of(table: Table, truth: str, seed: int) -> Town:
    """Return a town in which so much of the rulebook is true; odd seeds are the other track."""
    chance = np.random.default_rng(seed)
    book = table.book
    track = tuple(book.tracks)[seed % len(book.tracks)]
    asked = tuple(sorted(Asked(track, phase) for phase in book.phases))
    ages = tuple(age for age in book.ages if age != UNKNOWN)
    profiles = tuple(profile for profile in book.profiles if profile != UNKNOWN)
    points = _points(table, asked, ages, profiles)
    best = np.argsort(-points.mean(axis=(0, 2, 3)), kind="stable")[:OFFERED]
    channels = tuple(sorted(tuple(book.channels)[at] for at in best))
    points = points[:, [tuple(book.channels).index(slug) for slug in channels]]
    holds = TRUTHS[truth]
    taste = holds * points / 2
    if not holds:  # a town as outspoken as the rulebook, about other channels
        taste = points[:, chance.permutation(len(channels))] / 2
    taste = taste + _departures(chance, taste.shape)
    joint = chance.dirichlet(np.full(len(ages), 10.0))[:, None] * chance.dirichlet(
        np.full(len(profiles), MIX), size=len(ages)
    )
    response = np.exp(chance.normal(0, RESPONSE["age"], (len(ages), 1))) * np.exp(
        chance.normal(0, RESPONSE["profile"], (1, len(profiles)))
    )
    share = _shares(taste)
    return Town(asked, channels, ages, profiles, points, taste, share, joint, response)


def _points(
    table: Table, asked: tuple[Asked, ...], ages: tuple[str, ...], profiles: tuple[str, ...]
) -> Floats:
    at = {slug: place for place, slug in enumerate(table.book.channels)}
    points = np.full((len(asked), len(at), len(ages), len(profiles)), -2.0)
    for place, one in enumerate(asked):
        for row, age in enumerate(ages):
            for column, profile in enumerate(profiles):
                outcome = table.outcomes[Situation(one.track, one.phase, age, profile, one.stake)]
                for ranked in outcome.ranking:
                    if ranked.score is not None:
                        points[place, at[ranked.channel], row, column] = ranked.score
    return points


def _departures(chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    along = {"c": 1, "t": 0, "a": 2, "p": 3}
    departures = np.zeros(shape)
    for kind, spread in SPREADS.items():
        kept = [along[letter] for letter in kind]
        sizes = [size if at in kept else 1 for at, size in enumerate(shape)]
        departures = departures + chance.normal(0, spread, sizes)
    return departures


def _shares(taste: Floats) -> Floats:
    """Return the part of residents that picks each channel, their own tastes averaged."""
    drawn = np.random.default_rng(0).normal(0, PERSON, (PERSONS, taste.shape[1]))
    persons = np.vstack([drawn, -drawn])
    cells = np.moveaxis(taste, 1, -1)
    flat = cells.reshape(-1, taste.shape[1])
    shares = np.array([among_three(cell + persons).mean(axis=0) for cell in flat])
    return np.moveaxis(shares.reshape(cells.shape), -1, 1)


def among_three(taste: Floats) -> Floats:
    """Return the chance of each channel to be among the three that appeal most, row by row."""
    weight = np.exp(taste - taste.max(axis=-1, keepdims=True))
    weight /= weight.sum(axis=-1, keepdims=True)
    left = 1 - weight
    after = weight / left
    second = weight * (after.sum(axis=-1, keepdims=True) - after)
    rest = left[..., :, None] - weight[..., None, :]
    pairs = after[..., :, None] * weight[..., None, :] / np.maximum(rest, 1e-12)
    same = np.arange(taste.shape[-1])
    pairs[..., same, same] = 0.0
    open_to = pairs.sum(axis=(-2, -1))[..., None] - pairs.sum(axis=-2) - pairs.sum(axis=-1)
    return np.asarray(weight + second + weight * open_to)


def answers_of(town: Town, n: int, seed: int, empty: float = NO_PROFILE) -> Answers:
    """Return what residents of a town answer, about `n` of them to each situation.

    `empty` is the part (0-1) that leaves the profile open.
    """
    chance = np.random.default_rng(seed)
    people = round(n / ANSWERED)
    chances = (town.joint * town.response).ravel()
    cell = chance.choice(chances.size, size=people, p=chances / chances.sum())
    age, profile = np.divmod(cell, len(town.profiles))
    person = chance.normal(0, PERSON, (people, len(town.channels)))
    picks: dict[Asked, tuple[Picks, ...]] = {}
    for place, asked in enumerate(town.asked):
        appeal = town.taste[place][:, age, profile].T + person + chance.gumbel(size=person.shape)
        best = np.argsort(-appeal, axis=1)[:, :PICKS]
        answered = chance.random(people) < ANSWERED
        picks[asked] = tuple(
            frozenset(town.channels[at] for at in row) if did else None
            for row, did in zip(best, answered, strict=True)
        )
    no_age, no_profile = chance.random(people) < NO_AGE, chance.random(people) < empty
    return Answers(
        ages=_slugs(town.ages, age, no_age),
        profiles=_slugs(town.profiles, profile, no_profile),
        weights=np.ones(people),
        picks=picks,
        offered=dict.fromkeys(town.asked, town.channels),
    )


def _slugs(slugs: tuple[str, ...], at: np.ndarray, hidden: np.ndarray) -> tuple[str, ...]:
    return tuple(UNKNOWN if hide else slugs[n] for n, hide in zip(at, hidden, strict=True))
