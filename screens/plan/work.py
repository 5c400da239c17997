"""Step 4: what is done when, by whom, and whether the desks can take it."""

from typing import Any

import streamlit as st

from documents.plan import gantt
from dutch import short_day
from plans import Plan, edit
from plans.model import Action
from screens.page import knowledge
from screens.page.markup import bullets, join, table, tag
from screens.plan import action as plan_action
from screens.plan import current, load, summary
from screens.plan.action import STATUS
from screens.plan.current import Desk
from screens.plan.inputs import complaint, text

PICK = "plan-actie"
HEADS = ("Middel of moment", "Kanaal", "Doelgroep", "Fase", "Planning", "Actiehouder", "Status")
EMPTY = "Er zijn nog geen acties. Vul hieronder de eerste in."


def show(desk: Desk) -> None:
    """Show the step."""
    plan = desk.plan
    if plan.actions:
        bars = [gantt.Bar(a.what, _channel(a), a.start, a.last_day, a.status == "vervallen")
                for a in _sorted(plan)]  # fmt: skip
        with st.container(key="plot-kalender"):
            st.altair_chart(
                gantt.gantt(bars, "Acties in de tijd", current.dark()),
                theme=None,
                width="content",
            )
        st.html(table("Alle acties", HEADS, [_row(plan, a) for a in _sorted(plan)]))
    else:
        st.html(tag("p", EMPTY))
    look = [r.text for r in summary.remarks(desk.version.text) if r.place[:1] == ("acties",)]
    if look and plan.actions:
        said = [s[:1].upper() + s[1:] for s in look]
        st.html(join((tag("h3", "Let op"), bullets(said))))
    with st.container(key="op-scherm-actie"):
        _form(desk)
    _desks(desk)
    load.show(desk)


def _sorted(plan: Plan) -> list[Action]:
    return sorted(plan.actions, key=lambda a: (a.start, a.id))


def _channel(action: Action) -> str:
    channels = knowledge.table().book.channels
    return channels[action.channel].name if action.channel in channels else action.channel


def _row(plan: Plan, action: Action) -> list[Any]:
    phases = knowledge.table().book.phases
    when = short_day(action.start)
    if action.last_day != action.start:
        when = f"{when} tot en met {short_day(action.last_day)}"
    when = join(
        (when, tag("span", action.frequency, class_="zacht blok") if action.frequency else None)
    )
    groups = ", ".join(plan.group(slug).name for slug in action.groups)
    phase = phases[action.phase].name if action.phase in phases else action.phase
    return [
        action.what,
        _channel(action),
        groups,
        phase,
        when,
        action.who or "",
        STATUS[action.status],
    ]


def _form(desk: Desk) -> None:
    plan = desk.plan
    st.html(tag("h3", "Een actie toevoegen of veranderen"))
    ids = {action.id: i for i, action in enumerate(plan.actions)}
    names = {"": "Nieuwe actie"} | {
        a.id: f"{a.what[:60]} ({short_day(a.start)})" for a in _sorted(plan)
    }
    if st.session_state.get(PICK) not in names:
        st.session_state[PICK] = ""
    picked = st.selectbox("Actie", list(names), key=PICK, format_func=names.__getitem__)
    action = plan.actions[ids[picked]] if picked in ids else None
    with st.form(f"plan-actie-{picked or 'nieuw'}"):
        fields = plan_action.fields(desk, action, picked or "nieuw")
        st.form_submit_button("Bewaar deze actie", on_click=_save, type="primary",
                              args=(desk.link, picked, fields))  # fmt: skip
    complaint(PICK)
    if action:
        st.button("Verwijder deze actie", key="plan-actie-weg", on_click=_remove,
                  args=(desk.link, picked))  # fmt: skip


def _save(link: str, id_: str, fields: dict[str, str]) -> None:
    item = plan_action.typed(fields)

    def saved(plan: Plan) -> Plan:
        old = {action.id: i for i, action in enumerate(plan.actions)}
        if id_ not in old:
            new = edit.fresh(str(item.get("wat", "")), old)
            return edit.append(plan, "acties", {"id": new, **item})
        return edit.merge(plan, ("acties", old[id_]), item, plan_action.own(fields))

    if current.change(link, saved, PICK):
        for field in fields.values():
            st.session_state.pop(field, None)


def _remove(link: str, id_: str) -> None:
    def removed(plan: Plan) -> Plan:
        position = [action.id for action in plan.actions].index(id_)
        return edit.drop(plan, "acties", position)

    current.change(link, removed, PICK)


def _desks(desk: Desk) -> None:
    st.html(tag("h3", "Wie vangt de reacties op?"))
    said = "Balie, telefoonteam, backoffice of partner: hoeveel reacties kunnen ze per week aan?"
    st.html(tag("p", said, class_="zacht"))
    for i, of in enumerate(desk.plan.desks):
        with st.container(horizontal=True, key=f"filters-loket-{i}", vertical_alignment="bottom"):
            text(desk, "Naam", ("capaciteit", i, "naam"), of.name)
            text(
                desk, "Reacties per week", ("capaciteit", i, "per_week"), of.per_week, max_chars=20
            )
    with st.form("plan-loket-erbij", border=False, clear_on_submit=True):
        with st.container(horizontal=True, key="filters-loket-nieuw"):
            st.text_input("Nog een loket, team of partner", key="plan-loket-naam", max_chars=300)
            st.text_input("Reacties per week", key="plan-loket-aantal", max_chars=20)
        st.form_submit_button("Voeg toe", on_click=_desk, args=(desk.link,))
    complaint("plan-loket")


def _desk(link: str) -> None:
    name = str(st.session_state.get("plan-loket-naam") or "").strip()
    count = str(st.session_state.get("plan-loket-aantal") or "").strip()

    def added(plan: Plan) -> Plan:
        id_ = edit.fresh(name, [of.id for of in plan.desks])
        return edit.append(plan, "capaciteit", {"id": id_, "naam": name, "per_week": count})

    current.change(link, added, "plan-loket")
