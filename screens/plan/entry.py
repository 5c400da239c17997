"""Where a plan begins: an example, a file, an advice, or nothing; and what was deleted."""

from collections.abc import Mapping

import streamlit as st

from blueprints import Journey
from documents.labels import lower
from dutch import counted, day, listing
from engine.model import KnowledgeError, Rulebook, Situation
from plans import Plan, PlanError, example, examples
from plans.files import read_plan, with_ids
from plans.plan_versions import PlanDeleted, StoreError
from screens.page import address, journey_library, knowledge, login, phrases
from screens.page.fields import put
from screens.page.markup import fault, join, notice, tag
from screens.page.reading import asking
from screens.plan import beginning, current, from_advice, from_journey
from screens.plan.calendar import NAME as CALENDAR
from screens.plan.current import PART
from screens.plan.links import own_plans

EXPLAINED = (
    "Een kanaalplan gaat over meer groepen en de hele reis van je inwoners. Het kiest weinig "
    "kanalen en laat zien wie je daarmee mist. Jij beslist: elk vak kun je veranderen, met een "
    "reden."
)
KEPT = (
    "Je plan krijgt een eigen adres en wordt vanzelf bewaard. Wie het adres heeft{of}, kan het "
    "plan lezen en veranderen. Bewaar het adres bij je favorieten. Schrijf er geen namen van "
    "inwoners in."
)
NAME, GROUP = "plan-nieuw-naam", "plan-nieuw-groep"
TROUBLE = "plan-begin-fout"


def show() -> None:
    """Show the ways to begin."""
    st.html(
        join(
            (
                tag("p", EXPLAINED, class_="intro"),
                tag("p", KEPT.format(of=login.also()), class_="zacht"),
            )
        )
    )
    book = knowledge.table().book
    _trouble()
    address_answers = address.read(book, st.query_params)
    if address_answers.situation:
        _advice(book, address_answers.situation)
    _journey(book)
    own_plans.show()
    left, right = st.columns(2, gap="large")
    with left:
        _show_examples()
        _file()
    with right:
        _empty(book)
        st.html(tag("h2", "Communicatiekalender"))
        st.html(tag("p", "Wat doen alle plannen samen, en wie krijgt er te veel tegelijk?"))
        st.button("Open de kalender", key="plan-kalender", on_click=put, args=({PART: CALENDAR},))


def show_deleted(link: str, error: PlanDeleted) -> None:
    """Say that a plan was deleted and offer to bring it back."""
    until = day(error.until.astimezone(knowledge.PLACE).date())
    st.html(notice(f"{error} Dat kan tot en met {until}. Daarna is het echt weg."))
    _trouble()
    st.button(
        "Zet dit plan terug", key="plan-terug", on_click=_restore, args=(link,), type="primary"
    )
    away = {current.LINK: "", current.STEP: ""}
    st.button("Naar het begin", key="plan-begin", on_click=put, args=(away,))


def _restore(link: str) -> None:
    try:
        current.store().restore(link)
    except StoreError as error:
        st.session_state[TROUBLE] = [str(error)]


def _trouble() -> None:
    said = st.session_state.pop(TROUBLE, None)
    if said:
        st.html(notice(*said))


def _begin(plan: Plan) -> None:
    try:
        current.begin(plan)
    except StoreError as error:
        st.session_state[TROUBLE] = [str(error)]


def _show_examples() -> None:
    st.html(tag("h2", "Begin met een uitgewerkt voorbeeld"))
    st.html(tag("p", "Alles in een voorbeeld is verzonnen. Maak het van jou.", class_="hulp"))
    for name in examples():
        plan = example(name)
        groups = counted(len(plan.groups), "groep", "groepen")
        actions = counted(len(plan.actions), "actie", "acties")
        label = f"{plan.project.name} ({groups}, {actions})"
        st.button(label, key=f"voorbeeld-{name}", on_click=_begin, args=(plan,), width="stretch")


