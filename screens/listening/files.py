"""What was read of every file: its first rows, which columns count, and what was masked."""

import streamlit as st

from documents.labels import upper
from dutch import counted, day
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


def show(measurements: Measurements) -> None:
    """Show every file that was read."""
    parts = [_file(measurements, reading) for reading in measurements.readings]
    st.html(join((tag("h2", "Wat is gelezen"), *parts)))


def _file(measurements: Measurements, reading: Reading) -> Html:
    head = f"{reading.name}: {reading.kind.name}, {counted(reading.rows, 'rij', 'rijen')}"
    masked = notice(upper("".join(terminal.masked_line(reading)).strip()), role="note")
    fold = tag(
        "details",
        tag("summary", head),
        bullets(_facts(reading)),
        _rows(reading, measurements.previews.get(reading.table, ())),
        class_="gelezen",
    )
    return join((fold, masked if reading.masked else None))


def _facts(reading: Reading) -> list[str]:
    said = [f"Herkomst: {reading.kind.origin}."]
    span = (reading.first, reading.last) if reading.first and reading.last else reading.period
    if span:
        each = {"week": ", per week", "maand": ", per maand"}.get(reading.step, "")
        said.append(f"Van {day(span[0])} tot en met {day(span[1])}{each}.")
    if reading.totals_dropped:
        said.append(
            f"Weggelaten: {counted(reading.totals_dropped, 'regel', 'regels')} met een totaal."
        )
    said += reading.notes
    if reading.unused:
        said.append(f"Niet gebruikt: {', '.join(reading.unused)}.")
    return said


def _rows(reading: Reading, rows: tuple[tuple[str, ...], ...]) -> Html | None:
    """Return the first rows; of what residents typed only what came often enough."""
    if not rows:
        return None
    few = reading.kind.holds == "zoekvragen"
    caption = f"Eerste regels van {reading.name}{f', vanaf {LEAST} keer' if few else ''}"
    return table(caption, reading.mapping.values(), rows, plain=True)


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
