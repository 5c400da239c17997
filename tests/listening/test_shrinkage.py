"""Many actions together: drawn towards nothing, by hand and where nothing ever happened."""

import math

import numpy as np
import pytest

from listening.effects.shrinkage import NOTHING, Interval, LogChange, Shrunk, unshrunk

ALONE = math.inf


def by_hand(changes: list[tuple[float, float, float]]) -> float:
    """Return the sum of the docstring with plain loops, over the same 60 values of T."""
    above = below = 0.0
    for cell in range(60):
        step = (cell + 0.5) / 60
        wide = 1.5 * step**2
        weight, together = step * math.exp(-(wide**2) / (2 * 0.5**2)), 0.0
        for y, s, e in changes:
            m = 0.0
            if s != ALONE:
                weight *= math.exp(-(y**2) / (2 * (s**2 + wide**2))) / math.sqrt(s**2 + wide**2)
                m = y * wide**2 / (s**2 + wide**2)
            together += e * (1 - math.exp(m))
        above, below = above + weight * together, below + weight
    return above / below


HANDS = [  # log ratio, standard error, expected calls; what they kept away together
    ([(-0.20, 0.05, 1000.0)], 173),
    ([(-0.20, 0.20, 1000.0)], 99),
    ([(0.0, ALONE, 1000.0)], 0),
    ([(-0.20, 0.05, 1000.0), (0.20, 0.05, 1000.0)], -36),
    ([(-0.20, 0.10, 1000.0), (-0.22, 0.10, 1000.0), (-0.02, 0.10, 1000.0)], 282),
]


@pytest.mark.parametrize(("changes", "expected"), HANDS)
def test_a_sum_is_that_of_the_formula(
    changes: list[tuple[float, float, float]], expected: int
) -> None:
    total = Shrunk(tuple(LogChange(*one) for one in changes)).total()
    assert total.value == pytest.approx(by_hand(changes), rel=1e-9)
    assert round(total.value) == expected
    assert total.low < total.value < total.high


def test_more_doubt_draws_further_and_company_draws_together() -> None:
    sure, unsure = (Shrunk((LogChange(-0.2, s, 1000.0),)).total() for s in (0.05, 0.2))
    assert 0 < unsure.value < sure.value < 1000 * (1 - math.exp(-0.2))
    assert unsure.low < 0 < sure.low
    one = LogChange(-0.2, 0.1, 1000.0)
    alone = Shrunk((one,)).total().value
    among = Shrunk((one, *(LogChange(0.0, 0.1, 1000.0),) * 9)).total([0]).value
    assert among < alone
    assert Shrunk((one,)).total([]) == NOTHING
    assert Interval(10.0, -2.0, 22.0).times(9.5) == Interval(95.0, -19.0, 209.0)


def test_the_plain_sum_counts_luck() -> None:
    lucky = [LogChange(math.log(0.8), 0.1, 1000.0), LogChange(math.log(1.1), 0.1, 500.0)]
    assert unshrunk(lucky) == pytest.approx(200 - 50)


@pytest.mark.parametrize("spread", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("many", [1, 4, 12])
def test_the_interval_holds_what_is_true(many: int, spread: float) -> None:
    """In 9 of 10 registers in which no action ever did anything (spread 0.0): the sum is nothing.

    Where actions did something, in 85 of 100 at least: E·(1 − exp t) is taken to the first order.
    """
    random = np.random.default_rng(2026 + many)
    inside, registers = 0, 150
    for _ in range(registers):
        true = random.normal(0, spread, many) if spread else np.zeros(many)
        error = random.uniform(0.04, 0.25, many)
        seen = true + error * random.standard_t(20, many)
        expected = random.uniform(100, 3000, many)
        error[random.random(many) < 0.1] = math.inf
        changes = (LogChange(*one) for one in zip(seen, error, expected, strict=True))
        total = Shrunk(tuple(changes)).total()
        inside += total.low <= float((expected * (1 - np.exp(true))).sum()) <= total.high
    assert inside >= (0.85 if spread else 0.9) * registers