def _file() -> None:
    st.html(tag("h2", "Open een plan dat je hebt"))
    file = st.file_uploader(
        "Bestand van een kanaalplan (.yaml, .json of de PDF ervan)",
        type=["yaml", "yml", "json", "pdf"],
        key="plan-bestand",
    )
    with st.expander("Of plak de tekst van het bestand"):
        pasted = st.text_area("Tekst van het plan", key="plan-geplakt", height=140)
    if not (file or pasted.strip()):
        return
    try:
        name, content = (file.name, file.getvalue()) if file else ("tekst", pasted.encode())
        plan = read_plan(asking.read(name, "plan", name, content))
        plan = with_ids(plan, knowledge.table().book)
    except KnowledgeError as error:
        problems = map(str, error.problems[:12])
        st.html(notice("Dit plan klopt nog niet. Er is niets bewaard.", items=problems))
        return
    groups = counted(len(plan.groups), "groep", "groepen")
    st.html(tag("p", f"Dit is het plan ‘{plan.project.name}’ met {groups}."))
    st.button("Open dit plan", key="plan-open", on_click=_begin, args=(plan,), type="primary")


def _empty(book: Rulebook) -> None:
    st.html(tag("h2", "Begin met een leeg plan"))
    tracks = {slug: track.name for slug, track in book.tracks.items()}
    with st.form("plan-nieuw", border=False):
        name = st.text_input("Hoe heet het project?", key=NAME, max_chars=300)
        of_name = st.empty()
        group = st.text_input("Welke groep wil je als eerste bereiken?", key=GROUP, max_chars=300)
        of_group = st.empty()
        track = st.radio(
            "Om wat voor traject gaat het?", list(tracks), format_func=tracks.__getitem__
        )
        if st.form_submit_button("Begin", type="primary"):
            if not name.strip():
                of_name.html(fault("Vul de naam van het project in.", NAME, role="alert"))
            if not group.strip():
                of_group.html(fault("Vul de naam van de groep in.", GROUP, role="alert"))
            if name.strip() and group.strip():
                phases = dict.fromkeys(book.phases)
                _new(name, track or next(iter(tracks)), phases, {"naam": group})
                st.rerun()


def _new(name: str, track: str, phases: Mapping[str, str | None], group: Mapping[str, str]) -> None:
    try:
        plan = beginning.new_plan(name, track, phases, group)
    except PlanError as error:
        st.session_state[TROUBLE] = from_journey.reasons(error)
    else:
        _begin(plan)


def _advice(book: Rulebook, situation: Situation) -> None:
    """Begin a plan of an advice when the address asks for that, and else offer it."""
    if from_advice.asks_plan(st.query_params):
        trouble = from_advice.begin_at_once(book, situation)
        if trouble:
            st.html(notice(*trouble))
    said = f"Je komt van een advies: {lower(phrases.situation(book, situation))}."
    st.html(notice(said, role=None))
    st.button("Begin een plan met dit advies", key="plan-advies", type="primary",
              on_click=_of_advice, args=(situation,))  # fmt: skip


def _of_advice(situation: Situation) -> None:
    try:
        plan = from_advice.plan_of_advice(knowledge.table().book, situation)
    except PlanError as error:
        st.session_state[TROUBLE] = from_journey.reasons(error)
    else:
        _begin(plan)


def _journey(book: Rulebook) -> None:
    """Offer a plan for the journey that the address names, for who had to sign in first."""
    found = journey_library.library(knowledge.table()).journeys
    journey = found.get(st.query_params.get(current.JOURNEY, ""))
    if journey is None:
        return
    phases = [book.phases[slug].name for slug in beginning.phases_of(book, journey)]
    said = f"Je komt van de reis ‘{journey.name}’. Deze fasen staan straks in je plan: "
    st.html(notice(f"{said}{lower(listing(phases))}.", role=None))
    st.button(from_journey.BEGIN, key="plan-reis", type="primary", on_click=_from,
              args=(journey,))  # fmt: skip


def _from(journey: Journey) -> None:
    book = knowledge.table().book
    try:
        link = from_journey.begin_plan(book, journey, journey_library.group(book, st.query_params))
    except (StoreError, PlanError) as error:
        st.session_state[TROUBLE] = from_journey.reasons(error)
    else:
        current.go(link, journey.slug)
