"""Try a change: edit a file in the browser, see what would happen, and take the file along.

Nothing is saved here: the text lives in this session.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import streamlit as st

from engine.compile import CompileError, Table
from engine.knowledge import files
from engine.model import KnowledgeError, Rulebook
from engine.proof import trial
from engine.proof.trial import Busy, Trial
from screens.maintenance import consequences
from screens.page import fields, knowledge
from screens.page.markup import Html, join, notice, tag
from screens.page.reading import asking
from screens.page.reading.readers import Edit

SHELF, FILE, RULE = "map", "bestand", "regel"
NAMES = (SHELF, FILE, RULE, *consequences.NAMES)
DRAFTS = "proef-teksten"  # file → text as it was left, for this session
LAST = "proef-bestand"  # the file that was shown last, for who comes back
RESULT = "proef-uitkomst"
SHELVES = {
    "journeys/regels": "Regels over de taak",
    "profiles/leeftijd": "Leeftijdsgroepen en hun regels",
    "profiles/profiel": "Betrokkenheidsprofielen en hun regels",
    "journeys": "Plichten, gevolgtrekkingen, getallen en vaste zinnen",
    "journeys/fasen": "Fasen",
    "journeys/trajecten": "Trajecten",
    "journeys/kanalen": "Kanalen en middelen",
    "journeys/bronnen": "Bronnen en bevindingen",
}
EXPLAINED = (
    "Verander een regel en bekijk wat dat doet met alle adviezen. Op de server wordt niets bewaard "
    "of veranderd. Bevalt de wijziging? Download dan het bestand en geef het aan wie de kennis "
    "beheert."
)
KEPT = (
    "Je wijziging staat alleen op dit scherm. Download het bestand voordat je de pagina sluit of "
    "opnieuw laadt."
)
SIGNS = {"+": "wordt  ", "-": "was    ", "": "       "}
NOTHING = "Je hebt nog niets veranderd. Kies een ander gewicht of verander de tekst."


@dataclass(frozen=True, slots=True)
class TrialRun:
    """A text that was tried and what came of it: a trial, or why there is none."""

    file: str
    text: str
    version: str
    trial: Trial | None
    failure: str = ""


def show(table: Table) -> None:
    """Show the part of the page."""
    st.html(join((tag("h2", "Probeer een wijziging"), tag("p", EXPLAINED))))
    name = _file(table.book)
    original = serving_text(name)
    text = _drafts().get(name, original)
    _weight(name, text, original)
    text = _edit(name, text)
    _buttons(table, name, original, text)
    if text != original:
        _show_difference(name, text)
    tried: TrialRun | None = st.session_state.get(RESULT)
    if tried and tried.file == name:
        _show_outcome(table, tried, text)


def serving_text(name: str) -> str:
    """Return the text of a file as it serves: published, or of the folder."""
    return knowledge.published().get(name) or trial.text_of(name)


def _names() -> list[str]:
    """Return the files that serve."""
    published = knowledge.published()
    every = files.in_order({*trial.names(), *published})
    return [name for name in every if published.get(name, "") is not None]


def _file(book: Rulebook) -> str:
    """Return the file to change, chosen by kind and by name."""
    asked = st.query_params.get(FILE, "") or st.session_state.get(LAST, "")
    with st.container(horizontal=True, key="kies-bestand"):
        shelf = fields.select(SHELF, "Soort bestand", SHELVES, NAMES, _shelf(asked))
        files = {name: _file_title(book, name) for name in _names() if _shelf(name) == shelf}
        st.session_state[LAST] = fields.select(FILE, "Bestand", files, NAMES, asked)
    return str(st.session_state[LAST])


def _shelf(name: str) -> str:
    return str(PurePosixPath(name).parent)


def _file_title(book: Rulebook, name: str) -> str:
    """Return a file by the name of what it is about, with its file name."""
    about: Mapping[str, Mapping[str, Any]] = {
        "profiles/leeftijd": book.ages,
        "profiles/profiel": book.profiles,
        "journeys/fasen": book.phases,
        "journeys/trajecten": book.tracks,
        "journeys/kanalen": book.channels,
        "journeys/bronnen": book.sources,
    }
    path = PurePosixPath(name)
    form = about.get(_shelf(name), {}).get(path.stem)
    said = getattr(form, "name", None) or getattr(form, "title", None)
    changed = ", gewijzigd" if name in _drafts() else ""
    return (f"{said} ({path.name})" if said else path.name) + changed


def _drafts() -> dict[str, str]:
    drafts: dict[str, str] = st.session_state.setdefault(DRAFTS, {})
    return drafts


def _weight(name: str, text: str, original: str) -> None:
    """Show how to set the weight of one rule, where the file has rules with a weight."""
    try:
        edit = _edited(name, text) if text != original else Edit(trial.weights(name, text))
    except KnowledgeError:  # said below, where the difference would stand
        return
    weights = edit.weights
    if not weights:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="gewicht"):
        rule = fields.select(RULE, "Regel", {id_: id_ for id_ in weights}, NAMES)
        key = f"proef-gewicht-{name}-{rule}"
        st.session_state[key] = weights[rule]
        st.number_input(
            "Punten, van −3 tot 3",
            min_value=min(-3.0, weights[rule]),
            max_value=max(3.0, weights[rule]),
            step=0.5,
            format="%.1f",
            key=key,
            on_change=_set_weight,
            args=(name, text, rule, key),
        )
    st.html(tag("p", "Wat je hier verandert, komt meteen in de tekst hieronder.", class_="hulp"))


def _edited(name: str, text: str) -> Edit:
    """Return what stands in an edited file. Raises KnowledgeError when that is too much."""
    edit: Edit = asking.read(PurePosixPath(name).name, "wijziging", name, text, serving_text(name))
    return edit


def _set_weight(name: str, text: str, rule: str, key: str) -> None:
    try:
        label, weight = PurePosixPath(name).name, st.session_state[key]
        _drafts()[name] = asking.read(label, "gewicht", name, text, rule, weight)
    except KnowledgeError as error:
        st.session_state[RESULT] = TrialRun(name, text, "", None, f"Dit lukte niet: {error}")


def _edit(name: str, text: str) -> str:
    key = f"proef-tekst-{name}"
    st.session_state[key] = text
    st.text_area(
        f"Tekst van {PurePosixPath(name).name}",
        key=key,
        height=380,
        on_change=_keep,
        args=(name, key),
    )
    return str(st.session_state[key] or "")


def _keep(name: str, key: str) -> None:
    _drafts()[name] = st.session_state[key]


def _buttons(table: Table, name: str, original: str, text: str) -> None:
    with st.container(horizontal=True, key="knoppen-proef"):
        if st.button("Bekijk de gevolgen", type="primary", key="proef"):
            if text == original:
                st.session_state[RESULT] = TrialRun(name, text, "", None, NOTHING)
            else:
                st.session_state[RESULT] = _try(table, name, text)
        if text != original:
            st.button("Zet de tekst terug", key="terug", on_click=_restore, args=(name,))
            st.download_button(
                "Download het gewijzigde bestand",
                data=text.encode,
                file_name=PurePosixPath(name).name,
                mime="application/yaml",
                on_click="ignore",
                key="proef-download",
            )


def _restore(name: str) -> None:
    _drafts().pop(name, None)
    st.session_state.pop(RESULT, None)


def _try(table: Table, name: str, text: str) -> TrialRun:
    version, published = table.book.digest, knowledge.published()
    label = PurePosixPath(name).name
    with st.spinner("Even rekenen…"):
        try:
            asking.read(label, "kennisbestand", name, text, published)
        except KnowledgeError as error:
            return TrialRun(name, text, version, Trial(error.problems))
        try:
            return TrialRun(
                name, text, version, trial.try_file(name, text, table, published=published)
            )
        except (Busy, CompileError) as error:
            return TrialRun(name, text, version, None, str(error))


def _show_difference(name: str, text: str) -> None:
    try:
        made = difference_html(_edited(name, text).lines)
    except KnowledgeError as error:
        st.html(notice(*map(str, error.problems)))
        return
    st.html(join((tag("h3", "Dit heb je veranderd"), tag("p", KEPT, class_="zacht"), made)))


def difference_html(lines: Iterable[tuple[str, str]]) -> Html:
    """Return changed lines (see `trial.difference`) as they are shown."""
    about = {"role": "region", "tabindex": "0", "aria_label": "Was en wordt"}
    rows = (_line(sign, line) for sign, line in lines)
    return tag("div", *rows, class_="verschil", **about)


def _line(sign: str, line: str) -> Html:
    if sign == "@":
        return tag("span", f"Vanaf regel {line}", class_="zacht")
    name = {"+": "ins", "-": "del"}.get(sign, "span")
    return tag(name, f"{SIGNS[sign]}{line}")


def _show_outcome(table: Table, trial_run: TrialRun, text: str) -> None:
    st.html(tag("h3", "Gevolgen"))
    if trial_run.trial is None:
        st.html(notice(trial_run.failure))
        return
    if trial_run.text != text:
        stale = "De tekst is hierna veranderd. Bekijk de gevolgen opnieuw."
        st.html(notice(stale, role="status"))
    elif trial_run.version != table.book.digest:
        stale = "De kennis op de server is intussen vernieuwd. Bekijk de gevolgen opnieuw."
        st.html(notice(stale, role="status"))
    consequences.show(table, trial_run.trial, NAMES)
