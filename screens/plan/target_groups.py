"""Step 2: who the plan is for. Groups, never persons."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from engine import UNKNOWN
from plans import edit
from plans.choice.people import size_text
from plans.links import Place
from plans.model import Group, Plan
from screens.page import address, knowledge
from screens.page.markup import tag
from screens.plan import current, intake
from screens.plan.agreements.part_list import GRADES
from screens.plan.board.action_panel import phase_names
from screens.plan.current import OpenPlan
from screens.plan.inputs import choice, complaint, field_text, label_of, several, text
from screens.plan.names import literal
from screens.plan.project import stakes
from screens.plan.versions import prefill

SPREAD = "verdeling"
NEW = "plan-nieuwe-groep"
KINDS = {
    "groep": "Inwoners met dezelfde kenmerken",
    "organisaties": "Organisaties, zoals ondernemers",
    "overleg": "Een overleg, zoals een klankbordgroep",
}
WEIGHTS = {"grootte": "Een grote groep telt zwaarder", "gelijk": "Elke groep telt even zwaar"}
OWN = (
    "Is dit geen leeftijd of profiel, zoals ondernemers of verenigingen? Schat dan zelf hoe goed "
    "een kanaal past, van 0 (niet) tot 100 (heel goed). Dat is jouw schatting en zo staat het in "
    "het plan. Past het in een fase beter of minder goed, geef dan ook een getal voor die fase."
)
EVERY = ""  # all phases


def show(open_plan: OpenPlan) -> None:
    """Show the step."""
    said = "Beschrijf groepen, nooit personen. Weet je een aantal niet, laat het dan leeg."
    st.html(tag("p", said, class_="zacht"))
    choice(open_plan, ("weging",), WEIGHTS, open_plan.plan.weighting)
    for i, group in enumerate(open_plan.plan.groups):
        size = size_text(group)
        with st.expander(
            f"{literal(group.name)} ({size})",
            key=f"groep-{i}",
            expanded=len(open_plan.plan.groups) == 1,
        ):
            _group(open_plan, i, group)
    with st.container(key="op-scherm-groep"):
        with st.form("plan-groep-erbij", border=False):
            st.text_input("Naam van nog een groep", key=NEW, max_chars=300)
            st.form_submit_button("Voeg deze groep toe", on_click=_add, args=(open_plan.link,))
        complaint(NEW)
        intake.show(open_plan)


def _add(link: str) -> None:
    name = str(st.session_state.get(NEW) or "").strip()

    def with_group(plan: Plan) -> Plan:
        taken = [group.id for group in plan.groups]
        return edit.append(plan, "groepen", {"id": edit.fresh(name, taken), "naam": name})

    if current.change(link, with_group, NEW, fields={"naam": NEW}):
        st.session_state[NEW] = ""


def _group(open_plan: OpenPlan, i: int, group: Group) -> None:
    at = ("groepen", i)
    with st.container(horizontal=True, key=f"filters-groep-{i}"):
        text(open_plan, (*at, "naam"), group.name)
        choice(open_plan, (*at, "soort"), KINDS, group.kind)
    text(open_plan, ("groepen", i, "omvang"), group.size, placeholder=UNKNOWN)
    options = address.options(knowledge.table().book)
    if not (group.own_channels or group.own_per_phase):
        _shares(open_plan, i, "leeftijd", options["leeftijd"], group.ages)
        _shares(open_plan, i, "profiel", options["profiel"], group.profiles)
    phases = {p.phase: options["fase"].get(p.phase, p.phase) for p in open_plan.plan.phases}
    several(open_plan, ("groepen", i, "fasen"), phases,
            group.phases)  # fmt: skip
    _wishes(open_plan, i, group)
    text(open_plan, ("groepen", i, "herkomst"), group.origin,
         area=True)  # fmt: skip
    text(open_plan, ("groepen", i, "toelichting"), group.note, area=True)
    if not group.ages and not group.profiles:
        _own(open_plan, i, group)
    st.button("Verwijder deze groep", key=f"groep-weg-{i}", on_click=_remove,
              args=(open_plan.link, group.id),
              disabled=len(open_plan.plan.groups) == 1)  # fmt: skip


def _wishes(open_plan: OpenPlan, i: int, group: Group) -> None:
    """Show what this group is told, how, and what is at stake for it."""
    at = ("groepen", i)
    text(open_plan, (*at, "kernboodschap"), group.message, area=True, height=68)
    with st.container(horizontal=True, key=f"filters-groep-{i}-toon"):
        text(open_plan, (*at, "toon"), group.tone)
        text(open_plan, (*at, "talen"), ", ".join(group.languages))
    with st.container(horizontal=True, key=f"filters-groep-{i}-invloed"):
        unknown = {"": "Zoals in het plan", UNKNOWN: knowledge.table().book.stakes[UNKNOWN].name}
        names = unknown | stakes(open_plan, group.at_stake)
        choice(open_plan, (*at, "belang"), names, group.at_stake)
        choice(open_plan, (*at, "mate_van_belang"), GRADES, group.interest)
        choice(open_plan, (*at, "invloed"), GRADES, group.influence)
    text(open_plan, (*at, "gevolg"), group.effect, area=True, height=68)


def _remove(link: str, group: str) -> None:
    current.change(link, lambda plan: edit.without_group(plan, group), "plan-weg")


def _shares(
    open_plan: OpenPlan,
    i: int,
    dimension: str,
    names: Mapping[str, str],
    shares: Mapping[str, Decimal],
) -> None:
    """Show the mix of a group: one, not known, or a distribution in per cent."""
    key = f"plan-mix-{dimension}-{open_plan.plan.groups[i].id}"
    spread = len(shares) > 1 or st.session_state.get(f"{key}-open")
    prefill.show(key, SPREAD if spread else next(iter(shares), UNKNOWN), named=True)
    label = label_of(open_plan, ("groepen", i, dimension))
    st.selectbox(label, [*names, SPREAD], key=key, on_change=_one,
                 format_func=lambda slug: names.get(slug, "Een verdeling in procenten"),
                 args=(open_plan.link, i, dimension, key))  # fmt: skip
    complaint(key)
    if spread:
        with st.form(f"{key}-delen"):
            st.html(tag("p", f"Verdeling over {dimension}, in procenten. Samen 100."))
            fields = {slug: f"{key}-{slug}" for slug in names}
            owner = literal(open_plan.plan.groups[i].name)
            with st.container(horizontal=True):
                for slug, field in fields.items():
                    st.text_input(f"{owner}: {names[slug]}", field_text(shares.get(slug)),
                                  key=field, max_chars=20, width=150)  # fmt: skip
                    complaint(field)
            st.form_submit_button("Bewaar de verdeling", on_click=_spread,
                                  args=(open_plan.link, i, dimension, key, fields))  # fmt: skip


def _one(link: str, i: int, dimension: str, key: str) -> None:
    if prefill.is_echo(key):
        return
    said = st.session_state[key]
    st.session_state[f"{key}-open"] = said == SPREAD
    if said != SPREAD:
        value = None if said == UNKNOWN else said
        current.change(link, lambda plan: edit.put(plan, ("groepen", i, dimension), value), key)


def _spread(link: str, i: int, dimension: str, key: str, fields: Mapping[str, str]) -> None:
    typed = {slug: str(st.session_state.get(field) or "").strip() for slug, field in fields.items()}
    value: dict[str, Any] = {slug: said for slug, said in typed.items() if said not in ("", "0")}
    place = ("groepen", i, dimension)
    if current.change(link, lambda plan: edit.put(plan, place, value), key, fields=fields):
        st.session_state.pop(f"{key}-open", None)


def _own(open_plan: OpenPlan, i: int, group: Group) -> None:
    st.html(tag("p", OWN, class_="hulp"))
    channels = {slug: channel.name for slug, channel in knowledge.table().book.channels.items()}
    for slug, value in group.own_channels.items():
        place = ("groepen", i, "eigen_kanalen", slug)
        text(open_plan, place, value, max_chars=20)
    for phase, estimates in group.own_per_phase.items():
        for slug, value in estimates.items():
            there = ("groepen", i, "eigen_kanalen_per_fase", phase, slug)
            text(open_plan, there, value, max_chars=20)
    with st.form(f"plan-eigen-{group.id}", border=False):
        names = ("kanaal", "fase", "past")
        fields = tuple(f"plan-eigen-{name}-{group.id}" for name in names)
        label = f"{literal(group.name)}: "
        with st.container(horizontal=True, key=f"filters-eigen-{group.id}"):
            st.selectbox(f"{label}nog een kanaal", list(channels), key=fields[0],
                         format_func=channels.__getitem__, index=None,
                         placeholder="Maak een keuze")  # fmt: skip
            phases = {EVERY: "alle fasen"} | phase_names(open_plan.plan)
            st.selectbox(f"{label}in welke fase?", list(phases), key=fields[1],
                         format_func=phases.__getitem__)  # fmt: skip
            st.text_input(f"{label}hoe goed past het, van 0 tot 100?", key=fields[2], max_chars=20)
        st.form_submit_button("Voeg toe", on_click=_estimate, args=(open_plan.link, i, *fields))
    for field in fields:
        complaint(field)


def _estimate(link: str, i: int, channel: str, phase: str, suits: str) -> None:
    slug, where = st.session_state.get(channel), st.session_state.get(phase) or EVERY
    said = str(st.session_state.get(suits) or "").strip()
    if not slug:
        current.refuse(channel, "Kanaal: maak een keuze.")
        return
    if not said:
        current.refuse(suits, "Hoe goed past het? Vul een getal in van 0 tot 100.")
        return
    current.unsaved_changes().pop(suits, None)
    place: Place = ("groepen", i, "eigen_kanalen", slug)
    if where != EVERY:
        place = ("groepen", i, "eigen_kanalen_per_fase", where, slug)
    fields = {slug: suits}
    if current.change(link, lambda plan: edit.put(plan, place, said), channel, fields=fields):
        st.session_state[channel], st.session_state[suits] = None, ""
