"""How easy a text reads, on screen."""

import streamlit as st

from engine.model import KnowledgeError
from listening import readable, terminal
from screens.page.markup import bullets, join, notice, table, tag
from screens.page.reading import asking

TEXT = "luister-tekst"
LABEL = "deze tekst"
LONGEST = 50_000  # characters
LIMIT = "Een formule telt woorden en lettergrepen. Laat de tekst ook lezen door een inwoner."
SOURCE = (
    "Flesch-Douma (W.H. Douma, 1960) en leesindex A (R.H.M. Brouwer, 1963). Hoger is makkelijker."
)


def show() -> None:
    """Show the part of the page."""
    st.html(tag("h2", "Hoe leesbaar is je tekst?"))
    text = st.text_area("Plak hier je tekst", key=TEXT, height=220, max_chars=LONGEST)
    if not text or not readable.WORD.search(text):
        st.html(tag("p", "Je ziet dan lange zinnen en moeilijke woorden.", class_="zacht"))
        return
    try:
        found: readable.Legibility = asking.read(LABEL, "leesbaarheid", text)
    except KnowledgeError as error:
        st.html(notice(*map(str, error.problems)))
        return
    if found.verdict is None:
        st.html(tag("p", "Deze tekst is te kort voor een leesbaarheidsformule."))
    else:
        said = f"Deze tekst leest {found.verdict}."
        figures = (
            f"Flesch-Douma {terminal.cell(found.douma)}, "
            f"leesindex A {terminal.cell(found.brouwer)}. "
            f"{found.words} woorden in {terminal.sentences(found.sentences)}."
        )
        parts = (tag("p", said, class_="conclusie"), tag("p", figures), tag("p", LIMIT))
        st.html(join((*parts, tag("p", SOURCE, class_="zacht"))))
    if found.hard:
        rows = [[word.word, word.plain, str(word.count)] for word in found.hard]
        heads = ("Moeilijk woord", "Gewoon woord", "Keren")
        st.html(table("Moeilijke woorden", heads, rows, numeric=(2,)))
    if found.long_sentences:
        st.html(join((tag("h3", "Lange zinnen"), bullets(found.long_sentences))))
