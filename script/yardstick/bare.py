"""The page Advies as plain Streamlit: the same questions and answer, nothing around it."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine import Situation
from screens import address, advies, details, knowledge
from screens.markup import join

table = knowledge.table()
names = address.options(table.book)
st.title("Welke kanalen passen bij deze inwoners?")
left, right = st.columns([1, 3])
with left:
    chosen = [
        st.radio(key, list(options), format_func=options.__getitem__)
        for key, options in names.items()
    ]
with right:
    case = advies.case(table, Situation(*chosen), knowledge.today())
    st.html(join(advies.parts(case).values()))
    details.show(lambda: case)
