"""The last step of a concept: propose it, have somebody else look, publish it or give it back."""

import streamlit as st

from dutch import day
from engine.compile import Table
from plans.plan_versions import StoreError
from screens.maintenance import consequences
from screens.maintenance.bench import publications, trying
from screens.maintenance.bench.current_concept import Bench
from screens.maintenance.bench.pressed import keep
from screens.page.markup import Html, table, tag
from workbench.concept import LONGEST_WHY, Concept, ConceptError, ConceptStage, overtaken
from workbench.published import Publication
from workbench.rights import Right

WHY = "werkplaats-waarom"
FIRST = (
    "Reken het concept eerst door, bij ‘Controle en gevolgen’. Alleen zonder fouten gaat het door."
)
NO_REASON = "Schrijf op waarom. Dat staat straks bij de versie."
SAME = (
    "Een ander kijkt het na: wie het voorstelde, kan het niet zelf publiceren. Haal het terug als "
    "je nog iets verandert."
)
NOT_YOURS = "Dit concept is voorgesteld. Een uitgever kijkt het na en publiceert het."
LATE = "De kennis die geldt is intussen ook veranderd in: {names}. Geef het concept terug."


def show(advice_table: Table, bench: Bench) -> None:
    """Show the step."""
    st.html(_events(bench.concept))
    stage = bench.concept.head.stage
    if stage == ConceptStage.DRAFT and bench.who.may(Right.WRITE):
        _propose(advice_table, bench)
    elif stage == ConceptStage.PROPOSED:
        _decide(advice_table, bench)


def _events(concept: Concept) -> Html:
    rows = [
        (day(event.moment.date()), event.actor.name, event.what, event.why or "–")
        for event in concept.events
    ]
    return table("Wat er met dit concept is gedaan", ("Wanneer", "Wie", "Wat", "Waarom"), rows)


def _why(label: str) -> str:
    return st.text_area(label, key=WHY, max_chars=LONGEST_WHY, height=90)


def _propose(advice_table: Table, bench: Bench) -> None:
    if not _good(advice_table, bench):
        st.html(tag("p", FIRST))
    why = _why("Waarom verander je dit?")
    with st.container(horizontal=True, key="knoppen-voorstel"):
        if st.button("Stel voor", type="primary", key="stel-voor"):
            keep(lambda: _proposed(advice_table, bench, why))
        if st.button("Leg dit concept weg", key="leg-weg"):
            keep(lambda: _move(bench, ConceptStage.DRAFT, ConceptStage.DROPPED, why))


def _good(advice_table: Table, bench: Bench) -> bool:
    """Tell whether the concept was tried as it is now, and the checks found no error."""
    run = trying.run_of(advice_table, bench)
    return bool(run and run.table and run.trial and not run.trial.problems)


def _proposed(advice_table: Table, bench: Bench, why: str) -> bool:
    if not _good(advice_table, bench):
        raise ConceptError(FIRST)
    if not why.strip():
        raise ConceptError(NO_REASON)
    return _move(bench, ConceptStage.DRAFT, ConceptStage.PROPOSED, why)


def _move(bench: Bench, before: ConceptStage, after: ConceptStage, why: str) -> bool:
    try:
        bench.store.move(bench.number, before, after, bench.who.actor, why.strip())
    except StoreError as error:
        raise ConceptError(str(error)) from error
    return True


def _decide(advice_table: Table, bench: Bench) -> None:
    proposer = bench.concept.proposer
    mine = proposer is not None and proposer.key == bench.who.actor.key
    if mine or not bench.who.may(Right.PUBLISH):
        st.html(tag("p", SAME if mine else NOT_YOURS))
        if bench.who.may(Right.WRITE) and st.button("Haal het voorstel terug", key="haal-terug"):
            keep(lambda: _move(bench, ConceptStage.PROPOSED, ConceptStage.DRAFT, ""))
        return
    if not _good(advice_table, bench):
        st.html(tag("p", FIRST))
    why = _why("Wat vind je ervan?")
    with st.container(horizontal=True, key="knoppen-besluit"):
        if st.button("Publiceer", type="primary", key="publiceer"):
            keep(lambda: _publish(advice_table, bench, why))
        if st.button("Geef terug", key="geef-terug"):
            keep(lambda: _give_back(bench, why))


def _give_back(bench: Bench, why: str) -> bool:
    if not why.strip():
        raise ConceptError("Schrijf op wat er nog anders moet.")
    return _move(bench, ConceptStage.PROPOSED, ConceptStage.DRAFT, why)


def _publish(advice_table: Table, bench: Bench, why: str) -> bool:
    """Publish the concept as it was tried; the version and its stage go in one transaction."""
    if late := overtaken(bench.concept, bench.serving):
        raise ConceptError(LATE.format(names=", ".join(late)))
    run = trying.run_of(advice_table, bench)
    if run is None or run.table is None or run.trial is None or run.trial.problems:
        raise ConceptError(FIRST)
    proposer = bench.concept.proposer
    reasons = [event.why for event in bench.concept.events if event.why] + [why.strip()]
    wish = Publication(
        title=bench.concept.head.title,
        why="\n".join(filter(None, reasons)),
        what=consequences.in_words(advice_table, run.trial),
        proposer=proposer.name if proposer else bench.concept.head.author.name,
        publisher=bench.who.actor.name,
        digest=run.table.book.digest,
        changed=bench.concept.texts,
    )
    within = bench.store.publishing(bench.number, bench.who.actor, why.strip())
    publications.publish(wish, within)
    return True
