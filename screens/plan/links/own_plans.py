"""My plans: with a login those of the organisation, else those that this browser opened."""

import streamlit as st

from dutch import short_day
from plans.plan_versions import ListedPlan
from screens.page import address, knowledge, login
from screens.page.fields import frame_parameters
from screens.page.markup import Html, bullets, join, tag
from screens.pages import PLAN
from screens.plan import current

SHOWN = 10  # plans, before the rest is folded


def show() -> None:
    """Show the plans that somebody can go on with; the browser fills in its own (plans.js)."""
    if login.claim() is None:
        st.html(tag("div", data_mijn_plannen=""))
        return
    plans = [_line(one) for one in current.store().own_plans()]
    if not plans:
        return
    rest = plans[SHOWN:]
    more = tag("details", tag("summary", f"Nog {len(rest)}"), bullets(rest)) if rest else None
    title = tag("h2", "Mijn plannen")
    note = tag("p", "Alle plannen van je organisatie, het laatst bewaarde eerst.", class_="hulp")
    st.html(join((title, note, bullets(plans[:SHOWN]), more)))


def _line(one: ListedPlan) -> Html:
    to = address.href(PLAN.address, {current.LINK: one.link, **frame_parameters()})
    link = tag("a", one.name or "Zonder naam", href=to, target="_self")
    day = short_day(one.saved.astimezone(knowledge.PLACE).date())
    return join((link, f", bewaard op {day}"))
