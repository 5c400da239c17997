"""A blueprint of another make: where its steps are, what its rows mean, and a guess to change."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from blueprints.foreign import TARGETS, Placed, StepLayout, guess, place
from blueprints.foreign.grids import SheetGrid
from blueprints.foreign.lane_words import NOTHING
from blueprints.foreign.layouts import Way, turned
from dutch import counted, listing
from engine.knowledge import files
from engine.model import Rulebook
from screens.page.markup import Html, bullets, notice, tag

WAYS: dict[Way, str] = {"kolommen": "Een kolom", "rijen": "Een rij"}
SKIPPED = {NOTHING: "Niet meenemen (komt bij de opmerking)"}
INTRO = (
    "Dit bestand heeft een andere indeling dan de onze. Hieronder staat hoe we het lezen. Klopt er "
    "iets niet, kies dan wat anders: de reis verandert meteen mee."
)
NO_STEPS = "In deze indeling zie ik geen stappen. Kies een ander blad, of wat één stap is."
NO_TRACK = "Nog niet bekend"
GUESSED = "Deze fasen hebben we geraden. Kies per fase uit het bestand welke van de onze het is."


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """The tables in a file of a visitor, with the name of the journey it will become."""

    name: str
    sheets: tuple[SheetGrid, ...]

    @property
    def key(self) -> str:
        """Return what tells the fields of this file from those of another."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]


def ask(book: Rulebook, file: ForeignFile) -> str | None:
    """Show how a file is read, to change; return the text (YAML) of the draft."""
    st.html(tag("p", INTRO))
    left, middle, right = st.columns(3)
    sheet, layout = _table(file, left, middle)
    tracks = {"": NO_TRACK} | {slug: one.name for slug, one in book.tracks.items()}
    key = f"elders-traject-{file.key}"
    track = right.selectbox("Traject", list(tracks), format_func=tracks.__getitem__, key=key)
    with st.expander("Wat staat er in elke rij?"):
        layout = layout.changed(_targets(file, sheet, layout))
    first = place(sheet, layout, book, file.name)
    placed = place(sheet, layout, book, file.name, _phases(book, file, first), track or None)
    st.html(summary(file, sheet, placed))
    if not placed.tree["stappen"]:
        st.html(notice(NO_STEPS))
        return None
    return files.write(placed.tree)


def _table(file: ForeignFile, left: Any, middle: Any) -> tuple[SheetGrid, StepLayout]:
    titles = [sheet.title for sheet in file.sheets]
    fullest = max(range(len(titles)), key=lambda i: len(guess(file.sheets[i]).targets))
    at = fullest
    if len(titles) > 1:
        at = left.selectbox(
            "Welk blad?",
            range(len(titles)),
            index=fullest,
            format_func=titles.__getitem__,
            key=f"elders-blad-{file.key}",
        )
    sheet, ways = file.sheets[at], list(WAYS)
    best = guess(sheet)
    way = middle.selectbox(
        "Wat is één stap?",
        ways,
        index=ways.index(best.way),
        format_func=WAYS.__getitem__,
        key=f"elders-stap-{file.key}-{at}",
    )
    return sheet, best if way == best.way else guess(sheet, way)


def _targets(file: ForeignFile, sheet: SheetGrid, layout: StepLayout) -> Mapping[int, str]:
    """Show a choice for every label, and return what each is."""
    names, table = TARGETS | SKIPPED, turned(sheet, layout.way)
    chosen = {}
    places = st.columns(3)
    for at, (line, kind) in enumerate(layout.targets.items()):
        label = table.at(line, layout.label) or "Rij zonder naam"
        chosen[line] = places[at % 3].selectbox(
            label[:80],
            list(names),
            index=list(names).index(kind),
            format_func=names.__getitem__,
            key=f"elders-rij-{file.key}-{sheet.title}-{layout.way}-{line}",
        )
    return chosen


def _phases(book: Rulebook, file: ForeignFile, placed: Placed) -> Mapping[str, str]:
    """Show a choice for every phase of the file that was guessed, and return ours for each."""
    if not placed.guessed:
        return {}
    names = {slug: phase.name for slug, phase in book.phases.items()}
    with st.expander("Welke fase is wat?"):
        st.html(tag("p", GUESSED))
        return {
            text: st.selectbox(text[:80], list(names), index=list(names).index(slug),
                               format_func=names.__getitem__,
                               key=f"elders-fase-{file.key}-{text[:80]}")
            for text, slug in placed.guessed.items()
        }  # fmt: skip


def summary(file: ForeignFile, sheet: SheetGrid, placed: Placed) -> Html:
    """Return where the cells of a file went, and what was not read; nothing goes in silence."""
    said = [
        f"{placed.ours} van {counted(placed.cells, 'vak', 'vakken')} staan in een rij die we "
        f"kennen, {placed.own} in een eigen rij en {len(placed.left)} bij de opmerking."
    ]
    others = [one for one in file.sheets if one is not sheet]
    if others:
        names = [f"‘{one.title}’ ({counted(one.filled, 'vak', 'vakken')})" for one in others]
        said.append(f"Niet gelezen: {listing(names)}.")
    rest = _rest(placed.left)
    return tag("div", *(tag("p", text) for text in said), rest, class_="elders")


def _rest(left: Sequence[str]) -> Html | None:
    if not left:
        return None
    return tag(
        "details",
        tag("summary", "Wat buiten de tabel stond"),
        tag("div", bullets(left), class_="inhoud"),
        class_="deel",
    )
