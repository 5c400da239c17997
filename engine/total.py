"""The sum of figures, to the same last bit on every version of Python.

From 3.12 on, `sum` corrects its rounding; whoever adds figures with it gets other digits there.
"""

from collections.abc import Iterable
from functools import reduce
from operator import add


def total(values: Iterable[float]) -> float:
    """Return the sum of values, added one by one from the first to the last."""
    return reduce(add, values, 0.0)
