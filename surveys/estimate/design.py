"""Rows of an estimate: which effects a group in a situation is made of, as sparse matrices.

The effects of a channel: itself, with each situation, age and profile, and with each two of them.
Channels share no effect, so that everything is done for a channel at a time, in one batch.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from surveys.model import Floats

KINDS = ("c", "ct", "ca", "cp", "cta", "ctp", "cap")  # channel with situation, age, profile


@dataclass(frozen=True)
class Design:
    """Effects of rows: `effects` is sparse, shaped (rows, effects of one channel)."""

    place: NDArray[np.int64]
    effects: sparse.csr_array
    kinds: NDArray[np.int64]  # per effect its place in KINDS

    @cached_property
    def pairs(self) -> sparse.csr_array:
        """Per row, each two effects that meet in it: (rows, effects²)."""
        size = self.effects.shape[1]
        at, starts = self.effects.indices.astype(np.int64), self.effects.indptr
        columns, values, ends = [], [], [0]
        for row in range(self.effects.shape[0]):
            here = slice(starts[row], starts[row + 1])
            columns.append(np.add.outer(at[here] * size, at[here]).ravel())
            values.append(np.outer(self.effects.data[here], self.effects.data[here]).ravel())
            ends.append(ends[-1] + columns[-1].size)
        parts = (np.concatenate(values), np.concatenate(columns), np.array(ends))
        return sparse.csr_array(parts, shape=(self.effects.shape[0], size * size))

    @cached_property
    def meetings(self) -> sparse.csr_array:
        """The same the other way round: weights of rows → what two effects have in common."""
        return self.pairs.T.tocsr()

    @cached_property
    def across(self) -> sparse.csr_array:
        """Values of rows → effects."""
        return self.effects.T.tocsr()


def design_of(
    place: NDArray[np.int64], places: int, age_mix: Floats, profile_mix: Floats
) -> Design:
    """Return the design of rows, each in a situation, with a mix of ages and of profiles."""
    rows = len(place)
    one = sparse.csr_array(np.ones((rows, 1)))
    situation = sparse.csr_array(np.eye(places)[place])
    age, profile = sparse.csr_array(age_mix), sparse.csr_array(profile_mix)
    blocks = [
        one,
        situation,
        age,
        profile,
        _cross(situation, age),
        _cross(situation, profile),
        _cross(age, profile),
    ]
    kinds = np.repeat(np.arange(len(KINDS)), [block.shape[1] for block in blocks])
    return Design(place, sparse.csr_array(sparse.hstack(blocks)), kinds)


def _cross(left: sparse.csr_array, right: sparse.csr_array) -> sparse.csr_array:
    """Return the products of each two columns, row by row."""
    wide = sparse.kron(left, np.ones((1, right.shape[1])), format="csr")
    return sparse.csr_array(
        wide.multiply(sparse.kron(np.ones((1, left.shape[1])), right, format="csr"))
    )
