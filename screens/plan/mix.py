"""Step 3: few channels, nobody forgotten; and every cell can be changed, with a reason."""

from typing import Any

import streamlit as st

from documents.plan import curve
from dutch import amount, hundred
from engine import Table
from plans import Plan, edit, report
from plans.choice.choosing import choose, with_mix
from plans.choice.mix import Mix, Step
from plans.choice.relay import named
from plans.model import Decision
from screens.page import knowledge
from screens.page.markup import bullets, join, notice, table, tag
from screens.plan import current, matrix, summary
from screens.plan.current import Desk
from screens.plan.estimates import show as estimates
from screens.plan.inputs import complaint, text

EVERY = ""
CELL = "plan-vak"
CHOOSE = "plan-kies"
FIELDS = ("plan-vak-groep", "plan-vak-fase", "plan-vak-kanaal", "plan-vak-wel", "plan-vak-omdat")
TAKE = {"ja": "Wel inzetten", "nee": "Niet inzetten"}


def show(desk: Desk) -> None:
    """Show the step."""
    found = knowledge.table()
    mix = summary.mix_of(desk.version.text)
    _limits(desk)
    estimates(desk)
    _choose(desk, found)
    if mix is None:
        return
    _effect(desk, found, mix)
    st.html(matrix.matrix(desk.plan, found, mix))
    with st.container(key="op-scherm-vak"):
        _cell(desk, found)
    _decisions(desk, found)
    _defence(desk.plan, found, mix)


def _limits(desk: Desk) -> None:
    limits = desk.plan.limits
    with st.container(horizontal=True, key="filters-grenzen"):
        text(desk, "Hooguit zo veel kanalen", ("grenzen", "kanalen"), limits.channels, max_chars=3)
        text(desk, "Budget in euro", ("grenzen", "budget"), limits.budget, placeholder="geen grens")
        text(desk, "Uren", ("grenzen", "uren"), limits.hours, placeholder="geen grens")


def _choose(desk: Desk, found: Table) -> None:
    now = "Kies opnieuw binnen deze grenzen" if desk.plan.chosen else "Kies de kanalen"
    if st.button(now, key="plan-kies-knop", type="primary"):
        with st.spinner("Even rekenen…"):
            _chosen(desk, found)
        st.rerun()
    st.html(tag("p", " ".join(report.NOTES), class_="hulp"))


def _chosen(desk: Desk, found: Table) -> None:
    mix = choose(desk.plan, found)
    if mix.obstacles:
        current.failed()[CHOOSE] = current.Wrong(None, " ".join(mix.obstacles))
        return
    current.change(desk.link, lambda plan: with_mix(plan, found, mix), CHOOSE)


def _effect(desk: Desk, found: Table, mix: Mix) -> None:
    """Say what the last change did: who is missed, euros, hours, safeguards."""
    base = desk.version.base
    if base is None:
        return
    old = current.store().read(desk.link, base).text
    was = summary.mix_of(old)
    if was is None:
        return
    items = effect(current.parsed(old), desk.plan, found, was, mix)
    if items:
        title = tag("strong", "Wat je laatste wijziging deed")
        st.html(notice(title, items=items, role="status"))


def effect(old: Plan, new: Plan, found: Table, was: Mix, now: Mix) -> list[str]:
    """Return in sentences what differs between two mixes; empty when nothing does."""
    book, said = found.book, []
    more = [slug for slug in now.channels if slug not in was.channels]
    less = [slug for slug in was.channels if slug not in now.channels]
    said += [f"Erbij: {named(book, more)}."] if more else []
    said += [f"Eraf: {named(book, less)}."] if less else []
    for name, before, after in (("euro", was.cost, now.cost), ("uur", was.hours, now.hours)):
        if before != after:
            said.append(f"Van {amount(before)} naar {amount(after)} {name}.")
    gone, come = [m.cell for m in was.missed], [m.cell for m in now.missed]
    said += [f"Nu wel bereikt: {report.place(old, book, cell)}." for cell in gone
             if cell not in come and cell in now.values]  # fmt: skip
    said += [f"Nu niet meer bereikt: {report.place(new, book, cell)}." for cell in come
             if cell not in gone]  # fmt: skip
    kept = list(report.unmet(old, book, was.unmet))
    return said + [line for line in report.unmet(new, book, now.unmet) if line not in kept]


