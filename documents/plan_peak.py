"""How many reactions come in per week at each desk, by the advisor's own estimates.

A reaction comes in evenly over the weeks that the advisor gave, from the day an action starts; of
an action in parts, every part from its own day.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plans.model import Action, Desk, Plan

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Load:
    """Reactions in one week (its Monday) at one desk, from low to high, and what it can take."""

    desk: str
    week: date
    low: float
    high: float
    capacity: int

    @property
    def over(self) -> bool:
        """Whether more may come in than the desk can take."""
        return self.high > self.capacity


def loads(plan: Plan) -> tuple[Load, ...]:
    """Return every week in which reactions are expected, per desk, in order of day."""
    found: dict[tuple[str, date], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for action in plan.actions:
        for desk, week, low, high in _reactions(action):
            found[desk, week][0] += low
            found[desk, week][1] += high
    desks = {desk.id: desk for desk in plan.desks}
    made = [
        Load(id_, week, low, high, capacity(desks[id_], week))
        for (id_, week), (low, high) in found.items()
        if id_ in desks
    ]
    return tuple(sorted(made, key=lambda load: (load.week, load.desk)))


def _reactions(action: Action) -> Iterator[tuple[str, date, float, float]]:
    given = action.response
    if given is None or not going_on(action):
        return
    parts = [(wave.start, float(wave.share) / 100) for wave in action.waves]
    for start, part in parts or [(action.start, 1.0)]:
        for nth in range(given.weeks):
            week = monday(start) + nth * WEEK
            for desk, share in given.desks.items():
                each = part * float(share) / 100 / given.weeks
                yield desk, week, given.low * each, given.high * each


def going_on(action: Action) -> bool:
    """Tell whether an action was not cancelled."""
    return action.status != "vervallen"


def monday(day: date) -> date:
    """Return the Monday of a week."""
    return day - timedelta(days=day.weekday())


def capacity(desk: Desk, week: date) -> int:
    """Return how many reactions a desk can take in a week."""
    within = [e.per_week for e in desk.exceptions if e.start < week + WEEK and e.end >= week]
    return min([desk.per_week, *within]) if within else desk.per_week


def peaks(plan: Plan) -> tuple[Load, ...]:
    """Return the busiest week of every desk."""
    found: dict[str, Load] = {}
    for load in loads(plan):
        if load.desk not in found or load.high > found[load.desk].high:
            found[load.desk] = load
    return tuple(found.values())
