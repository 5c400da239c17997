"""Weights so that answers look like the residents there are: raked to margins, and trimmed.

VNG refuses a Burgerpeiling with a weight of 5 or more and advises to stay under 3. So weights are
held to 3 times the average while raking; what that leaves different from the residents is said.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dutch import decimal, listing, percent
from engine.model import UNKNOWN, Rulebook
from surveys.margins import Margins
from surveys.model import Answers, Floats

ADVISED, REJECTED = 3.0, 5.0  # weights, of an average of 1
ROUNDS = 200
CLOSE = 1e-10  # a factor so near 1 changes nothing
NOTICED = 0.01  # difference of a share that is told
PLACES = 6  # decimals of a weight, so that every machine has the same

BY_RESIDENTS = "Gewogen naar hoeveel inwoners er van elke leeftijd zijn."
BY_FILE, NOT = "Gewogen met de weegfactor uit het bestand.", "Niet gewogen."


@dataclass(frozen=True, slots=True)
class Weighed:
    """Answers with weights (1 on average), what they cost, and what is to be told of them.

    `largest` is the largest weight, `untrimmed` what it would be without a limit, `effective` the
    number of answers without weights that would say as much (Kish), `design_effect` the answers
    that one of those costs.
    """

    answers: Answers
    effective: float
    design_effect: float
    largest: float
    untrimmed: float
    notes: tuple[str, ...]


def effective(weights: Floats) -> float:
    """Return Kish's effective number of answers: (sum of weights)² / sum of squares."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def weigh(answers: Answers, margins: Margins | None, book: Rulebook) -> Weighed:
    """Return answers weighed to margins where there are any, else by their file."""
    return rake(answers, margins, book) if margins else given(answers)


def sentence(answers: Answers, margins: Margins | None) -> str:
    """Return in a sentence how answers, as they came, are weighed."""
    if margins:
        return BY_RESIDENTS
    even = not len(answers) or bool((answers.weights == answers.weights[0]).all())
    return NOT if even else BY_FILE


def given(answers: Answers) -> Weighed:
    """Return answers with the weights of their file, held to what VNG takes."""
    largest = float(answers.weights.max())
    weights, notes = answers.weights, list[str]()
    if largest >= REJECTED:
        weights = _trimmed(weights)
        notes.append(
            f"In het bestand staat een gewicht van {decimal(largest, 1)}. VNG keurt gewichten van "
            f"5 of meer af. Gewichten zijn teruggebracht tot hoogstens 3."
        )
    elif largest >= ADVISED:
        notes.append(
            f"Het grootste gewicht is {decimal(largest, 1)}. VNG raadt aan onder 3 te blijven."
        )
    return _weighed(answers, weights, largest, notes)


def rake(answers: Answers, margins: Margins, book: Rulebook) -> Weighed:
    """Return answers weighed to the shares of residents per age, and per profile where known.

    Who did not tell an age keeps the average weight. A group without answers cannot be weighed: the
    others are weighed among themselves, and that is told.
    """
    sides, notes = [], list[str]()
    for name, shares, members in (
        ("leeftijd", margins.ages, _ages(answers, tuple(margins.ages))),
        ("profiel", margins.profiles, _profiles(answers, tuple(margins.profiles))),
    ):
        side = _side(shares, members)
        if side is not None:
            sides.append(side)
            notes += _absent(name, side, book)
    if not sides:
        note = "Van geen enkel antwoord is de leeftijd of het profiel bekend: er is niet gewogen."
        return _weighed(answers, answers.weights, float(answers.weights.max()), [note])
    free = _raked(answers.weights, sides, lambda weights: weights)
    held = _raked(answers.weights, sides, _trimmed)
    untrimmed = float(free.max())
    if untrimmed >= ADVISED:
        notes.append(_limit_note(untrimmed))
        notes += _differences(held, sides, book)
    return _weighed(answers, np.round(held, PLACES), untrimmed, notes)


