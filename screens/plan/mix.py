"""How channels are chosen: limits, prices, what the advisor decided, and what defends it."""

from collections.abc import Iterator
from typing import Any

import streamlit as st

from documents.plan import curve
from dutch import hundred
from engine import Table
from plans import Plan, edit, report
from plans.choice.choosing import choose, with_mix
from plans.choice.mix import CurvePoint, Mix
from plans.choice.mix_change import consequences
from plans.choice.relay import Reuse
from plans.model import Decision
from screens.page.markup import Html, bullets, join, table, tag
from screens.plan import current, matrix, summary
from screens.plan.current import FieldFault, OpenPlan
from screens.plan.estimates import show as estimates
from screens.plan.inputs import complaint, text

EVERY = ""
REUSED = "Wat je vaker gebruikt"
SHOWN = 4  # of what a change did, before the rest is folded
CELL = "plan-vak"
CHOOSE = "plan-kies"
FIELDS = ("plan-vak-groep", "plan-vak-fase", "plan-vak-kanaal", "plan-vak-wel", "plan-vak-omdat")
WHY = "Waarom?"
TAKE = {"ja": "Wel inzetten", "nee": "Niet inzetten"}


def show(open_plan: OpenPlan, advice_table: Table, mix: Mix) -> None:
    """Show it."""
    _limits(open_plan)
    estimates(open_plan)
    _choose(open_plan, advice_table)
    _everywhere(open_plan, advice_table)
    _decisions(open_plan, advice_table)
    _defence(open_plan.plan, advice_table, mix)


def _limits(open_plan: OpenPlan) -> None:
    limits = open_plan.plan.limits
    with st.container(horizontal=True, key="filters-grenzen"):
        text(
            open_plan,
            ("grenzen", "kanalen"),
            limits.channels,
            max_chars=3,
        )
        text(
            open_plan,
            ("grenzen", "budget"),
            limits.budget,
            placeholder="geen grens",
        )
        text(open_plan, ("grenzen", "uren"), limits.hours, placeholder="geen grens")


def _choose(open_plan: OpenPlan, advice_table: Table) -> None:
    now = "Kies opnieuw binnen deze grenzen" if open_plan.plan.chosen else "Kies de kanalen"
    if st.button(now, key="plan-kies-knop", type="primary"):
        with st.spinner("Even rekenen…"):
            _save_choice(open_plan, advice_table)
        st.rerun()
    st.html(tag("p", " ".join(report.notes(open_plan.plan, advice_table.book)), class_="hulp"))


def _save_choice(open_plan: OpenPlan, advice_table: Table) -> None:
    mix = choose(open_plan.plan, advice_table)
    if mix.obstacles:
        current.refuse(CHOOSE, " ".join(mix.obstacles))
        return
    current.change(open_plan.link, lambda plan: with_mix(plan, advice_table, mix), CHOOSE)


def effect_notice(open_plan: OpenPlan, advice_table: Table, mix: Mix) -> Html:
    """Return what the last change did: who is missed, euros, hours, safeguards."""
    base = open_plan.version.base
    if base is None:
        return Html("")
    old = current.store().read(open_plan.link, base).text
    was = summary.mix_of(old)
    if was is None or was == mix:
        return Html("")
    items = consequences(current.parse_plan(old), open_plan.plan, advice_table, was, mix)
    if not items:
        return Html("")
    title, few = "Wat je laatste wijziging deed", items[:SHOWN]
    rest = items[SHOWN:]
    more = tag("details", tag("summary", f"Nog {len(rest)}"), bullets(rest)) if rest else None
    return tag("div", tag("h3", title), bullets(few), more, class_="melding", role="status")


def _everywhere(open_plan: OpenPlan, advice_table: Table) -> None:
    """Show how to take or leave a channel in several cells at once, or in one."""
    book, plan = advice_table.book, open_plan.plan
    groups = {EVERY: "Alle groepen"} | {group.id: group.name for group in plan.groups}
    phases = {EVERY: "Alle fasen"} | {p.phase: book.phases[p.phase].name for p in plan.phases}
    names = {slug: channel.name for slug, channel in book.channels.items()}
    st.html(tag("h3", "Een kanaal wel of niet inzetten"))
    st.html(tag("p", "Jij beslist. Je reden blijft bij het vak staan.", class_="zacht"))
    with st.form("plan-vak-formulier"):
        with st.container(horizontal=True, key="filters-vak"):
            st.selectbox("Groep", list(groups), key=FIELDS[0], format_func=groups.__getitem__)
            st.selectbox("Fase", list(phases), key=FIELDS[1], format_func=phases.__getitem__)
            st.selectbox("Kanaal", list(names), key=FIELDS[2], format_func=names.__getitem__,
                         index=None, placeholder="Maak een keuze")  # fmt: skip
            complaint(FIELDS[2])
        st.radio(
            "Wat wil je?", list(TAKE), key=FIELDS[3], format_func=TAKE.__getitem__, horizontal=True
        )
        st.text_input(f"{WHY} (verplicht)", key=FIELDS[4], max_chars=1000)
        complaint(FIELDS[4])
        st.form_submit_button(
            "Zet in het plan", on_click=_decide, args=(open_plan.link,), type="primary"
        )
    complaint(CELL)


