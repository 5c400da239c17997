"""Begin and end of a period: typed one after the other, judged and saved as a pair.

As long as a pair is wrong both days stay on screen, and the plan keeps the pair it had.
"""

from datetime import date

import streamlit as st

from dutch import counted, day
from plans import Plan, edit
from plans.links import Place
from screens.page.markup import tag
from screens.plan import current, inputs
from screens.plan.current import OpenPlan, Wrong
from screens.plan.inputs import key_of
from screens.plan.versions import prefill

ENDS = ("start", "einde")
PROJECT: Place = ("project",)
EARLIER = "plan-dagen-eerder"  # link → the days of the project that its phases still follow
Days = tuple[date, date]


def days(open_plan: OpenPlan, part: Place, start: date, end: date | None) -> None:
    """Show the two days of a part of the plan beside each other, and under them what is wrong."""
    with st.container(key=f"{key_of(part)}-dagen"):
        with st.container(horizontal=True, key=f"filters-{key_of(part)}-dagen"):
            for name, value in zip(ENDS, (start, end), strict=True):
                inputs.day(open_plan, (*part, name), value, _save, open_plan.link, part)
        for name in ENDS:
            inputs.complaint(key_of((*part, name)))


def _save(link: str, part: Place) -> None:
    places = [(*part, name) for name in ENDS]
    if any(prefill.is_echo(key_of(place)) for place in places):
        return
    texts = {key_of(place): str(st.session_state.get(key_of(place)) or "") for place in places}
    values = dict(zip(places, (text.strip() or None for text in texts.values()), strict=True))
    fields = dict(zip(ENDS, texts, strict=True))
    unsaved: dict[str, Wrong] = current.unsaved_changes()
    before: list[Days] = []
    for key in texts:
        unsaved.pop(key, None)

    def with_days(plan: Plan) -> Plan:
        before.append((plan.project.start, plan.project.end))
        return edit.put_all(plan, values)

    saved = current.change(link, with_days, key_of(part), fields=fields)
    if not saved:
        unsaved |= {key: Wrong(text, ()) for key, text in texts.items()}
    elif part == PROJECT:
        _earlier().setdefault(link, before[0])


def _earlier() -> dict[str, Days]:
    of: dict[str, Days] = st.session_state.setdefault(EARLIER, {})
    return of


def offer_phases(open_plan: OpenPlan) -> None:
    """Offer to move the phases along when the project got other days."""
    earlier = _earlier().get(open_plan.link)
    if earlier is None or not _follows(open_plan.plan, earlier):
        _earlier().pop(open_plan.link, None)
        return
    count = counted(len(open_plan.plan.phases), "fase staat", "fasen staan")
    text = f"Het project liep van {day(earlier[0])} tot en met {day(earlier[1])}. {count} daar nog."
    st.html(tag("p", text, class_="hulp", role="status"))
    with st.container(horizontal=True, key="plan-fasen-mee"):
        st.button("Verplaats de fasen mee", key="plan-fasen-schuif", on_click=_move,
                  args=(open_plan.link, earlier))  # fmt: skip
        st.button("Laat ze staan", key="plan-fasen-laat", on_click=_leave, args=(open_plan.link,))
    inputs.complaint("plan-fasen-schuif")


def _follows(plan: Plan, earlier: Days) -> bool:
    """Tell whether the phases would stand elsewhere if they moved along."""
    return edit.with_phases_moved(plan, *earlier).phases != plan.phases


def _move(link: str, earlier: Days) -> None:
    if current.change(
        link, lambda plan: edit.with_phases_moved(plan, *earlier), "plan-fasen-schuif"
    ):
        _leave(link)


def _leave(link: str) -> None:
    _earlier().pop(link, None)
