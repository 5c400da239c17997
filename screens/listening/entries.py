"""Actions and decisions that are typed instead of read from a file, and the log to take home.

What is typed becomes a file of its kind, and is read and checked as one.
"""

from collections.abc import Iterable, Mapping

import streamlit as st

from documents.labels import upper
from dutch import Illegible, read_day
from listening import cycle, knowledge
from listening.measurements import Measurements
from listening.model import Column, Kind, Wish
from listening.reading import template
from screens.page.markup import fault, tag

TYPED = "luister-getypt"  # kind → rows of text, in the order of its columns; for this session
KIND = "luister-typ-soort"
TITLE = "Typ zelf een actie of een besluit"
WHAT = {"acties": "Een actie", "logboek": "Een besluit met de volgende stap"}
CHOICES = {"stap": cycle.STEPS, "rol": cycle.ROLES}
LABELS = {
    "reeks": "Reeks: de naam in je aantallen per dag",
    "vergelijk": "Vergelijk met een andere reeks",
    "voor": "Klaar voor",
    "geleerd": "Wat leerden jullie?",
}
SERIES = ("reeks", "vergelijk")
KEPT = (
    "Wat je typt, blijft niet op de server staan. Download het en open het de volgende keer "
    "hierboven. Schrijf bij eigenaar een team of functie."
)
Rows = dict[str, list[list[str]]]


def files() -> tuple[tuple[str, bytes, Wish], ...]:
    """Return what was typed as files: name, content, and how numbers stand in it."""
    kinds = knowledge.load().kinds
    return tuple(
        (f"getypt-{id_}.csv", template.csv_text(kinds[id_], rows).encode(), Wish(id_, (), "komma"))
        for id_, rows in _typed_rows().items()
        if rows
    )


def show(measurements: Measurements | None) -> None:
    """Show the form; series to choose from are those of what was heard last."""
    kinds = knowledge.load().kinds
    with st.expander(TITLE):
        st.html(tag("p", KEPT, class_="zacht"))
        chosen = st.pills("Wat wil je typen?", list(WHAT), format_func=WHAT.__getitem__,
                          required=True, default=next(iter(WHAT)), key=KIND)  # fmt: skip
        kind = kinds[str(chosen)]
        with st.form(f"luister-typ-{kind.id}", border=False, clear_on_submit=False):
            said = {key: _field(kind, key, measurements) for key in kind.columns}
            if st.form_submit_button("Voeg toe"):
                _add(kind, said)
        _show_typed(kind)


def undo() -> None:
    """Offer to take back what was typed last, when that is why nothing could be read."""
    for id_, rows in _typed_rows().items():
        if rows:
            st.button(f"Haal weg wat je het laatst typte bij ‘{WHAT[id_].lower()}’",
                      key=f"luister-typ-fout-{id_}", on_click=_pop, args=(id_,))  # fmt: skip


def log(entries: Iterable[cycle.LogEntry]) -> None:
    """Offer the whole log, as the file that can be opened again."""
    kind = knowledge.load().kinds["logboek"]
    made = template.csv_text(kind, cycle.rows(entries)).encode()
    st.download_button("Download het logboek (CSV)", data=made, file_name="logboek.csv",
                       mime="text/csv", key="luister-logboek", on_click="ignore")  # fmt: skip


def _typed_rows() -> Rows:
    found: Rows = st.session_state.setdefault(TYPED, {})
    return found


def _field(kind: Kind, key: str, measurements: Measurements | None) -> str:
    column = kind.columns[key]
    label = _label(key)
    label += "" if column.needed else " (mag leeg)"
    options = _options(key, measurements)
    name = _key(kind, key)
    if options:
        empty = [] if column.needed else [""]
        return str(st.selectbox(label, [*empty, *options], key=name))
    return st.text_input(label, key=name, max_chars=300, placeholder=_hint(kind, key, column)) or ""


def _label(key: str) -> str:
    return LABELS.get(key, upper(key.replace("_", " ")))


def _key(kind: Kind, key: str) -> str:
    """Return the key of the field in which a column is typed."""
    return f"luister-typ-{kind.id}-{key}"


def _options(key: str, measurements: Measurements | None) -> list[str]:
    if key in SERIES and measurements and measurements.series:
        return sorted(measurements.series)
    return list(CHOICES.get(key, ()))


def _hint(kind: Kind, key: str, column: Column) -> str:
    if column.kind == "datum":
        return "dag-maand-jaar, zoals 22-11-2026"
    said = kind.template[0][list(kind.columns).index(key)] if kind.template else ""
    return f"bijvoorbeeld {said}" if said else ""


def _add(kind: Kind, answers: Mapping[str, str]) -> None:
    missing = [key for key, column in kind.columns.items() if column.needed and not answers[key]]
    for key in missing:
        st.html(fault(f"{_label(key)}: vul dit in.", _key(kind, key), role="alert"))
    if missing:
        return
    dated = [key for key, column in kind.columns.items() if column.kind == "datum"]
    row = [_iso(text) if key in dated else text.strip() for key, text in answers.items()]
    _typed_rows().setdefault(kind.id, []).append(row)
    st.rerun()


def _iso(day_text: str) -> str:
    """Return a typed day as files write it; what is no day stays, to be complained of."""
    try:
        return f"{read_day(day_text)}"
    except Illegible:
        return day_text.strip()


def _show_typed(kind: Kind) -> None:
    rows = _typed_rows().get(kind.id, [])
    if not rows:
        return
    st.html(tag("p", f"Getypt: {len(rows)}.", role="status"))
    with st.container(horizontal=True, key="luister-typ-knoppen"):
        st.download_button("Download wat je typte (CSV)", file_name=f"{kind.id}.csv",
                           data=template.csv_text(kind, rows).encode(), mime="text/csv",
                           key=f"luister-typ-csv-{kind.id}", on_click="ignore")  # fmt: skip
        st.button("Haal de laatste weg", key=f"luister-typ-weg-{kind.id}", on_click=_pop,
                  args=(kind.id,))  # fmt: skip


def _pop(id_: str) -> None:
    _typed_rows()[id_].pop()
