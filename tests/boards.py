"""The board of a plan without a browser: a plan that was just saved, and orders as one sends."""

from collections.abc import Mapping

from pages import page, params, without_error
from streamlit.testing.v1 import AppTest

from plans import Plan, read_plan, write_plan
from plans.plan_versions import Draft
from plans.storage.store import new_link, new_receipt
from screens.plan import current


def show() -> None:
    import streamlit as st

    from screens.plan import page as kanaalplan
    from screens.plan.board import doing

    for order in st.session_state.pop("opdrachten", []):  # as the browser sends them
        doing.take(st.query_params["plan"], order)
    kanaalplan.show()


def board(of: Plan, **more: str) -> AppTest:
    """Return the board of a plan that was just saved."""
    link = new_link()
    draft = Draft(link, write_plan(of), 2, "Ada", new_receipt(), organisation="", name="x")
    current.store().save(draft)
    return page(show, {"plan": link, "stap": "bord", **more})


def do(at: AppTest, *given: Mapping[str, object]) -> Plan:
    """Do what was ordered and return the plan that is kept then."""
    at.session_state["opdrachten"] = list(given)
    without_error(at.run())
    return read_plan(current.store().read(params(at)["plan"]).text)
