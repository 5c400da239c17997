"""One resident answers several situations, and is the same resident in each.

Who likes to call does so in every phase. So answers of one resident say less than those of as many
others, and a curvature that takes them for independent is too sure. What they have in common is
one correlation of what a resident picks beyond the shares of the group; the curvature is corrected
for it as for any sample of clusters (the sandwich of Huber and White, by moments).
"""

from dataclasses import replace

import numpy as np
from scipy import sparse
from scipy.special import expit

from surveys.counts import PickCounts
from surveys.estimate.mode import Data, log_odds
from surveys.estimate.spreads import Fitted
from surveys.model import Floats

MOST = 0.9


def corrected(counts: PickCounts, data: Data, fitted: Fitted) -> Fitted:
    """Return what was fitted, as sure as residents who answer several situations allow."""
    share = expit(log_odds(data.design, data.rules, fitted.point)).T
    alike = likeness(counts, share)
    if alike <= 0:
        return fitted
    links = alike * _links(counts)
    curvature = fitted.curvature
    own = curvature.own.copy()
    for at, inverse in enumerate(curvature.own):
        root = np.sqrt(data.n[at] * share[:, at] * (1 - share[:, at]))
        rows = sparse.csr_array(data.design.effects.multiply(root[:, None]))
        more = (rows.T @ (links @ rows)).toarray()
        own[at] += inverse @ more @ inverse
    return replace(fitted, curvature=replace(curvature, own=own))


def likeness(counts: PickCounts, share: Floats) -> float:
    """Return the correlation of picks of one resident in two situations, 0 to `MOST`.

    `share` is (rows, channels).
    """
    twice = counts.twice
    places, groups = len(counts.asked), len(twice.people)
    full = np.full((groups, places, share.shape[1]), 0.5)
    full[counts.group, counts.place] = share
    offered = counts.offered[:, None] & counts.offered[None, :]
    one, other = full[:, :, None], full[:, None, :]
    people = twice.people[..., None]
    common = twice.both - one * twice.first.transpose(0, 2, 1, 3) - other * twice.first
    common += people * one * other
    most = people * np.sqrt(one * (1 - one) * other * (1 - other))
    room = float((most * offered).sum())
    return float(np.clip((common * offered).sum() / room, 0.0, MOST)) if room > 0 else 0.0


def _links(counts: PickCounts) -> sparse.csr_array:
    """Return which part of the people behind two rows are the same: (rows, rows)."""
    rows: list[int] = []
    columns: list[int] = []
    parts: list[float] = []
    people = counts.twice.people
    sizes = counts.size
    row_of = {pair: row for row, pair in enumerate(zip(counts.group, counts.place, strict=True))}
    for (group, place), row in row_of.items():
        for other in np.flatnonzero(people[group, place]):
            column = row_of[group, other]
            rows.append(row)
            columns.append(column)
            parts.append(people[group, place, other] / np.sqrt(sizes[row] * sizes[column]))
    return sparse.csr_array((parts, (rows, columns)), (len(sizes), len(sizes)))
