"""A plan that begins from an advice, with its answers: one click there, and at once a plan here."""

from collections.abc import Mapping

import streamlit as st

from documents.labels import lower
from engine.model import Rulebook, Situation
from plans import Plan, PlanError
from plans.files import write_saved
from plans.plan_versions import StoreError
from screens.page.markup import notice
from screens.pages import BEGIN, FROM_ADVICE
from screens.plan import beginning, current, from_journey
from screens.plan.current import OpenPlan

BEGUN = "plannen-van-advies"  # text of a plan that was just begun → its link
NEW = (
    "Dit is een nieuw plan, gemaakt van je advies. Je antwoorden zijn ingevuld. "
    "Het is al bewaard; je kunt alles veranderen."
)


def plan_of_advice(book: Rulebook, situation: Situation) -> Plan:
    """Return a plan for the phase, the group and the stake of an advice. Raises PlanError."""
    group = beginning.group_of(book, situation.age, situation.profile)
    name = f"Plan {lower(book.tracks[situation.track].name)}"
    phases = {situation.phase: None}
    return beginning.new_plan(name, situation.track, phases, group, stake=situation.stake)


def begin_at_once(book: Rulebook, situation: Situation) -> list[str]:
    """Make the plan that the address asks for and go there; return why that is not possible.

    The address is asked once: who comes back to it, with Back, is not sent on again.
    """
    try:
        plan = plan_of_advice(book, situation)
        text = write_saved(plan)
        begun = _begun()
        if text in begun:
            return []
        begun[text] = current.add_plan(plan)
    except (StoreError, PlanError) as error:
        return from_journey.reasons(error)
    current.go(begun[text])
    st.rerun()


def asks_plan(params: Mapping[str, str]) -> bool:
    """Tell whether an address asks for a plan of an advice at once."""
    return params.get(BEGIN) == FROM_ADVICE


def show_origin(open_plan: OpenPlan) -> None:
    """Say of an untouched plan that it comes from an advice, with a way to be rid of it."""
    if open_plan.link not in _begun().values() or open_plan.version.number > 1:
        return
    st.html(notice(NEW, role="status"))
    st.button(
        "Verwijder dit nieuwe plan",
        key="plan-van-advies-weg",
        on_click=current.delete,
        args=(open_plan.link,),
    )


def _begun() -> dict[str, str]:
    begun: dict[str, str] = st.session_state.setdefault(BEGUN, {})
    return begun
