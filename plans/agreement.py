"""Agreement: given by somebody, and asked again when what was agreed to changes.

Whoever saves a plan calls `after_change(before, after)` once, with the plan as it was kept and as
it is to be kept, and keeps what it returns.
"""

from collections.abc import Mapping
from datetime import date

import dutch
from plans.model import Action, Agreement, Plan, Project
from plans.model.status import AGREED, ASKED, DRAFT, Agreements

# What may change in an action that was agreed to: how far it is, what it asks of ourselves, what
# came of it. Everything else is what somebody agreed to.
FREE = {
    *("status", "approvers", "agreements", "steps", "origin", "note"),
    *("hours", "actual_cost", "actual_hours", "response", "target"),
}
FREE_OF_PROJECT = {"status", "approvers", "agreements", "author", "version", "example"}
# Of a plan as a whole: actions have an agreement of their own, and the rest is work in progress.
AGREED_PARTS = (
    *("scale", "groups", "phases", "milestones", "limits"),
    *("chosen", "decisions", "money", "results"),
)


def after_change(before: Plan, after: Plan) -> Plan:
    """Return the new plan, in which what was agreed to and changed is up for agreement again.

    Agreements stay as history, with what changed in Dutch. A new agreement in the same change is to
    what stands there now, and holds.
    """
    known = {action.id: action for action in before.actions}
    actions = tuple(
        _action_again(known[action.id], action) if action.id in known else action
        for action in after.actions
    )
    project = _project_again(before, after)
    if actions == after.actions and project == after.project:
        return after
    return after.model_copy(update={"actions": actions, "project": project})


def agree(action: Action, by: str, day: date, note: str | None = None) -> Action:
    """Return an action with one more agreement; agreed once everyone who must has."""
    given = (*action.agreements, _agreement(by, day, note))
    status: str = action.status
    if status in (DRAFT, ASKED):
        status = ASKED if missing(action.approvers, given) else AGREED
    return action.model_copy(update={"agreements": given, "status": status})


def agree_plan(project: Project, by: str, day: date, note: str | None = None) -> Project:
    """Like `agree`, for the plan as a whole."""
    given = (*project.agreements, _agreement(by, day, note))
    status: str = project.status
    if status in (DRAFT, ASKED):
        status = ASKED if missing(project.approvers, given) else AGREED
    return project.model_copy(update={"agreements": given, "status": status})


def missing(approvers: tuple[str, ...], agreements: Agreements) -> tuple[str, ...]:
    """Return who must agree and did not, or not to what stands there now."""
    given = {agreement.by.casefold() for agreement in agreements if agreement.valid}
    return tuple(who for who in approvers if who.casefold() not in given)


def _agreement(by: str, day: date, note: str | None) -> Agreement:
    return Agreement.model_validate({"door": by, "dag": day, "notitie": note})


def _action_again(before: Action, after: Action) -> Action:
    changed = [
        field.alias or name
        for name, field in Action.model_fields.items()
        if name not in FREE and getattr(before, name) != getattr(after, name)
    ]
    return after.model_copy(update=_again(before, after, changed)) if changed else after


def _project_again(before: Plan, after: Plan) -> Project:
    changed = [
        field.alias or name
        for name, field in Project.model_fields.items()
        if name not in FREE_OF_PROJECT
        and getattr(before.project, name) != getattr(after.project, name)
    ]
    changed += [
        Plan.model_fields[name].alias or name
        for name in AGREED_PARTS
        if _agreed_to(before, name) != _agreed_to(after, name)
    ]
    if not changed:
        return after.project
    return after.project.model_copy(update=_again(before.project, after.project, changed))


def _agreed_to(plan: Plan, name: str) -> object:
    """Return a part of a plan without what came of it since."""
    if name != "results":
        return getattr(plan, name)
    return [one.model_copy(update={"actual": (), "result": None}) for one in plan.results]


def _again(
    before: Action | Project, after: Action | Project, changed: list[str]
) -> Mapping[str, object]:
    """Return what changes in the standing of something that was agreed to and changed."""
    if AGREED not in (before.status, after.status) and not before.agreements:
        return {}
    words = dutch.listing([key.replace("_", " ") for key in changed])[:300]
    known = set(before.agreements)
    agreements = tuple(
        given.model_copy(update={"voided_by": words}) if given in known and given.valid else given
        for given in after.agreements
    )
    fresh = any(given not in known for given in after.agreements)
    again = before.status == after.status == AGREED and not fresh
    return {"agreements": agreements, "status": ASKED if again else after.status}
