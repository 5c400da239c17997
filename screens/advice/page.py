"""The page Advies: from four answers to an advice that can be defended."""

from functools import cache, partial

import streamlit as st

from engine.compile import Table
from screens.advice import ask, details, invitation, pieces, questions
from screens.page import address, canvas, fields, reply, view
from screens.page.address import AddressAnswers
from screens.page.pane import pane
from screens.page.reply import Edition
from screens.page.view import View
from screens.pages import ADVICE


@st.fragment
def show() -> None:
    """Show the page; as a fragment, so that an answer draws this page and not what is around it."""
    fields.remember(ADVICE)
    table, edition = reply.current()
    address_answers = address.read(table.book, st.query_params)
    page_view = view.read(address_answers, st.query_params)
    for notice in pieces.notices(address_answers, page_view):
        st.html(notice)
    with st.container(horizontal=True, key="pagina"):
        with st.container(key="vragen", gap=None):
            st.html(pieces.top(page_view))
            ask.ask(table.book, address_answers, page_view.locked)
        with st.container(key="antwoord", gap=None):
            _answer(table, edition, address_answers, page_view)


def _answer(
    table: Table, edition: Edition, address_answers: AddressAnswers, page_view: View
) -> None:
    situation = address_answers.situation
    html = pieces.answer_pieces(
        table,
        edition,
        address_answers,
        page_view,
        bool(st.context.is_embedded),
        invitation.is_example(table.book, situation, st.query_params),
    )
    canvas.show(pieces.PANE, pane(html), after=questions.PANE)
    if situation:
        made = cache(partial(pieces.case, table, situation, edition.day))
        details.show(made, page_view.hidden)
