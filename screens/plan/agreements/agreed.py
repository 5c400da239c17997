"""The tab Afspraken: what was agreed with others, and which desks take the reactions."""

import streamlit as st

from dutch import short_day
from screens.page.markup import tag
from screens.plan.agreements import desks, lists, load, part_list
from screens.plan.board import agreeing
from screens.plan.current import OpenPlan
from screens.plan.inputs import text

CONTACT = "Waar kunnen inwoners terecht? Dit staat op het blad voor het contactcentrum."


def show(open_plan: OpenPlan) -> None:
    """Show the tab."""
    plan = open_plan.plan
    left, right = st.columns(2, gap="large")
    with left:
        st.html(tag("h3", "Akkoord op het plan"))
        text(open_plan, ("project", "akkoord_van"), ", ".join(plan.project.approvers))
        agreeing.of_plan(open_plan)
        part_list.show(open_plan, lists.RISKS, plan.risks)
        part_list.show(open_plan, lists.SPOKESPEOPLE, plan.spokespeople)
        part_list.show(open_plan, lists.PARTNERS, plan.partners)
        _deliveries(open_plan)
    with right:
        part_list.show(open_plan, lists.QUESTIONS, plan.questions)
        _contact(open_plan)
        part_list.show(open_plan, lists.MONEY, plan.money)
        part_list.show(open_plan, lists.RESULTS, plan.results)
        _readings(open_plan)
    desks.show(open_plan)
    load.show(open_plan)


def _deliveries(open_plan: OpenPlan) -> None:
    for i, partner in enumerate(open_plan.plan.partners):
        st.html(tag("h4", partner.name))
        part_list.show(open_plan, lists.DELIVERIES, partner.deliveries, ("partners", i), "h5")


def _readings(open_plan: OpenPlan) -> None:
    for i, result in enumerate(open_plan.plan.results):
        st.html(tag("h4", result.measure))
        part_list.show(open_plan, lists.READINGS, result.actual, ("resultaten", i), "h5")


def _contact(open_plan: OpenPlan) -> None:
    now = open_plan.plan.contact
    st.html(tag("h3", "Contact"))
    st.html(tag("p", CONTACT, class_="hulp"))
    text(open_plan, ("contact", "telefoonnummer"), now.phone)
    text(open_plan, ("contact", "openingstijden"), now.hours, area=True, height=68)
    text(open_plan, ("contact", "mailadres"), now.email)
    text(open_plan, ("contact", "plek"), now.place)
    deadline = short_day(now.deadline) if now.deadline else ""
    text(open_plan, ("contact", "uiterste_dag"), deadline, placeholder="dd-mm-jjjj")
    part_list.show(open_plan, lists.LINKS, now.links, ("contact",), "h4")
