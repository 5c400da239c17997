"""A plan that begins from a journey: made once, and with a way out as long as nobody touched it."""

from contextlib import suppress

import streamlit as st

from blueprints import Journey, Residents
from documents.labels import upper
from engine.model import Rulebook
from plans import PlanError
from plans.files import write_saved
from plans.plan_versions import NoPlan, PlanDeleted, StoreError
from screens import pages
from screens.page import address, fields, journey_library, knowledge
from screens.page.markup import notice, tag
from screens.plan import beginning, current
from screens.plan.current import JOURNEY, OpenPlan

BEGIN = "Begin een kanaalplan met deze reis"
BEGUN = "plan-van-reis"  # text of a plan that was just begun → its link
NEW = (
    "Dit is een nieuw plan, gemaakt van de reis ‘{name}’. Naam, opgave en fasen zijn ingevuld. "
    "Het is al bewaard; je kunt alles veranderen."
)
OTHER = "Het plan dat je hiervoor open had, is ook bewaard: ‘{name}’."


def begin_plan(book: Rulebook, journey: Journey, group: Residents) -> str:
    """Return the link of a plan for a journey; no other plan changes.

    A second click gives the plan of the first again, as long as nobody changed it. Raises
    StoreError and PlanError.
    """
    plan = beginning.of_journey(book, journey, group)
    text = write_saved(plan)
    made: dict[str, str] = st.session_state.setdefault(BEGUN, {})
    with suppress(NoPlan, PlanDeleted):
        if text in made and current.store().read(made[text]).text == text:
            return made[text]
    made[text] = current.add_plan(plan)
    return made[text]


def reasons(error: StoreError | PlanError) -> list[str]:
    """Return why a plan could not be begun."""
    if isinstance(error, PlanError):
        return [upper(problem.reason or problem.message) for problem in error.problems]
    return [str(error)]


def show_origin(open_plan: OpenPlan) -> None:
    """Say where an untouched plan comes from, and how to leave it or the plan of before."""
    slug = st.query_params.get(JOURNEY)
    if not slug or open_plan.version.number > 1:
        return
    other = current.earlier(open_plan.link)
    said = [NEW.format(name=open_plan.plan.project.name)]
    said += [OTHER.format(name=other.plan.project.name)] if other else []
    st.html(notice(*said, role="status"))
    with st.container(horizontal=True, key="plan-van-reis-knoppen"):
        if slug in journey_library.library(knowledge.table()).journeys:
            back = address.href(pages.JOURNEY.address, {JOURNEY: slug} | fields.frame_parameters())
            st.html(tag("a", "Terug naar de reis", href=back, target="_self", class_="knop"),
                    width="content")  # fmt: skip
        if other:
            st.button("Terug naar het vorige plan", key="plan-vorige", on_click=current.go,
                      args=(other.link,))  # fmt: skip
        st.button("Verwijder dit nieuwe plan", key="plan-nieuw-weg", on_click=current.delete,
                  args=(open_plan.link,))  # fmt: skip
