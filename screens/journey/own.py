"""A journey of your own: take one along, change it in Excel, look at it here, take it home."""

import re
from functools import partial
from pathlib import Path

import streamlit as st

from blueprints import Journey, Library, workbook
from blueprints.library import parse
from engine.compile import Table
from engine.model import KnowledgeError
from screens.journey import library, other_make, plan_button
from screens.page import journey_file, journey_library
from screens.page.journey_file import JourneyFile, content
from screens.page.markup import Html, bullets, join, notice, tag
from screens.page.reading import asking

FILE, PASTED = "reis-bestand", "reis-geplakt"
TABLES = (".xlsx", ".ods", ".csv")
OWN = "reis-eigen"  # the text or bytes that were brought in, for this session
STEPS = (
    "Kies in de bibliotheek de reis die het meest op die van jullie lijkt en download Excel.",
    "Pas het aan met collega’s: de professional, beleid, informatie en communicatie.",
    "Open het bestand hier. Je ziet meteen wat er niet klopt. Een blueprint uit bijvoorbeeld Miro, "
    "Smaply of een eigen Excel mag ook, als tabel met stappen.",
    "Download de reis als YAML en laat de beheerder hem in de map journeys/reizen zetten.",
)
KEPT = (
    "Je bestand blijft niet op de server staan: na het sluiten van deze pagina is het hier weg. "
    "Zet er geen namen van inwoners in."
)
WRONG = "Dit bestand klopt nog niet. Er is niets van overgenomen."


def show(table: Table, journeys: Library) -> None:
    """Show the part of the page."""
    head = (tag("h2", "Je eigen reis"), bullets(STEPS, ordered=True), tag("p", KEPT))
    st.html(join(head))
    given = _upload()
    if given is None:
        return
    try:
        ours = _ours(*given, table)
        if ours is None:
            return
        journey = _read(*ours, table, journeys)
    except KnowledgeError as error:
        st.html(_complaint([str(problem) for problem in error.problems]))
        return
    st.html(library.head(table.book, journey))
    _buttons(table, journeys, journey)
    library.picture(table, journey, "verschil")
    library.channels(table, journey, then=False)


def _read(name: str, content: bytes, table: Table, shelf: Library) -> Journey:
    """Return the journey in a file. Raises KnowledgeError with every error in it."""
    text = asking.read(name, "reis", name, content, shelf, table.book)
    return parse(f"{Path(name).stem}.yaml", text, shelf, table.book)


def _ours(name: str, content: bytes, table: Table) -> tuple[str, bytes] | None:
    """Return a file as one of ours: one of another make is first asked how to read it.

    Raises KnowledgeError; None as long as no draft comes of it.
    """
    if Path(name).suffix not in TABLES:
        return name, content
    sheets = asking.read(name, "tabellen", name, content)
    if workbook.is_ours(sheet.title for sheet in sheets):
        return name, content
    text = other_make.ask(table.book, other_make.ForeignFile(Path(name).stem, sheets))
    return None if text is None else (f"{Path(name).stem}.yaml", text.encode())


def _upload() -> tuple[str, bytes] | None:
    """Show where to bring a journey in, and return its name and content."""
    said = "Excel (.xlsx), ODS, CSV of YAML; ook een blueprint van een andere makelij"
    kinds = ["xlsx", "ods", "csv", "yaml", "yml"]
    file = st.file_uploader(said, type=kinds, key=FILE, max_upload_size=5)
    with st.expander("Lukt openen niet? Plak de tekst van een YAML-bestand"):
        text = st.text_area("Tekst van de reis", key=PASTED, height=160)
    if file is not None:
        st.session_state[OWN] = (_file_slug(file.name), file.getvalue())
    elif text and text.strip():
        st.session_state[OWN] = ("geplakt.yaml", text.encode())
    given: tuple[str, bytes] | None = st.session_state.get(OWN)
    return given


def _file_slug(name: str) -> str:
    """Return the name of a file as the short name of a journey: "mijn reis.xlsx" → mijn-reis."""
    stem, _, ending = name.rpartition(".")
    slug = re.sub("[^a-z0-9]+", "-", stem.lower()).strip("-") or "reis"
    return f"{slug[:60]}.{ending.lower()}"


def _complaint(problems: list[str]) -> Html:
    return notice(WRONG, items=problems)


def _buttons(table: Table, journeys: Library, journey: Journey) -> None:
    with st.container(horizontal=True, key="knoppen-eigen-reis"):
        for kind, label in library.TYPES.items():
            file = JourneyFile(table, journeys, journey, kind, "verschil")
            st.download_button(
                f"Download {label.removeprefix('Maak ')}",
                data=partial(content, file),
                file_name=f"reis-{journey.slug}.{kind}",
                mime=journey_file.KINDS[kind],
                on_click="ignore",
                key=f"eigen-{kind}",
            )
        plan_button.show(
            table.book,
            journey,
            journey_library.group(table.book, st.query_params),
            in_library=False,
        )
