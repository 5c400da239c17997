"""Tries a concept before anything counts: checks, what changes, and one situation in full."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from documents import content_of
from engine import CompileError, advise_phases
from engine.compile import Table
from engine.knowledge.draft import Changed
from engine.model import DIMENSIONS, KnowledgeError, Rulebook, Situation
from engine.proof import trial
from engine.proof.trial import Busy, Trial
from screens.maintenance import consequences
from screens.maintenance.bench.current_concept import Bench
from screens.maintenance.bench.pressed import keep
from screens.page import address, blocks, fields, knowledge, phrases
from screens.page.markup import Html, join, notice, tag
from screens.page.reading import asking
from workbench.concept import mark
from workbench.example_parts import example_of

RESULT = "werkplaats-uitkomst"
ASIDE = "Nu"
STALE = "Het concept of de kennis is hierna veranderd. Reken opnieuw."
NOTHING = "Er staat nog niets in dit concept. Voeg eerst iets toe."
NOT_YET = "Zo kan de kennis niet worden gelezen. Kijk bij ‘Controle en gevolgen’ wat er mis is."


@dataclass(frozen=True, slots=True)
class ConceptRun:
    """What came of a concept with a text, beside a version: a trial with its table, or why not."""

    version: str
    trial: Trial | None
    table: Table | None = None
    failure: str = ""


def consequences_of(advice_table: Table, bench: Bench) -> None:
    """Show the step with the checks and what changes in all situations."""
    run = _run(advice_table, bench)
    if run is None:
        return
    if run.trial is None:
        st.html(notice(run.failure))
        return
    if not run.trial.problems:
        st.html(notice("De controle vindt geen fouten.", role="status"))
    named = run.table.book if run.table else advice_table.book
    both = replace(advice_table, book=with_names(advice_table.book, named))
    consequences.show(both, run.trial, consequences.NAMES)


def with_names(old: Rulebook, new: Rulebook) -> Rulebook:
    """Return what serves with the names of what a concept adds, to tell of both at once."""
    return replace(
        old,
        tracks={**old.tracks, **new.tracks},
        phases={**old.phases, **new.phases},
        ages={**old.ages, **new.ages},
        profiles={**old.profiles, **new.profiles},
        stakes={**old.stakes, **new.stakes},
        channels={**old.channels, **new.channels},
        sources={**old.sources, **new.sources},
    )


def situation(advice_table: Table, bench: Bench) -> None:
    """Show the step with the whole advice of one situation, now and with the concept."""
    run = _run(advice_table, bench)
    if run is None:
        return
    if run.table is None:
        st.html(notice(run.failure or NOT_YET))
        return
    book = run.table.book
    asked = _ask(book)
    with_it, now = _advice(run.table, asked), _now(advice_table, asked)
    st.html(tag("h4", f"Advies met dit concept: {phrases.situation(book, asked)}"))
    if bench.open and st.button("Maak een voorbeeld van dit advies", key="maak-voorbeeld"):
        keep(lambda: _example(bench, run.table, asked))
    st.html(with_it)
    with st.expander("Zo is het advies nu"):
        st.html(now)


def run_of(advice_table: Table, bench: Bench) -> ConceptRun | None:
    """Return what came of this concept as it is, if it was tried in this session."""
    kept: ConceptRun | None = st.session_state.get(RESULT)
    return kept if kept and kept.version == version(advice_table, bench) else None


def version(advice_table: Table, bench: Bench) -> str:
    """Return what tells a concept beside the knowledge that serves from any other."""
    files = sorted((name, file.text) for name, file in bench.concept.files.items())
    return mark(f"{bench.number} {knowledge.version(advice_table.book)} {files}")


def _run(advice_table: Table, bench: Bench) -> ConceptRun | None:
    if not bench.concept.files:
        st.html(tag("p", NOTHING))
        return None
    wanted = version(advice_table, bench)
    if st.button("Reken het concept door", type="primary", key="concept-gevolgen"):
        with st.spinner("Even rekenen…"):
            st.session_state[RESULT] = compute(advice_table, bench.concept.texts, wanted)
    kept: ConceptRun | None = st.session_state.get(RESULT)
    if kept and kept.version != wanted:
        st.html(tag("p", STALE, class_="zacht"))
        return None
    return kept


def compute(advice_table: Table, texts: Changed, wanted: str) -> ConceptRun:
    """Return what the knowledge would do with these files; the texts are first read apart."""
    changed: Mapping[str, str | None] = {**knowledge.published(), **texts}
    try:
        asking.read("concept", "concept", changed)
        made, new = trial.outcome(trial.book_of(changed, advice_table), advice_table)
    except KnowledgeError as error:
        return ConceptRun(wanted, Trial(error.problems))
    except (Busy, CompileError) as error:
        return ConceptRun(wanted, None, failure=str(error))
    return ConceptRun(wanted, made, new)


def _ask(book: Rulebook) -> Situation:
    options = address.options(book)
    answers: list[str] = []
    with st.container(horizontal=True, key="situatie-kiezen"):
        for key in DIMENSIONS:
            choices = dict(options[key])
            if key == "belang":
                choices = {s: choices[s] for s in book.stakes_of(answers[0]) if s in choices}
            answers.append(fields.select(key, phrases_of(key), choices, DIMENSIONS))
    return Situation(*answers)


def _example(bench: Bench, table: Table | None, asked: Situation) -> bool:
    if table is None:
        return False
    file, tree = example_of(table, asked, phrases.situation(table.book, asked))
    text = asking.read(file, "onderdeel-erbij", file, bench.texts[file], "voorbeelden", tree, None)
    return bench.put({file: text}, f"voorbeeld toegevoegd: {tree['naam']}")


def phrases_of(key: str) -> str:
    """Return the label of a question."""
    return key.capitalize()


def _advice(table: Table, asked: Situation) -> Html:
    phases = advise_phases(table, asked, knowledge.today())
    advice = next(one for one in phases if one.situation == asked)
    content = content_of(table.book, advice, phases)
    parts = [
        join((tag("h5", section.title), blocks.render(table.book, section.blocks, 5)))
        for section in content.sections
    ]
    return join((tag("p", advice.conclusion, class_="conclusie"), *parts))


def _now(table: Table, asked: Situation) -> Html:
    if asked not in table.outcomes:
        return tag("p", "Deze situatie is er nu nog niet.")
    return _advice(table, asked)
