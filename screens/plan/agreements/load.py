"""What the plan asks of desks, week by week; waves when that is too much; and free days."""

import streamlit as st

from dutch import counted, short_day, whole
from engine.wording import lower
from plans import Plan, agenda, capacity, edit
from plans.capacity import Load, WaveProposal
from plans.planning import busy
from screens.page.markup import Html, bullets, join, table, tag
from screens.plan import current
from screens.plan.current import OpenPlan
from screens.plan.inputs import complaint

WAVES = "plan-golven"
HEADS = ("Week van", "Wie", "Verwacht: van", "Tot", "Kan aan", "Past het?")
EXPLAINED = (
    "De verwachting is jullie eigen schatting per actie, gelijk verdeeld over de weken. Een loket "
    "werkt op werkdagen die geen feestdag zijn."
)


def show(open_plan: OpenPlan) -> None:
    """Show the load of each desk and week, waves that would help, and actions on free days."""
    plan = open_plan.plan
    found = capacity.loads(plan)
    if found:
        names = {of.id: of.name for of in plan.desks}
        rows = [_row(names[load.desk], load) for load in found]
        folded = tag("details", tag("summary", "Toon alle weken"),
                     table("Drukte per week", HEADS, rows, (2, 3, 4)))  # fmt: skip
        st.html(join((tag("h3", "Hoe druk wordt het?"), _peaks(plan), folded,
                      tag("p", EXPLAINED, class_="hulp"))))  # fmt: skip
    if any(load.over for load in found):
        _waves(open_plan, capacity.propose(plan))
    free = [f"{m.action.what}, {short_day(m.day)}: {name}." for m, name in agenda.free(plan)]
    if free:
        st.html(join((tag("h3", "Op een vrije dag of in een vakantie"), bullets(free))))


def _row(name: str, load: Load) -> list[str]:
    counts = [whole(load.low), whole(load.high), busy.room(load)]
    return [short_day(load.monday), name, *counts, "te veel" if load.over else "ja"]


def _peaks(plan: Plan) -> Html:
    return bullets([f"{name}: {lower(text)}" for name, text in busy.lines(plan)])


def _waves(open_plan: OpenPlan, proposals: tuple[WaveProposal, ...]) -> None:
    st.html(tag("h3", "Voorstel: begin in golven"))
    if not proposals:
        said = "Met golven is dit niet op te lossen. Vraag meer capaciteit of begin kleiner."
        st.html(tag("p", said))
        return
    names = {action.id: action.what for action in open_plan.plan.actions}
    st.html(bullets([_proposal_text(names[item.action], item) for item in proposals]))
    st.button("Zet deze golven in het plan", key="plan-golven-knop", on_click=_apply,
              args=(open_plan.link,))  # fmt: skip
    complaint(WAVES)


def _proposal_text(name: str, item: WaveProposal) -> str:
    days = ", ".join(f"{short_day(wave.start)} ({wave.share:f} procent)" for wave in item.waves)
    rest = "" if item.fits else " Dan is het nog steeds te veel."
    days_late = counted(item.late, "dag", "dagen")
    late = f" De laatste begint {days_late} na het einde van de fase." if item.late else ""
    return f"{name}: {days}.{late}{rest}"


def _apply(link: str) -> None:
    def with_waves(plan: Plan) -> Plan:
        return edit.revalidate(capacity.apply(plan, capacity.propose(plan)))

    current.change(link, with_waves, WAVES)
