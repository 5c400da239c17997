"""Step 1: what the plan is for, when, and which phases count."""

import streamlit as st

from documents.plan import words
from engine.knowledge import own_findings
from plans import edit
from screens.page import knowledge
from screens.page.markup import bullets, tag
from screens.plan import current
from screens.plan.current import Desk
from screens.plan.inputs import choice, complaint, day, text

NOTHING = "Niet ingevuld"
SCALES = {"": NOTHING, "straat": "Straat", "wijk": "Wijk", "hele-gebied": "Het hele gebied"}
LEVELS = {
    "": NOTHING,
    "informeren": "Informeren",
    "raadplegen": "Raadplegen",
    "adviseren": "Adviseren",
    "coproduceren": "Samen maken (coproduceren)",
    "meebeslissen": "Meebeslissen",
}
REGIONS = {"": NOTHING, "noord": "Noord", "midden": "Midden", "zuid": "Zuid"}
PHASES = "plan-fasen-die-tellen"


def show(desk: Desk) -> None:
    """Show the step."""
    project = desk.plan.project
    left, right = st.columns(2, gap="large")
    with left:
        text(desk, "Naam van het project", ("project", "naam"), project.name)
        text(desk, "Organisatie", ("project", "organisatie"), project.organisation)
        tracks = {slug: track.name for slug, track in knowledge.table().book.tracks.items()}
        choice(desk, "Traject", ("project", "traject"), tracks, project.track)
        _subject(desk)
        text(desk, "Opgave: wat is er aan de hand?", ("project", "opgave"), project.task, area=True)
        text(desk, "Kernboodschap", ("project", "kernboodschap"), project.message, area=True)
        text(desk, "Afzender", ("project", "afzender"), project.sender)
        text(desk, "Auteur van het plan", ("project", "auteur"), project.author)
    with right:
        goal = project.goal
        for key, value in (("weten", goal.know), ("willen", goal.want), ("doen", goal.do)):
            label = f"Wat moeten inwoners {key}?"
            text(desk, label, ("project", "doel", key), value, area=True, height=68)
        day(desk, "Het project begint op", ("project", "start"), project.start)
        day(desk, "Het project eindigt op", ("project", "einde"), project.end)
        choice(desk, "Schaal", ("schaal",), SCALES, desk.plan.scale)
        choice(desk, "Niveau van participatie", ("participatieniveau",), LEVELS, desk.plan.level)
        choice(desk, "Vakantieregio", ("vakantieregio",), REGIONS, desk.plan.region)
        st.html(tag("p", "Schaal en niveau zijn aandachtspunten. Ze tellen niet mee in het advies.",
                    class_="hulp"))  # fmt: skip
    _lessons(desk)
    _phases(desk)
    st.html(tag("h3", "Wie werkt er nu aan het plan?"))
    st.text_input("Jouw naam of functie, voor de geschiedenis", key=current.WHO, max_chars=100)


def _subject(desk: Desk) -> None:
    """Show which subject the plan is about, when there is something to learn from."""
    own = desk.plan.project.subject
    known = own_findings.subjects(knowledge.table().book)
    if known or own:
        names = {"": NOTHING, **{subject: subject for subject in (*known, *([own] if own else []))}}
        choice(desk, "Onderwerp, zoals in je metingen", ("project", "onderwerp"), names, own)


def _lessons(desk: Desk) -> None:
    """Show what was measured and learned about the subject before."""
    found = words.lessons(desk.plan, knowledge.table().book)
    if found:
        said = (tag("h3", words.LEARNED), bullets([f"{lead} {said}" for lead, said in found]))
        st.html(tag("div", *said, class_="melding", role="note"))


def _phases(desk: Desk) -> None:
    st.html(tag("h3", "Welke fasen tellen, en wanneer?"))
    names = {slug: phase.name for slug, phase in knowledge.table().book.phases.items()}
    st.session_state[PHASES] = [p.phase for p in desk.plan.phases if p.phase in names]
    st.multiselect("Fasen", list(names), key=PHASES, format_func=names.__getitem__,
                   on_change=_chosen, args=(desk.link,))  # fmt: skip
    complaint(PHASES)
    st.html(tag("p", "Haal je een fase weg, dan gaan de acties van die fase mee. "
                "Met ‘Maak ongedaan’ komen ze terug.", class_="hulp"))  # fmt: skip
    for i, phase in enumerate(desk.plan.phases):
        name = names.get(phase.phase, phase.phase)
        with st.container(horizontal=True, key=f"filters-fase-{i}"):
            day(desk, f"{name}: van", ("fasen", i, "start"), phase.start)
            day(desk, "tot en met", ("fasen", i, "einde"), phase.end)
            text(desk, "Doel van deze fase", ("fasen", i, "doel"), phase.goal, area=True,
                 height=68)  # fmt: skip


def _chosen(link: str) -> None:
    order = list(knowledge.table().book.phases)
    slugs = sorted(st.session_state[PHASES], key=order.index)
    current.change(link, lambda plan: edit.with_phases(plan, slugs), PHASES)
