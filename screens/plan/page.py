"""The page Kanaalplan: a plan for several groups over the whole journey, on five tabs."""

from typing import Literal

import streamlit as st

from plans import PlanError
from plans.plan_versions import NoPlan, PlanDeleted, StoreError
from screens.page import account, knowledge, sign_in
from screens.page.fields import choice, put
from screens.page.markup import notice, tag
from screens.pages import PLAN
from screens.plan import (
    calendar,
    clash,
    compare,
    current,
    entry,
    from_advice,
    from_journey,
    project,
    sharing,
    summary,
    target_groups,
)
from screens.plan.agreements import agreed
from screens.plan.board import tab
from screens.plan.current import CLASH, LINK, PART, STEP, OpenPlan
from screens.plan.links import read_only
from screens.plan.links.addresses import READER
from screens.plan.versions import prefill, typing

STEPS = {
    "project": "Project",
    "groepen": "Groepen",
    "bord": "Bord",
    "afspraken": "Afspraken",
    "documenten": "Documenten",
}
BOARD = "bord"
WIDE, NARROW = "plan-stap", "plan-stap-lijst"
EARLIER = {"kanalen": BOARD, "acties": BOARD}  # what tabs were called in addresses
SHOW = {
    "project": project.show,
    "groepen": target_groups.show,
    "bord": tab.show,
    "afspraken": agreed.show,
    "documenten": sharing.show,
}
BROKEN = "Dit plan kan ik niet lezen. Er is niets verloren: de tekst staat hieronder."


def show() -> None:
    """Show the page."""
    prefill.begin()
    st.title(PLAN.title, anchor=False)
    if not knowledge.current():
        st.html(notice(knowledge.OLDER, role="status"))
    try:
        if sign_in.may_pass():
            _show_part()
    except account.SignedOut:
        st.rerun()
    except PlanDeleted as error:
        entry.show_deleted(st.query_params[LINK], error)
    except NoPlan as error:
        st.html(notice(str(error)))
        entry.show()
    except StoreError as error:
        st.html(notice(f"{error} Wat al bewaard was, staat er nog."))
        st.button("Probeer opnieuw", key="plan-opnieuw")
    prefill.end()


def _show_part() -> None:
    link = st.query_params.get(LINK, "")
    if st.query_params.get(PART) == calendar.NAME:
        calendar.show(link)
    elif not link and st.query_params.get(READER):
        read_only.show(st.query_params[READER])
    elif not link:
        entry.show()
    else:
        _show_plan(link)


def _show_plan(link: str) -> None:
    try:
        open_plan = current.open_plan(link)
    except PlanError as error:
        st.html(notice(BROKEN, items=map(str, error.problems)))
        st.code(current.store().read(link).text, language=None, wrap_lines=True)
        return
    typing.show(link, open_plan.plan)
    number = st.query_params.get(CLASH, "")
    if number.isdecimal() and int(number) < 10**9:
        clash.show(open_plan, int(number))
    elif st.query_params.get(PART) == compare.NAME:
        compare.show(open_plan)
    else:
        _step(open_plan)


def _step(open_plan: OpenPlan) -> None:
    asked = st.query_params.get(STEP, "")
    step = choice(STEP, STEPS, EARLIER.get(asked, ""))
    summary.head(open_plan)
    from_journey.show_origin(open_plan)
    from_advice.show_origin(open_plan)
    _tabs(step)
    if step != BOARD:  # the board shows the same, and more
        with st.container(key="plan-samenvatting"):
            summary.show(open_plan)
    names = list(STEPS)
    at = names.index(step)
    st.html(tag("h2", STEPS[step], id="stap"))
    SHOW[step](open_plan)
    with st.container(horizontal=True, key="plan-verder"):
        for to, word in ((at - 1, "Terug naar"), (at + 1, "Verder naar")):
            if 0 <= to < len(names):
                label = f"{word} {STEPS[names[to]].lower()}"
                kind: Literal["primary", "secondary"] = "primary" if to > at else "secondary"
                st.button(
                    label, key=f"plan-{to}", on_click=put, args=({STEP: names[to]},), type=kind
                )


def _tabs(step: str) -> None:
    """Show the tabs; on a narrow screen as a list, for there they would take three lines."""
    st.session_state[WIDE] = st.session_state[NARROW] = step
    with st.container(key="plan-tabs-breed"):
        st.pills("Onderdeel van het plan", list(STEPS), format_func=STEPS.__getitem__,
                 required=True, key=WIDE, on_change=_turn, args=(WIDE,),
                 label_visibility="collapsed")  # fmt: skip
    with st.container(key="plan-tabs-smal"):
        st.selectbox("Onderdeel van het plan", list(STEPS), format_func=STEPS.__getitem__,
                     key=NARROW, on_change=_turn, args=(NARROW,))  # fmt: skip


def _turn(key: str) -> None:
    put({STEP: str(st.session_state[key])})
