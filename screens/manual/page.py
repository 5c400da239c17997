"""The guide for who uses the tool, with pictures; the same text as in docs/handleiding.md."""

import re

import streamlit as st

from engine.knowledge.rulebook import ROOT
from screens.pages import MANUAL

GUIDE = ROOT / "docs" / "handleiding.md"
PICTURE = re.compile(r"^!\[([^\]\n]+)\]\((beelden/[a-z-]+\.png)\)$", re.MULTILINE)


def show() -> None:
    """Show the page."""
    text = GUIDE.read_text(encoding="utf-8")
    st.title(MANUAL.title, anchor=False)
    place = text.index("\n") + 1  # after the title, which is there already
    for found in PICTURE.finditer(text):
        st.markdown(text[place : found.start()])
        st.image(str(GUIDE.parent / found[2]), alt=found[1])
        place = found.end()
    st.markdown(text[place:])
