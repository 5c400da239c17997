"""What must agree within a plan: ids, references, dates and sizes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from dutch import exact
from engine.knowledge.complaints import suggestion
from plans.constants import value
from plans.model import Action, Group, Plan

Place = tuple[str | int, ...]
Found = Iterator[tuple[Place, str]]


def wrong(plan: Plan) -> Found:
    """Yield (place in the file, Dutch sentence) for everything that does not agree."""
    yield from _twice("groepen", [group.id for group in plan.groups])
    yield from _twice("fasen", [phase.phase for phase in plan.phases])
    yield from _twice("acties", [action.id for action in plan.actions])
    yield from _twice("capaciteit", [desk.id for desk in plan.desks])
    yield from _twice("kanalen", [estimate.channel for estimate in plan.estimates])
    if plan.chosen:
        yield from _twice("gekozen", plan.chosen.channels)
    yield from _periods(plan)
    for i, group in enumerate(plan.groups):
        yield from _group(plan, ("groepen", i), group)
    yield from _decisions(plan)
    for i, action in enumerate(plan.actions):
        yield from _action(plan, ("acties", i), action)


def _twice(key: str, ids: Iterable[str]) -> Found:
    ids = list(ids)
    for id_, times in Counter(ids).items():
        if times > 1:
            last = len(ids) - 1 - ids[::-1].index(id_)
            yield (key, last), f"'{id_}' staat er {times} keer. Geef elk een eigen naam."


def _periods(plan: Plan) -> Found:
    for place, start, end in (
        (("project", "einde"), plan.project.start, plan.project.end),
        *((("fasen", i, "einde"), p.start, p.end) for i, p in enumerate(plan.phases)),
        *(
            (("capaciteit", i, "uitzonderingen", j, "tot"), e.start, e.end)
            for i, desk in enumerate(plan.desks)
            for j, e in enumerate(desk.exceptions)
        ),
    ):
        if end < start:
            yield place, f"het einde ({end}) ligt voor het begin ({start}). Draai ze om."


def _group(plan: Plan, place: Place, group: Group) -> Found:
    name = f"groep '{group.id}': "
    smallest = int(value("kleinste_groep"))
    if group.size is not None and group.size < smallest:
        yield (
            (*place, "omvang"),
            f"{name}minder dan {smallest} inwoners zijn te herkennen. Voeg groepen samen.",
        )
    if group.own_channels and (group.ages or group.profiles):
        yield (
            (*place, "eigen_kanalen"),
            f"{name}kies: leeftijd en profiel, of eigen kanalen. Allebei kan niet.",
        )
    yield from _known((*place, "fasen"), name + "fase", group.phases, _phases(plan))


def _decisions(plan: Plan) -> Found:
    seen: dict[tuple[str, str | None, str | None], int] = {}
    groups = [group.id for group in plan.groups]
    for i, decision in enumerate(plan.decisions):
        place: Place = ("keuzes", i)
        if decision.group:
            yield from _known((*place, "groep"), "groep", [decision.group], groups)
        if decision.phase:
            yield from _known((*place, "fase"), "fase", [decision.phase], _phases(plan))
        key = (decision.channel, decision.group, decision.phase)
        if key in seen:
            yield place, f"over '{decision.channel}' staat hier al een keuze. Haal er een weg."
        seen[key] = i


def _action(plan: Plan, place: Place, action: Action) -> Found:
    name = f"actie '{action.id}': "
    groups = [group.id for group in plan.groups]
    yield from _known((*place, "groepen"), name + "groep", action.groups, groups)
    yield from _known((*place, "fase"), name + "fase", [action.phase], _phases(plan))
    if action.end and action.end < action.start:
        said = f"het einde ({action.end}) ligt voor het begin ({action.start}). Draai ze om."
        yield (*place, "einde"), name + said
    if action.response:
        response, at = action.response, (*place, "reactie")
        if response.high < response.low:
            said = f"'tot' ({response.high}) is kleiner dan 'van' ({response.low}). Draai ze om."
            yield (*at, "tot"), name + said
        desks = [desk.id for desk in plan.desks]
        yield from _known((*at, "loketten"), name + "loket", response.desks, desks)
    if action.waves and sum(wave.share for wave in action.waves) != 100:
        total = exact(sum((wave.share for wave in action.waves), Decimal(0)))
        yield (*place, "golven"), f"{name}de golven zijn samen {total} procent. Maak er 100 van."


def _known(place: Place, what: str, ids: Iterable[str], known: Iterable[str]) -> Found:
    known = list(known)
    for id_ in ids:
        if id_ not in known:
            yield place, f"{what} '{id_}' ken ik niet.{suggestion(id_, known)}"


def _phases(plan: Plan) -> list[str]:
    return [phase.phase for phase in plan.phases]
