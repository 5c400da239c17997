"""Adds or changes a part of the knowledge by a form: a rule, a finding, a channel, a duty."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from engine.compile import Table
from engine.model import KnowledgeError, Rulebook
from screens.maintenance.bench import new_parts
from screens.maintenance.bench.current_concept import Bench
from screens.maintenance.bench.file_names import title_of
from screens.maintenance.bench.filling import fill
from screens.maintenance.bench.pressed import FRESH, PART_AT, keep
from screens.page import fields
from screens.page.markup import notice, tag
from screens.page.reading import asking
from workbench import form_options, item_forms, knowledge_rooms
from workbench.form_options import Lists
from workbench.item_forms import KINDS, PartKind
from workbench.items import Tree
from workbench.knowledge_rooms import ROOMS

KIND, FILE = "soort", "bestand"
NEW = "nieuw"
READ_ONLY = "Dit concept kun je nu niet veranderen."
TITLES: Mapping[str, str] = {
    "regel": KINDS["regel"].title,
    "bron": "Een nieuwe bron met een bevinding",
    "bevinding": KINDS["bevinding"].title,
    "kanaal": "Een nieuw kanaal of middel",
    "plicht": KINDS["plicht"].title,
    "feit": KINDS["feit"].title,
    "tekst": "Een vaste zin",
    "voorbeeld": KINDS["voorbeeld"].title,
    "leeftijd": "Een leeftijdsgroep met andere grenzen",
    "ongebruikt": KINDS["ongebruikt"].title,
}
Special = Callable[[Rulebook, Bench, Lists, str], None]
SPECIAL: Mapping[str, Special] = {
    "bron": new_parts.source,
    "kanaal": new_parts.channel,
    "tekst": new_parts.sentence,
    "leeftijd": new_parts.age_group,
}


def show(advice_table: Table, bench: Bench) -> None:
    """Show the step."""
    if not bench.open:
        st.html(tag("p", READ_ONLY))
        return
    names = (KIND, FILE, PART_AT)
    kind = fields.select(KIND, "Wat wil je toevoegen of veranderen?", TITLES, names)
    try:
        lists = form_options.lists(advice_table.book, bench.words())
    except KnowledgeError as error:
        st.html(notice(*map(str, error.problems)))
        return
    key = f"wp-{bench.number}-{kind}-{st.session_state.get(FRESH, 0)}"
    if kind in SPECIAL:
        SPECIAL[kind](advice_table.book, bench, lists, key)
    else:
        _part(advice_table.book, bench, kind, lists, names, key)


def _part(
    book: Rulebook, bench: Bench, kind: str, lists: Lists, names: Sequence[str], key: str
) -> None:
    part = KINDS[kind]
    file = part.file or _file(book, bench, part, names)
    text = bench.texts[file]
    parts: list[Tree] = json.loads(asking.read(file, "onderdelen", file, text, part.key))
    at = _which(part, parts, names)
    before = parts[at] if at is not None else {}
    if why := item_forms.only_as_text(before) if at is not None else "":
        st.html(notice(why.replace("hieronder", "van het bestand"), role="note"))
    begin = item_forms.values_of(part.fields, before) if before else {}
    values = fill(part.fields, lists, f"{key}-{file}-{at}", begin)
    with st.container(horizontal=True, key="knoppen-onderdeel"):
        if st.button("Zet in het concept", type="primary", key="onderdeel-bewaar"):
            keep(lambda: _write(bench, kind, file, text, values, at, before))
        if at is not None and st.button("Haal dit onderdeel weg", key="onderdeel-weg"):
            keep(lambda: _remove(bench, kind, file, text, at))


def _file(book: Rulebook, bench: Bench, part: PartKind, names: Sequence[str]) -> str:
    options = {
        name: f"{ROOMS[knowledge_rooms.room_of(name)]}: {title_of(book, name)}"
        for room in part.rooms
        for name in bench.texts
        if knowledge_rooms.room_of(name) == room
    }
    return fields.select(FILE, "In welk bestand?", options, names)


def _which(part: PartKind, parts: Sequence[Tree], names: Sequence[str]) -> int | None:
    shown = {str(i): str(tree.get(part.name, f"nummer {i + 1}")) for i, tree in enumerate(parts)}
    chosen = fields.select(PART_AT, "Nieuw, of welk onderdeel?", {NEW: "Nieuw", **shown}, names)
    return int(chosen) if chosen != NEW else None


def _write(
    bench: Bench, kind: str, file: str, text: str, values: Mapping[str, Any],
    at: int | None, before: Tree,
) -> bool:  # fmt: skip
    part = KINDS[kind]
    tree = item_forms.part_of(kind, values, before)
    changed = asking.read(file, "onderdeel-erbij", file, text, part.key, tree, at)
    verb = "veranderd" if before else "toegevoegd"
    return bench.put({file: changed}, f"{part.title.lower()} {verb}: {tree.get(part.name, '')}")


def _remove(bench: Bench, kind: str, file: str, text: str, at: int) -> bool:
    part = KINDS[kind]
    changed = asking.read(file, "onderdeel-eraf", file, text, part.key, at)
    return bench.put({file: changed}, f"{part.title.lower()} weggehaald uit {file}")
