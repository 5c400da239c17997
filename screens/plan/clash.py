"""Two people changed the same part of a plan: each such part is asked, and nothing else."""

import streamlit as st

from plans import PlanError, change_words
from plans.merge import BothChanged, answer
from plans.plan_versions import SavedVersion, StoreError
from screens.page import knowledge
from screens.page.fields import put
from screens.page.markup import notice, tag
from screens.plan import current, inputs, names
from screens.plan.current import CLASH, OpenPlan
from screens.plan.versions import browser, meeting

TITLE = "Jij en een ander veranderden hetzelfde"
EXPLAINED = (
    "Al het andere dat je veranderde, is bewaard en samengevoegd. Alleen hierover moet iemand "
    "kiezen. Zolang dat niet is gedaan, staat in het plan wat je collega schreef. Wat je niet "
    "kiest, blijft in de geschiedenis."
)
MINE, THEIRS = "mijn", "hun"
SAVE = "plan-botsing-bewaar"
OPEN = "Kies bij elk onderdeel welke van de twee klopt. Er is nog niets veranderd."


def show(open_plan: OpenPlan, number: int) -> None:
    """Ask of each part that both changed which one is right."""
    try:
        mine = current.store().read(open_plan.link, number)
        questions = _questions(open_plan, mine)
    except (StoreError, PlanError):
        questions = ()
    if not questions:
        put({CLASH: ""})
        st.rerun()
    st.html(tag("h2", TITLE))
    st.html(notice(EXPLAINED))
    plan, book = current.parse_plan(mine.text), knowledge.table().book
    with st.form("plan-botsing"):
        for i, asked in enumerate(questions):
            place, of_mine, of_theirs = map(
                names.literal, change_words.question(asked, plan, open_plan.plan, book)
            )
            labels = {MINE: f"Jij: {of_mine}", THEIRS: f"Je collega: {of_theirs}"}
            st.radio(place, list(labels), index=None, key=_key(number, i),
                     format_func=labels.__getitem__)  # fmt: skip
        st.form_submit_button("Bewaar deze keuzes", on_click=_save, type="primary",
                              args=(open_plan, mine, questions))  # fmt: skip
    inputs.complaint(SAVE)


def _questions(open_plan: OpenPlan, mine: SavedVersion) -> tuple[BothChanged, ...]:
    """Return what must be asked of a version that met the plan."""
    link, plan = open_plan.link, current.parse_plan(mine.text)
    base = mine.base if mine.aside else None
    if base is None:
        return ()
    met = meeting.meet(
        current.store(), link, base, plan, browser.identity(link), current.parse_plan
    )
    return met.questions if met else ()


def _key(number: int, i: int) -> str:
    return f"plan-botsing-{number}-{i}"


def _save(open_plan: OpenPlan, mine: SavedVersion, questions: tuple[BothChanged, ...]) -> None:
    picks = [st.session_state.get(_key(mine.number, i)) for i in range(len(questions))]
    current.unsaved_changes().pop(SAVE, None)
    if None in picks:
        current.refuse(SAVE, OPEN)
        return
    chosen = [q for q, pick in zip(questions, picks, strict=True) if pick == MINE]
    try:
        plan = answer(open_plan.plan, current.parse_plan(mine.text), chosen)
        if not chosen or current.keep(open_plan.link, plan, open_plan.version.number):
            put({CLASH: ""})
    except (StoreError, PlanError) as error:
        current.refuse(SAVE, f"Niet bewaard. {error}")
