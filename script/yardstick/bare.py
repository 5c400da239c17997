"""The page Advies as plain Streamlit: the same questions and answer, nothing around it."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine import Situation
from screens.advice import details, pieces
from screens.page import address, reply
from screens.page.markup import join
from screens.page.view import View

table, edition = reply.current()
names = address.options(table.book)
st.title("Welke kanalen passen bij deze inwoners?")
left, right = st.columns([1, 3])
with left:
    chosen = Situation(
        *(
            st.radio(key, list(options), format_func=options.__getitem__)
            for key, options in names.items()
        )
    )
with right:
    st.html(join(pieces.pieces(table, edition, chosen, View({}), False)))
    details.show(lambda: pieces.case(table, chosen, edition.day))
