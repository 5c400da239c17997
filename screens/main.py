"""The frame around every page: name, style and menu."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from screens import (
    advies,
    beheer,
    fields,
    handleiding,
    kanaalplan,
    knowledge,
    luisteren,
    onderbouwing,
    reis,
)
from screens.style import style

STATIC = Path(__file__).parent / "static"
PAGES = [
    st.Page(advies.show, title="Advies", default=True),
    st.Page(kanaalplan.show, title="Kanaalplan", url_path="kanaalplan"),
    st.Page(reis.show, title="Reis van de inwoner", url_path="reis"),
    st.Page(luisteren.show, title="Digitaal luisteren", url_path="luisteren"),
    st.Page(onderbouwing.show, title="Onderbouwing", url_path="onderbouwing"),
    st.Page(beheer.show, title="Beheer", url_path="beheer"),
    st.Page(handleiding.show, title=handleiding.TITLE, url_path="handleiding"),
]

PARTS = {
    "reis": reis.PARTS,
    "luisteren": luisteren.PARTS,
    "onderbouwing": onderbouwing.PARTS,
    "beheer": beheer.PARTS,
}


def titled(name: str, parts: Mapping[str, str] | None) -> str:
    """Return the title of a page, with the part of it that is shown."""
    part = f" · {parts[fields.chosen(fields.PART, parts)]}" if parts else ""
    return f"{name}{part} – Ken je inwoner"


page = st.navigation(PAGES, position="hidden" if st.context.is_embedded else "top")
st.set_page_config(
    page_title=titled(page.title, PARTS.get(page.url_path)),
    page_icon=str(STATIC / "favicon.png"),
    layout="wide",
    menu_items={"Get help": None, "Report a bug": None, "About": None},
)
book = knowledge.table().book
st.logo(book.logo or str(STATIC / "logo.svg"), size="medium")
if own := style(book):
    st.html(own)
page.run()
