"""Where undo and redo lead, from the history of a plan alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.plan_versions import HistoryLine


@dataclass(frozen=True, slots=True)
class UndoSteps:
    """The version whose content an undo brings back, and that of a redo; None: there is none."""

    undo: int | None
    redo: int | None


def undo_steps(lines: Sequence[HistoryLine]) -> UndoSteps:
    """Return where undo and redo lead; `lines` are the newest first.

    A version that is a copy of the step before or after is an undo or redo; any other is a step of
    its own, after which nothing can be done again.
    """
    steps: list[int] = []
    at = -1
    for line in reversed(lines):
        if line.aside:
            continue
        if line.copies is not None and at > 0 and line.copies == steps[at - 1]:
            at -= 1
        elif line.copies is not None and line.copies in steps[at + 1 : at + 2]:
            at += 1
        else:
            at += 1
            steps[at:] = [line.number]
    return UndoSteps(steps[at - 1] if at > 0 else None, next(iter(steps[at + 1 : at + 2]), None))
