"""The shared communication calendar: all plans that show in it, and clashes on the same group."""

from datetime import date, timedelta

import streamlit as st

from documents.plan import gantt
from dutch import MONTHS, short_day
from plans.agenda import Clash, clash_sentences, clashes
from plans.calendar_plan import CalendarAction, CalendarPlan, narrowed
from screens.page import knowledge, login
from screens.page.fields import put
from screens.page.markup import bullets, join, notice, table, tag
from screens.plan import current, shared
from screens.plan.current import PART
from screens.plan.links import subscriptions

NAME = "kalender"
WHOSE = "plan-kalender-van"
EVERY = "Alle organisaties"
GROUPS, CHANNELS = "plan-kalender-groep", "plan-kalender-kanaal"
PAST = "plan-kalender-eerder"
MONTH = "plan-kalender-maand"
MOST_ROWS, MOST_TOLD, MOST_MONTHS = 200, 100, 600  # so that a page stays a page
HEADS = ("Planning", "Middel of moment", "Kanaal", "Doelgroep", "Project", "Organisatie")
EXPLAINED = (
    "De acties uit de plannen die hierin meedoen, per maand. Je ziet hier geen adressen van "
    "plannen. Een plan doet alleen mee als iemand dat bij Documenten van het plan aanzet. "
    "Voorbeelden, en kopieën waarin nog geen actie veranderd is, doen niet mee."
)
OWN = "Je ziet alleen plannen van je eigen organisatie."
NONE = "Hier doen nog geen plannen mee. Zet het aan bij Documenten van een plan."
NONE_LEFT = "Geen actie past bij deze groepen en kanalen. Kies er meer, of haal een keuze weg."
NAMELESS = "Zonder organisatie"
QUIET = "Er komen geen twee plannen kort na elkaar bij dezelfde groep."
HINT = (
    "Groepen zijn dezelfde als ze zo heten, of als leeftijd en profiel voor een groot deel gelijk "
    "zijn. Overleg of verschuif: te veel tegelijk wordt niet gelezen."
)
SHOWN = 5  # clashes, before the rest is folded
Row = tuple[int, CalendarPlan, CalendarAction]  # place of the plan, the plan, one of its actions


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
    plans, broken = _plans(tuple(whose))
    groups, channels = _filters(plans)
    plans = [narrowed(plan, groups, channels) for plan in plans]
    earlier = st.checkbox("Toon ook wat voorbij is", key=PAST)
    if broken:
        st.html(notice(f"{broken} plannen kan ik niet lezen. Die staan hier niet bij."))
    since = date.min if earlier else knowledge.today()
    rows = [row for row in _rows(plans) if row[2].last_day >= since]
    if rows:
        _month(plans, rows, since)
    else:
        st.html(tag("p", NONE_LEFT if groups or channels else NONE))
    st.html(tag("h3", "Volg deze kalender in je eigen agenda"))
    subscriptions.of_all({"organisatie": whose, "groep": groups, "kanaal": channels})


def _filters(plans: list[CalendarPlan]) -> tuple[list[str], list[str]]:
    """Ask which groups, by name, and channels to show; none of them is all."""
    book = knowledge.table().book
    names = sorted({group.name for plan in plans for group in plan.people.values()}, key=str.lower)
    slugs = sorted({action.channel for plan in plans for action in plan.actions})
    channels = {slug: book.channels[slug].name if slug in book.channels else slug for slug in slugs}
    for key, known in ((GROUPS, names), (CHANNELS, slugs)):
        picked = st.session_state.get(key, [])
        st.session_state[key] = [one for one in picked if one in known]
    with st.container(horizontal=True, key="filters-kalender"):
        of_groups = st.multiselect("Groepen (leeg: alle)", names, key=GROUPS,
                                   placeholder="Alle groepen")  # fmt: skip
        of_channels = st.multiselect("Kanalen (leeg: alle)", slugs, key=CHANNELS,
                                     format_func=channels.__getitem__,
                                     placeholder="Alle kanalen")  # fmt: skip
    return of_groups, of_channels


def _plans(whose: tuple[str, ...]) -> tuple[list[CalendarPlan], int]:
    """Return the plans that take part, and how many cannot be read."""
    plans = shared.plans_of(current.store(), *whose)
    readable = [plan for plan in plans if plan]
    return shared.own(readable), len(plans) - len(readable)


def _month(plans: list[CalendarPlan], rows: list[Row], since: date) -> None:
    """Show one month: a calendar of many plans does not fit in one page."""
    months = _months(rows, since)
    chosen = st.selectbox("Maand", months, key=MONTH, format_func=_month_name)
    first = max(chosen, since)
    last = (chosen + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    inside = [row for row in rows if row[2].start <= last and row[2].last_day >= first]
    inside.sort(key=lambda row: (row[2].start, row[1].project.name, row[2].id))
    close = clashes(plans, knowledge.table().book, first, last)
    _clashes(list(close))
    _all(inside, list(close))


def _months(rows: list[Row], since: date) -> list[date]:
    """Return the first day of every month in which an action begins or goes on."""
    months: set[date] = set()
    for _, _, action in rows:
        day = max(action.start, since).replace(day=1)
        while day <= action.last_day and len(months) < MOST_MONTHS:
            months.add(day)
            day = (day + timedelta(days=31)).replace(day=1)
    return sorted(months)


def _month_name(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def _rows(plans: list[CalendarPlan]) -> list[Row]:
    return [(i, plan, a) for i, plan in enumerate(plans) for a in plan.actions if a.active]


def _clashes(clashes: list[Clash]) -> None:
    """Show the first clashes, and the others folded, so that the calendar stays in sight."""
    if not clashes:
        st.html(tag("p", QUIET, data_meld=""))
        return
    said = clash_sentences(clashes)
    title = tag("h3", f"Zelfde groep, kort na elkaar: {len(said)} keer")
    rest = said[SHOWN:]
    more = (
        tag("details", tag("summary", f"Nog {len(said) - SHOWN}"), bullets(rest)) if rest else None
    )
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
        said = f"De grafiek toont de eerste {gantt.MOST} acties, de tabel meer."
        st.html(tag("p", said, class_="hulp"))
    if len(rows) > MOST_ROWS:
        text = f"De tabel toont de eerste {MOST_ROWS} van {len(rows)} acties. Kies organisaties."
        st.html(tag("p", text, class_="hulp"))
    lines = [_line(plan, action) for _, plan, action in rows[:MOST_ROWS]]
    st.html(table("Alle acties", HEADS, lines))


def _line(plan: CalendarPlan, action: CalendarAction) -> list[str]:
    channels = knowledge.table().book.channels
    name = channels[action.channel].name if action.channel in channels else action.channel
    groups = ", ".join(plan.group(slug).name for slug in action.groups)
    organisation = plan.project.organisation or NAMELESS
    when = short_day(action.start)
    if action.last_day != action.start:
        when = f"{when} tot en met {short_day(action.last_day)}"
    return [when, action.what, name, groups, plan.project.name, organisation]
