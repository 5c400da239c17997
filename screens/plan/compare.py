"""Two plans or variants side by side: channels, euros, hours, who is reached."""

import re

import streamlit as st

from dutch import hundred
from engine import Table
from plans import Plan, PlanError, bill, report
from plans.choice.mix import Mix
from plans.choice.relay import channel_names
from plans.choice.value import GroupPhase
from plans.money import totals
from plans.plan_versions import NoPlan, PlanDeleted
from screens.page import knowledge
from screens.page.fields import put
from screens.page.markup import join, notice, table, tag
from screens.plan import current, summary
from screens.plan.current import LINK, PART, OpenPlan
from screens.plan.versions import typing

NAME = "vergelijk"
ADDRESS = "plan-met-adres"
OTHER = "met"  # a version of this plan, or the link of another
LINKED = re.compile(rf"(?:^|[?&]){LINK}=([\w-]{{20,64}})|^([\w-]{{20,64}})\Z")
SIDES = ("", "Dit plan", "Het andere")


def show(open_plan: OpenPlan) -> None:
    """Show the comparison, and what to compare with."""
    st.html(tag("h2", f"Vergelijk ‘{open_plan.plan.project.name}’"))
    st.button(
        "Terug naar het plan",
        key="plan-vergelijk-terug",
        on_click=put,
        args=({PART: "", OTHER: ""},),
    )
    _ask(open_plan)
    said = st.query_params.get(OTHER, "")
    if not said:
        return
    try:
        text = _text(open_plan, said)
        other = current.parse_plan(text)
    except (NoPlan, PlanDeleted, PlanError) as error:
        st.html(notice(f"Dat plan kan ik niet vergelijken. {error}"))
        return
    mixes = summary.mix_of(open_plan.version.text), summary.mix_of(text)
    if mixes[0] is None or mixes[1] is None:
        said = "Een van de twee is nog niet door te rekenen. Kijk wat er in dat plan niet klopt."
        st.html(notice(said))
        return
    found = knowledge.table()
    plans = (open_plan.plan, other)
    both = (mixes[0], mixes[1])
    st.html(
        join((table("In het kort", SIDES, _short(found, plans, both)), _cells(found, plans, both)))
    )


def _ask(open_plan: OpenPlan) -> None:
    entries = current.store().history(open_plan.link)
    versions = {"": "Maak een keuze"}
    for entry in entries:
        if entry.number != open_plan.version.number:
            at = entry.saved.astimezone(knowledge.PLACE)
            versions[str(entry.number)] = (
                f"Versie {entry.number}, {entry.author}, {at.day}-{at.month}-{at.year} {at:%H.%M}"
            )
    now = st.query_params.get(OTHER, "")
    st.session_state["plan-met-versie"] = now if now in versions else ""
    st.selectbox("Met een andere versie van dit plan", list(versions), key="plan-met-versie",
                 format_func=versions.__getitem__, on_change=_version)  # fmt: skip
    label = "Of met een ander plan: plak hier het adres"
    st.text_input(label, key=ADDRESS, on_change=_address,
                  args=(open_plan.link,), max_chars=500)  # fmt: skip


def _version() -> None:
    put({OTHER: str(st.session_state["plan-met-versie"])})


def _address(link: str) -> None:
    typed = str(st.session_state[ADDRESS])
    typing.confirm(link, ADDRESS, typed)
    found = LINKED.search(typed.strip())
    put({OTHER: (found[1] or found[2]) if found else "geen-adres"})


def _text(open_plan: OpenPlan, which: str) -> str:
    """Return the saved text of a version or of another plan; raises NoPlan and Deleted."""
    if which.isdecimal() and len(which) < 10:
        return current.store().read(open_plan.link, int(which)).text
    return current.store().read(which).text


def _short(
    advice_table: Table, plans: tuple[Plan, Plan], mixes: tuple[Mix, Mix]
) -> list[list[str]]:
    values = [hundred(mix.value) for mix in mixes]
    book = advice_table.book
    sums = [totals(plan, book, mix.phases) for plan, mix in zip(plans, mixes, strict=True)]
    return [
        ["Project", *(plan.project.name for plan in plans)],
        ["Kanalen", *(channel_names(advice_table.book, mix.channels) or "geen" for mix in mixes)],
        ["Euro", *(bill.figure(asked.euro) for asked in sums)],
        ["Uren", *(bill.figure(asked.uur) for asked in sums)],
        ["Waarde van 100", *values],
        ["Keer niet bereikt", *(str(len(mix.missed)) for mix in mixes)],
        ["Wettelijk of aanbevolen, niet gehaald", *(str(len(mix.unmet)) for mix in mixes)],
        ["Acties", *(str(len(plan.actions)) for plan in plans)],
    ]


def _cells(advice_table: Table, plans: tuple[Plan, Plan], mixes: tuple[Mix, Mix]) -> str:
    cells = dict.fromkeys((*mixes[0].values, *mixes[1].values))
    missed = [{item.cell for item in mix.missed} for mix in mixes]
    rows = []
    for cell in cells:
        owner = plans[0] if cell in mixes[0].values else plans[1]
        said = [
            _cell(advice_table, mix, cell, gone) for mix, gone in zip(mixes, missed, strict=True)
        ]
        if said[0] != said[1]:
            rows.append([report.place(owner, advice_table.book, cell), *said])
    if not rows:
        return tag("p", "Per groep en fase is er geen verschil.")
    return table("Wat per groep en fase verschilt", SIDES, rows)


def _cell(advice_table: Table, mix: Mix, cell: GroupPhase, unreached: set[GroupPhase]) -> str:
    if cell not in mix.values:
        return "telt niet mee"
    value = f"{100 * mix.values[cell]:.0f}"
    lead = mix.leads.get(cell)
    name = advice_table.book.channels[lead].name if lead else "geen kanaal"
    return f"{name}, {value} van 100{', niet bereikt' if cell in unreached else ''}"
