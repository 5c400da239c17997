"""An open cell of the board: the channels that fit there, why, and what a change does elsewhere."""

from collections.abc import Mapping

import streamlit as st

from dutch import amount, counted, short_day
from engine import Table
from engine.wording import fits
from plans import Plan, PlanError, edit
from plans.choice.mix import Mix, mix_in_plan
from plans.choice.mix_change import consequences
from plans.choice.value import GroupPhase
from plans.model import Estimate
from screens.page.markup import bullets, join, tag
from screens.plan import current, matrix, mix, summary
from screens.plan.board import doing
from screens.plan.board.outlook import close
from screens.plan.current import OpenPlan
from screens.plan.inputs import complaint
from screens.plan.names import literal

KEY, EVERY = "plan-vak-open", "plan-vak-open-alles"
STAY = ""
MOST = 8  # actions that are named
FEW = 5  # channels in sight before "Toon alle kanalen"
UNKNOWN = "prijs onbekend"


def show(open_plan: OpenPlan, table: Table, now: Mix, cell: GroupPhase) -> None:
    """Show the cell."""
    plan, book = open_plan.plan, table.book
    channel_key, why = fields_of(cell)
    group, phase = plan.group(cell.group), matrix.phase_name(plan, table, cell.phase)
    with st.container(border=True, key="op-scherm-vak-open"):
        st.html(tag("h3", f"{group.name} · {phase}", id=doing.CELL_PANEL, tabindex="-1"))
        _actions(plan, cell)
        suits = summary.suits(open_plan.version.text).get(cell, {})
        lead = now.leads.get(cell)
        every = st.session_state.get(EVERY)
        order = list(suits) if every else list(suits)[:FEW]
        options = [STAY, *dict.fromkeys([*([lead] if lead else []), *order])]
        names = {STAY: "Laat zo"} | {slug: book.channels[slug].name for slug in options if slug}
        captions = [
            _caption(plan, suits, slug) if slug else "er verandert niets" for slug in options
        ]
        channel = st.radio("Welk kanaal gaat hier voorop?", options, captions=captions,
                           key=channel_key,
                           format_func=lambda slug: literal(names[slug]))  # fmt: skip
        st.checkbox(f"Toon alle kanalen die hier kunnen ({len(suits)})", key=EVERY)
        st.text_input("Waarom? (blijft bij het vak staan)", key=why, max_chars=1000)
        complaint(why)
        if channel:
            st.html(_preview(open_plan, table, now, cell, channel))
        with st.container(horizontal=True):
            st.button("Zet in dit vak", key="plan-vak-zet", type="primary", disabled=not channel,
                      on_click=_decide, args=(open_plan.link, cell))  # fmt: skip
            st.button("Sluit dit vak", key="plan-vak-sluit", on_click=close)
        for i, decision in enumerate(matrix.decisions_at(plan, cell)):
            with st.container(horizontal=True, key=f"plan-vak-keus-{i}"):
                st.html(tag("p", f"Jouw keuze: {matrix.decision_text(table, decision)}"))
                st.button(
                    "Haal deze keuze weg",
                    key=f"plan-vak-keus-weg-{i}",
                    on_click=mix.undecide,
                    args=(open_plan.link, decision),
                )


def _actions(plan: Plan, cell: GroupPhase) -> None:
    """Show the actions of the cell, each with the way into it."""
    acting = sorted(matrix.actions_at(plan, cell), key=lambda action: (action.start, action.id))
    if not acting:
        return
    with st.container(horizontal=True, key="plan-vak-acties", vertical_alignment="center"):
        st.html(tag("p", f"{counted(len(acting), 'actie', 'acties')} in dit vak:"))
        for action in acting[:MOST]:
            name = f"{action.what[:60]} ({short_day(action.start)})"
            st.button(literal(name), key=f"plan-vak-actie-{action.id}", type="tertiary",
                      on_click=doing.open_action, args=(action.id,))  # fmt: skip
        if len(acting) > MOST:
            st.html(tag("p", f"en nog {len(acting) - MOST}: zie de tabel.", class_="zacht"))


def _caption(plan: Plan, suits: Mapping[str, float], slug: str) -> str:
    """Return how a channel fits, and what one phase of it asks."""
    fit = suits.get(slug)
    first = f"past {fits(fit)}" if fit is not None else "past hier niet"
    return f"{first}; {_price(plan, slug)}"


def _price(plan: Plan, slug: str) -> str:
    estimate: Estimate | None = next((e for e in plan.estimates if e.channel == slug), None)
    if estimate is None:
        return UNKNOWN
    cost = [n for n in (estimate.cost, estimate.cost_per_phase) if n is not None]
    hours = [n for n in (estimate.hours, estimate.hours_per_phase) if n is not None]
    said = [f"€ {amount(sum(cost))}"] if cost else ["euro onbekend"]
    said.append(f"{amount(sum(hours))} uur" if hours else "uren onbekend")
    return " en ".join(said)


def _preview(open_plan: OpenPlan, table: Table, now: Mix, cell: GroupPhase, channel: str) -> str:
    """Return what putting a channel in this cell does, before it is saved."""
    title = tag("strong", "Voor je bewaart: ")
    try:
        plan = edit.lead(open_plan.plan, channel, "proef", cell.group, cell.phase)
    except PlanError as error:
        return tag("p", title, str(error))
    new = mix_in_plan(plan, table, defended=False)
    others = [one for one in new.leads if one != cell and now.leads.get(one) != new.leads[one]]
    alone = "er veranderen ook andere vakken." if others else "alleen dit vak verandert."
    lines = list(consequences(open_plan.plan, plan, table, now, new))
    return tag("div", join((title, alone)), bullets(lines), role="status", class_="vooruitblik")


def _decide(link: str, cell: GroupPhase) -> None:
    field, why = fields_of(cell)
    channel = str(st.session_state.get(field) or "")
    because = str(st.session_state.get(why) or "").strip()
    if not because:
        current.refuse(why, "Waarom? Vul dit in.", because)
        return
    current.unsaved_changes().pop(why, None)

    def with_decision(plan: Plan) -> Plan:
        return edit.lead(plan, channel, because, cell.group, cell.phase)

    if current.change(link, with_decision, field, fields={"omdat": why}):
        st.session_state[why] = ""
        st.session_state[field] = STAY


def fields_of(cell: GroupPhase) -> tuple[str, str]:
    """Return the keys of the fields of a cell: for its channel, and for why."""
    return f"{KEY}-kanaal-{cell.group}-{cell.phase}", f"{KEY}-omdat-{cell.group}-{cell.phase}"
