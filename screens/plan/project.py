"""Step 1: what the plan is for, when, and which phases count."""

import streamlit as st

from documents.plan import words
from engine.knowledge import own_findings
from engine.model import UNKNOWN
from listening import knowledge as vocabulary
from plans import Plan, edit
from practice import FiledCase, PracticeLibrary, Wanted, fitting
from screens.page import knowledge
from screens.page.cases import elsewhere, practice_shelf
from screens.page.markup import bullets, tag
from screens.plan import current, pairs
from screens.plan.agreements import lists, part_list
from screens.plan.current import OpenPlan
from screens.plan.inputs import choice, complaint, text
from screens.plan.versions import prefill, typing

NOTHING = "Niet ingevuld"
SCALES = {"": NOTHING, "straat": "Straat", "wijk": "Wijk", "hele-gebied": "Het hele gebied"}
REGIONS = {"": NOTHING, "noord": "Noord", "midden": "Midden", "zuid": "Zuid"}
PHASES = "plan-fasen-die-tellen"
WHO = "plan-wie"
MOST_CASES = 4  # cases of others in full


def show(open_plan: OpenPlan) -> None:
    """Show the step."""
    left, right = st.columns(2, gap="large")
    with left:
        _about(open_plan)
        _background(open_plan)
    with right:
        _aim(open_plan)
    _lessons(open_plan)
    _elsewhere(open_plan)
    _phases(open_plan)
    milestones, means = st.columns(2, gap="large")
    with milestones:
        part_list.show(open_plan, lists.MILESTONES, open_plan.plan.milestones)
    with means:
        part_list.show(open_plan, lists.OWN_MEANS, open_plan.plan.own_means)
    st.html(tag("h3", "Wie werkt er nu aan het plan?"))
    named = prefill.show(WHO, str(st.session_state.get(current.WHO, "")))
    st.text_input("Jouw naam of functie, voor de geschiedenis", named, key=WHO, max_chars=100,
                  on_change=_save_who, args=(open_plan.link,))  # fmt: skip


def _about(open_plan: OpenPlan) -> None:
    project = open_plan.plan.project
    text(open_plan, ("project", "naam"), project.name)
    text(open_plan, ("project", "organisatie"), project.organisation)
    tracks = {slug: track.name for slug, track in knowledge.table().book.tracks.items()}
    choice(open_plan, ("project", "traject"), tracks, project.track)
    _stake(open_plan)
    _subject(open_plan)
    text(open_plan, ("project", "opgave"), project.task, area=True)
    text(open_plan, ("project", "kernboodschap"), project.message, area=True)
    text(open_plan, ("project", "afzender"), project.sender)
    text(open_plan, ("project", "auteur"), project.author)


def _background(open_plan: OpenPlan) -> None:
    project = open_plan.plan.project
    with st.expander("Wie en waar: opdrachtgever, nummers", key="plan-project-wie"):
        for key, value in (
            ("opdrachtgever", project.client),
            ("projectleider", project.leader),
            ("communicatieadviseur", project.adviser),
            ("registratienummer", project.registration),
            ("budgetnummer", project.budget_number),
        ):
            text(open_plan, ("project", key), value)
    with st.expander("Afbakening, terugblik, strategie, evaluatie", key="plan-project-meer"):
        for key, value in (
            ("afbakening", project.scope),
            ("terugblik", project.look_back),
            ("strategie", project.strategy),
            ("evaluatie", project.evaluation),
        ):
            text(open_plan, ("project", key), value, area=True)


def _aim(open_plan: OpenPlan) -> None:
    project, goal = open_plan.plan.project, open_plan.plan.project.goal
    for key, value in (("weten", goal.know), ("willen", goal.want), ("doen", goal.do)):
        text(open_plan, ("project", "doel", key), value, area=True, height=68)
    pairs.days(open_plan, ("project",), project.start, project.end)
    pairs.offer_phases(open_plan)
    choice(open_plan, ("schaal",), SCALES, open_plan.plan.scale)
    choice(open_plan, ("vakantieregio",), REGIONS, open_plan.plan.region)
    st.html(tag("p", "De schaal is een aandachtspunt. Die telt niet mee in het advies.",
                class_="hulp"))  # fmt: skip


