"""Working back: from the first day of an action to the days on which its steps must be ready.

Days are working days: no weekend and no public holiday. A day that an advisor fixed stays, and what
comes before it is dated from there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import dutch
from engine.wording import lower
from plans import freedays
from plans.model import Action, Plan, PreparationStep
from plans.model.status import AGREED, ASKED, DRAFT, PROPOSED
from plans.planning.lead_times import step_name

ONE = timedelta(days=1)
NOT_OUT = (PROPOSED, DRAFT, ASKED, AGREED)  # what still has to go out
DAYS = ("werkdag", "werkdagen")


@dataclass(frozen=True, slots=True)
class Lateness:
    """A step that is not ready in time, in a Dutch sentence; `step` is its id."""

    action: str
    step: str
    day: date
    sentence: str


def back(day: date, workdays: int) -> date:
    """Return the last working day that lies so many working days before a day.

    With none to go it is the day itself, or the working day before it when offices are closed.
    """
    if workdays == 0:
        while not freedays.working(day):
            day -= ONE
        return day
    for _ in range(workdays):
        day -= ONE
        while not freedays.working(day):
            day -= ONE
    return day


def between(first: date, last: date) -> int:
    """Return how many working days it is from a day to a later one; below nought when it is past.

    `between(back(day, n), day)` is n, from one day on.
    """
    if last < first:
        return -between(last, first)
    return sum(freedays.working(first + n * ONE) for n in range((last - first).days))


def dated(action: Action) -> Action:
    """Return an action with a day at every step: fixed or ready steps stay, others are worked out.

    Working back begins at the first day of the action.
    """
    ahead, steps = action.start, []
    for step in reversed(action.steps):
        if not (step.day and (step.fixed or step.done)):
            step = step.model_copy(update={"day": back(ahead, step.workdays)})
        ahead = step.day or ahead
        steps.append(step)
    return action.model_copy(update={"steps": tuple(reversed(steps))})


def with_step_on(action: Action, step: str, day: date) -> Action:
    """Return an action with one step fixed on a day; the steps before it move along.

    Raises KeyError when there is no such step.
    """
    if step not in {one.id for one in action.steps}:
        raise KeyError(step)
    steps = tuple(
        one.model_copy(update={"day": day, "fixed": True}) if one.id == step else one
        for one in action.steps
    )
    return dated(action.model_copy(update={"steps": steps}))


def starting_on(action: Action, day: date) -> Action:
    """Return an action that begins on another day: its end, its waves and its steps move along.

    Steps that are fixed or ready stay.
    """
    shift = day - action.start
    moved: dict[str, object] = {
        "start": day,
        "end": action.end + shift if action.end else None,
        "waves": tuple(w.model_copy(update={"start": w.start + shift}) for w in action.waves),
    }
    return dated(action.model_copy(update=moved))


def late(plan: Plan, today: date) -> tuple[Lateness, ...]:
    """Return the steps of actions that still have to go out and that are late on a day.

    First the days that are past, per action in order, then the days that lie too close together.
    """
    waiting = [dated(action) for action in plan.actions if action.status in NOT_OUT]
    past = [one for action in waiting for one in _past(action, today)]
    return (*past, *(one for action in waiting for one in too_short(action)))


def too_short(action: Action) -> Iterator[Lateness]:
    """Yield the steps after which there is less time than they need: only fixed days do that."""
    if not any(step.fixed or step.done for step in action.steps):
        return
    steps = dated(action).steps
    names = [*((lower(step_name(step)), step.day) for step in steps), ("het begin", action.start)]
    for step, (name, day) in zip(steps, names[1:], strict=True):
        if step.day is None or day is None or step.done:
            continue
        have = between(step.day, day)
        if have < step.workdays:
            yield Lateness(action.id, step.id, step.day, _short(action, step, name, day, have))


def room(action: Action, today: date) -> str | None:
    """Return in a sentence how long it is to the first step that is not ready; None without one."""
    step = next((step for step in dated(action).steps if not step.done), None)
    if step is None or step.day is None:
        return None
    name, days = lower(step_name(step)), between(today, step.day)
    if days < 0:
        return f"Te laat: {name} had op {dutch.day(step.day)} gemoeten."
    if days == 0:
        return f"Vandaag moet: {name}."
    return f"Nog {dutch.counted(days, *DAYS)} tot {dutch.day(step.day)}: {name}."


def _past(action: Action, today: date) -> Iterator[Lateness]:
    for step in action.steps:
        if step.day and step.day < today and not step.done:
            sentence = (
                f"'{action.what}': {lower(step_name(step))} had op {dutch.day(step.day)} gemoeten. "
                "Zet de stap op gereed, of verschuif de actie."
            )
            yield Lateness(action.id, step.id, step.day, sentence)


def _short(action: Action, step: PreparationStep, name: str, day: date, have: int) -> str:
    start = f"'{action.what}': {lower(step_name(step))} staat op {dutch.day(step.day or day)}"
    if have < 0:
        return f"{start}. Dat is na {name} op {dutch.day(day)}."
    left = f"zijn er {have} werkdagen" if have > 1 else f"is er {have or 'geen'} werkdag"
    return (
        f"{start}. Tot {name} op {dutch.day(day)} {left}; "
        f"reken op {dutch.counted(step.workdays, *DAYS)}."
    )
