"""What was published: the list of versions, two of them compared, an old one served again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from dutch import day
from engine.compile import CompileError, Table
from engine.model import KnowledgeError, Rulebook
from engine.proof import history, impact, trial
from engine.proof.history import Difference
from engine.proof.impact import Change, RevisionError
from engine.proof.trial import Busy
from plans.plan_versions import StoreError
from screens.maintenance import consequences
from screens.maintenance.bench import current_concept
from screens.maintenance.bench.pressed import keep
from screens.maintenance.bench.who import Worker
from screens.maintenance.changes import difference_html
from screens.page import fields, knowledge
from screens.page.markup import bullets, join, notice, table, tag
from workbench.concept import LONGEST_WHY, ConceptError
from workbench.published import Publication, VersionLine
from workbench.publishing import Publisher
from workbench.rights import Right
from workbench.storage.version_store import VersionStore, Within

OLD, NEW = "versie-oud", "versie-nieuw"
WHY = "werkplaats-terug-waarom"
RESULT = "werkplaats-vergelijking"
HEADS = ("Versie", "Wanneer", "Wat", "Voorgesteld door", "Gepubliceerd door", "Waarom")
FIRST = "Met het programma meegekomen"
MOST_FILES = 30  # of which the difference is shown


@dataclass(frozen=True, slots=True)
class VersionPair:
    """Two versions beside each other: their texts, and what differs; or why that is not known."""

    was: Mapping[str, str] = field(default_factory=dict)
    now: Mapping[str, str] = field(default_factory=dict)
    book: Rulebook | None = None
    rules: Difference | None = None
    changes: tuple[Change, ...] = ()
    total: int = 0
    failure: str = ""


@st.cache_resource(show_spinner=False)
def _publisher() -> Publisher:
    return Publisher(VersionStore())


def publish(wish: Publication, within: Within | None = None) -> None:
    """Publish and let it serve at once; raises ConceptError, also for a store that is away."""
    publisher = _publisher()
    try:
        number = publisher.publish(wish, publisher.store.newest(), within)
    except StoreError as error:
        raise ConceptError(str(error)) from error
    with st.spinner("Even rekenen…"):
        good = knowledge.service().reload()
    said = f"Versie {number} geldt nu, voor iedereen."
    st.session_state[current_concept.SAID] = said if good else knowledge.service().message


def show(advice_table: Table, who: Worker) -> None:
    """Show what was published, and what can be done with it."""
    lines = _publisher().store.lines()
    st.html(tag("h3", "Gepubliceerde versies"))
    if not lines:
        st.html(tag("p", "Er is nog niets gepubliceerd."))
        return
    st.html(table("Versies, de nieuwste boven: die geldt nu", HEADS, map(_row, lines)))
    names = {str(line.number): _name(line) for line in lines} | {"0": FIRST}
    with st.container(horizontal=True, vertical_alignment="bottom", key="versies-kiezen"):
        old = fields.select(OLD, "Vergelijk", names, (OLD, NEW), list(names)[1])
        new = fields.select(NEW, "met", names, (OLD, NEW), next(iter(names)))
        if st.button("Vergelijk", key="vergelijk-versies"):
            with st.spinner("Even rekenen…"):
                st.session_state[RESULT] = (old, new), _compare(advice_table, int(old), int(new))
    kept, result = st.session_state.get(RESULT, ((), None))
    if kept == (old, new) and result is not None:
        _show_pair(result)
    if who.may(Right.PUBLISH):
        _back(who, names)


def _row(line: VersionLine) -> tuple[str, ...]:
    return (str(line.number), day(line.moment.date()), f"{line.title}. {line.what}",
            line.proposer, line.publisher, line.why)  # fmt: skip


def _name(line: VersionLine) -> str:
    return f"{line.number}: {line.title} ({day(line.moment.date())})"


def _compare(advice_table: Table, old: int, new: int) -> VersionPair:
    """Return the difference of two versions: files, rules and advices."""
    publisher = _publisher()
    try:
        was, now = publisher.texts(old), publisher.texts(new)
        before, after = (_table(texts, advice_table) for texts in (was, now))
    except (KnowledgeError, Busy, CompileError, ConceptError, StoreError, RevisionError) as error:
        return VersionPair(failure=str(error)[:500])
    return VersionPair(
        was, now, after.book, history.difference(before.book, after.book),
        tuple(impact.compare(before, after)), len(after.outcomes),
    )  # fmt: skip


def _show_pair(pair: VersionPair) -> None:
    if pair.book is None or pair.rules is None:
        st.html(notice(pair.failure))
        return
    count = f"{len(pair.changes)} van de {pair.total} adviezen zijn anders."
    parts = {"Nieuw": pair.rules.new, "Weg": pair.rules.gone, "Anders": pair.rules.changed}
    listed = [f"{name}: {', '.join(ids)}" for name, ids in parts.items() if ids]
    st.html(join((tag("p", count, class_="conclusie"), bullets(listed))))
    _files(pair.was, pair.now)
    if pair.changes:
        consequences.changes(pair.book, pair.changes, consequences.NAMES)


def _table(texts: Mapping[str, str], now: Table) -> Table:
    changed = {**dict.fromkeys(trial.names()), **texts}
    return trial.compile_in_turn(trial.book_of(changed, now))


def _files(was: Mapping[str, str], now: Mapping[str, str]) -> None:
    names = [name for name in sorted({*was, *now}) if was.get(name) != now.get(name)]
    with st.expander(f"Tekst van {len(names)} bestanden"):
        for name in names[:MOST_FILES]:
            lines = trial.difference(was.get(name, ""), now.get(name, ""))
            st.html(join((tag("h4", name), difference_html(lines))))


def _back(who: Worker, names: Mapping[str, str]) -> None:
    others = dict(list(names.items())[1:])
    st.html(tag("h4", "Een oude versie weer laten gelden"))
    chosen = st.selectbox("Welke versie?", list(others), format_func=others.__getitem__,
                          key="versie-terug")  # fmt: skip
    why = st.text_input("Waarom?", key=WHY, max_chars=LONGEST_WHY)
    if st.button("Laat deze versie weer gelden", key="terugdraaien"):
        keep(lambda: _served_again(who, int(str(chosen)), others[str(chosen)], why))


def _served_again(who: Worker, number: int, name: str, why: str) -> bool:
    if not why.strip():
        raise ConceptError("Schrijf op waarom. Dat staat straks bij de versie.")
    publisher = _publisher()
    line = {one.number: one for one in publisher.store.lines()}.get(number)
    wish = Publication(
        title=f"Terug naar {name}"[:200],
        why=why.strip(),
        what="",
        proposer=who.actor.name,
        publisher=who.actor.name,
        digest=line.digest if line else "",
        changed=publisher.back_to(number),
        copies=number,
    )
    publish(wish)
    return True
