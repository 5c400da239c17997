"""What was read of every file: its first rows, which columns count, and what was masked."""

import streamlit as st

from documents.labels import upper
from dutch import day, whole
from listening import knowledge, terminal
from listening.measurements import Measurements
from listening.model import Reading
from listening.reading import template
from listening.uses import LEAST
from screens.page.markup import Html, bullets, join, notice, table, tag

TEMPLATES = "Sjablonen voor je eigen tellingen"
FILL_IN = (
    "Download een sjabloon, vul het in met Excel of een ander rekenblad, bewaar het als CSV en "
    "open het hierboven. De regels die erin staan zijn een voorbeeld: haal ze weg."
)


def show(heard: Measurements) -> None:
    """Show every file that was read."""
    parts = [_file(heard, reading) for reading in heard.readings]
    st.html(join((tag("h2", "Wat is gelezen"), *parts)))


def _file(heard: Measurements, found: Reading) -> Html:
    head = f"{found.name}: {found.kind.name}, {_counted(found.rows)}"
    masked = notice(upper("".join(terminal.masked_line(found)).strip()), role="note")
    fold = tag(
        "details",
        tag("summary", head),
        bullets(_facts(found)),
        _rows(found, heard.previews.get(found.table, ())),
        class_="gelezen",
    )
    return join((fold, masked if found.masked else None))


def _counted(rows: int) -> str:
    return "1 rij" if rows == 1 else f"{whole(rows)} rijen"


def _facts(found: Reading) -> list[str]:
    said = [f"Herkomst: {found.kind.origin}."]
    if found.first and found.last:
        said.append(f"Van {day(found.first)} tot en met {day(found.last)}.")
    if found.totals_dropped:
        said.append(f"{found.totals_dropped} regels met een totaal zijn weggelaten.")
    if found.unused:
        said.append(f"Niet gebruikt: {', '.join(found.unused)}.")
    return said


def _rows(found: Reading, rows: tuple[tuple[object, ...], ...]) -> Html | None:
    """Return the first rows; of what residents typed only what came often enough."""
    if not rows:
        return None
    few = found.kind.holds == "zoekvragen"
    caption = f"Eerste regels van {found.name}{f', vanaf {LEAST} keer' if few else ''}"
    cells = [[terminal.cell(cell) for cell in row] for row in rows]
    return table(caption, found.mapping.values(), cells, plain=True)


def templates() -> None:
    """Offer the files to fill in."""
    kinds = knowledge.load().kinds
    with st.expander(TEMPLATES):
        st.html(tag("p", FILL_IN))
        with st.container(horizontal=True, key="luister-sjablonen"):
            for id_ in template.able(kinds):
                made = template.template(kinds, id_).encode()
                st.download_button(kinds[id_].name, data=made, file_name=f"{id_}.csv",
                                   mime="text/csv", on_click="ignore",
                                   key=f"luister-sjabloon-{id_}")  # fmt: skip
