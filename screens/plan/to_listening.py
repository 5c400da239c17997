"""From a plan to Digitaal luisteren and back: placed actions go along, their outcome comes back.

The outcome goes into the plan when the advisor asks for it, and can be undone there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dutch import counted, day_range
from engine import KnowledgeError
from listening import plan_actions
from listening.effects.results import Result
from listening.measurements import Measurements
from plans import Plan, PlanError, write_plan
from plans.model import Action, Target
from plans.model.status import DONE, PLACED
from plans.plan_versions import StoreError
from screens import pages
from screens.page import account, address, fields
from screens.page.markup import Html, bullets, join, notice, table, tag
from screens.plan import current, inputs
from screens.plan.current import LINK, STEP, OpenPlan

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
BACK = "Zet de uitkomst in je kanaalplan"
BACK_EXPLAINED = (
    "Bij elke actie komen de nulmeting, de meting en deze uitkomst te staan, en ook bij een "
    "resultaat van het plan dat hetzelfde meet. Een nulmeting die er al is, blijft. Met ‘Maak "
    "ongedaan’ in je plan komt terug wat er stond."
)
THERE = "De uitkomst van wat je hier meet, staat in je kanaalplan ‘{name}’."
CHANGED = "Wat er in je plan verandert"
CHANGED_HEADS = ("Actie", "Uitkomst", "Nu in je plan")
EMPTY = "nog leeg"
BACK_KEY = "luister-naar-plan"
RESULTS = "afspraken"  # tab of the plan on which its results stand
HEADS = ("Actie", "Van en tot", "Zo heet de reeks")


@dataclass(frozen=True, slots=True)
class HandedPlan:
    """The plan that came along in the address, and the file of it that is measured with."""

    link: str
    plan: Plan
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
    return HandedPlan(link, plan, write_plan(bare).encode(), ready)


def show(plan: HandedPlan) -> None:
    """Show which actions came along, and what their series must be called."""
    count = counted(len(plan.placed), "geplaatste actie", "geplaatste acties")
    rows = [[one.what, _days(one), _series(one)] for one in plan.placed]
    with st.container(key="luister-uit-plan"):
        st.html(notice(HANDED.format(name=plan.plan.project.name, count=count), role="status"))
        if rows:
            st.html(table("Acties uit je kanaalplan", HEADS, rows))
        st.button("Meet zonder dit plan", key="luister-zonder-plan", on_click=_leave)


def offer_back(handed: HandedPlan, measured: Measurements) -> None:
    """Show what the plan does not know yet, and the button that puts it there."""
    plan, series = handed.plan, measured.series or {}
    try:
        after = plan_actions.with_outcomes(plan, measured.results, series)
    except PlanError as error:
        st.html(notice(*(problem.message for problem in error.problems)))
        return
    ids = {one.action.plan_action for one in measured.results if one.effect.ratio is not None}
    if not ids & {action.id for action in plan.actions}:
        return
    with st.container(key=f"{BACK_KEY}-deel"):
        if after == plan:
            st.html(
                join((notice(THERE.format(name=plan.project.name), role="status"), _way(handed)))
            )
            return
        st.html(tag("h3", BACK))
        st.html(table(CHANGED, CHANGED_HEADS, _changes(plan, after)))
        st.html(tag("p", BACK_EXPLAINED, class_="hulp"))
        st.button(BACK, key=BACK_KEY, type="primary", on_click=_put,
                  args=(handed.link, measured.results, series))  # fmt: skip
        inputs.complaint(BACK_KEY)


def _changes(before: Plan, after: Plan) -> list[list[str]]:
    """Return what changes at each action and at each result of the plan."""
    old: list[Target | None] = [*(one.target for one in before.actions), *before.results]
    new = [(one.what, one.target) for one in after.actions]
    new += [(one.measure, one) for one in after.results]
    return [
        [name, target.result or EMPTY, (known.result if known else None) or EMPTY]
        for known, (name, target) in zip(old, new, strict=True)
        if target and target != known
    ]


def _way(handed: HandedPlan) -> Html:
    there = {LINK: handed.link, STEP: RESULTS} | fields.frame_parameters()
    href = address.href(pages.PLAN.address, there)
    way = tag("a", "Naar je kanaalplan", href=href, target="_self", class_="knop")
    return tag("div", way, class_="knoppen")


def _put(link: str, results: Sequence[Result], series: Mapping[str, Mapping[date, int]]) -> None:
    current.change(link, lambda plan: plan_actions.with_outcomes(plan, results, series), BACK_KEY)


def _leave() -> None:
    fields.put({LINK: ""})


def _days(action: Action) -> str:
    return day_range(action.start, action.last_day)


def _series(action: Action) -> str:
    """Return under which names a series is found."""
    names = [action.what, *([action.target.measure] if action.target else [])]
    return " of ".join(f"‘{name}’" for name in names)
