"""The page Kanaalplan: a plan for several groups over the whole journey, in five steps."""

from typing import Literal

import streamlit as st

from plans import PlanError
from plans.saved import Deleted, NoPlan, StoreError
from screens.page import account, knowledge, sign_in
from screens.page.fields import chosen, put
from screens.page.markup import notice, tag
from screens.pages import PLAN
from screens.plan import (
    calendar,
    clash,
    compare,
    current,
    export,
    groups,
    journey,
    mix,
    project,
    start,
    summary,
    work,
)
from screens.plan.current import CLASH, LINK, PART, STEP, Desk

STEPS = {
    "project": "1. Project",
    "groepen": "2. Groepen",
    "kanalen": "3. Kanalen kiezen",
    "acties": "4. Planning en acties",
    "documenten": "5. Documenten",
}
SHOW = {
    "project": project.show,
    "groepen": groups.show,
    "kanalen": mix.show,
    "acties": work.show,
    "documenten": export.show,
}
BROKEN = "Dit plan kan ik niet lezen. Er is niets verloren: de tekst staat hieronder."


def show() -> None:
    """Show the page."""
    st.title(PLAN.title, anchor=False)
    message = knowledge.service().message
    if message:
        st.html(notice(message, role="status"))
    try:
        if sign_in.passed():
            _shown()
    except account.SignedOut:
        st.rerun()
    except Deleted as error:
        start.deleted(st.query_params[LINK], error)
    except NoPlan as error:
        st.html(notice(str(error)))
        start.show()
    except StoreError as error:
        st.html(notice(f"{error} Wat al bewaard was, staat er nog."))
        st.button("Probeer opnieuw", key="plan-opnieuw")


def _shown() -> None:
    link = st.query_params.get(LINK, "")
    if st.query_params.get(PART) == calendar.NAME:
        calendar.show(link)
    elif not link:
        start.show()
    else:
        _opened(link)


def _opened(link: str) -> None:
    try:
        desk = current.open_desk(link)
    except PlanError as error:
        st.html(notice(BROKEN, items=map(str, error.problems)))
        st.code(current.store().read(link).text, language=None, wrap_lines=True)
        return
    number = st.query_params.get(CLASH, "")
    if number.isdecimal() and int(number) < 10**9:
        clash.show(desk, int(number))
    elif st.query_params.get(PART) == compare.NAME:
        compare.show(desk)
    else:
        _step(desk)


def _step(desk: Desk) -> None:
    step = chosen(STEP, STEPS)
    summary.head(desk)
    journey.told(desk)
    st.session_state["plan-stap"] = step
    st.pills(
        "Stap",
        list(STEPS),
        format_func=STEPS.__getitem__,
        required=True,
        key="plan-stap",
        on_change=_turn,
        label_visibility="collapsed",
    )
    with st.container(key="plan-samenvatting"):
        summary.show(desk)
    names = list(STEPS)
    at = names.index(step)
    st.html(tag("h2", STEPS[step], id="stap"))
    SHOW[step](desk)
    with st.container(horizontal=True, key="plan-verder"):
        for to, word in ((at - 1, "Terug naar"), (at + 1, "Verder naar")):
            if 0 <= to < len(names):
                label = f"{word} {STEPS[names[to]][3:].lower()}"
                kind: Literal["primary", "secondary"] = "primary" if to > at else "secondary"
                st.button(
                    label, key=f"plan-{to}", on_click=put, args=({STEP: names[to]},), type=kind
                )


def _turn() -> None:
    put({STEP: str(st.session_state["plan-stap"])})
