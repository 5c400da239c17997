"""Which channel leads where, what is used again, and where one hands over to another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from dutch import listing
from engine.model import Rulebook
from plans.choice.decisions import covers, is_everywhere, leader
from plans.choice.value import GroupPhase, Stage
from plans.constants import value as constant
from plans.model import Plan

Suits = Mapping[
    GroupPhase, Mapping[str, float]
]  # channel → suitability of the chosen that can serve


@dataclass(frozen=True, slots=True)
class HandOver:
    """A group that is led from one channel to another between two phases."""

    group: str
    before: str
    after: str
    gives: str
    takes: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """A channel with the phases and groups in which it counts: made once, used again."""

    channel: str
    phases: tuple[str, ...]
    groups: tuple[str, ...]


def suits(stage: Stage, chosen: Iterable[str]) -> Suits:
    """Return per cell what serves it, chosen or standing there, with suitability, best first."""
    picked = set(chosen)
    places = [i for i, slug in enumerate(stage.channels) if slug in picked]
    per_cell = {}
    for cell, row in zip(stage.cells, stage.suitability, strict=True):
        served = [(stage.channels[i], float(row[i])) for i in places if row[i] > 0]
        served += stage.standing.get(cell, {}).items()
        per_cell[cell] = dict(sorted(served, key=lambda item: (-item[1], item[0])))
    return per_cell


def leading(plan: Plan, by: Suits) -> dict[GroupPhase, str]:
    """Return the channel that leads in each cell, with few changes between phases of a group.

    Another channel takes over only when that gains `wissel_marge` of suitability along the way.
    """
    leads: dict[GroupPhase, str] = {}
    for group in plan.groups:
        cells = [GroupPhase(group.id, p) for p in plan.phases_of(group)]
        cells = [cell for cell in cells if by.get(cell)]
        leads |= dict(zip(cells, _path([by[cell] for cell in cells]), strict=True))
    return leads


def decided(plan: Plan, by: Suits, leads: Mapping[GroupPhase, str]) -> dict[GroupPhase, str]:
    """Return the leads with those of the cells that a decision is about; no other cell changes.

    A channel that was put in one cell leads there. After a wider decision who led stays, unless
    another gains `wissel_marge`, or who led may not serve any more.
    """
    changed = dict(leads)
    narrow = [d for d in plan.decisions if not is_everywhere(d)]
    for cell in [c for c in by if any(covers(d, c) for d in narrow)]:
        changed.pop(cell, None)
        if by[cell]:
            own = leader(plan, cell, by[cell])
            changed[cell] = own or _heir(by[cell], leads.get(cell))
    return {cell: changed[cell] for cell in by if cell in changed}


def _heir(here: Mapping[str, float], lead: str | None) -> str:
    margin = constant("wissel_marge")
    return max(here, key=lambda slug: (here[slug] + (margin if slug == lead else 0), slug))


def _path(steps: list[Mapping[str, float]]) -> list[str]:
    """Return the channels with the highest Σ suitability − marge × changes."""
    margin = constant("wissel_marge")
    paths: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
    for step in steps:
        paths = {
            slug: max(
                (total + suit - (margin if past and past[-1] != slug else 0), [*past, slug])
                for total, past in paths.values()
            )
            for slug, suit in step.items()
        }
    return max(paths.values())[1]


def hand_overs(plan: Plan, book: Rulebook, leads: Mapping[GroupPhase, str]) -> tuple[HandOver, ...]:
    """Return every change of leading channel between two phases of a group, written out."""
    changes = []
    for group in plan.groups:
        cells = [GroupPhase(group.id, p) for p in plan.phases_of(group)]
        cells = [cell for cell in cells if cell in leads]
        for one, other in pairwise(cells):
            gives, takes = leads[one], leads[other]
            if gives != takes:
                text = sentence(book, group.name, other.phase, gives, takes)
                changes.append(HandOver(group.id, one.phase, other.phase, gives, takes, text))
    return tuple(changes)


def sentence(book: Rulebook, group: str, phase: str, gives: str, takes: str) -> str:
    """Return how a group (or several, named together) goes from one channel to another."""
    before, after = book.channels[gives].phrase, book.channels[takes].phrase
    return (
        f"{group}: in de fase {book.phases[phase].name} gaat het verder via {after}. "
        f"Zeg dat al bij {before}, en wijs de weg."
    )


def reuse(book: Rulebook, by: Suits, chosen: Iterable[str]) -> tuple[Reuse, ...]:
    """Return for each chosen channel where it counts, from `telt_mee_vanaf`."""
    bar = constant("telt_mee_vanaf")
    uses = []
    for slug in chosen:
        cells = [cell for cell, row in by.items() if row.get(slug, 0) >= bar]
        phases = tuple(p for p in book.phases if any(cell.phase == p for cell in cells))
        uses.append(Reuse(slug, phases, tuple(dict.fromkeys(cell.group for cell in cells))))
    return tuple(uses)


def channel_names(book: Rulebook, chosen: Iterable[str]) -> str:
    """Return the names of channels as a phrase."""
    return listing([book.channels[slug].beside for slug in chosen])
