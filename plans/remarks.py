"""A plan against the knowledge and its own limits: what is wrong, and what to look at."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

import dutch
from engine import Situation, Table
from engine.knowledge.complaints import suggestion
from plans import agenda, capacity, freedays, report
from plans.choice.value import stage
from plans.links import Place
from plans.model import Action, Plan

WRONG: Literal["fout"] = "fout"
LOOK: Literal["let op"] = "let op"


class Remark(NamedTuple):
    """A sentence about a place (keys and positions) in the plan.

    "fout": the plan cannot be worked out until it is mended; "let op": the advisor decides.
    """

    level: Literal["fout", "let op"]
    place: Place
    text: str


Remarks = Iterator[Remark]


def check(plan: Plan, table: Table) -> tuple[Remark, ...]:
    """Return what is wrong with a plan under this knowledge (errors first), and what to look at."""
    errors = tuple(_words(plan, table))
    if errors:
        return errors
    plain = (_dates, _sizes, _limits, _free, _busy)
    reading = (_channels, _reach, _empty)
    return (
        *(remark for look in plain for remark in look(plan)),
        *(remark for look in reading for remark in look(plan, table)),
    )


def _words(plan: Plan, table: Table) -> Remarks:
    """Yield every word that the knowledge does not have."""
    book = table.book
    for place, what, word, known in (
        (("project", "traject"), "traject", plan.project.track, book.tracks),
        *((("fasen", i, "fase"), "fase", p.phase, book.phases) for i, p in enumerate(plan.phases)),
        *(
            (("groepen", i, "leeftijd"), "leeftijd", slug, book.ages)
            for i, group in enumerate(plan.groups)
            for slug in group.ages
        ),
        *(
            (("groepen", i, "profiel"), "profiel", slug, book.profiles)
            for i, group in enumerate(plan.groups)
            for slug in group.profiles
        ),
        *((place, "kanaal", slug, book.channels) for place, slug in channels_of(plan)),
    ):
        if word not in known:
            yield Remark(WRONG, place, f"{what} '{word}' ken ik niet.{suggestion(word, known)}")


def channels_of(plan: Plan) -> Iterable[tuple[Place, str]]:
    """Yield (place, slug) for every channel that a plan names."""
    for i, group in enumerate(plan.groups):
        yield from ((("groepen", i, "eigen_kanalen", slug), slug) for slug in group.own_channels)
    for i, estimate in enumerate(plan.estimates):
        yield ("kanalen", i, "kanaal"), estimate.channel
    for i, decision in enumerate(plan.decisions):
        yield ("keuzes", i, "kanaal"), decision.channel
    for i, action in enumerate(plan.actions):
        yield ("acties", i, "kanaal"), action.channel
    for i, slug in enumerate(plan.chosen.channels if plan.chosen else ()):
        yield ("gekozen", "kanalen", i), slug


def _dates(plan: Plan) -> Remarks:
    project = plan.project
    phases = {phase.phase: phase for phase in plan.phases}
    for i, phase in enumerate(plan.phases):
        if phase.start < project.start or phase.end > project.end:
            said = f"deze fase ({phase.phase}) valt voor een deel buiten het project."
            yield Remark(LOOK, ("fasen", i), said)
    for i, action in enumerate(plan.actions):
        phase = phases[action.phase]
        if action.start < phase.start or action.last_day > phase.end:
            said = f"actie '{action.id}' valt buiten de dagen van zijn fase."
            yield Remark(LOOK, ("acties", i), said)


def _sizes(plan: Plan) -> Remarks:
    unknown = [group.name for group in plan.groups if group.size is None]
    if plan.weighting == "grootte" and unknown:
        said = f"zonder omvang wegen alle groepen even zwaar. Nog onbekend: {', '.join(unknown)}."
        yield Remark(LOOK, ("groepen",), said)


def _limits(plan: Plan) -> Remarks:
    cost = sum((a.cost or Decimal(0) for a in _active(plan)), Decimal(0))
    hours = sum((a.hours or Decimal(0) for a in _active(plan)), Decimal(0))
    for key, name, used, limit in (
        ("budget", "kosten", cost, plan.limits.budget),
        ("uren", "uren", hours, plan.limits.hours),
    ):
        if limit is not None and used > limit:
            said = f"de {name} van de acties zijn samen {dutch.amount(used)}"
            said += f"; je grens is {dutch.amount(limit)}."
            yield Remark(LOOK, ("grenzen", key), said)
    chosen = plan.chosen.channels if plan.chosen else ()
    if len(chosen) > plan.limits.channels:
        said = f"er zijn {len(chosen)} kanalen gekozen en de grens is {plan.limits.channels}."
        yield Remark(LOOK, ("gekozen", "kanalen"), said)


def _free(plan: Plan) -> Remarks:
    """Yield what falls on a free day, and from when school holidays are not known."""
    at = {action.id: i for i, action in enumerate(plan.actions)}
    for moment, name in agenda.free(plan):
        said = f"actie '{moment.action.id}' begint op {dutch.day(moment.day)}: {name}."
        yield Remark(LOOK, ("acties", at[moment.action.id]), said)
    if plan.region:
        last = freedays.known_until(plan.region, plan.project.end)
        if last < plan.project.end:
            said = f"schoolvakanties na {dutch.day(last)} zijn nog niet bekend."
            yield Remark(LOOK, ("vakantieregio",), said)


def _busy(plan: Plan) -> Remarks:
    """Yield the desks that may be asked more than they can do."""
    over = [load for load in capacity.loads(plan) if load.over]
    for i, desk in enumerate(plan.desks):
        weeks = [load for load in over if load.desk == desk.id]
        if weeks:
            most = max(weeks, key=lambda load: load.high - load.capacity)
            said = f"{desk.name}: in {len(weeks)} {'week' if len(weeks) == 1 else 'weken'} komen er"
            said += f" mogelijk meer reacties dan jullie aankunnen (tot {most.high:.0f} in de week "
            said += f"van {dutch.day(most.monday)}, en er kunnen er {most.capacity:.0f})."
            said += " Verdeel een actie in golven."
            yield Remark(LOOK, ("capaciteit", i), said)


def _channels(plan: Plan, table: Table) -> Remarks:
    book = table.book
    chosen = plan.chosen.channels if plan.chosen else ()
    if plan.chosen and plan.chosen.digest not in (None, book.digest):
        said = "de kanalen zijn gekozen met andere kennis dan nu. Kies ze opnieuw of kijk ze na."
        yield Remark(LOOK, ("gekozen", "kennis"), said)
    for i, action in enumerate(plan.actions):
        outcome = table.outcomes[Situation(plan.project.track, action.phase)]
        refusal = {row.channel: row.refusal for row in outcome.ranking}[action.channel]
        if refusal:
            said = f"actie '{action.id}': dit kanaal past niet in deze fase. {refusal}"
            yield Remark(LOOK, ("acties", i, "kanaal"), said)
        if chosen and action.channel not in chosen:
            name = book.channels[action.channel].name
            said = f"actie '{action.id}': {name} hoort niet bij de gekozen kanalen."
            yield Remark(LOOK, ("acties", i, "kanaal"), said)


def _reach(plan: Plan, table: Table) -> Remarks:
    """Yield the safeguards the chosen channels do not meet, and who is not reached."""
    if not plan.chosen:
        return
    chosen = frozenset(plan.chosen.channels)
    made, unmet = stage(plan, table, chosen)
    at = {group.id: i for i, group in enumerate(plan.groups)}
    broken = [need for need in made.needs if not need.met(chosen)]
    for said, need in zip(
        report.unmet(plan, table.book, (*unmet, *broken)), (*unmet, *broken), strict=True
    ):
        yield Remark(LOOK, ("groepen", at[need.group]), said)
    for place in made.missed(chosen):
        cell = made.cells[place]
        said = f"niet bereikt met deze kanalen: {report.place(plan, table.book, cell)}."
        yield Remark(LOOK, ("groepen", at[cell.group]), said)


def _empty(plan: Plan, table: Table) -> Remarks:
    """Yield the cells of the matrix without an action, once the plan has actions."""
    if not plan.actions:
        yield Remark(LOOK, ("acties",), "er staan nog geen acties in het plan.")
        return
    filled = {(group, a.phase) for a in _active(plan) for group in a.groups}
    for i, group in enumerate(plan.groups):
        without = [p for p in plan.phases_of(group) if (group.id, p) not in filled]
        if without:
            names = [table.book.phases[slug].name for slug in without]
            said = f"voor '{group.name}' is er geen actie in: {', '.join(names)}."
            yield Remark(LOOK, ("groepen", i), said)


def _active(plan: Plan) -> list[Action]:
    return [action for action in plan.actions if action.active]
