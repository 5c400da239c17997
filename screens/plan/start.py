"""Where a plan begins: an example, a file, an advice, or nothing; and what was deleted."""

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from blueprints import Journey
from documents.labels import lower
from documents.pdf import DocumentError
from documents.plan.opened import plan_in
from dutch import day, listing
from engine.model import Rulebook, Situation
from plans import Plan, PlanError, example, examples
from plans.files import open_plan
from plans.saved import Deleted, StoreError
from screens.page import address, journeys, knowledge, login
from screens.page.fields import put
from screens.page.markup import join, notice, tag
from screens.plan import beginning, current
from screens.plan import journey as plan_journey
from screens.plan.calendar import NAME as CALENDAR
from screens.plan.current import PART

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
    asked = address.read(book, st.query_params)
    if asked.situation:
        _advice(book, asked.situation)
    _journey(book)
    left, right = st.columns(2, gap="large")
    with left:
        _worked()
        _file()
    with right:
        _empty(book)
        st.html(tag("h2", "Communicatiekalender"))
        st.html(tag("p", "Wat doen alle plannen samen, en wie krijgt er te veel tegelijk?"))
        st.button("Open de kalender", key="plan-kalender", on_click=put, args=({PART: CALENDAR},))


def deleted(link: str, error: Deleted) -> None:
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


def _worked() -> None:
    st.html(tag("h2", "Begin met een uitgewerkt voorbeeld"))
    st.html(tag("p", "Alles in een voorbeeld is verzonnen. Maak het van jou.", class_="hulp"))
    for name in examples():
        plan = example(name)
        label = f"{plan.project.name} ({len(plan.groups)} groepen, {len(plan.actions)} acties)"
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
        name, text = (file.name, _decoded(file)) if file else ("tekst", pasted)
        plan = open_plan(text, name).plan
    except (PlanError, DocumentError) as error:
        told = error.problems[:12] if isinstance(error, PlanError) else (error,)
        st.html(notice("Dit plan klopt nog niet. Er is niets bewaard.", items=map(str, told)))
        return
    st.html(tag("p", f"Dit is het plan ‘{plan.project.name}’ met {len(plan.groups)} groepen."))
    st.button("Open dit plan", key="plan-open", on_click=_begin, args=(plan,), type="primary")


def _decoded(file: UploadedFile) -> str:
    """Return the text of a file, or of the plan within a PDF. Raises DocumentError.

    What is no UTF-8 becomes a sign that a plan refuses.
    """
    raw: bytes = file.getvalue()
    if raw.startswith(b"%PDF"):
        return plan_in(raw)
    return raw.decode("utf-8-sig", "replace").replace("\ufffd", "\x00")


def _empty(book: Rulebook) -> None:
    st.html(tag("h2", "Begin met een leeg plan"))
    tracks = {slug: track.name for slug, track in book.tracks.items()}
    with st.form("plan-nieuw", border=False):
        name = st.text_input("Hoe heet het project?", max_chars=300)
        group = st.text_input("Welke groep wil je als eerste bereiken?", max_chars=300)
        track = st.radio(
            "Om wat voor traject gaat het?", list(tracks), format_func=tracks.__getitem__
        )
        if st.form_submit_button("Begin", type="primary"):
            missing = [w for w, v in (("het project", name), ("de groep", group)) if not v.strip()]
            if missing:
                said = f"Vul nog de naam in van {' en '.join(missing)}."
                st.html(tag("p", said, class_="fout", role="alert"))
            else:
                phases = dict.fromkeys(book.phases)
                _new(name, track or next(iter(tracks)), phases, {"naam": group})
                st.rerun()


def _new(name: str, track: str, phases: Mapping[str, str | None], group: Mapping[str, str]) -> None:
    try:
        plan = beginning.made(name, track, phases, group)
    except PlanError as error:
        st.session_state[TROUBLE] = plan_journey.reasons(error)
    else:
        _begin(plan)


def _advice(book: Rulebook, situation: Situation) -> None:
    group = beginning.group_of(book, situation.age, situation.profile)
    track, phase = book.tracks[situation.track].name, book.phases[situation.phase].name
    said = f"Je komt van een advies: {lower(track)}, {lower(phase)}, {lower(group['naam'])}."
    st.html(notice(said, role=None))
    st.button("Begin een plan met dit advies", key="plan-advies", on_click=_new, type="primary",
              args=(f"Plan {lower(track)}", situation.track, {situation.phase: None}, group),
              )  # fmt: skip


def _journey(book: Rulebook) -> None:
    """Offer a plan for the journey that the address names, for who had to sign in first."""
    found = journeys.library(knowledge.table()).journeys
    journey = found.get(st.query_params.get(current.JOURNEY, ""))
    if journey is None:
        return
    phases = [book.phases[slug].name for slug in beginning.phases_of(book, journey)]
    said = f"Je komt van de reis ‘{journey.name}’. Deze fasen staan straks in je plan: "
    st.html(notice(f"{said}{lower(listing(phases))}.", role=None))
    st.button(plan_journey.BEGIN, key="plan-reis", type="primary", on_click=_from,
              args=(journey,))  # fmt: skip


def _from(journey: Journey) -> None:
    book = knowledge.table().book
    try:
        link = plan_journey.begun(book, journey, journeys.group(book, st.query_params))
    except (StoreError, PlanError) as error:
        st.session_state[TROUBLE] = plan_journey.reasons(error)
    else:
        current.go(link, journey.slug)
