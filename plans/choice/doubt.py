"""How sure the choice is when suitability moves within its uncertainty (numpy).

Every channel is drawn up or down as a whole, by the spread of its score in each situation: what
is not known of a channel is mostly the same for all groups. That is an assumption. What the advisor
put in single cells is not drawn: it stands whatever is chosen.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from engine import Situation, Table
from plans.choice.value import Floats, Stage, mixture, pulls
from plans.constants import value as constant
from plans.model import Plan

WITHIN_8_OF_10 = 1.2816  # standard deviations, as the spread in the compiled table
SAFE = (0.5, 99.5)  # suitability by hand, before it is turned into points


@dataclass(frozen=True, slots=True)
class Certainty:
    """Shares (0-1) of the draws in which no swap gains more than `scheelt_weinig`.

    `whole` is of the set, `channels` of each chosen channel; `rivals` names the channel that most
    often takes the place of a chosen one.
    """

    draws: int
    whole: float
    channels: Mapping[str, float]
    rivals: Mapping[str, str]


def certainty_of(plan: Plan, table: Table, stage: Stage, chosen: tuple[str, ...]) -> Certainty:
    """Return how sure a set is, by trying every allowed swap in every draw."""
    swaps = [
        (gone, new)
        for gone in chosen
        if gone not in stage.forced
        for new in stage.channels
        if new not in chosen and stage.allows({*chosen, new} - {gone}, len(chosen))
    ]
    draws, little = int(constant("doorrekeningen")), constant("scheelt_weinig")
    worse: Counter[str] = Counter()
    rivals: dict[str, Counter[str]] = {}
    shaken = 0
    for pull in _drawn_pulls(plan, table, stage, draws):
        better = _better(stage, pull, chosen, swaps, little)
        shaken += bool(better)
        for gone, new in better.items():
            worse[gone] += 1
            rivals.setdefault(gone, Counter())[new] += 1
    return Certainty(
        draws,
        1 - shaken / draws,
        {slug: 1 - worse[slug] / draws for slug in chosen},
        {slug: found.most_common(1)[0][0] for slug, found in rivals.items()},
    )


def _better(
    stage: Stage, pull: Floats, chosen: Iterable[str], swaps: list[tuple[str, str]], little: float
) -> dict[str, str]:
    """Return for each channel that a swap beats clearly the channel that beats it most."""
    if not swaps:
        return {}
    place = {slug: i for i, slug in enumerate(stage.channels)}
    z = stage.base + pull[:, stage.row(chosen)].sum(axis=1)
    gone, new = (np.array([place[swap[side]] for swap in swaps]) for side in (0, 1))
    totals = stage.weight @ (1 - np.exp(-(z[:, None] - pull[:, gone] + pull[:, new])))
    bar = float(stage.weight @ (1 - np.exp(-z))) * (1 + little)
    beaten: dict[str, str] = {}
    for i in np.argsort(-totals, kind="stable"):
        if totals[i] > bar:
            beaten.setdefault(*swaps[i])
    return beaten


def _drawn_pulls(plan: Plan, table: Table, stage: Stage, draws: int) -> Iterable[Floats]:
    """Yield the pulls of the cells in each draw."""
    situations, shares = _shares(plan, stage)
    points, spread = _points(table, situations, stage.channels)
    own, hand = _by_hand(plan, stage), float(table.book.constants["sd_kwaliteit_D"])
    usable = stage.suitability > 0
    noise = np.array([_stream(slug, draws) for slug in stage.channels])
    for step in noise.T:
        suits = shares @ _suitability(points + spread * step)
        suits = np.where(np.isnan(own), suits, _suitability(own + hand * step))
        yield pulls(np.where(usable, suits, 0.0), stage.factor)


def _shares(plan: Plan, stage: Stage) -> tuple[list[Situation], Floats]:
    """Return the situations of the plan, and cells × situations with the share of each."""
    mixes = [mixture(plan, plan.group(cell.group), cell.phase) for cell in stage.cells]
    situations = list(dict.fromkeys(s for mix in mixes for s in mix))
    return situations, np.array([[mix.get(s, 0.0) for s in situations] for mix in mixes])


def _points(
    table: Table, situations: Iterable[Situation], channels: tuple[str, ...]
) -> tuple[Floats, Floats]:
    """Return situations × channels: score and standard deviation in points; refused is −∞."""
    scores, spreads = [], []
    for situation in situations:
        rows = {row.channel: row for row in table.outcomes[situation].ranking}
        ranked = [rows.get(slug) for slug in channels]
        scores.append([-np.inf if r is None or r.score is None else r.score for r in ranked])
        spreads.append([(r.spread or 0.0) / WITHIN_8_OF_10 if r else 0.0 for r in ranked])
    return np.array(scores), np.array(spreads)


def _by_hand(plan: Plan, stage: Stage) -> Floats:
    """Return cells × channels: suitability by hand in points, NaN where the table speaks."""
    points = np.full(stage.suitability.shape, np.nan)
    for i, cell in enumerate(stage.cells):
        if plan.group(cell.group).own_in(cell.phase):
            suits = np.clip(stage.suitability[i], *SAFE) / 100
            points[i] = 2 * np.log(suits / (1 - suits))
    return points


def _suitability(points: Floats) -> Floats:
    suits: Floats = 100 / (1 + np.exp(-points / 2))
    return suits


def _stream(channel: str, draws: int) -> Floats:
    """Return the same draws for a channel on every machine."""
    seed = int.from_bytes(hashlib.sha256(f"plan {channel}".encode()).digest()[:4], "big")
    return np.random.RandomState(seed).standard_normal(draws)
