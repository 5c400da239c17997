"""Step 2: who the plan is for. Groups, never persons."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from dutch import whole
from engine import UNKNOWN
from plans import edit
from plans.model import Group, Plan
from screens.page import address, knowledge
from screens.page.markup import tag
from screens.plan import current, intake
from screens.plan.current import Desk
from screens.plan.inputs import choice, complaint, several, shown, text

SPREAD = "verdeling"
WHAT = {
    "leeftijd": "Welke leeftijd heeft deze groep?",
    "profiel": "Welk betrokkenheidsprofiel?",
}
NEW = "plan-nieuwe-groep"
WEIGHTS = {"grootte": "Een grote groep telt zwaarder", "gelijk": "Elke groep telt even zwaar"}
OWN = (
    "Is dit geen leeftijd of profiel, zoals ondernemers of verenigingen? Schat dan zelf hoe goed "
    "een kanaal past, van 0 (niet) tot 100 (heel goed). Dat is jouw schatting en zo staat het in "
    "het plan."
)


def show(desk: Desk) -> None:
    """Show the step."""
    said = "Beschrijf groepen, nooit personen. Weet je een aantal niet, laat het dan leeg."
    st.html(tag("p", said, class_="zacht"))
    choice(desk, "Hoe tellen de groepen?", ("weging",), WEIGHTS, desk.plan.weighting)
    for i, group in enumerate(desk.plan.groups):
        size = "omvang onbekend" if group.size is None else f"{whole(group.size)} inwoners"
        with st.expander(
            f"{group.name} ({size})", key=f"groep-{i}", expanded=len(desk.plan.groups) == 1
        ):
            _group(desk, i, group)
    with st.container(key="op-scherm-groep"):
        with st.form("plan-groep-erbij", border=False):
            st.text_input("Naam van nog een groep", key=NEW, max_chars=300)
            st.form_submit_button("Voeg deze groep toe", on_click=_add, args=(desk.link,))
        complaint(NEW)
        intake.show(desk)


def _add(link: str) -> None:
    name = str(st.session_state.get(NEW) or "").strip()

    def added(plan: Plan) -> Plan:
        taken = [group.id for group in plan.groups]
        return edit.append(plan, "groepen", {"id": edit.fresh(name, taken), "naam": name})

    if current.change(link, added, NEW):
        st.session_state[NEW] = ""


def _group(desk: Desk, i: int, group: Group) -> None:
    text(desk, "Naam", ("groepen", i, "naam"), group.name)
    text(desk, "Hoeveel inwoners?", ("groepen", i, "omvang"), group.size, placeholder=UNKNOWN)
    options = address.options(knowledge.table().book)
    if not group.own_channels:
        _shares(desk, i, "leeftijd", options["leeftijd"], group.ages)
        _shares(desk, i, "profiel", options["profiel"], group.profiles)
    phases = {p.phase: options["fase"].get(p.phase, p.phase) for p in desk.plan.phases}
    several(desk, "Telt alleen in deze fasen (leeg: in alle)", ("groepen", i, "fasen"), phases,
            group.phases)  # fmt: skip
    text(desk, "Waar komen deze cijfers vandaan?", ("groepen", i, "herkomst"), group.origin,
         area=True)  # fmt: skip
    text(desk, "Toelichting", ("groepen", i, "toelichting"), group.note, area=True)
    if not group.ages and not group.profiles:
        _own(desk, i, group)
    st.button("Verwijder deze groep", key=f"groep-weg-{i}", on_click=_remove,
              args=(desk.link, group.id), disabled=len(desk.plan.groups) == 1)  # fmt: skip


def _remove(link: str, group: str) -> None:
    current.change(link, lambda plan: edit.without_group(plan, group), "plan-weg")


def _shares(
    desk: Desk, i: int, dimension: str, names: Mapping[str, str], shares: Mapping[str, Decimal]
) -> None:
    """Show the mix of a group: one, not known, or a distribution in per cent."""
    key = f"plan-mix-{dimension}-{desk.plan.groups[i].id}"
    spread = len(shares) > 1 or st.session_state.get(f"{key}-open")
    st.session_state[key] = SPREAD if spread else next(iter(shares), UNKNOWN)
    st.selectbox(WHAT[dimension], [*names, SPREAD], key=key, on_change=_one,
                 format_func=lambda slug: names.get(slug, "Een verdeling in procenten"),
                 args=(desk.link, i, dimension, key))  # fmt: skip
    complaint(key)
    if spread:
        with st.form(f"{key}-delen"):
            st.html(tag("p", f"Verdeling over {dimension}, in procenten. Samen 100."))
            fields = {slug: f"{key}-{slug}" for slug in names}
            with st.container(horizontal=True):
                for slug, field in fields.items():
                    st.session_state.setdefault(field, shown(shares.get(slug)))
                    st.text_input(names[slug], key=field, max_chars=20, width=150)
            st.form_submit_button("Bewaar de verdeling", on_click=_spread,
                                  args=(desk.link, i, dimension, key, fields))  # fmt: skip


def _one(link: str, i: int, dimension: str, key: str) -> None:
    said = st.session_state[key]
    st.session_state[f"{key}-open"] = said == SPREAD
    if said != SPREAD:
        value = None if said == UNKNOWN else said
        current.change(link, lambda plan: edit.put(plan, ("groepen", i, dimension), value), key)


def _spread(link: str, i: int, dimension: str, key: str, fields: Mapping[str, str]) -> None:
    typed = {slug: str(st.session_state.get(field) or "").strip() for slug, field in fields.items()}
    value: dict[str, Any] = {slug: said for slug, said in typed.items() if said not in ("", "0")}
    if current.change(link, lambda plan: edit.put(plan, ("groepen", i, dimension), value), key):
        st.session_state.pop(f"{key}-open", None)


def _own(desk: Desk, i: int, group: Group) -> None:
    st.html(tag("p", OWN, class_="hulp"))
    names = {slug: channel.name for slug, channel in knowledge.table().book.channels.items()}
    for slug, value in group.own_channels.items():
        place = ("groepen", i, "eigen_kanalen", slug)
        text(desk, names.get(slug, slug), place, value, max_chars=20)
    with st.form(f"plan-eigen-{group.id}", border=False):
        rest = [slug for slug in names if slug not in group.own_channels]
        fields = (f"plan-eigen-kanaal-{group.id}", f"plan-eigen-past-{group.id}")
        st.selectbox("Kanaal", rest, key=fields[0], format_func=names.__getitem__, index=None,
                     placeholder="Maak een keuze")  # fmt: skip
        st.text_input("Hoe goed past het, van 0 tot 100?", key=fields[1], max_chars=20)
        st.form_submit_button("Voeg toe", on_click=_estimate, args=(desk.link, i, *fields))
    complaint(fields[0])


def _estimate(link: str, i: int, channel: str, suits: str) -> None:
    slug, said = st.session_state.get(channel), st.session_state.get(suits)
    if slug:
        place = ("groepen", i, "eigen_kanalen", slug)
        current.change(link, lambda plan: edit.put(plan, place, said or "0"), channel)
