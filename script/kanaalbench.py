"""KanaalBench: how well answers of residents tell which channels a group wants.

`script/kanaalbench` builds simulated towns, of which the truth is known, and takes two sets of
real people apart; it lets each way of reading answers guess, and judges the guesses. `--schrijf`
puts table and chart into docs/kanaalbench.md, and what more answers would bring into
`surveys/genoeg.csv`. Everything is seeded: only the seconds differ from run to run.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from engine import load  # noqa: E402
from engine.cache import table_of  # noqa: E402
from script.towns import people, report  # noqa: E402
from script.towns.bounds import bounds  # noqa: E402
from script.towns.judging import judge, margins  # noqa: E402
from script.towns.report import WayRow  # noqa: E402
from script.towns.rivals import OURS, RULES, guesses  # noqa: E402
from script.towns.town import TRUTHS, answers_of, town_of  # noqa: E402
from script.towns.width import width_rows  # noqa: E402
from surveys.needed import FILE, Gain, write  # noqa: E402

SIZES = (100, 250, 400, 500, 1_000, 4_000)
TOWNS = 5  # of each truth
PEOPLE = ROOT.parent / "shared" / "backtest"
PEOPLE_SIZES, SPLITS = (100, 200, 400, 800, 1_200), 5
SETS = {"United States (GSS)": people.gss, "Dutch panel (VU)": people.panel}
Reached = Mapping[int, Sequence[tuple[float, ...]]]  # how far intervals reach, town by town
HALF = "town, rulebook half true"


def main(given: Sequence[str] | None = None) -> int:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, prog="script/kanaalbench")
    parser.add_argument("--steden", type=int, default=TOWNS, help="simulated towns of each truth")
    parser.add_argument("--mensen", type=Path, default=PEOPLE, help="folder with real people")
    parser.add_argument("--json", action="store_true", help="print rows as JSON")
    parser.add_argument("--schrijf", action="store_true", help="write docs and data")
    asked = parser.parse_args(given)
    rows, gains = towns(asked.steden)
    rows += list(real_people(asked.mensen))
    held = bounds(rows)
    if asked.json:
        print(json.dumps({"rows": [row._asdict() for row in rows], "bounds": held}, indent=1))
    else:
        print(report.text(rows, held))
    if asked.schrijf:
        widths = list(width_rows(table_of(load())))
        report.write(ROOT / "docs", rows, held, asked.steden, widths)
        FILE.write_text(write(gains), encoding="utf-8")
    return 0


def towns(many: int) -> tuple[list[WayRow], list[Gain]]:
    """Return the mean measures of each way in each kind of town, and what answers bring."""
    table = table_of(load())
    judged: dict[tuple[str, int, str], list[dict[str, float]]] = {}
    reached: dict[int, list[tuple[float, ...]]] = {}
    for truth in TRUTHS:
        for seed in range(many):
            town = town_of(table, truth, seed)
            for size in SIZES:
                answers = answers_of(town, size, 1_000 * seed + size)
                ways = guesses(answers, (town.ages, town.profiles), town.population, town.points)
                for name, guess in ways.items():
                    judged.setdefault((truth, size, name), []).append(judge(town, name, guess))
                if truth == "half true":
                    reached.setdefault(size, []).append(margins(town, ways[OURS]))
    rows = [WayRow(f"town, rulebook {t}", n, name, mean(of)) for (t, n, name), of in judged.items()]
    return rows, list(gains(rows, reached))


def gains(rows: Sequence[WayRow], reached: Reached) -> Iterator[Gain]:
    """Yield what answers bring: more of them never less, as chance in a few towns may have it."""
    regret = {(row.n, row.way): row.measures["regret"] for row in rows if row.about == HALF}
    sizes = sorted(reached)
    yield Gain(0, 100 * regret[sizes[0], RULES], 100.0, 100.0, 100.0)
    columns = [[regret[size, OURS] for size in sizes]]
    columns += np.transpose([np.mean(reached[size], axis=0) for size in sizes]).tolist()
    falling = [[-100 * value for value in rising([-v for v in column])] for column in columns]
    for size, *brought in zip(sizes, *falling, strict=True):
        yield Gain(size, *brought)


def rising(values: Sequence[float]) -> list[float]:
    """Return the nearest values that never fall (neighbours that do are pooled)."""
    pools: list[list[float]] = []
    for value in values:
        pools.append([value])
        while len(pools) > 1 and np.mean(pools[-2]) > np.mean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    return [float(np.mean(pool)) for pool in pools for _ in pool]


def real_people(folder: Path) -> Iterator[WayRow]:
    """Yield the mean measures on people that were left out; says so where there are none."""
    for name, reader in SETS.items():
        try:
            everybody = reader(folder)
        except OSError:
            print(f"{name}: not there", file=sys.stderr)
            continue
        judged: dict[tuple[int, str], list[dict[str, float]]] = {}
        for size in PEOPLE_SIZES:
            for seed in range(SPLITS):
                order = np.random.default_rng(seed).permutation(len(everybody.answers)).tolist()
                known = people.some(everybody.answers, order[:size])
                others = people.some(everybody.answers, order[size:])
                share, n = people.percentages(everybody, others)
                slugs = everybody.ages, everybody.profiles
                for way, guess in guesses(known, slugs, {}, None).items():
                    measured = people.judge_people(guess, share, n)
                    judged.setdefault((size, way), []).append(measured)
        yield from (WayRow(name, size, way, mean(of)) for (size, way), of in judged.items())


def mean(judged: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the mean of each measure."""
    return {key: round(float(np.mean([one[key] for one in judged])), 4) for key in judged[0]}


if __name__ == "__main__":
    sys.exit(main())
