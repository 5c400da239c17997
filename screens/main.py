"""The frame around every page: name, style and menu."""

from pathlib import Path

import streamlit as st

from screens import advies

STATIC = Path(__file__).parent / "static"

page = st.navigation([st.Page(advies.show, title="Advies", default=True)], position="top")
st.set_page_config(
    page_title=f"{page.title} – Ken je inwoner",
    page_icon=str(STATIC / "favicon.png"),
    layout="wide",
    menu_items={"Get help": None, "Report a bug": None, "About": None},
)
st.logo(str(STATIC / "logo.svg"), size="medium")
page.run()
