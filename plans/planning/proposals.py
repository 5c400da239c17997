"""Plan + table → proposed actions: what to do on which channel, when, and what comes before it.

A proposal is an action with the status voorstel. It counts for nothing until somebody accepts it,
and is never made for a group that has an action on that channel in that phase already.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine import Situation, Table
from engine.argument import approach
from engine.model import Rulebook
from engine.wording import lower, upper
from plans import freedays
from plans.choice import mix, relay
from plans.choice.value import GroupPhase, stage_of
from plans.constants import value as constant
from plans.edit import fresh
from plans.model import Action, Estimate, Plan, PlanPhase
from plans.model.status import DRAFT, PROPOSED
from plans.planning.lead_times import lead_times, runs, steps_before
from plans.planning.working_back import ONE, between, dated

ORIGIN = "Kennis over kanalen"
LONGEST = 300  # characters of a name
Cells = Mapping[tuple[str, str], tuple[str, ...]]  # (channel, phase) → groups


def propose(plan: Plan, table: Table, today: date) -> tuple[Action, ...]:
    """Return proposals for the chosen channels, in order of phase: nothing that is there already.

    A channel is proposed in the phases in which it leads for a group or stands in a cell. One that
    does so nowhere gets a proposal in the phase that it suits best: it was chosen for something.
    """
    return fitted(plan, apart(plan, table.book, list(_ideas(plan, table, today))))


def apart(plan: Plan, book: Rulebook, ideas: Sequence[Action]) -> Iterator[Action]:
    """Yield ideas under names that tell them apart: by channel where needed, else by phase too."""
    every = Counter(one.what for one in (*plan.actions, *ideas))
    named = [_with_channel(book, one) if every[one.what] > 1 else one for one in ideas]
    every = Counter(one.what for one in (*plan.actions, *named))
    for one in named:
        yield _with_phase(plan, book, one) if every[one.what] > 1 else one


def _with_channel(book: Rulebook, action: Action) -> Action:
    return _called(action, lower(book.channels[action.channel].short))


def _with_phase(plan: Plan, book: Rulebook, action: Action) -> Action:
    own = next((one.name for one in plan.phases if one.phase == action.phase and one.name), None)
    return _called(action, lower(own or book.phases[action.phase].name))


def _called(action: Action, more: str) -> Action:
    what = f"{action.what[: LONGEST - len(more) - 3]} ({more})"
    return action.model_copy(update={"what": what})


def with_proposals(plan: Plan, proposals: Iterable[Action]) -> Plan:
    """Return the plan with these proposals in its table."""
    return plan.model_copy(update={"actions": (*plan.actions, *proposals)})


def accept(plan: Plan, ids: Iterable[str] | None = None) -> Plan:
    """Return the plan in which proposals are concepts: those with these ids, or all (None)."""
    wanted = None if ids is None else set(ids)
    actions = tuple(
        action.model_copy(update={"status": DRAFT})
        if action.status == PROPOSED and (wanted is None or action.id in wanted)
        else action
        for action in plan.actions
    )
    return plan.model_copy(update={"actions": actions})


def leave(plan: Plan, ids: Iterable[str] | None = None) -> Plan:
    """Return the plan without proposals: those with these ids, or all (None); no action goes."""
    wanted = None if ids is None else set(ids)
    actions = tuple(
        action
        for action in plan.actions
        if action.status != PROPOSED or (wanted is not None and action.id not in wanted)
    )
    return plan.model_copy(update={"actions": actions})


def fitted(plan: Plan, ideas: Iterable[Action]) -> tuple[Action, ...]:
    """Return ideas with ids of their own, each for the groups that have no such action yet.

    Two of the ideas may be on one channel in one phase, as steps of a journey are.
    """
    taken = {action.id for action in plan.actions}
    filled = {(a.channel, a.phase, group) for a in plan.actions for group in a.groups}
    origins = {(a.origin, a.phase, a.what) for a in plan.actions}
    proposals = []
    for idea in ideas:
        groups = tuple(g for g in idea.groups if (idea.channel, idea.phase, g) not in filled)
        if not groups or (idea.origin, idea.phase, idea.what) in origins:
            continue
        id_ = fresh(idea.id, taken)
        taken.add(id_)
        proposals.append(idea.model_copy(update={"id": id_, "groups": groups}))
    return tuple(proposals)


def proposal(
    plan: Plan, book: Rulebook, phase: PlanPhase, today: date, tree: dict[str, Any]
) -> Action:
    """Return a proposal with its days, steps and effort; `tree` says what, on what and for whom.

    `tree` has the keys of an action in a file. A channel that runs is there all phase.
    """
    slug = tree["kanaal"]
    steps = steps_before(slug, book.channels[slug])
    day = day_for(plan, phase, slug, sum(step.workdays for step in steps), today)
    end = {"einde": phase.end} if runs(slug) and phase.end > day else {}
    own = {"fase": phase.phase, "start": day, **end, "status": PROPOSED}
    action = Action.model_validate({"uren": _hours(plan, book, slug), **own, **tree})
    return dated(action.model_copy(update={"steps": steps}))


def day_for(plan: Plan, phase: PlanPhase, slug: str, needed: int, today: date) -> date:
    """Return a working day to begin on in a phase, with `needed` working days before it from today.

    What is on one day keeps clear of school holidays. Without room for all that, it is the first
    working day of the phase, and what is late is told as such.
    """
    days = [phase.start + n * ONE for n in range((phase.end - phase.start).days + 1)]
    open_days = [day for day in days if freedays.working(day)]
    for day in open_days:
        away = not runs(slug) and freedays.on_break(plan.region, day)
        if not away and between(today, day) >= needed:
            return day
    return next(iter(open_days), phase.start)


def _hours(plan: Plan, book: Rulebook, slug: str) -> Decimal | None:
    """Return the hours of a phase as the advisor estimated them, else by effort."""
    own = _estimate(plan, slug)
    return own.hours_per_phase if own else lead_times().hours[book.channels[slug].effort]


def _estimate(plan: Plan, slug: str) -> Estimate | None:
    return next((estimate for estimate in plan.estimates if estimate.channel == slug), None)


def _ideas(plan: Plan, table: Table, today: date) -> Iterator[Action]:
    uses = _uses(plan, table)
    used = {action.channel for action in plan.actions}
    for phase in plan.phases:
        for slug in sorted(slug for slug, at in uses if at == phase.phase):
            groups = uses[slug, phase.phase]
            tree = _tree(plan, table.book, slug, phase.phase, groups)
            tree |= _asked(plan, slug, slug not in used)
            used.add(slug)
            yield proposal(plan, table.book, phase, today, tree)


def _tree(
    plan: Plan, book: Rulebook, slug: str, phase: str, groups: tuple[str, ...]
) -> dict[str, Any]:
    """Return what to do with a channel in a phase, as the knowledge says it."""
    situation = Situation(plan.project.track, phase, stake=plan.stake_for(groups))
    works = list(approach.how_per_task(book, situation, slug))
    measure = approach.measure(approach.approaches(book, situation, slug))
    messages = {plan.group(group).message for group in groups}
    return {
        "id": f"{phase}-{slug}",
        "wat": upper(works[0][0]) if works else book.channels[slug].name,
        "kanaal": slug,
        "groepen": groups,
        "boodschap": messages.pop() if len(messages) == 1 else None,
        "wie": upper(book.channels[slug].agree_with[0]),
        "kpi": {"meet": measure} if measure else None,
        "herkomst": ORIGIN,
        "toelichting": " ".join(tip for _, tips in works for tip in tips) or None,
    }


def _asked(plan: Plan, slug: str, first: bool) -> dict[str, Any]:
    """Return euros and hours as the advisor estimated them; what is not estimated is left out.

    What a channel asks once goes with its first proposal.
    """
    own = _estimate(plan, slug)
    if own is None:
        return {}
    cost = [own.cost if first else None, own.cost_per_phase]
    hours = [own.hours if first else None, own.hours_per_phase]
    return {"kosten": _sum(cost), "uren": _sum(hours)}


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _uses(plan: Plan, table: Table) -> Cells:
    """Return in which phases each chosen channel is worth an action, and for which groups."""
    choice = mix.mix_in_plan(plan, table, defended=False)
    suits = relay.suits(stage_of(plan, table, choice.channels)[0], choice.channels)
    leads = {(slug, cell) for cell, slug in choice.leads.items()}
    leads |= {(slug, cell) for cell, here in choice.standing.items() for slug in here}
    led = {slug for slug, _ in leads}
    for slug in choice.channels:
        cells = [cell for cell, row in suits.items() if row.get(slug, 0) > 0]
        if slug not in led and cells:
            leads.add((slug, max(cells, key=lambda cell: suits[cell][slug])))
    bar = constant("telt_mee_vanaf")
    served = leads | {(s, cell) for cell, row in suits.items() for s in row if row[s] >= bar}
    return {
        (slug, phase): tuple(g.id for g in plan.groups if (slug, GroupPhase(g.id, phase)) in served)
        for slug, phase in sorted({(slug, cell.phase) for slug, cell in leads})
    }
