"""The button that makes a channel plan of a journey and opens it: one click."""

from typing import NoReturn

import streamlit as st

from blueprints import Journey, Residents
from engine.model import Rulebook
from plans import PlanError
from plans.plan_versions import StoreError
from screens.page import account
from screens.page.markup import notice
from screens.pages import PLAN
from screens.plan import from_journey
from screens.plan import page as plan_page
from screens.plan.current import JOURNEY, LINK

KEY = "reis-plan"


def show(book: Rulebook, journey: Journey, group: Residents, in_library: bool = True) -> None:
    """Show the button; journeys `in_library` can be found again by their name after signing in."""
    if not journey.track:
        return
    with st.container(key="knoppen-reis-plan"):
        if st.button(from_journey.BEGIN, key=KEY):
            trouble = _begin(book, journey, group, in_library)
            st.html(notice(*trouble))


def _begin(book: Rulebook, journey: Journey, group: Residents, in_library: bool) -> list[str]:
    """Make the plan and go there; return why that is not possible."""
    try:
        link = from_journey.begin_plan(book, journey, group)
    except (StoreError, PlanError) as error:
        if in_library and isinstance(error, account.SignedOut | account.NoOrganisation):
            _open(**{JOURNEY: journey.slug})
        return from_journey.reasons(error)
    _open(**{LINK: link, JOURNEY: journey.slug})


def _open(**more: str) -> NoReturn:
    """Go to the page of plans; the rest of the address stays, so that Back shows it again."""
    address = st.query_params.to_dict() | more
    st.switch_page(st.Page(plan_page.show, url_path=PLAN.address), query_params=address)


def leave() -> None:
    """Take the link of a plan out of the address of another page, where Back brings it."""
    if LINK in st.query_params:
        del st.query_params[LINK]