def _decide(link: str) -> None:
    group, phase, channel, take, because = (st.session_state.get(field) for field in FIELDS)
    faults = tuple(_missing(channel, because))
    if faults:
        current.unsaved_changes()[CELL] = current.Wrong(None, faults)
        return
    where = {"group": group or None, "phase": phase or None}

    def with_decision(plan: Plan) -> Plan:
        return edit.decide(plan, str(channel), take == "ja", str(because), **where)

    if current.change(link, with_decision, CELL, fields={"omdat": FIELDS[4]}):
        st.session_state[FIELDS[4]] = ""


def _missing(channel: object, because: object) -> Iterator[FieldFault]:
    """Yield what is still to be filled in."""
    if not channel:
        yield FieldFault(FIELDS[2], "Kanaal: maak een keuze.")
    if not str(because or "").strip():
        yield FieldFault(FIELDS[4], f"{WHY} Vul dit in.")


def _decisions(open_plan: OpenPlan, advice_table: Table) -> None:
    if not open_plan.plan.decisions:
        return
    st.html(tag("h3", "Jouw keuzes"))
    for i, decision in enumerate(open_plan.plan.decisions):
        with st.container(horizontal=True, key=f"plan-keuze-{i}", vertical_alignment="center"):
            where = _where(open_plan.plan, advice_table, decision)
            line = f"{where}: {matrix.decision_text(advice_table, decision)}"
            st.html(tag("p", line), width="stretch")
            st.button("Haal weg", key=f"plan-keuze-weg-{i}", on_click=undecide,
                      help=None, args=(open_plan.link, decision))  # fmt: skip


def _where(plan: Plan, advice_table: Table, decision: Decision) -> str:
    group = plan.group(decision.group).name if decision.group else "Alle groepen"
    phase = advice_table.book.phases[decision.phase].name if decision.phase else "alle fasen"
    return f"{group}, {phase}"


def undecide(link: str, decision: Decision) -> None:
    """Take a choice of the advisor away."""
    cell = (decision.channel, decision.group, decision.phase)
    current.change(link, lambda plan: edit.undecide(plan, *cell), CELL)


def _defence(plan: Plan, advice_table: Table, mix: Mix) -> None:
    """Show what defends the choice: the curve, how sure it is, reuse and hand-overs."""
    if not mix.channels:
        return
    book = advice_table.book
    st.html(tag("h3", "Minder is meer"))
    with st.container(key="plot-curve"):
        st.altair_chart(
            curve.curve(_points(book, mix.curve), current.dark()), theme=None, width="stretch"
        )
    heads = ("Aantal kanalen", "Erbij", "Waarde van 100", "Keer niet bereikt", "Gekozen")
    st.html(table("Wat elk kanaal toevoegt", heads, [_line(book, s) for s in mix.curve], (2, 3)))
    shown: list[Any] = [_certain(advice_table, mix)]
    shown.append(_reuse(plan, advice_table, mix))
    over = [item.sentence for item in mix.hand_overs]
    shown += [tag("h3", "Van kanaal naar kanaal"), bullets(over)] if over else []
    st.html(join(shown))


def _points(book: Any, steps: tuple[CurvePoint, ...]) -> list[curve.Point]:
    return [
        curve.Point(len(s.channels), 100 * s.value,
                    book.channels[s.channel].name if s.channel else "", s.chosen)
        for s in steps
    ]  # fmt: skip


def _line(book: Any, step: CurvePoint) -> list[str]:
    name = book.channels[step.channel].name if step.channel else "minder kan niet"
    value = hundred(step.value)
    return [str(len(step.channels)), name, value, str(step.missed), "ja" if step.chosen else "nee"]


def _certain(advice_table: Table, mix: Mix) -> Any:
    if mix.sure is None:
        return None
    said = bullets(list(report.certainty_sentences(advice_table.book, mix)))
    return join((tag("h3", "Hoe zeker is deze keuze?"), said))


def _reuse(plan: Plan, advice_table: Table, mix: Mix) -> Html | None:
    """Return per channel in which phases it serves, and for how many groups."""
    if not mix.reuse:
        return None
    heads = ("Kanaal", *(matrix.phase_name(plan, advice_table, one.phase) for one in plan.phases),
             "Voor wie")  # fmt: skip
    rows = [_use(plan, advice_table, use) for use in mix.reuse]
    return join((tag("h3", REUSED), table(REUSED, heads, rows)))


def _use(plan: Plan, advice_table: Table, use: Reuse) -> list[str]:
    """Return a row: the channel, a tick per phase in which it serves, and for whom."""
    name = advice_table.book.channels[use.channel].name
    ticks = ["ja" if one.phase in use.phases else "–" for one in plan.phases]
    names = [group.name for group in plan.groups if group.id in use.groups]
    if not use.phases:
        whom = "past bij geen groep echt goed. Kan dit kanaal weg?"
    elif len(names) == len(plan.groups) > 1:
        whom = "alle groepen"
    else:
        whom = ", ".join(names)
    return [name, *ticks, whom]
