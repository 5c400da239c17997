"""One measured number, as the benchmarks print it, and one source of chance."""

import random
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BenchFigure:
    """What was measured, how much, of what."""

    name: str
    value: float
    unit: str


Figures = Iterator[BenchFigure]
CHANCE = random.Random  # the same every time