def _cell(desk: Desk, found: Table) -> None:
    """Show how to change one cell, or a channel everywhere."""
    book, plan = found.book, desk.plan
    groups = {EVERY: "Alle groepen"} | {group.id: group.name for group in plan.groups}
    phases = {EVERY: "Alle fasen"} | {p.phase: book.phases[p.phase].name for p in plan.phases}
    names = {slug: channel.name for slug, channel in book.channels.items()}
    st.html(tag("h3", "Verander een vak"))
    st.html(tag("p", "Jij beslist. Je reden blijft bij het vak staan.", class_="zacht"))
    with st.form("plan-vak-formulier"):
        with st.container(horizontal=True, key="filters-vak"):
            st.selectbox("Groep", list(groups), key=FIELDS[0], format_func=groups.__getitem__)
            st.selectbox("Fase", list(phases), key=FIELDS[1], format_func=phases.__getitem__)
            st.selectbox("Kanaal", list(names), key=FIELDS[2], format_func=names.__getitem__,
                         index=None, placeholder="Maak een keuze")  # fmt: skip
        st.radio(
            "Wat wil je?", list(TAKE), key=FIELDS[3], format_func=TAKE.__getitem__, horizontal=True
        )
        st.text_input("Waarom? (verplicht)", key=FIELDS[4], max_chars=1000)
        st.form_submit_button(
            "Zet in het plan", on_click=_decide, args=(desk.link,), type="primary"
        )
    complaint(CELL)


def _decide(link: str) -> None:
    group, phase, channel, take, because = (st.session_state.get(field) for field in FIELDS)
    missing = [] if channel else ["een kanaal"]
    missing += [] if (because or "").strip() else ["een reden"]
    if missing:
        said = f"Vul nog in: {' en '.join(missing)}."
        current.failed()[CELL] = current.Wrong(None, said)
        return
    where = {"group": group or None, "phase": phase or None}

    def decided(plan: Plan) -> Plan:
        return edit.decide(plan, str(channel), take == "ja", str(because), **where)

    if current.change(link, decided, CELL):
        st.session_state[FIELDS[4]] = ""


def _decisions(desk: Desk, found: Table) -> None:
    if not desk.plan.decisions:
        return
    st.html(tag("h3", "Jouw keuzes"))
    for i, decision in enumerate(desk.plan.decisions):
        with st.container(horizontal=True, key=f"plan-keuze-{i}", vertical_alignment="center"):
            where = _where(desk.plan, found, decision)
            line = f"{where}: {matrix.said(found, decision)}"
            st.html(tag("p", line), width="stretch")
            st.button("Haal weg", key=f"plan-keuze-weg-{i}", on_click=_undecide,
                      help=None, args=(desk.link, decision))  # fmt: skip


def _where(plan: Plan, found: Table, decision: Decision) -> str:
    group = plan.group(decision.group).name if decision.group else "Alle groepen"
    phase = found.book.phases[decision.phase].name if decision.phase else "alle fasen"
    return f"{group}, {phase}"


def _undecide(link: str, decision: Decision) -> None:
    cell = (decision.channel, decision.group, decision.phase)
    current.change(link, lambda plan: edit.undecide(plan, *cell), CELL)


def _defence(plan: Plan, found: Table, mix: Mix) -> None:
    """Show what defends the choice: the curve, how sure it is, reuse and hand-overs."""
    if not mix.channels:
        return
    book = found.book
    st.html(tag("h3", "Minder is meer"))
    with st.container(key="plot-curve"):
        st.altair_chart(
            curve.curve(_points(book, mix.curve), current.dark()), theme=None, width="content"
        )
    heads = ("Aantal kanalen", "Erbij", "Waarde van 100", "Keer niet bereikt", "Gekozen")
    st.html(table("Wat elk kanaal toevoegt", heads, [_line(book, s) for s in mix.curve], (2, 3)))
    shown: list[Any] = [_certain(found, mix)]
    uses = [_use(plan, found, use) for use in mix.reuse]
    shown += [tag("h3", "Wat je vaker gebruikt"), bullets(uses)] if uses else []
    over = [item.sentence for item in mix.hand_overs]
    shown += [tag("h3", "Van kanaal naar kanaal"), bullets(over)] if over else []
    st.html(join(shown))


def _points(book: Any, steps: tuple[Step, ...]) -> list[curve.Point]:
    return [
        curve.Point(len(s.channels), 100 * s.value,
                    book.channels[s.channel].name if s.channel else "", s.chosen)
        for s in steps
    ]  # fmt: skip


def _line(book: Any, step: Step) -> list[str]:
    name = book.channels[step.channel].name if step.channel else "minder kan niet"
    value = hundred(step.value)
    return [str(len(step.channels)), name, value, str(step.missed), "ja" if step.chosen else "nee"]


def _certain(found: Table, mix: Mix) -> Any:
    if mix.sure is None:
        return None
    said = bullets(list(report.certain(found.book, mix)))
    return join((tag("h3", "Hoe zeker is deze keuze?"), said))


def _use(plan: Plan, found: Table, use: Any) -> str:
    name = found.book.channels[use.channel].name
    if not use.phases:
        return f"{name}: past bij geen groep echt goed. Kan dit kanaal weg?"
    phases = ", ".join(found.book.phases[slug].name.lower() for slug in use.phases)
    groups = ", ".join(plan.group(slug).name for slug in use.groups)
    return f"{name}: {phases}; voor {groups}."