def _limit_note(untrimmed: float) -> str:
    rule = "keurt gewichten van 5 of meer af" if untrimmed >= REJECTED else "raadt 3 of meer af"
    return (
        f"Zonder grens was het grootste gewicht {decimal(untrimmed, 1)}. VNG {rule}. Gewichten "
        "zijn daarom hoogstens 3."
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One margin: groups with answers and their shares, and who is how much of each."""

    groups: tuple[str, ...]
    shares: Floats
    members: Floats  # residents x groups; a row of noughts where it is not known
    absent: tuple[str, ...]

    @property
    def known(self) -> Floats:
        """Return 1.0 for each resident of whom the group is known."""
        known: Floats = self.members.sum(axis=1)
        return known


def _side(shares: Mapping[str, float], members: Floats) -> _Side | None:
    there = [at for at, _ in enumerate(shares) if members[:, at].sum() > 0]
    if not there:
        return None
    groups = tuple(shares)
    numbers = np.array([shares[groups[at]] for at in there])
    part = members[:, there]
    # Who is for a part in a group without residents is for the whole in the others.
    sums = part.sum(axis=1, keepdims=True)
    part = np.divide(part, sums, out=np.zeros_like(part), where=sums > 0)
    return _Side(
        tuple(groups[at] for at in there),
        numbers / numbers.sum(),
        part,
        tuple(group for at, group in enumerate(groups) if at not in there),
    )


def _ages(answers: Answers, groups: Sequence[str]) -> Floats:
    members = np.zeros((len(answers), len(groups)))
    place = {slug: at for at, slug in enumerate(groups)}
    for at, slug in enumerate(answers.ages):
        shares = answers.age_shares.get(at, {slug: 1.0})
        for one, share in shares.items():
            if one in place and one != UNKNOWN:
                members[at, place[one]] = share
    return members


def _profiles(answers: Answers, groups: Sequence[str]) -> Floats:
    members = np.zeros((len(answers), len(groups)))
    place = {slug: at for at, slug in enumerate(groups)}
    for at, slug in enumerate(answers.profiles):
        if slug in place and slug != UNKNOWN:
            members[at, place[slug]] = 1.0
    return members


def _raked(start: Floats, sides: Sequence[_Side], limit: Callable[[Floats], Floats]) -> Floats:
    """Return weights of which every margin is right, as far as the limit allows."""
    weights: Floats = start / start.mean()
    for _ in range(ROUNDS):
        before = weights
        for side in sides:
            weights = weights * _factors(weights, side)
        weights = limit(weights / weights.mean())
        if np.abs(weights - before).max() < CLOSE:
            break
    return weights


def _factors(weights: Floats, side: _Side) -> Floats:
    """Return what each weight is multiplied by to make one margin right."""
    now = (side.members * weights[:, None]).sum(axis=0)
    wanted = side.shares * (side.known * weights).sum()
    factors = (side.members * (wanted / now)[None, :]).sum(axis=1)
    return np.where(side.known > 0, factors, 1.0)


def _trimmed(weights: Floats) -> Floats:
    """Return weights of which none is more than three times the average."""
    held = weights / weights.mean()
    for _ in range(ROUNDS):
        if held.max() <= ADVISED + CLOSE:
            break
        high = held >= ADVISED
        rest = len(held) - ADVISED * high.sum()
        held = np.where(high, ADVISED, held * rest / max(held[~high].sum(), CLOSE))
    most: Floats = np.minimum(held, ADVISED)
    return most


def _differences(weights: Floats, sides: Sequence[_Side], book: Rulebook) -> list[str]:
    """Return what is still different from the residents, in words."""
    notes = []
    for side in sides:
        now = (side.members * weights[:, None]).sum(axis=0)
        now = now / now.sum()
        for group, share, wanted in zip(side.groups, now, side.shares, strict=True):
            if abs(share - wanted) >= NOTICED:
                notes.append(
                    f"{naming(group, book)} telt daardoor voor {percent(float(share))} mee, en is "
                    f"{percent(float(wanted))} van de inwoners."
                )
    return notes


def _absent(name: str, side: _Side, book: Rulebook) -> list[str]:
    if not side.absent:
        return []
    groups = listing([naming(group, book) for group in side.absent])
    return [
        f"Geen antwoorden met {name} {groups}: daarvoor kan niet worden gewogen. De andere groepen "
        "zijn onderling gewogen."
    ]


def naming(slug: str, book: Rulebook) -> str:
    """Return an age group or profile in words."""
    if slug in book.ages:
        return book.ages[slug].name
    return book.profiles[slug].name if slug in book.profiles else slug


def _weighed(answers: Answers, weights: Floats, untrimmed: float, notes: Sequence[str]) -> Weighed:
    able = effective(weights)
    return Weighed(
        replace(answers, weights=weights),
        able,
        len(weights) / able,
        float(weights.max()),
        untrimmed,
        tuple(notes),
    )
