"""The shared communication calendar: all plans that show in it, and clashes on the same group."""

from datetime import date

import streamlit as st

from documents import gantt
from plans import PlanError
from plans.clashes import Clash, Planned, clashes, planned
from screens import knowledge, plan_desk
from screens.fields import put
from screens.markup import join, table, tag
from screens.plan_desk import PART
from screens.plan_fields import dutch

NAME = "kalender"
WHOSE = "plan-kalender-van"
PAST = "plan-kalender-eerder"
HEADS = ("Planning", "Middel of moment", "Kanaal", "Doelgroep", "Project", "Organisatie")
EXPLAINED = (
    "Alle acties uit de plannen die hierin meedoen. Je ziet hier geen adressen van plannen. Bij "
    "stap 5 van een plan kies je of het meedoet."
)
NONE = "Er zijn nog geen plannen met acties. Begin een plan, of kies meer organisaties."
NAMELESS = "Zonder organisatie"


def show(link: str) -> None:
    """Show the calendar; `link` is the plan somebody came from, if any."""
    st.html(tag("h2", "Communicatiekalender"))
    back = "Terug naar het plan" if link else "Naar het begin"
    st.button(back, key="plan-kalender-terug", on_click=put, args=({PART: ""},))
    st.html(tag("p", EXPLAINED, class_="zacht"))
    names = {of: of or NAMELESS for of in plan_desk.store().organisations()}
    hint = "Alle organisaties"
    whose = st.multiselect("Organisaties (leeg: alle)", list(names), key=WHOSE,
                           format_func=names.__getitem__, placeholder=hint)  # fmt: skip
    earlier = st.checkbox("Toon ook wat voorbij is", key=PAST)
    actions, broken = _planned(tuple(whose))
    today = knowledge.today()
    shown = [a for a in actions if earlier or a.action.last_day >= today]
    if broken:
        said = f"{broken} plannen kan ik niet lezen. Die staan hier niet bij."
        st.html(tag("div", said, class_="melding", role="alert"))
    if not shown:
        st.html(tag("p", NONE))
        return
    met = [clash for clash in clashes(shown) if earlier or clash.end >= today]
    _clashes(met)
    _all(shown, met)


def _planned(whose: tuple[str, ...]) -> tuple[tuple[Planned, ...], int]:
    found, broken = [], 0
    for listed in plan_desk.store().listed(*whose):
        try:
            found.append((listed.link, plan_desk.parsed(listed.version.text)))
        except PlanError:
            broken += 1
    return planned(found), broken


def _clashes(met: list[Clash]) -> None:
    if not met:
        st.html(tag("p", "Er zijn geen acties van verschillende plannen voor dezelfde groep op "
                    "dezelfde dagen.", data_meld=""))  # fmt: skip
        return
    st.html(tag("h3", f"Zelfde groep, zelfde dagen: {len(met)} keer"))
    rows = [
        [_days(c.start, c.end), " en ".join(_pair(c)), _named(c.one), _named(c.other)] for c in met
    ]
    heads = ("Wanneer", "Wie", "Actie", "En ook")
    hint = (
        "Groepen zijn dezelfde als ze zo heten, of als leeftijd en profiel voor een groot deel "
        "gelijk zijn. Overleg of verschuif: te veel tegelijk wordt niet gelezen."
    )
    st.html(join((table("Acties die elkaar raken", heads, rows), tag("p", hint, class_="hulp"))))


def _pair(clash: Clash) -> list[str]:
    return list(dict.fromkeys(name for pair in clash.groups for name in pair))


def _named(of: Planned) -> str:
    return f"{of.action.what} ({of.project}{f', {of.organisation}' if of.organisation else ''})"


def _days(start: date, end: date) -> str:
    return dutch(start) if start == end else f"{dutch(start)} tot en met {dutch(end)}"


def _all(shown: list[Planned], met: list[Clash]) -> None:
    touched = {(p.plan, p.action.id) for clash in met for p in (clash.one, clash.other)}
    bars = [
        gantt.Bar(of.action.what, of.project, of.start, of.action.last_day,
                  (of.plan, of.action.id) in touched)
        for of in shown
    ]  # fmt: skip
    with st.container(key="plot-alle-plannen"):
        st.altair_chart(
            gantt.gantt(bars, "Acties van alle plannen", plan_desk.dark()),
            theme=None,
            width="content",
        )
    if len(bars) > gantt.MOST:
        st.html(
            tag(
                "p",
                f"De grafiek toont de eerste {gantt.MOST} acties, de tabel alle.",
                class_="hulp",
            )
        )
    channels = knowledge.table().book.channels
    rows = [
        [_days(of.start, of.action.last_day), of.action.what,
         channels[of.action.channel].name if of.action.channel in channels else of.action.channel,
         ", ".join(group.name for group in of.groups), of.project, of.organisation]
        for of in shown
    ]  # fmt: skip
    st.html(table("Alle acties", HEADS, rows))
