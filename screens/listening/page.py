"""The page Digitaal luisteren: bring exports, see the words of residents and what actions did."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st

import listening
from documents.listening import content as listening_content
from engine.model import KnowledgeError
from listening import knowledge
from listening.measurements import Measurements
from listening.model import Subject, Wish
from listening.monitor import subject_view
from listening.storage.retention import retention
from screens.listening import entries as listening_entries
from screens.listening import files as listening_files
from screens.listening import prices as listening_prices
from screens.listening import readability as listening_readability
from screens.listening import remember as listening_remember
from screens.listening import search_picture, warned
from screens.listening import word_adding as listening_words
from screens.listening.board import boards
from screens.page import account, fields
from screens.page.markup import notice, tag
from screens.page.reading import asking, rooms
from screens.page.reading.readers import Exports
from screens.pages import LISTENING
from screens.plan import current, shared, to_listening
from screens.plan.to_listening import HandedPlan

FILES, PASTED, EARLIER = "luister-bestanden", "luister-geplakt", "luister-eerder"
HEARD, PART = "luister-gehoord", "luister-gehoord-deel"  # the last that was read, and of a period
EXAMPLE = "luister-voorbeeld"
FOLDER = Path(listening.__file__).with_name("voorbeelden")
KIND, COLUMN = "luister-soort", "luister-kolom-"
DECIMAL, DAYS = "luister-decimaal", "luister-datum"
DECIMALS = {"": "Weet ik niet", "komma": "Met een komma: 1,5", "punt": "Met een punt: 1.5"}
ORDERS = {
    "": "Weet ik niet",
    "dmj": "Eerst de dag, dan de maand",
    "mdj": "Eerst de maand, dan de dag",
}
MAP = "Zeg zelf wat dit is"
OPTION = re.compile(r"(?: met|:) --[^.]*\.?")  # how a message names an option of the command line
EXAMPLES = ("zoekvragen-nu", "regelingen", "acties", "reeksen", "tellingen", "stappen", "logboek")
TYPES = ["csv", "tsv", "txt", "json", "zip", "xlsx", "yaml", "yml"]
LARGEST = 5  # MB
INTRO = (
    "Welke woorden gebruiken inwoners, en wat leverden je acties op? Breng exports van Google, "
    "Matomo, sociale media, nieuwsbrieven of klantcontact, of je eigen tellingen. Wij herkennen ze."
)
KEPT = (
    "Bestanden blijven niet op de server. E-mailadressen, telefoonnummers, adressen en nummers "
    "van inwoners worden afgeschermd. Zoekvragen die minder dan tien keer voorkwamen, tonen we "
    "niet."
)
ALL = "deze bestanden"
NOT_YET = "De acties uit je kanaalplan zijn hiermee nog niet te meten."
WRONG = "Dit lukt nog niet. Er is niets van overgenomen."
MADE_UP = f"Dit is een voorbeeld. {listening_content.MADE_UP}"
Files = tuple[tuple[str, bytes], ...]  # name and content


def show() -> None:
    """Show the page."""
    st.title(LISTENING.title, anchor=False)
    st.html(tag("p", INTRO, class_="intro"))
    kept = retention() is not None
    if not kept and st.query_params.get(fields.PART) in boards.PARTS:
        st.html(notice(boards.OFF, role="note"))
    parts = {key: name for key, name in LISTENING.parts.items() if kept or key not in boards.PARTS}
    part = fields.part("Onderdeel van deze pagina", parts, boards.NAMES)
    if part == "tekst":
        listening_readability.show()
        return
    warned.show()
    if part in boards.PARTS:
        heard: Measurements | None = st.session_state.get(HEARD)
        own = heard if heard and not heard.example else None
        boards.show(part, own.picture if own else None, _planned)
    else:
        _search()


def _search() -> None:
    """Show what residents search for, in what was brought and typed."""
    handed = to_listening.handed()
    if handed:
        to_listening.show(handed)
    given, earlier = _uploads()
    listening_entries.show(st.session_state.get(HEARD))
    listening_files.templates()
    typed = listening_entries.files()
    if not (given or typed):
        st.html(tag("p", KEPT, class_="zacht"))
        listening_remember.show(None)
        return
    wish = _wish()
    try:
        exports = Exports(given, earlier, typed, wish, listening_prices.prices(),
                          own=listening_words.text())  # fmt: skip
        heard = st.session_state[HEARD] = _read_with(exports, handed)
    except KnowledgeError as error:
        _complain(error)
        listening_entries.undo()
        if wish != Wish() or any(OPTION.search(str(problem)) for problem in error.problems):
            st.html(tag("h2", MAP))
            _map()
        return
    if wish != Wish():
        with st.expander(MAP):
            _map()
            listening_words.kind(wish)
    with st.container(key="luister-uitkomst"):
        if st.session_state.get(EXAMPLE):
            st.html(notice(MADE_UP, role="note"))
        search_picture.show(
            heard,
            lambda period: _read(PART, replace(exports, period=period)),
            lambda: to_listening.offer_back(handed, heard) if handed else None,
        )
    listening_remember.show(None if st.session_state.get(EXAMPLE) else exports)


def _planned(subject: Subject) -> tuple[tuple[str, date], ...]:
    """Return the actions about a subject in plans of the shared calendar, with their first day."""
    whose = account.organisation()
    plans = shared.plans_of(current.store(), *([whose] if whose else []))
    return tuple(
        (f"{action.what} ({plan.project.name})", action.start)
        for plan in plans
        if plan and subject_view.is_about(plan.project.name, subject)
        for action in plan.actions
        if action.active
    )


def _uploads() -> tuple[Files, Files]:
    """Show where to bring files, and return their names and contents, now and earlier."""
    said = "Exports (CSV, Excel, JSON of ZIP), eigen tellingen of een kanaalplan (YAML)"
    files = st.file_uploader(said, type=TYPES, accept_multiple_files=True, key=FILES,
                             max_upload_size=LARGEST)  # fmt: skip
    with st.expander("Lukt openen niet, of wil je vergelijken met eerder?"):
        text = st.text_area("Plak hier de regels van een export", key=PASTED, height=140)
        before = st.file_uploader("Export van een eerdere, even lange periode", type=TYPES,
                                  accept_multiple_files=True, key=EARLIER,
                                  max_upload_size=LARGEST)  # fmt: skip
    own = tuple((rooms.file_name(file.name), file.getvalue()) for file in files or ())
    own += (("geplakt.csv", text.encode()),) if text and text.strip() else ()
    if own:
        st.session_state[EXAMPLE] = False
        return own, tuple((rooms.file_name(file.name), file.getvalue()) for file in before or ())
    st.button("Bekijk een voorbeeld", key="luister-toon", on_click=_example)
    if not st.session_state.get(EXAMPLE):
        return (), ()
    return tuple(map(_sample, EXAMPLES)), (_sample("zoekvragen-eerder"),)


def _example() -> None:
    st.session_state[EXAMPLE] = True


def _sample(name: str) -> tuple[str, bytes]:
    return f"{name}.csv", (FOLDER / f"{name}.csv").read_bytes()


def _read_with(exports: Exports, handed: HandedPlan | None) -> Measurements:
    """Return what files hold, measured with the plan that came along when that is possible."""
    if handed is None or not handed.placed or st.session_state.get(EXAMPLE):
        return _read(HEARD, exports)
    both = replace(exports, now=(*exports.now, (to_listening.FILE, handed.content)))
    try:
        return _read(HEARD, both)
    except KnowledgeError as error:
        heard = _read(HEARD, exports)  # raises when the files themselves are wrong
        why = [OPTION.sub(".", str(problem)) for problem in error.problems]
        st.html(notice(NOT_YET, items=why, role="status"))
        return heard


def _read(key: str, exports: Exports) -> Measurements:
    """Return what files hold. Raises KnowledgeError."""
    names = [name for name, *_ in (*exports.now, *exports.earlier)]
    label = names[0] if len(names) == 1 else ALL
    heard: Measurements = asking.read(label, "exports", exports, key=key)
    return replace(heard, example=bool(st.session_state.get(EXAMPLE)))


def _complain(error: KnowledgeError) -> None:
    said = (OPTION.sub(" hieronder.", str(problem)) for problem in error.problems)
    st.html(notice(WRONG, items=said))


def _map() -> None:
    """Show where to say what a file is, which column holds what, and how numbers and days look."""
    kinds = knowledge.load().kinds
    names = {"": "Kies een soort", **{id_: kind.name for id_, kind in kinds.items()}}
    kind = _choice("Soort bestand", names, KIND)
    if kind:
        for key, column in kinds[kind].columns.items():
            if column.needed:
                said = f"Kolomnaam voor {key.replace('_', ' ')}"
                st.text_input(said, key=f"{COLUMN}{key}", placeholder=column.names[0])
    _choice("Hoe staan decimalen in het bestand?", DECIMALS, DECIMAL)
    _choice("Hoe staan datums in het bestand?", ORDERS, DAYS)


def _choice(label: str, names: Mapping[str, str], key: str) -> str:
    return str(st.selectbox(label, list(names), format_func=names.__getitem__, key=key))


def _wish() -> Wish:
    """Return what was said about the files, if anything."""
    said = st.session_state
    columns = tuple(
        (str(key).removeprefix(COLUMN), str(value))
        for key, value in said.items()
        if str(key).startswith(COLUMN) and value
    )
    kind, decimal, days = (said.get(key) or None for key in (KIND, DECIMAL, DAYS))
    return Wish(kind, tuple(sorted(columns)), decimal, days)
