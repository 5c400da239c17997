"""From a plan to Digitaal luisteren: actions that were placed go along, to measure their effect."""

from dataclasses import dataclass

import streamlit as st

from dutch import counted, day_range
from engine import KnowledgeError
from plans import Plan, PlanError, write_plan
from plans.model import Action
from plans.model.status import DONE, PLACED
from plans.plan_versions import StoreError
from screens import pages
from screens.page import account, address, fields
from screens.page.markup import bullets, join, notice, table, tag
from screens.plan import current
from screens.plan.current import LINK, OpenPlan

FILE = "kanaalplan.yaml"
TITLE = "Meet wat de acties opleverden"
NOTHING = (
    "Zet een actie op geplaatst of afgerond. Dan kun je in Digitaal luisteren meten wat ze "
    "opleverde."
)
EXPLAINED = (
    "Digitaal luisteren vergelijkt aantallen per dag voor en na een actie. Geef de reeks in je "
    "aantallen de naam van de actie, of van wat je meet."
)
HANDED = "Uit je kanaalplan ‘{name}’: {count}. Open hieronder een bestand met aantallen per dag."
GONE = "Het kanaalplan uit het adres is er niet, of je mag het niet zien. Je kunt hier wel verder."
HEADS = ("Actie", "Van en tot", "Zo heet de reeks")


@dataclass(frozen=True, slots=True)
class HandedPlan:
    """The plan that came along in the address, as the file that is measured with."""

    name: str
    content: bytes
    placed: tuple[Action, ...]


def placed(plan: Plan) -> tuple[Action, ...]:
    """Return the actions that went out, in order of their first day: those have an effect."""
    out = (action for action in plan.actions if action.status in (PLACED, DONE))
    return tuple(sorted(out, key=lambda action: (action.start, action.id)))


def offer(open_plan: OpenPlan) -> None:
    """Show which actions can be measured, and the way to it."""
    ready = placed(open_plan.plan)
    st.html(tag("h3", TITLE))
    if not ready:
        st.html(tag("p", NOTHING, class_="hulp"))
        return
    there = {LINK: open_plan.link} | fields.frame_parameters()
    way = tag("a", f"Meet {counted(len(ready), 'actie', 'acties')} in Digitaal luisteren",
              href=address.href(pages.LISTENING.address, there), target="_self",
              class_="knop")  # fmt: skip
    said = bullets([f"{one.what}, {_days(one)}." for one in ready])
    st.html(join((tag("p", EXPLAINED, class_="hulp"), said, tag("div", way, class_="knoppen"))))


def handed() -> HandedPlan | None:
    """Return the plan in the address with only what was placed; None, and why, without one."""
    link = st.query_params.get(LINK, "")
    if not link:
        return None
    try:
        plan = current.parse_plan(current.store().read(link).text)
    except (StoreError, PlanError, KnowledgeError, account.SignedOut):
        st.html(notice(GONE, role="status"))
        return None
    ready = placed(plan)
    bare = plan.model_copy(update={"actions": ready})
    return HandedPlan(plan.project.name, write_plan(bare).encode(), ready)


def show(plan: HandedPlan) -> None:
    """Show which actions came along, and what their series must be called."""
    count = counted(len(plan.placed), "geplaatste actie", "geplaatste acties")
    rows = [[one.what, _days(one), _series(one)] for one in plan.placed]
    with st.container(key="luister-uit-plan"):
        st.html(notice(HANDED.format(name=plan.name, count=count), role="status"))
        if rows:
            st.html(table("Acties uit je kanaalplan", HEADS, rows))
        st.button("Meet zonder dit plan", key="luister-zonder-plan", on_click=_leave)


def _leave() -> None:
    fields.put({LINK: ""})


def _days(action: Action) -> str:
    return day_range(action.start, action.last_day)


def _series(action: Action) -> str:
    """Return under which names a series is found."""
    names = [action.what, *([action.target.measure] if action.target else [])]
    return " of ".join(f"‘{name}’" for name in names)
