"""An open action on the board: what, when, for whom, what it asks and who agreed."""

import streamlit as st

from dutch import short_day
from engine import UNKNOWN
from plans import Plan
from plans.model import STATUS_NAMES, Action
from screens.page import knowledge
from screens.page.markup import tag
from screens.plan import action as forms
from screens.plan import pairs
from screens.plan.board import agreeing, doing, preparation
from screens.plan.board.outlook import close
from screens.plan.current import OpenPlan
from screens.plan.inputs import NONE, choice, several, text


def show(open_plan: OpenPlan, action: Action, channels: dict[str, str]) -> None:
    """Show the action; its fields save themselves."""
    plan = open_plan.plan
    i = [one.id for one in plan.actions].index(action.id)
    with st.container(border=True, key="op-scherm-actie-open"):
        st.html(tag("h3", action.what, id=doing.PANEL, tabindex="-1"))
        left, middle, right = st.columns(3, gap="medium")
        with left:
            _what(open_plan, i, action, channels)
        with middle:
            _when(open_plan, i, action)
        with right:
            _asks(open_plan, i, action)
        forms.more(open_plan, action)
        with st.container(horizontal=True, key="plan-actie-knoppen"):
            st.button("Sluit deze actie", key="plan-actie-sluit", on_click=close, type="primary")
            st.button("Kopieer deze actie", key="plan-actie-kopie", on_click=doing.copy,
                      args=(open_plan.link, action.id))  # fmt: skip
            st.button("Verwijder deze actie", key="plan-actie-weg", on_click=doing.remove,
                      args=(open_plan.link, action.id))  # fmt: skip


def _what(open_plan: OpenPlan, i: int, action: Action, channels: dict[str, str]) -> None:
    plan, at = open_plan.plan, ("acties", i)
    text(open_plan, (*at, "wat"), action.what)
    with st.container(horizontal=True, key="filters-actie-waar"):
        choice(open_plan, (*at, "kanaal"), channels, action.channel)
        choice(open_plan, (*at, "fase"), phase_names(plan), action.phase)
    groups = {group.id: group.name for group in plan.groups}
    several(open_plan, (*at, "groepen"), groups, action.groups)
    text(open_plan, (*at, "boodschap"), action.message, area=True)
    with st.container(horizontal=True, key="filters-actie-wie"):
        text(open_plan, (*at, "wie"), action.who)
        text(open_plan, (*at, "frequentie"), action.frequency)
    with st.container(horizontal=True, key="filters-actie-afzender"):
        text(open_plan, (*at, "afzender"), action.sender)
        partners = {NONE: "Geen"} | {one.id: one.name for one in plan.partners}
        if len(partners) > 1:
            choice(open_plan, (*at, "partner"), partners, action.partner)
    text(open_plan, (*at, "talen"), ", ".join(action.languages))
    choice(open_plan, (*at, "nodigt_uit_voor"), _invited(plan, action), action.invites_to)


def _when(open_plan: OpenPlan, i: int, action: Action) -> None:
    pairs.days(open_plan, ("acties", i), action.start, action.end)
    embargo = short_day(action.embargo) if action.embargo else ""
    text(open_plan, ("acties", i, "embargo"), embargo, placeholder="dd-mm-jjjj")
    preparation.show(open_plan, action)


def _asks(open_plan: OpenPlan, i: int, action: Action) -> None:
    at = ("acties", i)
    with st.container(horizontal=True, key="filters-actie-kosten"):
        text(open_plan, (*at, "kosten"), action.cost, placeholder=UNKNOWN)
        text(open_plan, (*at, "uren"), action.hours, placeholder=UNKNOWN)
    with st.container(horizontal=True, key="filters-actie-werkelijk"):
        text(open_plan, (*at, "werkelijke_kosten"), action.actual_cost, placeholder="nog niet")
        text(open_plan, (*at, "werkelijke_uren"), action.actual_hours, placeholder="nog niet")
    choice(open_plan, (*at, "status"), dict(STATUS_NAMES), action.status)
    text(open_plan, (*at, "akkoord_van"), ", ".join(action.approvers))
    agreeing.of_action(open_plan, action.id)


def _invited(plan: Plan, action: Action) -> dict[str, str]:
    """Return what an action may invite to: a milestone, or another action."""
    goals = {one.id: f"{one.name}, {short_day(one.day)}" for one in plan.milestones}
    goals |= {
        one.id: f"{one.what}, {short_day(one.start)}"
        for one in plan.actions
        if one.id != action.id and one.active
    }
    kept = {action.invites_to: action.invites_to} if action.invites_to else {}
    return {NONE: "Niets"} | kept | goals


def phase_names(plan: Plan) -> dict[str, str]:
    """Return the phases of a plan by name, its own names first."""
    phases = knowledge.table().book.phases
    return {
        one.phase: one.name or phases[one.phase].name for one in plan.phases if one.phase in phases
    }
