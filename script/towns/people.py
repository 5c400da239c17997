"""Answers of real people: an estimate from some of them, judged on the others.

About media and not about municipalities: they test the arithmetic, and are no evidence for a rule.
The files are no part of the product, see `README.md` beside them.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine import UNKNOWN
from script.towns.rivals import Guess
from surveys.estimate.shares import WITHIN_90
from surveys.model import Answers, Asked, Floats, Picks

OFTEN = 4  # days a week that somebody follows politics through a channel: then it is picked
FEWEST = 20  # people in a group that were left out, to judge its percentages by


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in a file, as answers, with the slugs of ages and profiles."""

    answers: Answers
    ages: tuple[str, ...]
    profiles: tuple[str, ...]


def gss(folder: Path) -> People:
    """Return where people in the United States get their news, in three situations."""
    rows = _rows(folder / "gss2016.csv")
    situations = ("nieuws", "wetenschapsnieuws", "zelf-opzoeken")
    channels = tuple(sorted({row[one] for row in rows for one in situations if row[one]}))
    picks = {
        Asked("gss", one): tuple(frozenset({row[one]}) if row[one] else None for row in rows)
        for one in situations
    }
    return _people(rows, "opleiding", picks, dict.fromkeys(picks, channels))


def panel(folder: Path) -> People:
    """Return through which channels people in the Netherlands follow politics."""
    rows = _rows(folder / "vu2021.csv")
    channels = tuple(sorted(set(rows[0]) - {"leeftijd", "opleiding", "cynisme"}))
    picks: dict[Asked, tuple[Picks, ...]] = {
        Asked("vu", "politiek"): tuple(
            frozenset(slug for slug in channels if int(row[slug] or 0) >= OFTEN) for row in rows
        )
    }
    return _people(rows, "cynisme", picks, dict.fromkeys(picks, channels))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _people(
    rows: list[dict[str, str]],
    profile: str,
    picks: Mapping[Asked, tuple[Picks, ...]],
    offered: Mapping[Asked, tuple[str, ...]],
) -> People:
    ages = tuple(row["leeftijd"] or UNKNOWN for row in rows)
    profiles = tuple(row[profile] or UNKNOWN for row in rows)
    everybody = Answers(ages, profiles, np.ones(len(rows)), picks, offered)
    known = [tuple(sorted(set(slugs) - {UNKNOWN})) for slugs in (ages, profiles)]
    return People(everybody, known[0], known[1])


def some(answers: Answers, who: list[int]) -> Answers:
    """Return the answers of some people."""
    return Answers(
        ages=tuple(answers.ages[one] for one in who),
        profiles=tuple(answers.profiles[one] for one in who),
        weights=answers.weights[who],
        picks={asked: tuple(of[one] for one in who) for asked, of in answers.picks.items()},
        offered=answers.offered,
    )


def percentages(people: People, others: Answers) -> tuple[Floats, Floats]:
    """Return the part of those left out that picks each channel, and how many they are."""
    channels = sorted({slug for offer in others.offered.values() for slug in offer})
    shape = (len(others.picks), len(channels), len(people.ages), len(people.profiles))
    picked, n = np.zeros(shape), np.zeros(shape)
    ages = {slug: at for at, slug in enumerate(people.ages)}
    profiles = {slug: at for at, slug in enumerate(people.profiles)}
    for place, asked in enumerate(sorted(others.picks)):
        rows = zip(others.ages, others.profiles, others.picks[asked], strict=True)
        for age, profile, picks in rows:
            if age in ages and profile in profiles and picks is not None:
                n[place, :, ages[age], profiles[profile]] += 1
                row = [slug in picks for slug in channels]
                picked[place, :, ages[age], profiles[profile]] += row
    return picked / np.maximum(n, 1), n


def judge_people(guess: Guess, share: Floats, n: Floats) -> dict[str, float]:
    """Return the error of group percentages, the chance in those left out taken off it.

    An interval is one for what those who were left out say: their own chance is added to it.
    """
    judged = n >= FEWEST
    noise = share * (1 - share) / np.maximum(n - 1, 1)
    off = ((guess.share - share) ** 2 - noise)[judged]
    measures = {"rmse": float(np.sqrt(max(0.0, float(off.mean())))), "seconds": guess.seconds}
    if guess.low is None or guess.high is None:
        return measures
    wide = (guess.high - guess.low) / (2 * WITHIN_90)
    chance = guess.share * (1 - guess.share) / np.maximum(n, 1)
    reach = WITHIN_90 * np.sqrt(wide**2 + chance)
    hit = abs(guess.share - share) <= reach
    return measures | {"coverage": float(hit[judged].mean())}
