"""The map of what is known and what is assumed, per channel and phase, age or profile."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from documents import chart
from documents.chart import Square
from engine.compile import Table
from engine.model import UNKNOWN, Rulebook
from engine.proof import coverage
from engine.proof.coverage import Coverage
from screens.page import fields, knowledge
from screens.page.markup import Html, join, table, tag

AXES = {
    "leeftijd": "Kanaal en leeftijd",
    "profiel": "Kanaal en betrokkenheidsprofiel",
    "fase": "Kanaal en fase",
}
AXIS = "wat"
LETTERS = 13  # pixels
NAMES = (AXIS, "soort", "traject", "toon")
WHICH = {
    "": "Alles",
    "gat": "Alleen waar niets bekend is",
    "aanname": "Alleen waar het op vakkennis rust",
    "oud": "Alleen met oud bewijs",
}
KEEP = {"gat": "niets", "aanname": "aanname", "oud": "oud"}
DEPTH = {"vers": 92.0, "oud": 55.0, "aanname": 25.0, "niets": None}
WORDS = {
    "vers": "onderbouwd",
    "oud": "onderbouwd met oud bewijs",
    "aanname": "alleen vakkennis",
    "niets": "niets bekend",
}


def show(advice_table: Table) -> None:
    """Show the part of the page."""
    st.html(tag("h2", "Wat we weten en wat we aannemen"))
    cells = _ask(advice_table)
    st.html(join((_summary(advice_table.book, cells), _legend(advice_table.book))))
    if not cells:
        st.html(tag("p", "Geen enkel vakje voldoet hieraan. Zet een filter uit."))
        return
    axis = fields.choice(AXIS, AXES)
    names = _groups(advice_table.book, axis)
    dark = st.context.theme.type == "dark"
    squares = [_square(advice_table.book, names, cell) for cell in cells]
    _draw(chart.knowledge_map(squares, [*names.values()], _description(cells), dark))
    st.html(_numbers(advice_table.book, axis, names, cells))


def _draw(plot: Any) -> None:
    """Show the map with letters for the screen; its description goes along."""
    spec = plot.to_dict(validate=False)
    spec["config"]["axis"] |= {"labelFontSize": LETTERS}
    with st.container(key="plot-kennis"):
        st.vega_lite_chart(spec | {"autosize": "pad"}, theme=None, width="content")


def _ask(advice_table: Table) -> list[Coverage]:
    book = advice_table.book
    kinds = {"": "Alle soorten", **book.words.kinds}
    tracks = {"": "Beide trajecten", **{slug: t.name for slug, t in book.tracks.items()}}
    with st.container(horizontal=True, key="filters-kaart"):
        axis = fields.select(AXIS, "Toon", AXES, NAMES)
        kind = fields.select("soort", "Soort kanaal", kinds, NAMES)
        track = fields.select("traject", "Traject", tracks, NAMES)
        which = fields.select("toon", "Laat zien", WHICH, NAMES)
    cells = _cells(knowledge.version(book), axis, track, advice_table)
    kept = [c for c in cells if kind in ("", book.channels[c.channel].kind)]
    shown = {c.channel for c in kept if which in ("", *_asks(c))}
    kept = [c for c in kept if c.channel in shown]
    order = [*book.words.kinds]
    place = list(_groups(book, axis))
    return sorted(
        kept,
        key=lambda c: (
            order.index(book.channels[c.channel].kind),
            book.channels[c.channel].name,
            place.index(c.group),
        ),
    )


@st.cache_data(show_spinner=False, max_entries=20)
def _cells(version: str, axis: str, track: str, _advice_table: Table) -> tuple[Coverage, ...]:
    """Return what is known along an axis, once per version of the knowledge."""
    return coverage.coverage(_advice_table, axis, (track,) if track else ())


def _asks(cell: Coverage) -> tuple[str, ...]:
    return tuple(name for name, level in KEEP.items() if level == cell.level)


def _groups(book: Rulebook, axis: str) -> dict[str, str]:
    every: Mapping[str, Mapping[str, Any]] = {
        "fase": book.phases,
        "leeftijd": book.ages,
        "profiel": book.profiles,
    }
    return {slug: form.name for slug, form in every[axis].items() if slug != UNKNOWN}


def _summary(book: Rulebook, cells: Sequence[Coverage]) -> Html:
    counts = {level: sum(c.level == level for c in cells) for level in coverage.LEVELS}
    said = ", ".join(f"{counts[level]} {WORDS[level]}" for level in coverage.LEVELS)
    channels = len({c.channel for c in cells})
    text = f"{len(cells)} vakjes voor {channels} kanalen: {said}."
    return tag("p", text, data_meld="")


def _legend(book: Rulebook) -> Html:
    years = round(book.constants["houdbaar_jaren"])
    dark = st.context.theme.type == "dark"
    more = "lichter" if dark else "donkerder"
    return tag(
        "p",
        f"Hoe {more} een vakje, hoe beter onderbouwd. In het vakje staat hoeveel regels rusten op "
        "onderzoek of wet, het jaar van de nieuwste bron, en hoeveel op vakkennis. "
        f"Oud is ouder dan {years} jaar of zonder jaartal. Een leeg vakje kan in die fase "
        "niets betekenen.",
        class_="zacht",
    )


def _square(book: Rulebook, names: Mapping[str, str], cell: Coverage) -> Square:
    lead, note = words(cell)
    name = book.channels[cell.channel].name
    return Square(name, names[cell.group], lead, note, DEPTH[cell.level])


def words(cell: Coverage) -> tuple[str, str]:
    """Return what a cell says, on two lines."""
    assumed = len(cell.assumed)
    guesses = f"{assumed} vakkennis" if assumed else ""
    if not cell.researched:
        return (guesses or "niets bekend"), ""
    year = str(cell.year or "geen jaar") + (", oud" if cell.level == "oud" else "")
    return f"{len(cell.researched)} onderbouwd", " · ".join(filter(None, (year, guesses)))


def _description(cells: Sequence[Coverage]) -> str:
    counts = {level: sum(c.level == level for c in cells) for level in coverage.LEVELS}
    said = ", ".join(f"{counts[level]} {WORDS[level]}" for level in coverage.LEVELS)
    return f"Kaart van {len(cells)} vakjes: {said}. Alle vakjes staan in de tabel eronder."


def _numbers(
    book: Rulebook, axis: str, names: Mapping[str, str], cells: Sequence[Coverage]
) -> Html:
    channels = dict.fromkeys(cell.channel for cell in cells)
    at = {(cell.channel, cell.group): cell for cell in cells}
    groups = [slug for slug in names if any(cell.group == slug for cell in cells)]
    rows = [
        [book.channels[slug].name, *(_cell_text(at.get((slug, group))) for group in groups)]
        for slug in channels
    ]
    heads = ("Kanaal of middel", *(names[group] for group in groups))
    return table(f"Dezelfde kaart als tabel: {AXES[axis].lower()}", heads, rows)


def _cell_text(cell: Coverage | None) -> str:
    if cell is None:
        return "kan niet"
    lead, note = words(cell)
    best = f"Kwaliteit {cell.best}" if cell.best else ""
    return ". ".join(filter(None, (lead, note, best)))
