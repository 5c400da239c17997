"""What is still empty in a draft: counted as it is drawn, and named for who goes on with it."""

from typing import NamedTuple

from blueprints.lanes import LANES, Lane, lane_texts
from blueprints.model import Journey, Step
from dutch import counted, whole

EMPTY = "Nog leeg"  # in a cell that nobody filled in
STATES = {"concept": "Concept", "bekeken": "Bekeken, nog niet vastgesteld"}


class HoleCount(NamedTuple):
    """How many cells of a picture are empty, of how many."""

    empty: int
    total: int


def empty_lanes(step: Step) -> tuple[Lane, ...]:
    """Return the rows in which a step says nothing, now or later."""
    return tuple(
        lane for lane in LANES if not any(lane_texts(lane, row) for row in (step.now, step.then))
    )


def holes(journey: Journey) -> HoleCount:
    """Return how many cells (steps × rows) of a journey are empty."""
    empty = sum(len(empty_lanes(step)) for step in journey.steps)
    return HoleCount(empty, len(journey.steps) * len(LANES))


def standing(journey: Journey) -> tuple[str, ...]:
    """Return what a draft is and what it lacks: "Concept: 12 van 80 vakken leeg.", and more."""
    if journey.approved:
        return ()
    empty, total = holes(journey)
    without = uncited(journey)
    state = STATES[journey.written.state]
    return (
        f"{state}: {whole(empty)} van {counted(total, 'vak', 'vakken')} leeg.",
        *([f"{counted(without, 'uitspraak', 'uitspraken')} zonder bron."] if without else []),
    )


def uncited(journey: Journey) -> int:
    """Return how many statements of a draft name no source."""
    cells = (
        dict.fromkeys((*step.now.get("wet", ()), *step.then.get("wet", ()), *step.research))
        for step in journey.steps
    )
    return sum(not claim.sources for cell in cells for claim in cell)
