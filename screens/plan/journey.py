"""A plan that begins from a journey: made once, and with a way out as long as nobody touched it."""

from contextlib import suppress

import streamlit as st

from blueprints import Group, Journey
from engine.model import Rulebook
from plans import PlanError, write_plan
from plans.saved import Deleted, NoPlan, StoreError
from screens import pages
from screens.page import address, fields, journeys, knowledge
from screens.page.markup import notice, tag
from screens.plan import beginning, current
from screens.plan.current import JOURNEY, Desk

BEGIN = "Begin een kanaalplan met deze reis"
BEGUN = "plan-van-reis"  # text of a plan that was just begun → its link
NEW = (
    "Dit is een nieuw plan, gemaakt van de reis ‘{name}’. Naam, opgave en fasen zijn ingevuld. "
    "Het is al bewaard; je kunt alles veranderen."
)
OTHER = "Het plan dat je hiervoor open had, is ook bewaard: ‘{name}’."


def begun(book: Rulebook, journey: Journey, group: Group) -> str:
    """Return the link of a plan for a journey; no other plan changes.

    A second click gives the plan of the first again, as long as nobody changed it. Raises
    StoreError and PlanError.
    """
    plan = beginning.of_journey(book, journey, group)
    text = write_plan(plan)
    made: dict[str, str] = st.session_state.setdefault(BEGUN, {})
    with suppress(NoPlan, Deleted):
        if text in made and current.store().read(made[text]).text == text:
            return made[text]
    made[text] = current.added(plan)
    return made[text]


def reasons(error: StoreError | PlanError) -> list[str]:
    """Return why a plan could not be begun."""
    if isinstance(error, PlanError):
        return [problem.message for problem in error.problems]
    return [str(error)]


def told(desk: Desk) -> None:
    """Say where an untouched plan comes from, and how to leave it or the plan of before."""
    slug = st.query_params.get(JOURNEY)
    if not slug or desk.version.number > 1:
        return
    other = current.earlier(desk.link)
    said = [NEW.format(name=desk.plan.project.name)]
    said += [OTHER.format(name=other.plan.project.name)] if other else []
    st.html(notice(*said, role="status"))
    with st.container(horizontal=True, key="plan-van-reis-knoppen"):
        if slug in journeys.library(knowledge.table()).journeys:
            back = address.href(pages.JOURNEY.address, {JOURNEY: slug} | fields.framed())
            st.html(tag("a", "Terug naar de reis", href=back, target="_self", class_="knop"),
                    width="content")  # fmt: skip
        if other:
            st.button("Terug naar het vorige plan", key="plan-vorige", on_click=current.go,
                      args=(other.link,))  # fmt: skip
        st.button("Verwijder dit nieuwe plan", key="plan-nieuw-weg", on_click=current.delete,
                  args=(desk.link,))  # fmt: skip
