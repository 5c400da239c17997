"""KanaalBench on paper: a table of everything, a chart, and where ours wins and loses."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from script.towns.rivals import AGE, OURS, OVERALL, PROFILE, RAW, RULES
from script.towns.width import WidthRow
from surveys.estimate.shares import WIDER

HEADS = {
    "regret": "regret",
    "overlap": "overlap of three",
    "rmse": "RMSE",
    "coverage": "coverage 90 %",
    "coverage_big": "– share > 15 %",
    "seconds": "seconds",
}
HIGHER = {"overlap"}
CLOSE = 0.2
COLOURS = {
    RULES: "#8a8f98",
    OVERALL: "#c9a227",
    AGE: "#3b7dd8",
    PROFILE: "#8e5bb5",
    RAW: "#c65b4a",
    OURS: "#0b7a5a",
}
WIDE, HIGH, LEFT, TOP, GAP = 420, 280, 56, 40, 60
BEGIN, END = "<!-- script/kanaalbench: begin -->", "<!-- script/kanaalbench: end -->"


class WayRow(NamedTuple):
    """The measures of one way in one place."""

    about: str
    n: int
    way: str
    measures: Mapping[str, float]


def text(rows: Sequence[WayRow], held: Mapping[str, bool]) -> str:
    """Return everything as text for a terminal."""
    lines = [f"{row.about:32} {row.n:6,} {row.way:14} {_figures(row)}" for row in rows]
    return "\n".join([*lines, "", *(f"{_word(ok)}: {name}" for name, ok in held.items())])


def write(
    folder: Path,
    rows: Sequence[WayRow],
    held: Mapping[str, bool],
    towns: int,
    widths: Sequence[WidthRow],
) -> None:
    """Write the chart, and the figures between the marks on the page."""
    chart, page = folder / "beelden" / "kanaalbench.svg", folder / "kanaalbench.md"
    chart.write_text(svg(rows), encoding="utf-8")
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    written = "\n".join((BEGIN, *figures(rows, held, towns), *apart(widths), END))
    page.write_text(before + written + rest.split(END)[1], encoding="utf-8")


def figures(rows: Sequence[WayRow], held: Mapping[str, bool], towns: int) -> Iterator[str]:
    """Yield all that was measured, as Markdown."""
    wins, losses, close = _verdicts(rows)
    slow = [row.measures["seconds"] for row in rows if row.way == OURS]
    yield f"Means of {towns} towns of each kind.\n\n## Wins and losses\n"
    yield (
        f"Ours is best in {wins} of {wins + len(losses)} comparisons: regret, overlap and RMSE at "
        "every size. Another way is as good or better:\n"
    )
    yield "\n".join(f"- {line}" for line in losses or ["nowhere"])
    yield f"\nIn regret or RMSE another way comes within {100 * CLOSE:.0f} %, and is simpler:\n"
    yield "\n".join(f"- {line}" for line in close or ["nowhere"])
    yield (
        f"\nA table takes hundredths of a second, ours {min(slow):.2f} to {max(slow):.2f}. Of the "
        "rulebook alone nothing has to be asked; it is the way where there are no answers.\n"
    )
    yield "\n## What must hold\n\n| demand | holds |\n|---|---|"
    yield "\n".join(f"| {name} | {_word(ok)} |" for name, ok in held.items())
    for about in dict.fromkeys(row.about for row in rows):
        yield f"\n## {about[0].upper()}{about[1:]}\n\n{_table(rows, about)}"


def apart(widths: Sequence[WidthRow]) -> Iterator[str]:
    """Yield how wide intervals had to be, and whether that holds in towns kept apart."""
    yield "\n## Towns that had no part in it\n"
    yield (
        f"Intervals are made {WIDER} times as wide as the formula says. The sixth column tells "
        "which factor comes nearest to 0.90 there. Regret is of the kind of rulebook where ours "
        "does worst.\n"
    )
    heads = (
        *("towns", "n", "regret ÷ better table", "coverage at 1.00", f"at {WIDER}"),
        *("best factor there", "– share > 15 %"),
    )
    yield f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|"
    yield "\n".join(
        f"| {one.towns} | {one.n:,} | {one.regret:.2f} | {one.plain:.3f} | {one.wider:.3f} | "
        f"{one.fitting:.2f} | {one.wider_big:.3f} |"
        for one in widths
    )
    yield ""


def _table(rows: Sequence[WayRow], about: str) -> str:
    mine = [row for row in rows if row.about == about]
    keys = [key for key in HEADS if any(key in row.measures for row in mine)]
    lines = [
        f"| n | way | {' | '.join(HEADS[key] for key in keys)} |",
        "|---" * (2 + len(keys)) + "|",
    ]
    for row in mine:
        cells = [f"{row.measures[key]:.3f}" if key in row.measures else "–" for key in keys]
        way = f"**{row.way}**" if row.way == OURS else row.way
        lines.append(f"| {row.n:,} | {way} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _figures(row: WayRow) -> str:
    return "  ".join(f"{key} {row.measures[key]:.3f}" for key in HEADS if key in row.measures)


def _word(holds: bool) -> str:
    return "yes" if holds else "no"


def _verdicts(rows: Sequence[WayRow]) -> tuple[int, list[str], list[str]]:
    """Return how often ours is best, and in words where it is not, and where it hardly is."""
    wins, losses, close = 0, [], []
    for about, n in dict.fromkeys((row.about, row.n) for row in rows):
        here = {row.way: row.measures for row in rows if (row.about, row.n) == (about, n)}
        for key in ("regret", "overlap", "rmse"):
            if key not in here[OURS]:
                continue
            others = {way: of[key] for way, of in here.items() if way != OURS and key in of}
            best = max if key in HIGHER else min
            way = best(others, key=lambda name: others[name])
            ours = here[OURS][key]
            other = f"{HEADS[key]} of *{way}* {others[way]:.3f}, ours {ours:.3f}"
            ahead = ours / others[way] if key in HIGHER else others[way] / ours
            if ahead <= 1:
                losses.append(f"{about}, n = {n:,}: {other}")
            else:
                wins += 1
                close += [f"{about}, n = {n:,}: {other}"] * (
                    ahead < 1 + CLOSE and key not in HIGHER
                )
    return wins, losses, close


def svg(rows: Sequence[WayRow]) -> str:
    """Return the chart: a panel per place, lines by number of answers."""
    abouts = dict.fromkeys(row.about for row in rows)
    panels = [about for about in abouts if "half" in about]
    panels += [about for about in abouts if "town" not in about]
    width = LEFT + len(panels) * (WIDE + GAP)
    height = TOP + HIGH + 90
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="13"><title>KanaalBench</title>'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    )
    drawn = [line for at, about in enumerate(panels) for line in _panel(rows, about, at)]
    return "\n".join([head, *drawn, *_legend(height - 18), "</svg>", ""])


def _panel(rows: Sequence[WayRow], about: str, at: int) -> Iterator[str]:
    mine = [row for row in rows if row.about == about]
    key = "regret" if "regret" in mine[0].measures else "rmse"
    left = LEFT + at * (WIDE + GAP)
    sizes = sorted({row.n for row in mine})
    top = 1.1 * max(row.measures[key] for row in mine if key in row.measures)
    span = math.log(sizes[-1] / sizes[0])

    def x(n: int) -> float:
        return left + WIDE * math.log(n / sizes[0]) / span

    def y(value: float) -> float:
        return TOP + HIGH * (1 - value / top)

    yield f'<text x="{left}" y="{TOP - 16}" font-weight="bold">{HEADS[key]}: {about}</text>'
    yield f'<path d="M{left} {TOP}V{TOP + HIGH}H{left + WIDE}" fill="none" stroke="#444"/>'
    for part in range(5):
        value = top * part / 4
        yield f'<text x="{left - 6}" y="{y(value) + 4:.0f}" text-anchor="end">{value:.2f}</text>'
    for n in sizes:
        if n != 500:  # would stand over 400
            yield f'<text x="{x(n):.0f}" y="{TOP + HIGH + 18}" text-anchor="middle">{n:,}</text>'
    for way, colour in COLOURS.items():
        of = {row.n: row.measures[key] for row in mine if row.way == way and key in row.measures}
        if of:
            points = " ".join(f"{x(n):.1f},{y(value):.1f}" for n, value in sorted(of.items()))
            thick = 4 if way == OURS else 2
            yield (
                f'<polyline points="{points}" fill="none" stroke="{colour}" '
                f'stroke-width="{thick}"/>'
            )


def _legend(y: int) -> Iterator[str]:
    for at, (way, colour) in enumerate(COLOURS.items()):
        x = LEFT + at * 150
        yield f'<rect x="{x}" y="{y - 10}" width="22" height="5" fill="{colour}"/>'
        yield f'<text x="{x + 28}" y="{y - 3}">{way}</text>'
