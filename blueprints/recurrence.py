"""The same steps everywhere: which generic steps recur over journeys, and who deviates where."""

from dataclasses import dataclass

from blueprints.model import Journey, Library, Step

USUAL = 0.5  # the part of the journeys of a track from which a step is usual there


@dataclass(frozen=True, slots=True)
class StepUse:
    """A generic step in one journey; `keys` are the rows in which it varies."""

    journey: str
    step: Step
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One generic step over all journeys of its tracks.

    `absent` are journeys (slugs) of a track in which the step is usual, without it.
    """

    slug: str
    uses: tuple[StepUse, ...]
    absent: tuple[str, ...]

    @property
    def journeys(self) -> tuple[str, ...]:
        """Return the journeys that have the step, each once."""
        return tuple(dict.fromkeys(use.journey for use in self.uses))


def recurring(library: Library) -> tuple[Recurrence, ...]:
    """Return every generic step that is used, the most common first."""
    recurrences = [_recurrence(library, slug) for slug in library.generic]
    used = [item for item in recurrences if item.uses]
    return tuple(sorted(used, key=lambda item: -len(item.journeys)))


def _recurrence(library: Library, slug: str) -> Recurrence:
    uses = tuple(
        StepUse(name, step, step.varies)
        for name, journey in library.journeys.items()
        for step in journey.steps
        if step.generic == slug
    )
    having = {use.journey for use in uses}
    absent: list[str] = []
    for track in library.generic[slug].tracks:
        same = [name for name, j in library.journeys.items() if j.track == track]
        without = [name for name in same if name not in having]
        if same and len(same) - len(without) >= USUAL * len(same):
            absent += without
    return Recurrence(slug, uses, tuple(sorted(absent)))


def own_steps(journey: Journey) -> tuple[Step, ...]:
    """Return the steps that only this journey has: not one of the generic ones."""
    return tuple(step for step in journey.steps if step.generic is None)
