"""The tab Afspraken: what was agreed with others, and which desks take the reactions."""

from collections.abc import Callable, Sequence

import streamlit as st

from dutch import short_day
from engine.model import Form
from screens.page.markup import tag
from screens.plan import to_listening
from screens.plan.agreements import desks, lists, load, part_list
from screens.plan.agreements.fold import fold
from screens.plan.board import agreeing
from screens.plan.current import OpenPlan
from screens.plan.inputs import text

EXPLAINED = "Open wat je wilt afspreken. Tussen haakjes staat hoeveel er al in staat."
CONTACT = "Waar kunnen inwoners terecht? Dit staat op het blad voor het contactcentrum."


def show(open_plan: OpenPlan) -> None:
    """Show the tab."""
    plan = open_plan.plan
    st.html(tag("p", EXPLAINED, class_="hulp"))
    left, right = st.columns(2, gap="large")
    with left:
        with fold("akkoord", "Akkoord op het plan", first=True):
            text(open_plan, ("project", "akkoord_van"), ", ".join(plan.project.approvers))
            agreeing.of_plan(open_plan)
        _list(open_plan, lists.RISKS, plan.risks)
        _list(open_plan, lists.SPOKESPEOPLE, plan.spokespeople)
        _list(open_plan, lists.PARTNERS, plan.partners, _deliveries)
        with fold("loketten", "Wie vangt de reacties op?", len(plan.desks)):
            desks.show(open_plan)
    with right:
        _list(open_plan, lists.QUESTIONS, plan.questions)
        with fold("contact", "Contact"):
            _contact(open_plan)
        _list(open_plan, lists.MONEY, plan.money)
        _list(open_plan, lists.RESULTS, plan.results, _outcome)
    load.show(open_plan)


def _list(
    open_plan: OpenPlan,
    part: part_list.PartList,
    items: Sequence[Form],
    more: Callable[[OpenPlan], None] | None = None,
) -> None:
    """Show a list in a fold, and what belongs to each of its items."""
    with fold(part.key, part.title, len(items)):
        part_list.show(open_plan, part, items, level="")
        if more:
            more(open_plan)


def _deliveries(open_plan: OpenPlan) -> None:
    for i, partner in enumerate(open_plan.plan.partners):
        st.html(tag("h3", partner.name))
        part_list.show(open_plan, lists.DELIVERIES, partner.deliveries, ("partners", i), "h4")


def _readings(open_plan: OpenPlan) -> None:
    for i, result in enumerate(open_plan.plan.results):
        st.html(tag("h3", result.measure))
        part_list.show(open_plan, lists.READINGS, result.actual, ("resultaten", i), "h4")


def _outcome(open_plan: OpenPlan) -> None:
    _readings(open_plan)
    to_listening.offer(open_plan)


def _contact(open_plan: OpenPlan) -> None:
    now = open_plan.plan.contact
    st.html(tag("p", CONTACT, class_="hulp"))
    text(open_plan, ("contact", "telefoonnummer"), now.phone)
    text(open_plan, ("contact", "openingstijden"), now.hours, area=True, height=68)
    text(open_plan, ("contact", "mailadres"), now.email)
    text(open_plan, ("contact", "plek"), now.place)
    deadline = short_day(now.deadline) if now.deadline else ""
    text(open_plan, ("contact", "uiterste_dag"), deadline, placeholder="dd-mm-jjjj")
    part_list.show(open_plan, lists.LINKS, now.links, ("contact",), "h3")
