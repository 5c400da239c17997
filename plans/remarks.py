"""A plan against the knowledge and its own limits: what is wrong, and what to look at."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

import dutch
from engine import Situation, Table
from engine.knowledge.complaints import suggestion
from engine.wording import lower
from plans import agenda, bill, capacity, freedays, report
from plans.channel_ids import hint
from plans.choice import people
from plans.choice.mix import phases_of_use
from plans.choice.value import stage_of
from plans.links import Place
from plans.model import Action, Plan
from plans.money import totals
from plans.own_means import with_means
from plans.planning.busy import room
from plans.planning.notes import notes
from plans.planning.working_back import NOT_OUT

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


def check(plan: Plan, table: Table, today: date | None = None) -> tuple[Remark, ...]:
    """Return what is wrong with a plan under this knowledge (errors first), and what to look at.

    With the day of today also what should have been done by then.
    """
    errors = tuple(_words(plan, table))
    if errors:
        return errors
    plain = (_sizes, _free, _busy)
    reading = (_dates, _limits, _channels, _reach, _empty)
    return (
        *(remark for look in plain for remark in look(plan)),
        *(remark for look in reading for remark in look(plan, table)),
        *(Remark(LOOK, place, text) for place, text in notes(plan, table.book)),
        *(_past(plan, today) if today else ()),
    )


def _words(plan: Plan, table: Table) -> Remarks:
    """Yield every word that the knowledge does not have."""
    book, means = table.book, with_means(table.book, plan).channels
    project = plan.project
    stakes = book.stakes_of(project.track) if project.track in book.tracks else book.stakes
    for place, what, word, known in (
        (("project", "traject"), "traject", project.track, book.tracks),
        (("project", "belang"), "belang", project.stake, stakes),
        *(
            (("groepen", i, "belang"), "belang", group.at_stake, stakes)
            for i, group in enumerate(plan.groups)
            if group.at_stake
        ),
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
        *(
            (("acties", i, "kanaal"), "kanaal", a.channel, means)
            for i, a in enumerate(plan.actions)
        ),
    ):
        if word not in known:
            near = hint(word, book) if what == "kanaal" else suggestion(word, known)
            yield Remark(WRONG, place, f"{what} '{word}' ken ik niet.{near}")


def channels_of(plan: Plan) -> Iterable[tuple[Place, str]]:
    """Yield (place, slug) for every channel of the knowledge that a plan names."""
    for i, group in enumerate(plan.groups):
        yield from ((("groepen", i, "eigen_kanalen", slug), slug) for slug in group.own_channels)
        for phase, hand in group.own_per_phase.items():
            at = ("groepen", i, "eigen_kanalen_per_fase", phase)
            yield from (((*at, slug), slug) for slug in hand)
    for i, estimate in enumerate(plan.estimates):
        yield ("kanalen", i, "kanaal"), estimate.channel
    for i, decision in enumerate(plan.decisions):
        yield ("keuzes", i, "kanaal"), decision.channel
    for i, slug in enumerate(plan.chosen.channels if plan.chosen else ()):
        yield ("gekozen", "kanalen", i), slug


def _dates(plan: Plan, table: Table) -> Remarks:
    project = plan.project
    phases = {phase.phase: phase for phase in plan.phases}
    for i, phase in enumerate(plan.phases):
        if phase.start < project.start or phase.end > project.end:
            name = report.phase_name(plan, table.book, phase.phase)
            text = f"de fase '{name}' valt voor een deel buiten het project."
            yield Remark(LOOK, ("fasen", i), text)
    for i, action in enumerate(plan.actions):
        phase = phases[action.phase]
        if action.start < phase.start or action.last_day > phase.end:
            text = f"actie '{action.what}' valt buiten de dagen van zijn fase."
            yield Remark(LOOK, ("acties", i), text)


def _past(plan: Plan, today: date) -> Remarks:
    """Yield what has not gone out yet and is planned on days that are past."""
    for i, action in enumerate(plan.actions):
        if action.status in NOT_OUT and action.last_day < today:
            text = (
                f"actie '{action.what}' staat op {dutch.day(action.last_day)}, en dat is voorbij. "
            )
            text += "Kies een andere dag, of zet hem op geplaatst of afgerond."
            yield Remark(LOOK, ("acties", i), text)


def _sizes(plan: Plan) -> Remarks:
    for text in (*people.unsized(plan), *people.unknown(plan)):
        yield Remark(LOOK, ("groepen",), text)


def _limits(plan: Plan, table: Table) -> Remarks:
    """Yield the limits that do not hold, or of which that is not known."""
    chosen = plan.chosen.channels if plan.chosen else ()
    stage, _ = stage_of(plan, table, chosen)
    asked = totals(plan, table.book, phases_of_use(stage, chosen))
    for key, total in (("budget", asked.euro), ("uren", asked.uur)):
        if total.verdict in ("te veel", "onzeker"):
            text = bill.sentence(total)
            yield Remark(LOOK, ("grenzen", key), text[:1].lower() + text[1:])
    if len(chosen) > plan.limits.channels:
        text = f"er zijn {len(chosen)} kanalen gekozen en de grens is {plan.limits.channels}."
        yield Remark(LOOK, ("gekozen", "kanalen"), text)


def _free(plan: Plan) -> Remarks:
    """Yield what falls on a free day, and from when school holidays are not known."""
    at = {action.id: i for i, action in enumerate(plan.actions)}
    for moment, name in agenda.free(plan):
        text = f"actie '{moment.action.what}' begint op {dutch.day(moment.day)}, {_when(name)}."
        yield Remark(LOOK, ("acties", at[moment.action.id]), text)
    if plan.region:
        last = freedays.known_until(plan.region, plan.project.end)
        if last < plan.project.end:
            text = f"schoolvakanties na {dutch.day(last)} zijn nog niet bekend."
            yield Remark(LOOK, ("vakantieregio",), text)


def _when(name: str) -> str:
    """Return a free day within a sentence: a school holiday is a time, a public one a day."""
    if name.lower().endswith("vakantie"):
        return f"in de {lower(name)}"
    return f"en dat is {name}"


def _busy(plan: Plan) -> Remarks:
    """Yield the desks that may be asked more than they can do."""
    over = [load for load in capacity.loads(plan) if load.over]
    for i, desk in enumerate(plan.desks):
        weeks = [load for load in over if load.desk == desk.id]
        if weeks:
            most = max(weeks, key=lambda load: load.excess)
            text = (
                f"{desk.name}: in {dutch.counted(len(weeks), 'week', 'weken')} komen er mogelijk "
            )
            text += "meer reacties dan jullie aankunnen. Het ergst is de week van "
            text += f"{dutch.day(most.monday)}: tot {most.high:.0f}, en er kunnen er {room(most)}."
            text += " Verdeel een actie in golven."
            yield Remark(LOOK, ("capaciteit", i), text)


def _channels(plan: Plan, table: Table) -> Remarks:
    book = table.book
    chosen = plan.chosen.channels if plan.chosen else ()
    if plan.chosen and plan.chosen.digest not in (None, book.digest):
        text = "de kanalen zijn gekozen met andere kennis dan nu. Kies ze opnieuw of kijk ze na."
        yield Remark(LOOK, ("gekozen", "kennis"), text)
    for i, action in enumerate(plan.actions):
        if action.channel not in book.channels:
            continue
        stake = plan.stake_for(action.groups)
        outcome = table.outcomes[Situation(plan.project.track, action.phase, stake=stake)]
        refusal = {row.channel: row.refusal for row in outcome.ranking}[action.channel]
        if refusal:
            text = f"actie '{action.what}': dit kanaal past niet in deze fase. {refusal}"
            yield Remark(LOOK, ("acties", i, "kanaal"), text)
        if chosen and action.channel not in chosen:
            name = book.channels[action.channel].name
            text = f"actie '{action.what}': {name} hoort niet bij de gekozen kanalen."
            yield Remark(LOOK, ("acties", i, "kanaal"), text)


def _reach(plan: Plan, table: Table) -> Remarks:
    """Yield the safeguards the chosen channels do not meet, and who is not reached."""
    if not plan.chosen:
        return
    chosen = frozenset(plan.chosen.channels)
    stage, unmet = stage_of(plan, table, chosen)
    at = {group.id: i for i, group in enumerate(plan.groups)}
    broken = [need for need in stage.needs if not need.is_met(chosen)]
    for text, need in zip(
        report.need_sentences(plan, table.book, (*unmet, *broken)), (*unmet, *broken), strict=True
    ):
        yield Remark(LOOK, ("groepen", at[need.group]), text)
    for place in stage.missed_places(chosen):
        cell = stage.cells[place]
        text = f"niet bereikt met deze kanalen: {report.place(plan, table.book, cell)}."
        yield Remark(LOOK, ("groepen", at[cell.group]), text)


def _empty(plan: Plan, table: Table) -> Remarks:
    """Yield the cells of the matrix without an action, once the plan has actions."""
    if not plan.actions:
        yield Remark(LOOK, ("acties",), "er staan nog geen acties in het plan.")
        return
    filled = {(group, a.phase) for a in _active(plan) for group in a.groups}
    for i, group in enumerate(plan.groups):
        without = [p for p in plan.phases_of(group) if (group.id, p) not in filled]
        if without:
            names = [report.phase_name(plan, table.book, slug) for slug in without]
            text = f"voor '{group.name}' is er geen actie in: {', '.join(names)}."
            yield Remark(LOOK, ("groepen", i), text)


def _active(plan: Plan) -> list[Action]:
    return [action for action in plan.actions if action.active]
