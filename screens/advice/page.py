"""The page Advies: from four answers to an advice that can be defended."""

from functools import cache, partial

import streamlit as st

from documents.labels import lower
from engine.compile import Table
from engine.model import Rulebook
from screens.advice import ask, details, form, pieces, questions
from screens.page import address, canvas, reply, view
from screens.page.address import Asked
from screens.page.markup import tag
from screens.page.pane import pane
from screens.page.reply import Edition
from screens.page.view import View


@st.fragment
def show() -> None:
    """Show the page; as a fragment, so that an answer draws this page and not what is around it."""
    table, edition = reply.current()
    asked = address.read(table.book, st.query_params)
    seen = view.read(asked, st.query_params)
    st.title(form.TITLE, anchor=False)
    st.html(tag("p", pieces.intro(seen), class_="intro"))
    for notice in pieces.notices(asked, seen):
        st.html(notice)
    with st.container(horizontal=True, gap="large", key="pagina"):
        with st.container(key="vragen", width=320, gap="small"):
            ask.ask(table.book, asked, seen.locked)
        with st.container(key="antwoord", width="stretch"):
            _answer(table, edition, asked, seen)


def _answer(table: Table, edition: Edition, asked: Asked, seen: View) -> None:
    situation = asked.situation
    if situation is None:
        _empty(table.book, asked, seen)
        return
    html = pieces.pieces(table, edition, situation, seen, bool(st.context.is_embedded))
    canvas.show(pieces.PANE, pane(html), after=questions.PANE)
    details.show(cache(partial(pieces.case, table, situation, edition.day)), seen.hidden)


def _empty(book: Rulebook, asked: Asked, seen: View) -> None:
    st.html(pieces.invitation(asked))
    facts = {**address.example(book).facts(), **seen.locked}
    st.button("Bekijk een voorbeeld", on_click=ask.go, args=(facts,), type="primary")
    if not seen.locked:
        st.html(tag("p", f"Het voorbeeld: {lower(book.promises[0].name)}.", class_="zacht"))
