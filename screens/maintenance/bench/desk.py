"""The workbench: the list of concepts, or the one that lies open with its steps."""

from collections.abc import Callable, Mapping

import streamlit as st

from dutch import day
from engine.compile import Table
from engine.knowledge.files import Unreadable
from plans.plan_versions import StoreError
from screens.maintenance.bench import (
    adding,
    current_concept,
    file_text,
    finishing,
    publications,
    trying,
)
from screens.maintenance.bench.current_concept import CONCEPT, Bench
from screens.maintenance.bench.who import Worker, worker
from screens.page import fields
from screens.page.markup import join, notice, table, tag
from workbench.concept import ConceptError
from workbench.rights import Right

STEP, NEW = "stap", "werkplaats-nieuw"
EXPLAINED = (
    "Een concept is een wijziging van de kennis: een nieuwe bevinding met haar regel, een kanaal, "
    "een plicht. Je concept staat op de server en verandert nog geen enkel advies."
)
STEPS: Mapping[str, tuple[str, Callable[[Table, Bench], None]]] = {
    "onderdelen": ("Toevoegen en wijzigen", adding.show),
    "tekst": ("Tekst van een bestand", file_text.show),
    "gevolgen": ("Controle en gevolgen", trying.consequences_of),
    "situatie": ("Probeer een situatie", trying.situation),
    "afronden": ("Voorstellen en publiceren", finishing.show),
}
NAMES = {key: name for key, (name, _) in STEPS.items()}


def show(advice_table: Table) -> None:
    """Show the part of the page."""
    st.html(join((tag("h2", "Werkplaats"), tag("p", EXPLAINED))))
    who = worker()
    if who is None:
        return
    try:
        number = current_concept.asked()
        if number is None:
            _list(who)
            publications.show(advice_table, who)
            current_concept.show_messages()
        else:
            _one(advice_table, current_concept.bench(who, number))
    except StoreError as error:
        st.html(notice(str(error)))
        _to_list()
    except Unreadable as error:
        st.html(notice(*map(str, error.problems)))


def _list(who: Worker) -> None:
    heads = current_concept.store(who).heads()
    if who.may(Right.WRITE):
        with st.container(horizontal=True, vertical_alignment="bottom", key="nieuw-concept"):
            st.text_input("Wat ga je veranderen?", key=NEW, max_chars=120,
                          placeholder="Bijvoorbeeld: podcast als nieuw kanaal")  # fmt: skip
            st.button("Begin een concept", type="primary", key="begin-concept",
                      on_click=_begin, args=(who,))  # fmt: skip
    if not heads:
        st.html(tag("p", "Er is nog geen concept."))
        return
    names = {"": "Kies een concept"} | {str(head.number): head.title for head in heads}
    fields.select(CONCEPT, "Open een concept", names, (CONCEPT,))
    rows = [(h.title, str(h.stage), h.author.name, day(h.changed.date())) for h in heads]
    st.html(table("Concepten", ("Concept", "Hoe ver", "Van", "Laatst veranderd"), rows))


def _begin(who: Worker) -> None:
    try:
        number = current_concept.store(who).begin(st.session_state[NEW], who.actor)
    except (ConceptError, StoreError) as error:
        current_concept.refuse(error)
        return
    fields.put({CONCEPT: str(number)})


def _to_list() -> None:
    """Show the way back; no link, for that would begin a new session and ask for the code again."""
    st.button("Alle concepten", key="alle-concepten", on_click=fields.put, args=({CONCEPT: ""},))


def _one(advice_table: Table, bench: Bench) -> None:
    head = bench.concept.head
    _to_list()
    st.html(
        join(
            (
                tag("h3", head.title),
                tag(
                    "p", f"{str(head.stage).capitalize()}, van {head.author.name}.", class_="zacht"
                ),
            )
        )
    )
    file_text.overview(bench)
    step = fields.choice(STEP, NAMES)
    key = f"{fields.PREFIX}{STEP}"
    st.session_state[key] = step
    st.pills("Stap", list(NAMES), format_func=NAMES.__getitem__, required=True, key=key,
             on_change=fields.keep, args=((STEP,),), label_visibility="collapsed")  # fmt: skip
    STEPS[str(st.session_state[key])][1](advice_table, bench)
    current_concept.show_messages()  # below the form, where the button was