def _stake(open_plan: OpenPlan) -> None:
    """Ask what is at stake for residents; a group can have an answer of its own."""
    project = open_plan.plan.project
    unknown = {"": knowledge.table().book.stakes[UNKNOWN].name}
    names = unknown | stakes(open_plan, project.at_stake)
    choice(open_plan, ("project", "belang"), names, project.at_stake)


def stakes(open_plan: OpenPlan, now: str | None) -> dict[str, str]:
    """Return slug → name of what can be at stake; what was chosen for another track is seen."""
    book = knowledge.table().book
    slugs = [*book.stakes_of(open_plan.plan.project.track), *([now] if now else [])]
    return {s: book.stakes[s].name if s in book.stakes else s for s in slugs if s != UNKNOWN}


def _subject(open_plan: OpenPlan) -> None:
    """Show which subject the plan is about: of what we learned, and of what others did."""
    own = open_plan.plan.project.subject
    book = knowledge.table().book
    names = {"": NOTHING} | {subject: subject for subject in own_findings.subjects(book)}
    subjects = vocabulary.load().subjects
    for one in practice_shelf.shelf(book).cases:
        names |= {slug: subjects[slug].plain for slug in one.case.subjects if slug not in names}
    names |= {own: names.get(own, own)} if own else {}
    if len(names) > 1:
        choice(open_plan, ("project", "onderwerp"), names, own)


def _lessons(open_plan: OpenPlan) -> None:
    """Show what was measured and learned about the subject before."""
    found = words.lessons(open_plan.plan, knowledge.table().book)
    if found:
        said = (tag("h3", words.LEARNED), bullets([f"{lead} {said}" for lead, said in found]))
        st.html(tag("div", *said, class_="melding", role="note"))


def _elsewhere(open_plan: OpenPlan) -> None:
    """Show what others did: cases of the same track, phases, subject and channels."""
    book = knowledge.table().book
    fit = cases_for(open_plan.plan, practice_shelf.shelf(book))
    if not fit:
        return
    box = st.expander(f"Elders gedaan: {elsewhere.hint(len(fit))}", key="plan-elders",
                      on_change="rerun")  # fmt: skip
    if box.open:
        with box:
            said = (tag("p", elsewhere.COUNTS_NOT, class_="zacht"),
                    elsewhere.cases(book, fit[:MOST_CASES], "h4"))  # fmt: skip
            st.html(tag("div", *said, class_="praktijk"))


def cases_for(plan: Plan, shelf: PracticeLibrary) -> tuple[FiledCase, ...]:
    """Return the cases that fit a plan, those about its subject first."""
    project = plan.project
    wanted = Wanted(
        project.track,
        [one.phase for one in plan.phases],
        project.at_stake or UNKNOWN,
        channels={action.channel for action in plan.actions},
        subject=project.subject or "",
    )
    return fitting(shelf.cases, wanted)


def _phases(open_plan: OpenPlan) -> None:
    st.html(tag("h3", "Welke fasen tellen, en wanneer?"))
    names = {slug: phase.name for slug, phase in knowledge.table().book.phases.items()}
    prefill.show(PHASES, [p.phase for p in open_plan.plan.phases if p.phase in names], named=True)
    st.multiselect("Fasen", list(names), key=PHASES, format_func=names.__getitem__,
                   on_change=_save_phases, args=(open_plan.link,))  # fmt: skip
    complaint(PHASES)
    st.html(tag("p", "Haal je een fase weg, dan gaan de acties van die fase mee. "
                "Met ‘Maak ongedaan’ komen ze terug.", class_="hulp"))  # fmt: skip
    for i, phase in enumerate(open_plan.plan.phases):
        with st.container(horizontal=True, key=f"filters-fase-{i}"):
            text(open_plan, ("fasen", i, "naam"), phase.name)
            pairs.days(open_plan, ("fasen", i), phase.start, phase.end)
            text(open_plan, ("fasen", i, "doel"), phase.goal, area=True,
                 height=68)  # fmt: skip


def _save_who(link: str) -> None:
    named = str(st.session_state.get(WHO) or "")
    st.session_state[current.WHO] = named
    typing.confirm(link, WHO, named)


def _save_phases(link: str) -> None:
    if prefill.is_echo(PHASES):
        return
    order = list(knowledge.table().book.phases)
    slugs = sorted(st.session_state[PHASES], key=order.index)
    current.change(link, lambda plan: edit.with_phases(plan, slugs), PHASES)
