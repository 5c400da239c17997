"""The best set of many channels, with a proven gap (the only highspy).

The value 1 − exp(−z) of a cell is concave in z = Σ pull, so tangents bound it from above: a mixed
integer program with tangents gives a bound, and the true value of its set gives the gap. Tangents
are added where the set lies until the gap is small enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from plans.choice import search
from plans.choice.value import TINY, Floats, Stage

TANGENTS = (0.0, 0.25, 0.5, 0.8, 1.2, 1.7, 2.4, 3.2)  # first guesses of z; the others follow
HEAVY = 1.5  # weight of a cell below the floor: more than all value together
ROUNDS = 12
SECONDS = 20.0  # of one round; after that the gap is what it is
FEASIBLE = int(highspy.SolutionStatus.kSolutionStatusFeasible)
SOME = 1e-3  # what a channel without a cost still weighs, so that none joins for nothing
OF_GAP = 0.5  # the part of the allowed gap that the program itself may leave


@dataclass(frozen=True, slots=True)
class Solution:
    """A set with the proven distance to the best there can be, as a share of its value."""

    channels: tuple[str, ...]
    gap: float


def best(
    stage: Stage, gap: float, start: Iterable[str] | None, most: int | None = None
) -> Solution | None:
    """Return a set at most `gap` (a share) below the best; None when none holds the limits.

    Fewest cells below the floor come first. `start` is an allowed set to begin from, if any.
    """
    program = _Program(stage, stage.most if most is None else most)
    kept = tuple(start) if start is not None else None
    allowed = OF_GAP * gap * (stage.total(kept) if kept else 0.1)
    bound = 1.0
    for _ in range(ROUNDS):
        solved = program.solve(allowed, kept)
        if solved is None:
            break
        candidate, dual = solved
        kept = candidate if kept is None else _better(stage, kept, candidate)
        bound = min(bound, HEAVY * len(stage.missed_places(kept)) - dual)
        if bound - stage.total(kept) <= gap * stage.total(kept):
            break
        program.touch(candidate)
    if kept is None:
        return None
    value = stage.total(kept)
    return Solution(kept, max(0.0, bound - value) / value if value else 0.0)


def least(stage: Stage, of: Sequence[int]) -> tuple[str, ...] | None:
    """Return the set that holds safeguards and choices and has the least of something.

    `of` says how much each channel has; number, money and hours do not limit here.
    """
    model = _Rows(len(stage.channels))
    model.columns(np.array(of) + SOME, np.zeros(len(of)), np.ones(len(of)), range(len(of)))
    _safeguards(stage, model)
    solved = model.solve(0.0)
    return None if solved is None else _slugs(stage, solved[0])


def _better(stage: Stage, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    def key(chosen: tuple[str, ...]) -> tuple[int, float]:
        return len(stage.missed_places(chosen)), -stage.total(chosen)

    return min(one, other, key=key)


def _slugs(stage: Stage, solution: Floats) -> tuple[str, ...]:
    return tuple(slug for slug, x in zip(stage.channels, solution, strict=False) if x > 0.5)


class _Rows:
    """A program in HiGHS, built row by row."""

    def __init__(self, channels: int) -> None:
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._channels = channels
        for option, value in (
            ("output_flag", False),
            ("threads", 1),  # always the same answer
            ("random_seed", 1),
            ("mip_rel_gap", 0.0),
            ("time_limit", SECONDS),
        ):
            self._highs.setOptionValue(option, value)

    def columns(self, cost: Floats, low: Floats, high: Floats, whole: Iterable[int]) -> None:
        """Add variables with their costs and bounds; those in `whole` are whole numbers."""
        self._highs.addVars(len(cost), low, high)
        self._highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        places = np.array(list(whole), dtype=np.int32)
        kinds = np.array([highspy.HighsVarType.kInteger] * len(places))
        self._highs.changeColsIntegrality(len(places), places, kinds)

    def row(self, places: Sequence[int], of: Sequence[float], low: float, high: float) -> None:
        """Add low ≤ Σ of × variable ≤ high."""
        spots = np.array(places, dtype=np.int32)
        self._highs.addRow(low, high, len(spots), spots, np.array(of, dtype=float))

    def solve(self, gap: float, start: Floats | None = None) -> tuple[Floats, float] | None:
        """Return the values of the variables and the lower bound; None when nothing is allowed."""
        self._highs.setOptionValue("mip_abs_gap", max(gap, TINY))
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.tolist()
            self._highs.setSolution(solution)
        self._highs.run()
        if (
            self._highs.getInfo().primal_solution_status
            != highspy.SolutionStatus.kSolutionStatusFeasible
        ):
            return None
        values = np.array(self._highs.getSolution().col_value)
        return values, float(self._highs.getInfo().mip_dual_bound)


class _Program:
    """Variables: x per channel, then per cell its pull z, its value v, and whether it is missed."""

    def __init__(self, stage: Stage, most: int) -> None:
        self._stage, self._pull = stage, stage.pull
        self._cells, self._count = self._pull.shape
        self._model = _Rows(self._count)
        self._columns()
        _safeguards(stage, self._model)
        self._limits(most)
        for cell in range(self._cells):
            self._cell(cell)
            for z in TANGENTS:
                self._tangent(cell, z)

    def solve(
        self, gap: float, start: tuple[str, ...] | None
    ) -> tuple[tuple[str, ...], float] | None:
        """Return a set and the lower bound on HEAVY × missed − value."""
        solved = self._model.solve(gap, None if start is None else self._start_values(start))
        return None if solved is None else (_slugs(self._stage, solved[0]), solved[1])

    def touch(self, chosen: tuple[str, ...]) -> None:
        """Add the tangent of every cell where a set lies."""
        for cell, z in enumerate(self._stage.depth(chosen)):
            self._tangent(cell, float(z))

    def _columns(self) -> None:
        n, c = self._count, self._cells
        cost = np.concatenate([np.zeros(n + c), -self._stage.weight, np.full(c, HEAVY)])
        deepest = self._stage.base + self._pull.sum(axis=1)
        high = np.concatenate([np.ones(n), deepest, np.ones(2 * c)])
        whole = (*range(n), *range(n + 2 * c, n + 3 * c))
        self._model.columns(cost, np.zeros(len(cost)), high, whole)

    def _limits(self, most: int) -> None:
        stage, n = self._stage, self._count
        self._model.row(range(n), np.ones(n).tolist(), 0, most)
        cents, hundredths = stage.fixed
        for of, limit, gone in (
            (stage.cost, stage.budget, cents),
            (stage.hours, stage.time, hundredths),
        ):
            if limit is not None:
                row = of.astype(float).tolist()
                self._model.row(range(n), row, -highspy.kHighsInf, limit - gone)

    def _cell(self, cell: int) -> None:
        n, c = self._count, self._cells
        places = np.flatnonzero(self._pull[cell]).tolist()
        row = self._pull[cell, places].tolist()
        stands = -float(self._stage.base[cell])
        self._model.row([*places, n + cell], [*row, -1.0], stands, stands)
        floor = -np.log1p(-self._stage.floor)
        self._model.row([n + cell, n + 2 * c + cell], [1.0, floor], floor - TINY, highspy.kHighsInf)

    def _tangent(self, cell: int, z: float) -> None:
        """Bound the value of a cell by v ≤ 1 − e⁻ᶻ + e⁻ᶻ (its pull − z)."""
        n, slope = self._count, float(np.exp(-z))
        high = 1 - slope - slope * z
        self._model.row([n + self._cells + cell, n + cell], [1.0, -slope], -highspy.kHighsInf, high)

    def _start_values(self, chosen: tuple[str, ...]) -> Floats:
        values = self._stage.values(chosen)
        row = self._stage.row(chosen).astype(float)
        missed = (values < self._stage.floor - TINY).astype(float)
        return np.concatenate([row, self._stage.depth(chosen), values, missed])


def _safeguards(stage: Stage, model: _Rows) -> None:
    place = {slug: i for i, slug in enumerate(stage.channels)}
    for slug in search.in_order(stage, stage.forced):
        model.row([place[slug]], [1.0], 1, 1)
    for need in stage.needs:
        able = [place[slug] for slug in search.in_order(stage, need.allowed)]
        if need.trigger is None:
            model.row(able, [1.0] * len(able), 1, highspy.kHighsInf)
            continue
        for waker in search.in_order(stage, need.trigger - need.allowed):
            spots = [*able, place[waker]]
            model.row(spots, [1.0] * len(able) + [-1.0], 0, highspy.kHighsInf)
