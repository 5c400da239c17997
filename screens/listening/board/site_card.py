"""A card of five figures of one subject, to show on another page in a frame."""

import streamlit as st

from dutch import day
from listening.monitor import board_text
from listening.monitor.subject_view import SubjectView
from screens.page import fields
from screens.page.markup import Html, tag
from screens.pages import LISTENING

OFFER = "Kaart voor je site of intranet"
HOW = (
    "Dit adres toont vijf cijfers van dit onderwerp, zonder menu. Zet het in een kader, zoals bij "
    "Beheer onder Insluiten staat. Alleen sites die de beheerder toelaat, mogen het tonen. Met een "
    "login ziet alleen wie is ingelogd de kaart."
)


def card(view: SubjectView) -> Html:
    """Return the five figures."""
    items = [
        tag("div", tag("dt", name), tag("dd", tag("strong", number), tag("span", of)))
        for name, number, of in board_text.figures(view)
    ]
    until = f"Cijfers tot en met {day(view.updated)}." if view.updated else board_text.NO_DATA
    return tag("section", tag("h2", view.subject.plain), tag("dl", *items),
               tag("p", until, class_="zacht"), class_="luister-kaart")  # fmt: skip


def offer(view: SubjectView) -> None:
    """Show the card and the address that shows it elsewhere."""
    with st.expander(OFFER):
        st.html(tag("p", HOW))
        of = fields.go("Open de kaart", LISTENING.address, new_tab=True, deel="onderwerp",
                       onderwerp=view.subject.id, kaart="ja", embed="true")  # fmt: skip
        st.html(tag("p", of))
        st.html(card(view))
