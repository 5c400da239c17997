"""EffectBench: how often effects are named where there are none, and missed where there are.

`script/effectbench` makes series of which the truth is known, of each kind 300, with an action
halfway that does nothing or brings 37 % more. `--schrijf` puts the table into docs/effectbench.md.
Everything is seeded: only the seconds differ from run to run.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

from listening.effects.effect import UNSURE, Effect, effect
from listening.effects.placebo import checked
from script.effects.made_series import World, series

PAGE = Path(__file__).parents[2] / "docs" / "effectbench.md"
BEGIN, END = "<!-- script/effectbench: begin -->\n", "<!-- script/effectbench: einde -->"
SERIES, SEED, FIRST, SPAN = 300, 20261129, date(2025, 1, 1), 600
MOST_FALSE, LEAST_COVERED, SLOWEST = 0.05, 0.85, 1.0
KINDS = {
    "nothing": World(),
    "growth 1 % a week": World(growth=0.01),
    "growth 2 % a week": World(growth=0.02),
    "growth 3 % a week": World(growth=0.03),
    "growth 4 % a week": World(growth=0.04),
    "season ± 30 %": World(season=0.3),
    "school holidays − 40 %": World(holiday=0.4),
    "relaunch ± 40 %, not written down": World(relaunch=1.4),
    "spikes × 5": World(spikes=5),
    "ρ = 0.5": World(rho=0.5, level=0.2),
    "ρ = 0.7": World(rho=0.7, level=0.2),
}
RATIO = 1.37


class EffectRow(NamedTuple):
    """How a kind of series fares: parts of its series."""

    kind: str
    compared: bool
    ratio: float
    named: float
    covered: float
    smallest: float  # the median
    least: float | None  # named at least, for an effect

    @property
    def holds(self) -> bool:
        """Tell whether it is as it must be."""
        enough = self.named <= MOST_FALSE if self.least is None else self.named >= self.least
        return enough and self.covered >= LEAST_COVERED


def measure(kind: str, compared: bool, many: int, least: float | None = None) -> EffectRow:
    """Return how effects on `many` series of a kind fare."""
    rng, ratio = np.random.default_rng(SEED), 1.0 if least is None else RATIO
    outcomes: list[Effect] = []
    for _ in range(many):
        start = FIRST + timedelta(days=int(rng.integers(0, SPAN)))
        days, control = series(rng, KINDS[kind], start, ratio)
        outcomes.append(effect(days, start, max(days), control if compared else None))
    covered = [(one.low or 0) <= ratio <= (one.high or 0) for one in outcomes]
    named = [one.word != UNSURE for one in outcomes]
    smallest = float(np.median([one.smallest or 0 for one in outcomes]))
    return EffectRow(kind, compared, ratio, sum(named) / many, sum(covered) / many, smallest, least)


def rows(many: int) -> list[EffectRow]:
    """Return how every kind fares: without an effect, and with one where the power must hold."""
    measured = [measure(kind, compared, many) for compared in (False, True) for kind in KINDS]
    measured.append(measure("nothing", False, many, least=0.70))
    measured.append(measure("nothing", True, many, least=0.75))
    return measured


def seconds() -> float:
    """Return how long an effect takes at most, the check on two years of history included."""
    start, taken = date(2026, 6, 1), []
    days, control = series(np.random.default_rng(SEED), World(), start, before=730)
    for compared in (None, control):
        begun = time.process_time()
        span = (days, start, max(days), compared)
        checked(effect(*span), *span)
        taken.append(time.process_time() - begun)
    return max(taken)


def table(measured: Sequence[EffectRow]) -> str:
    """Return the rows as Markdown."""
    lines = ["| series | control | effect | named | interval covers | smallest seen | holds |",
             "|---|---|---|---|---|---|---|"]  # fmt: skip
    lines += [
        f"| {one.kind} | {'yes' if one.compared else 'no'} | "
        f"{'none' if one.least is None else '+37 %'} | {100 * one.named:.1f} % | "
        f"{100 * one.covered:.1f} % | +{100 * one.smallest:.0f} % | "
        f"{'yes' if one.holds else 'NO'} |"
        for one in measured
    ]
    return "\n".join(lines) + "\n"


def main(given: Sequence[str] | None = None) -> int:
    """Measure, print, and write where asked; 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, prog="script/effectbench")
    parser.add_argument("--reeksen", type=int, default=SERIES, help="series of each kind")
    parser.add_argument("--schrijf", action="store_true", help="write docs/effectbench.md")
    asked = parser.parse_args(given)
    measured, taken = rows(asked.reeksen), seconds()
    text = table(measured)
    print(f"{text}\nseconds of an effect with its check: {taken:.2f}")
    if asked.schrijf:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        note = f"{asked.reeksen} series of each kind.\n\n"
        tail = rest[rest.index(END) :]
        PAGE.write_text(f"{head}{BEGIN}{note}{text}{tail}", encoding="utf-8")
    return 0 if all(one.holds for one in measured) and taken <= SLOWEST else 1


if __name__ == "__main__":
    sys.exit(main())
