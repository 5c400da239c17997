"""The script that Streamlit runs for every visitor: name, style and menu around a page."""

from pathlib import Path

import streamlit as st

from screens.menu import SHOW
from screens.page import fields, knowledge
from screens.page.frame import NAME, foot
from screens.page.style import style
from screens.pages import AppPage

STATIC = Path(__file__).parents[1] / "static"


def title(page: AppPage) -> str:
    """Return the title of a page, with the part of it that is shown."""
    part = f" · {page.parts[fields.choice(fields.PART, page.parts)]}" if page.parts else ""
    return f"{page.title}{part} – {NAME}"


page = st.navigation(
    [
        st.Page(show, title=of.title, url_path=of.address, default=not of.address)
        for of, show in SHOW.items()
    ],
    position="hidden" if st.context.is_embedded else "top",
)
here = next(of for of in SHOW if of.address == page.url_path)
fields.bring_back(here)
st.set_page_config(
    page_title=title(here),
    page_icon=str(STATIC / "favicon.png"),
    layout="wide",
    menu_items={"Get help": None, "Report a bug": None, "About": None},
)
book = knowledge.table().book
st.logo(book.logo or str(STATIC / "logo.svg"), size="medium")
if own := style(book):
    st.html(own)
page.run()
if not st.context.is_embedded:
    st.html(foot())
