"""What the plan asks of desks, week by week; waves when that is too much; and free days."""

import streamlit as st

from dutch import short_day, whole
from plans import Plan, agenda, capacity, edit
from plans.capacity import Load, Proposal
from screens.page.markup import Html, bullets, join, table, tag
from screens.plan import current
from screens.plan.current import Desk
from screens.plan.inputs import complaint

WAVES = "plan-golven"
HEADS = ("Week van", "Wie", "Verwacht: van", "Tot", "Kan aan", "Past het?")
EXPLAINED = (
    "De verwachting is jullie eigen schatting per actie, gelijk verdeeld over de weken. Een loket "
    "werkt op werkdagen die geen feestdag zijn."
)


def show(desk: Desk) -> None:
    """Show the load of each desk and week, waves that would help, and actions on free days."""
    plan = desk.plan
    found = capacity.loads(plan)
    if found:
        names = {of.id: of.name for of in plan.desks}
        rows = [_row(names[load.desk], load) for load in found]
        folded = tag("details", tag("summary", "Toon alle weken"),
                     table("Drukte per week", HEADS, rows, (2, 3, 4)))  # fmt: skip
        st.html(join((tag("h3", "Hoe druk wordt het?"), _peaks(plan, found), folded,
                      tag("p", EXPLAINED, class_="hulp"))))  # fmt: skip
    if any(load.over for load in found):
        _waves(desk, capacity.propose(plan))
    free = [f"{m.action.what}, {short_day(m.day)}: {name}." for m, name in agenda.free(plan)]
    if free:
        st.html(join((tag("h3", "Op een vrije dag of in een vakantie"), bullets(free))))


def _row(name: str, load: Load) -> list[str]:
    counts = [whole(load.low), whole(load.high), whole(load.capacity)]
    return [short_day(load.monday), name, *counts, "te veel" if load.over else "ja"]


def _peaks(plan: Plan, found: tuple[Load, ...]) -> Html:
    said = []
    for of in plan.desks:
        mine = [load for load in found if load.desk == of.id]
        over = [load for load in mine if load.over]
        if not mine:
            continue
        peak = max(mine, key=lambda load: load.high)
        line = f"{of.name}: het drukst in de week van {short_day(peak.monday)}, hooguit "
        line += f"{whole(peak.high)} reacties. Kan dan {whole(peak.capacity)} aan."
        weeks = "1 week" if len(over) == 1 else f"{len(over)} weken"
        said.append(f"{line} In {weeks} te veel." if over else line)
    return bullets(said)


def _waves(desk: Desk, found: tuple[Proposal, ...]) -> None:
    st.html(tag("h3", "Voorstel: begin in golven"))
    if not found:
        said = "Met golven is dit niet op te lossen. Vraag meer capaciteit of begin kleiner."
        st.html(tag("p", said))
        return
    names = {action.id: action.what for action in desk.plan.actions}
    st.html(bullets([_said(names[item.action], item) for item in found]))
    st.button("Zet deze golven in het plan", key="plan-golven-knop", on_click=_apply,
              args=(desk.link,))  # fmt: skip
    complaint(WAVES)


def _said(name: str, item: Proposal) -> str:
    days = ", ".join(f"{short_day(wave.start)} ({wave.share:f} procent)" for wave in item.waves)
    rest = "" if item.fits else " Dan is het nog steeds te veel."
    days_late = "1 dag" if item.late == 1 else f"{item.late} dagen"
    late = f" De laatste begint {days_late} na het einde van de fase." if item.late else ""
    return f"{name}: {days}.{late}{rest}"


def _apply(link: str) -> None:
    def waved(plan: Plan) -> Plan:
        return edit.checked(capacity.apply(plan, capacity.propose(plan)))

    current.change(link, waved, WAVES)
