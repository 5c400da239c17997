"""What a library of journeys is asked: which fit these words, where what occurs, what differs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from blueprints.lanes import Lane, lane_texts, lanes_of
from blueprints.model import Journey, Library, Step

LABELS: Mapping[str, tuple[str, Callable[[Journey], Iterable[str | None]]]] = {
    "domein": ("Domein", lambda journey: (journey.written.domain,)),
    "levensgebeurtenis": ("Levensgebeurtenis", lambda journey: (journey.written.life_event,)),
    "doelgroep": ("Doelgroep", lambda journey: journey.written.audience or ()),
    "mijlpaal": ("Mijlpaal", lambda journey: (step.milestone for step in journey.steps)),
    "eigenaar": ("Eigenaar", lambda journey: (journey.written.owner,)),
    "organisatie": ("Organisatie", lambda journey: (journey.written.organisation,)),
    "staat": ("Staat", lambda journey: (journey.written.state,)),
}
OCCURRING = {  # what can be looked for in all journeys, with its name on screen
    "kanalen": "Kanaal",
    "systemen": "Systeem of gegeven",
    "wet": "Wet of bron",
    "eigenaar": "Eigenaar van een stap",
    "stap": "Generieke stap",
}


def labels(library: Library, kind: str) -> tuple[str, ...]:
    """Return what the journeys say of a label, sorted: domains, milestones and so on."""
    said = (one for journey in library.journeys.values() for one in LABELS[kind][1](journey))
    return tuple(sorted(dict.fromkeys(filter(None, said)), key=str.casefold))


def search(library: Library, words: str, chosen: Mapping[str, str]) -> tuple[str, ...]:
    """Return the journeys (slugs) with all these words somewhere, and these labels."""
    wanted = words.casefold().split()
    return tuple(
        slug
        for slug, journey in library.journeys.items()
        if all(value in LABELS[kind][1](journey) for kind, value in chosen.items())
        and (not wanted or _has(journey, wanted))
    )


def _has(journey: Journey, wanted: Iterable[str]) -> bool:
    text = "\n".join(_texts(journey)).casefold()
    return all(word in text for word in wanted)


def _texts(journey: Journey) -> Iterator[str]:
    written = journey.written
    heads = (written.name, written.domain, written.about, written.goal, written.remark)
    yield from filter(None, heads)
    for kind in LABELS:
        yield from filter(None, LABELS[kind][1](journey))
    for step in journey.steps:
        yield step.name
        for row in (step.now, step.then, step.later, step.roles, *step.groups.values()):
            yield from (one.text for cell in row.values() for one in cell)


class PlaceInJourney(NamedTuple):
    """A step in which something occurs: the slug of its journey and its name."""

    journey: str
    step: str


def occurrences(library: Library, kind: str) -> dict[str, tuple[PlaceInJourney, ...]]:
    """Return every channel, system, law, owner or generic step with the steps that have it.

    The most common comes first.
    """
    places: dict[str, list[PlaceInJourney]] = {}
    for slug, journey in library.journeys.items():
        for step in journey.steps:
            for value in dict.fromkeys(_values(step, kind)):
                places.setdefault(value, []).append(PlaceInJourney(slug, step.name))
    ordered = sorted(places.items(), key=lambda item: (-len(item[1]), item[0].casefold()))
    return {value: tuple(found) for value, found in ordered}


def _values(step: Step, kind: str) -> Iterator[str]:
    if kind == "stap":
        yield from [step.generic] if step.generic else []
        return
    for row in (step.now, step.then, step.later):
        for one in row.get(kind, ()):
            yield from one.sources if kind == "wet" else (one.text,)


@dataclass(frozen=True, slots=True)
class VariantDifference:
    """A row in which a variant says something else: step, row, here and in the other."""

    step: str
    row: str
    here: tuple[str, ...]
    other: tuple[str, ...]


def differences(journey: Journey, other: Journey) -> tuple[VariantDifference, ...]:
    """Return where a variant differs from another journey, step by step (by id).

    A step that only one of them has is one difference, with its name.
    """
    there = {step.id: step for step in other.steps}
    found: list[VariantDifference] = []
    for step in journey.steps:
        twin = there.pop(step.id, None)
        if twin is None:
            found.append(VariantDifference(step.name, "Stap", (step.name,), ()))
            continue
        found += _rows(step, twin, dict.fromkeys((*lanes_of(journey), *lanes_of(other))))
    found += [VariantDifference(s.name, "Stap", (), (s.name,)) for s in there.values()]
    return tuple(found)


def _rows(step: Step, twin: Step, lanes: Iterable[Lane]) -> Iterator[VariantDifference]:
    for lane in lanes:
        here, other = (
            tuple(dict.fromkeys(
                one.text for row in (each.now, each.then, each.later)
                for one in lane_texts(lane, row)
            ))
            for each in (step, twin)
        )  # fmt: skip
        if here != other:
            yield VariantDifference(step.name, lane.name, here, other)
