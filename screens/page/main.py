"""The frame around every page: name, style and menu."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from screens.advice import page as advice_page
from screens.evidence import page as evidence_page
from screens.journey import page as journey_page
from screens.listening import page as listening_page
from screens.maintenance import page as maintenance_page
from screens.manual import page as manual_page
from screens.page import fields, knowledge
from screens.page.style import style
from screens.plan import page as plan_page

STATIC = Path(__file__).parents[1] / "static"
PAGES = [
    st.Page(advice_page.show, title="Advies", default=True),
    st.Page(plan_page.show, title="Kanaalplan", url_path="kanaalplan"),
    st.Page(journey_page.show, title="Reis van de inwoner", url_path="reis"),
    st.Page(listening_page.show, title="Digitaal luisteren", url_path="luisteren"),
    st.Page(evidence_page.show, title="Onderbouwing", url_path="onderbouwing"),
    st.Page(maintenance_page.show, title="Beheer", url_path="beheer"),
    st.Page(manual_page.show, title=manual_page.TITLE, url_path="handleiding"),
]

PARTS = {
    "reis": journey_page.PARTS,
    "luisteren": listening_page.PARTS,
    "onderbouwing": evidence_page.PARTS,
    "beheer": maintenance_page.PARTS,
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
