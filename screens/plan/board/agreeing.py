"""Who agreed to an action or to the plan, when and with which note; and asking for it."""

from collections.abc import Callable, Mapping

import streamlit as st

from dutch import day, listing
from plans import Plan, agreement, edit
from plans.model import STATUS_NAMES, Action, Agreement, Project
from plans.model.status import ASKED, DRAFT
from screens.page import knowledge
from screens.page.markup import bullets, tag
from screens.plan import current
from screens.plan.board.preparation import with_action
from screens.plan.current import OpenPlan
from screens.plan.inputs import complaint

KEY = "plan-akkoord"
PLAN = "het-plan"  # stands for the plan as a whole among the ids of actions
WHO = "Wie geeft akkoord? Functie of team."


def of_action(open_plan: OpenPlan, id_: str) -> None:
    """Show how far an action is, who agreed, and the buttons to ask or agree."""
    action = next(one for one in open_plan.plan.actions if one.id == id_)

    def agree(plan: Plan, by: str, note: str | None) -> Plan:
        now = next(one for one in plan.actions if one.id == id_)
        return with_action(plan, agreement.agree(now, by, knowledge.today(), note))

    def ask(plan: Plan) -> Plan:
        now = next(one for one in plan.actions if one.id == id_)
        return with_action(plan, now.model_copy(update={"status": ASKED}))

    missing = agreement.missing(action.approvers, action.agreements)
    _show(open_plan, id_, action, missing, agree, ask)


def of_plan(open_plan: OpenPlan) -> None:
    """Show the same for the plan as a whole."""
    project = open_plan.plan.project

    def agree(plan: Plan, by: str, note: str | None) -> Plan:
        signed = agreement.agree_plan(plan.project, by, knowledge.today(), note)
        return plan.model_copy(update={"project": signed})

    def ask(plan: Plan) -> Plan:
        asked = plan.project.model_copy(update={"status": ASKED})
        return plan.model_copy(update={"project": asked})

    missing = agreement.missing(project.approvers, project.agreements)
    _show(open_plan, PLAN, project, missing, agree, ask)


def line(given: Agreement) -> str:
    """Return in a sentence who agreed, when, and why that counts no longer."""
    said = f"{given.by}, {day(given.day)}"
    said += f": {given.note}" if given.note else ""
    if given.voided_by:
        said += f" (telt niet meer: veranderd is {given.voided_by})"
    return f"{said}."


def _show(
    open_plan: OpenPlan,
    of: str,
    part: Action | Project,
    missing: tuple[str, ...],
    agree: Callable[[Plan, str, str | None], Plan],
    ask: Callable[[Plan], Plan],
) -> None:
    """Show how far a part of the plan is; `of` tells its fields from those of another part."""
    status = part.status
    st.html(tag("p", "Nu: ", tag("strong", STATUS_NAMES[status])))
    if part.agreements:
        st.html(bullets([line(given) for given in part.agreements]))
    if missing:
        st.html(tag("p", f"Nog geen akkoord van {listing(missing)}.", class_="zacht"))
    if status == DRAFT:
        st.button("Vraag akkoord", key=f"{KEY}-vraag", on_click=_ask, args=(open_plan.link, ask))
    if status in (DRAFT, ASKED):
        fields = {"door": f"{KEY}-{of}-wie", "notitie": f"{KEY}-{of}-notitie"}
        st.text_input(WHO, key=fields["door"], max_chars=300)
        complaint(fields["door"])
        st.text_input("Notitie bij het akkoord", key=fields["notitie"], max_chars=1000)
        complaint(fields["notitie"])
        st.button("Geef akkoord", key=f"{KEY}-geef", on_click=_agree,
                  args=(open_plan.link, agree, fields))  # fmt: skip
    complaint(KEY)


def _ask(link: str, ask: Callable[[Plan], Plan]) -> None:
    current.change(link, lambda plan: edit.revalidate(ask(plan)), KEY)


def _agree(
    link: str, agree: Callable[[Plan, str, str | None], Plan], fields: Mapping[str, str]
) -> None:
    by, note = (str(st.session_state.get(field) or "").strip() for field in fields.values())
    if not by:
        current.refuse(fields["door"], "Wie geeft akkoord? Vul dit in.")
        return
    current.unsaved_changes().pop(fields["door"], None)

    def with_agreement(plan: Plan) -> Plan:
        return edit.revalidate(agree(plan, by, note or None))

    if current.change(link, with_agreement, KEY, fields=fields):
        for field in fields.values():
            st.session_state[field] = ""
