"""What must hold of the estimate, and whether it does in what was measured."""

from collections.abc import Sequence

from script.towns.report import WayRow
from script.towns.rivals import AGE, OURS, PROFILE, RAW

REGRET = {100: 3 / 4, 400: 1 / 2, 1_000: 1 / 3}  # of the better of age only and profile only
COVERAGE, BIG = (0.88, 0.93), 0.86
REAL_SIZE, REAL, WORSE = 200, 0.6, 1.05


def bounds(rows: Sequence[WayRow]) -> dict[str, bool]:
    """Return every demand in words with its figure, and whether it holds."""
    by = {(row.about, row.n, row.way): row.measures for row in rows}
    held: dict[str, bool] = {}
    for about, n in dict.fromkeys((row.about, row.n) for row in rows):
        ours = by[about, n, OURS]
        age = by[about, n, AGE]
        place = f"{about}, n = {n:,}"
        if "regret" in ours:
            better = min(age["regret"], by[about, n, PROFILE]["regret"])
            if n in REGRET:
                ratio = ours["regret"] / better
                held[f"{place}: regret {ratio:.2f} of the better table (≤ {REGRET[n]:.2f})"] = (
                    ratio <= REGRET[n]
                )
            inside = COVERAGE[0] <= ours["coverage"] <= COVERAGE[1]
            held[f"{place}: coverage {ours['coverage']:.3f} (0.88-0.93)"] = inside
            held[f"{place}: coverage over 15 % {ours['coverage_big']:.3f} (≥ 0.86)"] = (
                ours["coverage_big"] >= BIG
            )
        else:
            ratio = ours["rmse"] / age["rmse"]
            held[f"{place}: RMSE {ratio:.2f} of age only (≤ 1.05)"] = ratio <= WORSE
            if n == REAL_SIZE:
                raw = ours["rmse"] / by[about, n, RAW]["rmse"]
                held[f"{place}: RMSE {raw:.2f} of raw cells (≤ 0.60)"] = raw <= REAL
    return held
