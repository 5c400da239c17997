"""Working back from the day of an action: what must be ready before it, and when."""

import streamlit as st

from dutch import Illegible, read_day, short_day
from plans import Plan, edit
from plans.board import fresh
from plans.model import Action, PreparationStep
from plans.planning import working_back
from plans.planning.lead_times import step_name, steps_before
from screens.page import knowledge
from screens.page.markup import tag
from screens.plan import current
from screens.plan.current import OpenPlan
from screens.plan.inputs import complaint
from screens.plan.names import literal
from screens.plan.versions import prefill

EXPLAINED = (
    "Werkdagen, zonder feestdagen. Verander je een datum, dan schuift wat ervoor komt mee en staat "
    "die datum vast. Maak je hem leeg, dan rekenen we weer terug."
)
KEY = "plan-stap"


def show(open_plan: OpenPlan, action: Action) -> None:
    """Show the steps before an action, each with its day and whether it is ready."""
    st.html(tag("h4", "Terugrekenen vanaf de eerste dag"))
    if not action.steps:
        st.button("Reken terug: wat moet er eerst?", key=f"{KEY}-begin", on_click=_begin,
                  args=(open_plan.link, action.id))  # fmt: skip
        return
    st.html(tag("p", EXPLAINED, class_="hulp"))
    for step in working_back.dated(action).steps:
        _step(open_plan, action, step)
    room = working_back.room(action, knowledge.today())
    if room:
        st.html(tag("p", room, class_="zacht", role="status"))


def _step(open_plan: OpenPlan, action: Action, step: PreparationStep) -> None:
    key = f"{KEY}-{action.id}-{step.id}"
    name = literal(step_name(step))
    with st.container(horizontal=True, key=f"filters-{key}", vertical_alignment="bottom"):
        waiting = current.unsaved_changes().get(key)
        day = short_day(step.day) if step.day else ""
        shown = prefill.show(key, str(waiting.value) if waiting and waiting.value else day)
        label = f"{name}{' (vast)' if step.fixed else ''}"
        st.text_input(label, shown, key=key, max_chars=30, on_change=_move,
                      args=(open_plan.link, action.id, step.id, key))  # fmt: skip
        done = prefill.show(f"{key}-gereed", step.done)
        st.checkbox("Gereed", done, key=f"{key}-gereed", on_change=_done,
                    args=(open_plan.link, action.id, step.id, f"{key}-gereed"))  # fmt: skip
    complaint(key)


def _begin(link: str, id_: str) -> None:
    channels = knowledge.table().book.channels

    def with_steps(plan: Plan) -> Plan:
        action = next(one for one in plan.actions if one.id == id_)
        channel = channels.get(action.channel)
        steps = steps_before(action.channel, channel or next(iter(channels.values())))
        return edit.revalidate(with_action(plan, action.model_copy(update={"steps": steps})))

    current.change(link, with_steps, KEY)


def _move(link: str, id_: str, step: str, key: str) -> None:
    typed = str(st.session_state.get(key) or "").strip()
    if prefill.is_echo(key):
        return

    def with_day(plan: Plan) -> Plan:
        return edit.revalidate(with_action(plan, moved(plan, id_, step, typed)))

    try:
        current.change(link, with_day, key, typed)
    except Illegible as error:
        current.refuse(key, str(error), typed)


def moved(plan: Plan, id_: str, step: str, typed: str) -> Action:
    """Return an action with one step on the day that was typed; "" works it out again.

    Raises Illegible for what is no day.
    """
    action = next(one for one in plan.actions if one.id == id_)
    if typed:
        return working_back.with_step_on(action, step, read_day(fresh.whole_day(plan, typed)))
    free = {"day": None, "fixed": False}
    steps = (one.model_copy(update=free) if one.id == step else one for one in action.steps)
    return working_back.dated(action.model_copy(update={"steps": tuple(steps)}))


def _done(link: str, id_: str, step: str, key: str) -> None:
    ready = bool(st.session_state.get(key))
    if prefill.is_echo(key):
        return

    def with_step(plan: Plan) -> Plan:
        action = working_back.dated(next(one for one in plan.actions if one.id == id_))
        steps = tuple(
            one.model_copy(update={"done": ready}) if one.id == step else one
            for one in action.steps
        )
        return edit.revalidate(with_action(plan, action.model_copy(update={"steps": steps})))

    current.change(link, with_step, key)


def with_action(plan: Plan, action: Action) -> Plan:
    """Return the plan with this action in place of the one with its id."""
    actions = tuple(action if one.id == action.id else one for one in plan.actions)
    return plan.model_copy(update={"actions": actions})
