"""The shared communication calendar: all plans that show in it, and clashes on the same group."""

from datetime import date

import streamlit as st

from documents.plan import gantt
from dutch import short_day
from plans import Plan, PlanError
from plans.agenda import Clash, clashes, met
from plans.model import Action
from screens.page import knowledge, login
from screens.page.fields import put
from screens.page.markup import bullets, join, notice, table, tag
from screens.plan import current
from screens.plan.current import PART

NAME = "kalender"
WHOSE = "plan-kalender-van"
EVERY = "Alle organisaties"
PAST = "plan-kalender-eerder"
HEADS = ("Planning", "Middel of moment", "Kanaal", "Doelgroep", "Project", "Organisatie")
EXPLAINED = (
    "Alle acties uit de plannen die hierin meedoen. Je ziet hier geen adressen van plannen. Bij "
    "stap 5 van een plan kies je of het meedoet."
)
OWN = "Je ziet alleen plannen van je eigen organisatie."
NONE = "Er zijn nog geen plannen met acties. Begin een plan, of kies meer organisaties."
NAMELESS = "Zonder organisatie"
QUIET = "Er komen geen twee plannen kort na elkaar bij dezelfde groep."
HINT = (
    "Groepen zijn dezelfde als ze zo heten, of als leeftijd en profiel voor een groot deel gelijk "
    "zijn. Overleg of verschuif: te veel tegelijk wordt niet gelezen."
)
SHOWN = 5  # clashes, before the rest is folded
Row = tuple[int, Plan, Action]  # place of the plan, the plan, one of its actions


def show(link: str) -> None:
    """Show the calendar; `link` is the plan somebody came from, if any."""
    st.html(tag("h2", "Communicatiekalender"))
    back = "Terug naar het plan" if link else "Naar het begin"
    st.button(back, key="plan-kalender-terug", on_click=put, args=({PART: ""},))
    own = f" {OWN}" if login.claim() else ""
    st.html(tag("p", EXPLAINED + own, class_="zacht"))
    names = {of: of or NAMELESS for of in current.store().organisations()}
    whose = st.multiselect("Organisaties (leeg: alle)", list(names), key=WHOSE,
                           format_func=names.__getitem__, placeholder=EVERY)  # fmt: skip
    earlier = st.checkbox("Toon ook wat voorbij is", key=PAST)
    plans, broken = _plans(tuple(whose))
    if broken:
        st.html(notice(f"{broken} plannen kan ik niet lezen. Die staan hier niet bij."))
    since = date.min if earlier else knowledge.today()
    rows = [row for row in _rows(plans) if row[2].last_day >= since]
    if not rows:
        st.html(tag("p", NONE))
        return
    close = [c for c in clashes(plans, knowledge.table().book) if c.second.day >= since]
    _clashes(close)
    _all(rows, close)


def _plans(whose: tuple[str, ...]) -> tuple[list[Plan], int]:
    found, broken = [], 0
    for listed in current.store().listed(*whose):
        try:
            found.append(current.parsed(listed.version.text))
        except PlanError:
            broken += 1
    return found, broken


def _rows(plans: list[Plan]) -> list[Row]:
    rows = [(i, plan, a) for i, plan in enumerate(plans) for a in plan.actions if a.active]
    return sorted(rows, key=lambda row: (row[2].start, row[1].project.name, row[2].id))


def _clashes(found: list[Clash]) -> None:
    """Show the first clashes, and the others folded, so that the calendar stays in sight."""
    if not found:
        st.html(tag("p", QUIET, data_meld=""))
        return
    said = met(found)
    title = tag("h3", f"Zelfde groep, kort na elkaar: {len(said)} keer")
    rest = said[SHOWN:]
    more = tag("details", tag("summary", f"Nog {len(rest)}"), bullets(rest)) if rest else None
    st.html(join((title, bullets(said[:SHOWN]), more, tag("p", HINT, class_="hulp"))))


def _all(rows: list[Row], close: list[Clash]) -> None:
    touched = {(m.plan, m.action.id) for clash in close for m in (clash.first, clash.second)}
    bars = [
        gantt.Bar(a.what, plan.project.name, a.start, a.last_day, (i, a.id) in touched)
        for i, plan, a in rows
    ]
    with st.container(key="plot-alle-plannen"):
        drawn = gantt.gantt(bars, "Acties van alle plannen", current.dark())
        st.altair_chart(drawn, theme=None, width="content")
    if len(bars) > gantt.MOST:
        said = f"De grafiek toont de eerste {gantt.MOST} acties, de tabel alle."
        st.html(tag("p", said, class_="hulp"))
    st.html(table("Alle acties", HEADS, [_line(plan, action) for _, plan, action in rows]))


def _line(plan: Plan, action: Action) -> list[str]:
    channels = knowledge.table().book.channels
    name = channels[action.channel].name if action.channel in channels else action.channel
    groups = ", ".join(plan.group(slug).name for slug in action.groups)
    organisation = plan.project.organisation or NAMELESS
    when = short_day(action.start)
    if action.last_day != action.start:
        when = f"{when} tot en met {short_day(action.last_day)}"
    return [when, action.what, name, groups, plan.project.name, organisation]
