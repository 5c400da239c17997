"""A plan as it begins: empty, from an advice, or from a journey with its phases filled in."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from blueprints import Journey, Residents
from dutch import listing
from engine.model import UNKNOWN, Rulebook
from plans import SCHEMA, Plan, edit, plan_of
from screens.page import knowledge

EVERYONE = "Alle inwoners"
WEEKS = 26  # how long a new plan lasts, until the advisor says otherwise
LONGEST = 1000  # characters of a goal that somebody still reads


def new_plan(
    name: str,
    track: str,
    phases: Mapping[str, str | None],
    group: Mapping[str, str],
    task: str | None = None,
    stake: str = UNKNOWN,
) -> Plan:
    """Return a plan with one group; `phases` is phase → its goal, if any. Raises PlanError."""
    today = knowledge.today()
    days = {"start": today, "einde": today + timedelta(weeks=WEEKS)}
    about = {"traject": track, "opgave": task, **({"belang": stake} if stake != UNKNOWN else {})}
    tree = {
        "schema": SCHEMA,
        "project": {"naam": name.strip(), **about, **days},
        "groepen": [{"id": edit.fresh(group["naam"], ()), **group}],
        "fasen": [{"fase": slug, "doel": goal, **days} for slug, goal in phases.items()],
    }
    return plan_of(tree)


def group_of(book: Rulebook, age: str, profile: str) -> dict[str, str]:
    """Return a group of a plan for an age and profile, each of which may be unknown."""
    mix = {"leeftijd": age, "profiel": profile}
    names = (book.ages[age].name, book.profiles[profile].name)
    known = [n for slug, n in zip(mix.values(), names, strict=True) if slug != UNKNOWN]
    given = {key: slug for key, slug in mix.items() if slug != UNKNOWN}
    return {"naam": ", ".join(known) or EVERYONE} | given


def phases_of(book: Rulebook, journey: Journey) -> dict[str, str | None]:
    """Return the phases of a journey, in their order, each with its steps as a goal."""
    steps = {
        slug: [step.name for step in journey.steps if step.phase == slug] for slug in book.phases
    }
    return {slug: _goal(names) for slug, names in steps.items() if names}


def _goal(names: Iterable[str]) -> str | None:
    said = f"Stappen van de inwoner: {listing([f'‘{name}’' for name in names])}."
    return said if len(said) <= LONGEST else None


def of_journey(book: Rulebook, journey: Journey, group: Residents) -> Plan:
    """Return a plan for a journey: its name, task and phases. Raises PlanError."""
    of, written = group_of(book, group.age, group.profile), journey.written
    phases = phases_of(book, journey)
    return new_plan(
        journey.name, journey.track, phases, of, written.about or "", written.stake or UNKNOWN
    )
