"""Say what the columns of an unknown file mean: column → situation, answer → channel.

What was said is a mapping, a file to take along. Nothing of the answers is read before it is there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dutch import counted
from engine.model import UNKNOWN, Rulebook
from screens.page.markup import Html, bullets, join, tag
from screens.survey import pressing
from surveys.model import Asked
from surveys.reading.mapping import (
    NO_ANSWER,
    NONE,
    OF_SITUATION,
    OTHER,
    AnswerMapping,
    ColumnMeaning,
    Role,
    asked_of,
    write,
)
from surveys.reading.proposal import channel
from surveys.reading.unreadable import ColumnPreview

KEY, SAID, OPEN = "onderzoek-koppeling", "onderzoek-koppeling-gezegd", "onderzoek-kolom"
FILE = "koppeling.yaml"
ROLES: Mapping[Role, str] = {
    "overslaan": "Niet gebruiken",
    "kanaal": "Langs welke weg inwoners het liefst gaan",
    "motief": "Waarom zij dat kiezen",
    "verwachting": "Wat zij verwachten",
    "leeftijd": "Leeftijd",
    "profiel": "Betrokkenheidsprofiel",
    "gewicht": "Weegfactor",
    "vertrouwen": "Vertrouwen in de gemeente (1-5)",
    "betrokkenheid": "Betrokkenheid bij de buurt (1-5)",
}
REST = {NONE: "Geen van deze", OTHER: "Iets anders", NO_ANSWER: "Geen antwoord"}
INTRO = (
    "Dit bestand ken ik niet. Kies een kolom en zeg wat erin staat; wat je overslaat, wordt niet "
    "gelezen. Er is nog niets overgenomen. Antwoorden die minder dan drie keer voorkomen, tonen we "
    "niet."
)
VALUE, ROLE, SITUATION, COLUMN = "antwoord", "betekenis", "situatie", "kolom"


def show(book: Rulebook, name: str, columns: Sequence[ColumnPreview], lines: Sequence[str]) -> None:
    """Show what the file holds, and what each column means until now."""
    said = meanings()
    opened = next((one for one in columns if one.code == st.session_state.get(OPEN)), None)
    pieces = [
        join((tag("h2", f"Zeg wat er in {name} staat"), tag("p", INTRO), bullets(lines))),
        _columns(book, columns, said, opened),
    ]
    if opened:
        pieces.append(_column(book, opened, said.get(opened.code, ColumnMeaning("overslaan"))))
    pressing.show(KEY, pieces, lambda what, value: _hear(book, columns, what, value))


def meanings() -> dict[str, ColumnMeaning]:
    """Return what was said of columns, by their code."""
    said: dict[str, ColumnMeaning] = st.session_state.setdefault(SAID, {})
    return said


def start(mapping: AnswerMapping) -> None:
    """Begin with what columns probably mean."""
    st.session_state[SAID] = dict(mapping.columns)
    st.session_state.pop(OPEN, None)


def ready() -> AnswerMapping | None:
    """Return the mapping, when it tells of at least one question about channels."""
    kept = {code: one for code, one in meanings().items() if one.role != "overslaan"}
    whole = any(one.role == "kanaal" for one in kept.values())
    return AnswerMapping(kept) if whole else None


def text(mapping: AnswerMapping) -> str:
    """Return the mapping as a file to keep."""
    return write(mapping)


def _hear(book: Rulebook, columns: Sequence[ColumnPreview], what: str, value: str) -> None:
    """Take over what was chosen of the column that is open."""
    if what == COLUMN:
        now = st.session_state.get(OPEN)
        st.session_state[OPEN] = "" if value == now else value
        return
    opened = next((one for one in columns if one.code == st.session_state.get(OPEN)), None)
    if opened is None:
        return
    said = meanings()
    before = said.get(opened.code, ColumnMeaning("overslaan"))
    after = changed(book, opened, before, what, value)
    if after is not None:
        said[opened.code] = after


def changed(
    book: Rulebook, column: ColumnPreview, before: ColumnMeaning, what: str, value: str
) -> ColumnMeaning | None:
    """Return the meaning of a column after a choice; None when the choice is none there is."""
    name, _, number = what.partition("-")
    if name == ROLE and value in ROLES:
        return _of_role(book, column, value)  # type: ignore[arg-type]
    if name == SITUATION:
        asked = next((one for one, head in asked_of(book).items() if head == value), None)
        return replace(before, asked=asked) if asked else None
    at = int(number) if number.isdecimal() else len(column.values)
    if name == VALUE and at < len(column.values) and value in {*book.channels, *REST}:
        answer, _ = column.values[at]
        return replace(before, values={**before.values, answer: value})
    return None


def _of_role(book: Rulebook, column: ColumnPreview, role: Role) -> ColumnMeaning:
    asked = next(iter(asked_of(book))) if role in OF_SITUATION else None
    values = {}
    if role == "kanaal":
        values = {answer: channel(answer, book) or OTHER for answer, _ in column.values}
    return ColumnMeaning(role, asked, values)


def _columns(
    book: Rulebook,
    columns: Sequence[ColumnPreview],
    meant: Mapping[str, ColumnMeaning],
    opened: ColumnPreview | None,
) -> Html:
    apart = any(one.text and one.text != one.code for one in columns)
    names = ("Kolom", *(("Vraag",) if apart else ()), "Betekenis")
    heads = tag("tr", *(tag("th", head, scope="col") for head in names))
    rows = []
    for one in columns:
        on = "true" if one == opened else "false"
        button = tag("button", one.code, type="button", class_="link", data_doe=COLUMN,
                     data_waarde=one.code, data_plek=f"kolom-{one.code}",
                     aria_expanded=on)  # fmt: skip
        question = (tag("td", one.text),) if apart else ()
        cells = *question, tag("td", meaning_words(book, meant.get(one.code)))
        rows.append(tag("tr", tag("th", button, scope="row"), *cells))
    caption = "De kolommen van het bestand en wat zij betekenen"
    made = tag("table", tag("caption", caption), tag("thead", heads), tag("tbody", *rows),
               class_="gewoon")  # fmt: skip
    return tag("div", made, class_="tabel", role="region", tabindex="0", aria_label=caption)


def meaning_words(book: Rulebook, meaning: ColumnMeaning | None) -> str:
    """Return what a column means: "Langs welke weg …, Dienstverlening: Eerste contact"."""
    if meaning is None:
        return ROLES["overslaan"]
    name = ROLES[meaning.role]
    return f"{name}, {situation_name(book, meaning.asked)}" if meaning.asked else name


def situation_name(book: Rulebook, asked: Asked) -> str:
    """Return a situation by name: "Dienstverlening: Eerste contact"."""
    name = f"{book.tracks[asked.track].name}: {book.phases[asked.phase].name}"
    if asked.stake == UNKNOWN:
        return name
    return f"{name}, {book.stakes[asked.stake].name}"


def _column(book: Rulebook, column: ColumnPreview, meaning: ColumnMeaning) -> Html:
    """Return the form of one column: what it is, of which situation, and what answers mean."""
    parts = [
        tag("h3", column.code),
        tag("p", column.text) if column.text != column.code else None,
        _list("Wat staat hierin?", ROLE, ROLES, meaning.role),
    ]
    if meaning.role in OF_SITUATION:
        situations = {head: situation_name(book, one) for one, head in asked_of(book).items()}
        now = asked_of(book).get(meaning.asked, "") if meaning.asked else ""
        parts.append(_list("Over welke situatie?", SITUATION, situations, now))
    if meaning.role == "kanaal":
        parts.append(_values(book, column, meaning))
    else:
        parts.append(_preview(column))
    return tag("section", *parts, class_="koppel-kolom")


def _list(label: str, what: str, options: Mapping[str, str] | Mapping[Role, str], now: str) -> Html:
    made = [
        tag("option", name, value=key, selected="" if key == now else None)
        for key, name in options.items()
    ]
    return tag("label", tag("span", label), tag("select", *made, data_doe=what), class_="kies")


def _values(book: Rulebook, column: ColumnPreview, meaning: ColumnMeaning) -> Html:
    names = {slug: one.name for slug, one in book.channels.items()} | REST
    fields = []
    for at, (answer, times) in enumerate(column.values):
        label = f"{answer} ({counted(times, 'keer', 'keer')})"
        now = meaning.values.get(answer, OTHER)
        fields.append(_list(label, f"{VALUE}-{at}", names, now))
    rest = (
        tag("p", f"{counted(column.rare, 'ander antwoord', 'andere antwoorden')}, elk te weinig "
                 "gegeven om te tonen. Die tellen als iets anders.", class_="zacht")
        if column.rare else None
    )  # fmt: skip
    return join((tag("h4", "Welk kanaal is elk antwoord?"), *fields, rest))


def _preview(column: ColumnPreview) -> Html:
    answers = [
        f"{answer} ({counted(times, 'keer', 'keer')})" for answer, times in column.values[:8]
    ]
    return join((tag("h4", "Meest gegeven antwoorden"), bullets(answers))) if answers else Html("")
