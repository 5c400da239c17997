"""Where the steps of a table are: in columns or in rows, under which head, beside which labels."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from blueprints.foreign.grids import SheetGrid
from blueprints.foreign.lane_words import NAME, OWN, PHASE, known, target

Way = Literal["kolommen", "rijen"]
LABELS_WITHIN, HEADS_WITHIN = 4, 30  # columns and rows in which labels are looked for
SPREAD = (PHASE, "mijlpaal")  # stand once above several steps


@dataclass(frozen=True, slots=True)
class StepLayout:
    """How a table is read: `way` says what a step is, `label` the line that has the labels.

    `targets` gives for every line with a label (row, or column when steps are rows; from 0) what it
    is. `first` is the first line on which the table begins, `step` the first line of a step.
    """

    way: Way
    label: int
    first: int
    step: int
    targets: Mapping[int, str]

    def changed(self, targets: Mapping[int, str]) -> "StepLayout":
        """Return this layout with other targets for some lines."""
        return replace(self, targets={**self.targets, **targets})


def turned(grid: SheetGrid, way: Way) -> SheetGrid:
    """Return a sheet of which every column is a step, also when rows are."""
    if way == "kolommen":
        return grid
    return SheetGrid(grid.title, tuple(zip(*grid.rows, strict=True)))


def guess(grid: SheetGrid, way: Way | None = None) -> StepLayout:
    """Return the layout that knows most labels; `way` settles what a step is."""
    ways: tuple[Way, ...] = (way,) if way else ("kolommen", "rijen")
    return max((_best(grid, one) for one in ways), key=lambda one: _weight(grid, one))


def _weight(grid: SheetGrid, layout: StepLayout) -> tuple[int, int]:
    table = turned(grid, layout.way)
    names = [target(table.at(line, layout.label)) for line in layout.targets]
    hits = {name for line, name in zip(layout.targets, names, strict=True)
            if known(table.at(line, layout.label))}  # fmt: skip
    return len(hits), -layout.label


def _best(grid: SheetGrid, way: Way) -> StepLayout:
    table = turned(grid, way)
    width = len(table.rows[0]) if table.rows else 0
    within = LABELS_WITHIN if way == "kolommen" else HEADS_WITHIN
    columns = range(min(within, max(width - 1, 1)))
    label = max(columns, key=lambda column: (_hits(table, column), -column))
    lines = [line for line in range(len(table.rows)) if known(table.at(line, label))]
    first = _above(table, label, lines[0] if lines else 0)
    targets = {
        line: target(table.at(line, label)) if table.at(line, label) else OWN
        for line in range(first, len(table.rows))
        if table.at(line, label) or line < (lines[0] if lines else 1)
    }
    heads = [line for line in targets if line < (lines[0] if lines else 1)]
    if NAME not in targets.values() and heads:
        targets[heads[-1]] = NAME
    return StepLayout(way, label, first, label + 1, targets)


def _hits(table: SheetGrid, column: int) -> int:
    return len({target(row[column]) for row in table.rows if known(row[column])})


def _above(table: SheetGrid, label: int, first: int) -> int:
    """Return where the table begins: a line of heads above the first known label is part."""
    width = len(table.rows[0]) if table.rows else 0
    while first > 0:
        above = [text for text in table.rows[first - 1][label + 1 :] if text]
        if len(above) < max(2, (width - label - 1) / 3):
            break
        first -= 1
    return first
