"""Which desks, teams and partners take the reactions of residents."""

import streamlit as st

from plans import Plan, edit
from screens.page.markup import tag
from screens.plan import current
from screens.plan.agreements.fold import keep_open
from screens.plan.current import OpenPlan
from screens.plan.inputs import complaint, text

DESK, COUNT = "plan-loket-naam", "plan-loket-aantal"  # of a new desk
DESKS = "Balie, telefoonteam, backoffice of partner: hoeveel reacties kunnen ze per week aan?"


def show(open_plan: OpenPlan) -> None:
    """Show the desks, and a form for one more."""
    st.html(tag("p", DESKS, class_="zacht"))
    for i, of in enumerate(open_plan.plan.desks):
        with st.container(horizontal=True, key=f"filters-loket-{i}", vertical_alignment="bottom"):
            text(open_plan, ("capaciteit", i, "naam"), of.name)
            text(open_plan, ("capaciteit", i, "per_week"), of.per_week, max_chars=20)
    with st.form("plan-loket-erbij", border=False, clear_on_submit=True):
        with st.container(horizontal=True, key="filters-loket-nieuw"):
            st.text_input("Nog een loket, team of partner", key=DESK, max_chars=300)
            st.text_input("Hoeveel reacties per week kan het aan?", key=COUNT, max_chars=20)
        st.form_submit_button("Voeg toe", on_click=_desk, args=(open_plan.link,))
    for key in (DESK, COUNT):
        complaint(key)


def _desk(link: str) -> None:
    name = str(st.session_state.get(DESK) or "").strip()
    count = str(st.session_state.get(COUNT) or "").strip()

    def with_desk(plan: Plan) -> Plan:
        id_ = edit.fresh(name, [of.id for of in plan.desks])
        return edit.append(plan, "capaciteit", {"id": id_, "naam": name, "per_week": count})

    if current.change(link, with_desk, DESK, fields={"naam": DESK, "per_week": COUNT}):
        keep_open("loketten")
