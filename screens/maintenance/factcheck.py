"""The fact-check table: every advised channel of every situation, to look at and to sign off."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from dutch import whole
from engine.compile import Table
from engine.label import CRAFT
from engine.model import DIMENSIONS, Rulebook, Situation
from engine.proof.factcheck import LABEL, fact_check, write
from screens.page import address, fields, knowledge, phrases
from screens.page.markup import Html, join, table, tag

QUALITY = "kwaliteit"
NAMES = (*DIMENSIONS, QUALITY)
STEP = 25
LABELS = {
    "traject": ("Traject", "Beide trajecten"),
    "fase": ("Fase", "Alle fasen"),
    "leeftijd": ("Leeftijd", "Elke leeftijd"),
    "profiel": ("Profiel", "Elk profiel"),
    "belang": ("Op het spel", "Elk belang"),
}
HEADS = ("Situatie", "Kanaal of middel", "Oordeel", "Belangrijkste reden")
WITH = {"": "Alles", "aanname": "Alleen vakkennis", "bron": "Alleen onderzoek en wet"}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"xlsx": ("Download voor Excel", SHEET), "csv": ("Download als CSV", "text/csv")}
EXPLAINED = (
    "Laat een deskundige meelezen: in het bestand staan achter elke rij de kolommen Akkoord, "
    "Opmerking, Naam en Datum om af te tekenen, en de versie van de kennis."
)


def show(advice_table: Table) -> None:
    """Show the part of the page."""
    st.html(join((tag("h2", "Toetstabel"), tag("p", EXPLAINED))))
    frame = fact_table(knowledge.version(advice_table.book), advice_table)
    frame = matching_rows(frame, _ask(advice_table))
    situations = len(frame[[f"Code {key}" for key in DIMENSIONS]].drop_duplicates())
    told = f"{whole(len(frame))} rijen: de kanalen in {situations} adviezen."
    st.html(tag("p", told, data_meld=""))
    if frame.empty:
        st.html(tag("p", "Geen enkele rij voldoet hieraan. Zet een filter uit."))
        return
    _downloads(frame)
    shown = fields.count("aantal", STEP)
    rows = [_row(advice_table.book, row) for row in frame.head(shown).to_dict("records")]
    st.html(table("De toetstabel", HEADS, rows, plain=True))
    fields.more("aantal", shown, len(frame), STEP, "rijen")


@st.cache_resource(show_spinner="Even rekenen…", max_entries=2)
def fact_table(version: str, _advice_table: Table) -> Any:
    """Return the table (pandas), once per version of the knowledge; never changed afterwards."""
    return fact_check(_advice_table)


def matching_rows(frame: Any, asked: Mapping[str, str]) -> Any:
    """Return the rows of the table that were asked for."""
    for key in DIMENSIONS:
        if asked.get(key):
            frame = frame[frame[f"Code {key}"] == asked[key]]
    if asked.get(QUALITY):
        frame = frame[(frame[LABEL] == CRAFT) == (asked[QUALITY] == "aanname")]
    return frame


def file_of(frame: Any, kind: str) -> bytes:
    """Return the table as a file of a kind ("xlsx" or "csv")."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"toetstabel.{kind}"
        write(lambda: frame, path)
        return path.read_bytes()


def _row(book: Rulebook, row: Mapping[str, Any]) -> tuple[Html, ...]:
    situation = Situation(*(row[f"Code {key}"] for key in DIMENSIONS))
    said = (tag("strong", row["Kanaal"]), tag("br"), tag("span", row["Rol"], class_="bron"))
    sure = f"{row['Past'].capitalize()}, {row['Hoe zeker'] or 'geen oordeel'}"
    rests = f"{row[LABEL].capitalize()}. Bron: {row['Bron']}"
    because = (row["Belangrijkste reden"], tag("span", rests, class_="bron"))
    return (phrases.advice_link(book, situation), join(said), join([sure]), join(because, " "))


def _ask(advice_table: Table) -> Mapping[str, str]:
    asked = {}
    with st.container(horizontal=True, key="filters-toets"):
        for key, names in address.options(advice_table.book).items():
            label, every = LABELS[key]
            asked[key] = fields.select(key, label, {"": every, **names}, NAMES)
        asked[QUALITY] = fields.select(QUALITY, "Rust op", WITH, NAMES)
    return asked


def _downloads(frame: Any) -> None:
    day = knowledge.today().isoformat()
    with st.container(horizontal=True, key="knoppen-toets"):
        for kind, (label, mime) in KINDS.items():
            st.download_button(
                label,
                data=partial(file_of, frame, kind),
                file_name=f"toetstabel-{day}.{kind}",
                mime=mime,
                on_click="ignore",
                key=f"toets-{kind}",
            )
