"""What to look at in what was arranged: languages, what names another part, and days that clash."""

from collections.abc import Iterator
from datetime import date

import dutch
from engine.knowledge.complaints import suggestion
from engine.model import Rulebook
from plans.links import Place
from plans.model import Action, Group, Plan
from plans.own_means import means_of, with_means
from plans.planning.working_back import NOT_OUT, late

Notes = Iterator[tuple[Place, str]]
DUTCH = "nederlands"


def notes(plan: Plan, book: Rulebook) -> Notes:
    """Yield (place in the file, Dutch sentence) for whatever the advisor should look at."""
    yield from _means(plan, book)
    yield from _references(plan)
    for i, group in enumerate(plan.groups):
        yield from ((("groepen", i, "talen"), text) for text in unserved(plan, book, group))
    for i, action in enumerate(plan.actions):
        if action.status in NOT_OUT:
            yield from _clashes(plan, ("acties", i), action)


def late_steps(plan: Plan, today: date) -> Notes:
    """Yield, like `notes`, the steps before actions that are late on a day."""
    at = {action.id: i for i, action in enumerate(plan.actions)}
    for one in late(plan, today):
        yield ("acties", at[one.action], "voorbereiding"), one.sentence


def unserved(plan: Plan, book: Rulebook, group: Group) -> Iterator[str]:
    """Yield a sentence per language of a group that chosen channels do not serve.

    A channel serves a language when the plan says so of the channel, or of an action for the group.
    """
    names = with_means(book, plan).channels
    used = _channels(plan, book, group)
    for language in group.languages:
        if language == DUTCH or not used:
            continue
        serving = [slug for slug in used if language in used[slug]]
        lacking = dutch.listing([names[slug].beside for slug in used if slug not in serving])
        name = language.replace("-", " ").capitalize()
        if not serving:
            yield (
                f"'{group.name}' leest {name}, en niets in dit plan is er in het {name}. Zet bij "
                "een kanaal of actie in welke talen je het maakt, of zoek iemand die de taal kent."
            )
        elif lacking:
            have = dutch.listing([names[slug].beside for slug in serving])
            yield f"'{group.name}' leest {name}: wel bij {have}, niet bij {lacking}."


def _channels(plan: Plan, book: Rulebook, group: Group) -> dict[str, set[str]]:
    """Return what is used for a group, with the languages in which it is there."""
    chosen = plan.chosen.channels if plan.chosen else ()
    mine = [a for a in plan.actions if a.active and group.id in a.groups]
    used: dict[str, set[str]] = {slug: set() for slug in (*chosen, *(a.channel for a in mine))}
    stated = [(estimate.channel, estimate.languages) for estimate in plan.estimates]
    stated += [(action.channel, action.languages) for action in mine]
    stated += [(means.id, means.languages) for means in means_of(book, plan)]
    for slug, languages in stated:
        if slug in used:
            used[slug] |= set(languages)
    return used


def _means(plan: Plan, book: Rulebook) -> Notes:
    """Yield own means with the id of a channel, which hide behind it."""
    for i, means in enumerate(plan.own_means):
        if means.id in book.channels:
            name = book.channels[means.id].name
            yield (
                ("eigen_middelen", i, "id"),
                f"'{means.id}' is al een kanaal ({name}). Geef dit middel een andere id.",
            )


def _references(plan: Plan) -> Notes:
    """Yield what names a part of the plan that is not there."""
    actions = [action.id for action in plan.actions]
    goals = [*actions, *(milestone.id for milestone in plan.milestones)]
    partners = [partner.id for partner in plan.partners]
    groups = [group.id for group in plan.groups]
    for place, what, id_, known in (
        *(
            (("acties", i, "partner"), "partner", action.partner, partners)
            for i, action in enumerate(plan.actions)
        ),
        *(
            (("acties", i, "nodigt_uit_voor"), "actie of mijlpaal", action.invites_to, goals)
            for i, action in enumerate(plan.actions)
        ),
        *((("posten", i, "actie"), "actie", m.action, actions) for i, m in enumerate(plan.money)),
        *((("vragen", i, "groep"), "groep", q.group, groups) for i, q in enumerate(plan.questions)),
        *(
            (("partners", i, "leveringen", j, "actie"), "actie", delivery.action, actions)
            for i, partner in enumerate(plan.partners)
            for j, delivery in enumerate(partner.deliveries)
        ),
    ):
        if id_ is not None and id_ not in known:
            yield place, f"{what} '{id_}' staat niet in het plan.{suggestion(id_, known)}"


def _clashes(plan: Plan, at: Place, action: Action) -> Notes:
    """Yield an embargo that is broken, and an invitation that comes too late."""
    first = min([action.start, *(wave.start for wave in action.waves)])
    if action.embargo and first < action.embargo:
        yield (
            (*at, "embargo"),
            f"'{action.what}' begint op {dutch.day(first)}, voor het embargo van "
            f"{dutch.day(action.embargo)}.",
        )
    for name, day in _goal(plan, action):
        if action.last_day >= day:
            yield (
                (*at, "nodigt_uit_voor"),
                f"'{action.what}' nodigt uit voor '{name}' op {dutch.day(day)}, en is er pas op "
                f"{dutch.day(action.last_day)}.",
            )


def _goal(plan: Plan, action: Action) -> Iterator[tuple[str, date]]:
    for other in plan.actions:
        if other.id == action.invites_to:
            yield other.what, other.start
    for milestone in plan.milestones:
        if milestone.id == action.invites_to:
            yield milestone.name, milestone.day
