"""What must agree within a plan: ids, references, dates and sizes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from dutch import exact, short_day
from engine.knowledge.complaints import suggestion
from plans.constants import value
from plans.model import Action, Group, Plan
from plans.model.audience import BODY, ORGANISATIONS

Place = tuple[str | int, ...]
Disagreements = Iterator[tuple[Place, str]]
LATE = "het einde ({}) ligt voor het begin ({}). Draai ze om."


def disagreements(plan: Plan) -> Disagreements:
    """Yield (place in the file, Dutch sentence) for everything that does not agree."""
    for key, ids in lists(plan):
        yield from _twice((key,), ids)
    for i, action in enumerate(plan.actions):
        yield from _twice(("acties", i, "voorbereiding"), [step.id for step in action.steps])
    yield from _twice(("fasen",), [phase.phase for phase in plan.phases])
    yield from _twice(("kanalen",), [estimate.channel for estimate in plan.estimates])
    if plan.chosen:
        yield from _twice(("gekozen",), plan.chosen.channels)
    yield from _periods(plan)
    for i, group in enumerate(plan.groups):
        yield from _group(plan, ("groepen", i), group)
    yield from _decisions(plan)
    for i, action in enumerate(plan.actions):
        yield from _action(plan, ("acties", i), action)


def lists(plan: Plan) -> Iterable[tuple[str, list[str]]]:
    """Yield (key in the file, ids) of every list of the plan whose parts have an id."""
    for name, field in Plan.model_fields.items():
        parts = getattr(plan, name)
        if isinstance(parts, tuple) and parts and hasattr(parts[0], "id"):
            yield field.alias or name, [part.id for part in parts]


def _twice(place: Place, ids: Iterable[str]) -> Disagreements:
    ids = list(ids)
    for id_, times in Counter(ids).items():
        if times > 1:
            last = len(ids) - 1 - ids[::-1].index(id_)
            yield (*place, last), f"'{id_}' staat er {times} keer. Geef elk een eigen naam."


def _periods(plan: Plan) -> Disagreements:
    for place, start, end in (
        (("project", "einde"), plan.project.start, plan.project.end),
        *((("fasen", i, "einde"), p.start, p.end) for i, p in enumerate(plan.phases)),
        *(
            (("mijlpalen", i, "einde"), m.day, m.end or m.day)
            for i, m in enumerate(plan.milestones)
        ),
        *(
            (("capaciteit", i, "uitzonderingen", j, "tot"), e.start, e.end)
            for i, desk in enumerate(plan.desks)
            for j, e in enumerate(desk.exceptions)
        ),
    ):
        if end < start:
            yield place, LATE.format(short_day(end), short_day(start))


def _group(plan: Plan, place: Place, group: Group) -> Disagreements:
    smallest = int(value("kleinste_groep"))
    if group.recognisable and group.size is not None and group.size < smallest:
        yield (
            (*place, "omvang"),
            f"minder dan {smallest} inwoners zijn te herkennen. Voeg groepen samen, of kies als "
            f"soort {BODY} of {ORGANISATIONS}.",
        )
    own = group.own_channels or group.own_per_phase
    if own and (group.ages or group.profiles):
        yield (
            (*place, "eigen_kanalen"),
            "kies: leeftijd en profiel, of eigen kanalen. Allebei kan niet.",
        )
    yield from _unknown_words((*place, "fasen"), "fase", group.phases, _phases(plan))
    at = (*place, "eigen_kanalen_per_fase")
    yield from _unknown_words(at, "fase", group.own_per_phase, _phases(plan))


def _decisions(plan: Plan) -> Disagreements:
    seen: dict[tuple[str, str | None, str | None], int] = {}
    groups = [group.id for group in plan.groups]
    for i, decision in enumerate(plan.decisions):
        place: Place = ("keuzes", i)
        if decision.group:
            yield from _unknown_words((*place, "groep"), "groep", [decision.group], groups)
        if decision.phase:
            yield from _unknown_words((*place, "fase"), "fase", [decision.phase], _phases(plan))
        key = (decision.channel, decision.group, decision.phase)
        if key in seen:
            yield place, f"over '{decision.channel}' staat hier al een keuze. Haal er een weg."
        seen[key] = i


def _action(plan: Plan, place: Place, action: Action) -> Disagreements:
    groups = [group.id for group in plan.groups]
    yield from _unknown_words((*place, "groepen"), "groep", action.groups, groups)
    yield from _unknown_words((*place, "fase"), "fase", [action.phase], _phases(plan))
    if action.end and action.end < action.start:
        yield (*place, "einde"), LATE.format(short_day(action.end), short_day(action.start))
    if action.response:
        response, at = action.response, (*place, "reactie")
        if response.high < response.low:
            message = f"'tot' ({response.high}) is kleiner dan 'van' ({response.low}). Draai ze om."
            yield (*at, "tot"), message
        desks = [desk.id for desk in plan.desks]
        yield from _unknown_words((*at, "loketten"), "loket", response.desks, desks)
    if action.waves and sum((wave.share for wave in action.waves), Decimal(0)) != 100:
        total = exact(sum((wave.share for wave in action.waves), Decimal(0)))
        yield (*place, "golven"), f"de golven zijn samen {total} procent. Maak er 100 van."


def _unknown_words(
    place: Place, what: str, ids: Iterable[str], known: Iterable[str]
) -> Disagreements:
    known = list(known)
    for id_ in ids:
        if id_ not in known:
            yield place, f"{what} '{id_}' ken ik niet.{suggestion(id_, known)}"


def _phases(plan: Plan) -> list[str]:
    return [phase.phase for phase in plan.phases]
