"""Cases to exchange: open a file of another organisation, and take all cases along."""

import streamlit as st

from engine.model import KnowledgeError, Rulebook
from practice import FiledCase, PracticeLibrary, exchange
from screens.page import knowledge
from screens.page.cases import elsewhere
from screens.page.markup import join, notice, tag
from screens.page.reading import asking, rooms
from screens.page.reading.readers import OpenedCases

FILE = "praktijk-bestand"
ALL_CASES = "praktijkgevallen.yaml"
KEPT = (
    "We kijken het zegel na en laten zien wat erin staat. Het bestand blijft niet op de server. "
    "Wil je de gevallen naast elk advies, laat de beheerder het bestand dan in de map van jullie "
    "samenwerking zetten."
)
TAKE = (
    "Alle gevallen die hier staan, in één bestand met een zegel. Een andere organisatie opent het "
    "op deze pagina."
)


def show(book: Rulebook, shelf: PracticeLibrary) -> None:
    """Show where to open a file, what is in it, and what can be taken along."""
    st.html(join((tag("h2", "Open een bestand van een ander"), tag("p", KEPT))))
    file = st.file_uploader("Bestand met praktijkgevallen (YAML)", type=["yaml", "yml"], key=FILE,
                            max_upload_size=1)  # fmt: skip
    if file is not None:
        _opened(book, rooms.file_name(file.name), file.getvalue())
    if shelf.problems:
        broken = [str(problem) for problem in shelf.problems]
        st.html(notice(title="Deze gevallen staan er niet bij", items=broken, role="status"))
    st.html(join((tag("h2", "Neem de gevallen mee"), tag("p", TAKE))))
    st.download_button("Download alle gevallen", data=lambda: packed(book, shelf.cases),
                       file_name=ALL_CASES, mime="application/yaml", on_click="ignore",
                       key="praktijk-alles")  # fmt: skip


def packed(book: Rulebook, cases: tuple[FiledCase, ...]) -> bytes:
    """Return all cases as a file to exchange."""
    sender = book.organisation.name if book.organisation else "Ken je inwoner"
    return exchange.pack(cases, sender, knowledge.today()).text.encode()


def _opened(book: Rulebook, name: str, content: bytes) -> None:
    try:
        read: OpenedCases = asking.read(name, "praktijkgevallen", name, content, book)
    except KnowledgeError as error:
        wrong = [str(problem) for problem in error.problems]
        st.html(notice(title="Dit bestand kan ik niet openen", items=wrong))
        return
    if read.problems:
        st.html(notice(title="Deze gevallen heb ik overgeslagen", items=read.problems))
    if read.text:
        cases = exchange.unpack(name, read.text, book).cases
        st.html(tag("div", elsewhere.cases(book, cases), class_="praktijk"))
