"""How busy desks get, in words: the worst week, what a desk can do then, and why that is less."""

from collections.abc import Iterator

from dutch import counted, day, listing, whole
from plans.capacity import Load, loads, peaks
from plans.model import Plan

FITS = "Dat past in elke week."


def room(load: Load) -> str:
    """Return what a desk can do in a week, and what lowers that: "32 (Koningsdag)"."""
    why = f" ({listing(list(load.reduced))})" if load.reduced else ""
    return f"{whole(load.capacity)}{why}"


def sentence(plan: Plan, load: Load) -> str:
    """Return the worst week of a desk (of `peaks`): how many, what it can do, whether it fits."""
    many = f"{whole(load.low)} tot {whole(load.high)} reacties"
    line = f"Het krapst in de week van {day(load.monday)}: {many}, en er kunnen er {room(load)}."
    weeks = sum(other.over for other in loads(plan) if other.desk == load.desk)
    much = f"In {counted(weeks, 'week', 'weken')} is het te veel."
    return f"{line} {much if weeks else FITS}"


def lines(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the name of every desk that something is expected of, with its worst week."""
    names = {desk.id: desk.name for desk in plan.desks}
    yield from ((names[load.desk], sentence(plan, load)) for load in peaks(plan))
