"""The tab Bord: limits, the matrix with who is missed, and the actions with their time, on one."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import streamlit as st

from documents.labels import lower
from dutch import counted, day_month
from engine import Table
from plans.board.scale import scale_of
from plans.board.sieve import NOBODY, matching, owners
from plans.choice.mix import Mix
from plans.model import STATUS_NAMES, Plan
from plans.own_means import with_means
from plans.planning import working_back
from plans.planning.lead_times import step_name
from screens.page import knowledge
from screens.page.markup import Html, fault, join, tag
from screens.plan import current, matrix, mix, summary
from screens.plan.board import (
    action_panel,
    action_table,
    aside,
    cell_panel,
    cells,
    doing,
    limit_bars,
    orders,
    paste_panel,
)
from screens.plan.board.orders import Order
from screens.plan.board.outlook import Outlook, outlook
from screens.plan.current import OpenPlan
from screens.plan.inputs import complaint


def show(open_plan: OpenPlan) -> None:
    """Show the tab."""
    table = knowledge.table()
    now = summary.mix_of(open_plan.version.text)
    if now is None:
        summary.show(open_plan)
        return
    seen = outlook(open_plan.plan)
    _top(open_plan, table, now, seen)
    complaint(cells.KEY)
    if st.query_params.get(doing.PASTE):
        paste_panel.show(open_plan, table)
    _actions(open_plan, table, seen)
    label = "De keuze van de kanalen: grenzen, prijzen en waarom"
    with st.expander(label, expanded=open_plan.plan.chosen is None, key="plan-keuze-kanalen"):
        mix.show(open_plan, table, now)


def _take(open_plan: OpenPlan, order: Order) -> None:
    doing.take(open_plan.link, order)


def _top(open_plan: OpenPlan, table: Table, now: Mix, seen: Outlook) -> None:
    """Show the limits, the matrix and beside it who is missed; and the cell that is open."""
    plan, text = open_plan.plan, open_plan.version.text
    title = tag("h3", "Wie, wanneer, langs welke weg")
    late = working_back.late(plan, knowledge.today())
    drawn = matrix.matrix(plan, table, now, summary.suits(text), seen.cell)
    asks = aside.attention(plan, late, summary.remarks(text))
    beside = join((aside.unreached(plan, table, now), asks))
    board = tag("div", tag("div", title, _legend(), drawn, class_="bord-links"),
                tag("div", beside, class_="bord-naast"), class_="bord-boven")  # fmt: skip
    if seen.action:  # then the matrix is one line, so that the action stands near its row
        board = tag("details", tag("summary", _in_short(plan, now, len(late))), board,
                    class_="bord-dicht", data_deel="bord-boven")  # fmt: skip
    pieces = [
        limit_bars.limits(plan, table.book, now),
        mix.effect_notice(open_plan, table, now),
        board,
    ]
    orders.show("bord-boven", pieces, lambda order: _take(open_plan, order))
    if seen.cell:
        cell_panel.show(open_plan, table, now, seen.cell)


def _in_short(plan: Plan, now: Mix, late: int) -> str:
    """Return the matrix and what stands beside it in one line."""
    groups, phases = len(plan.groups), len(plan.phases)
    said = [
        f"{counted(groups, 'groep', 'groepen')} en {counted(phases, 'fase', 'fasen')}",
        f"{len(now.missed)} keer niet bereikt" if now.missed else "overal bereikt",
    ]
    if late:
        said.append(f"{counted(late, 'stap', 'stappen')} te laat")
    return f"Wie, wanneer, langs welke weg: {', '.join(said)}"


def _legend() -> Html:
    shades = (("goed", "past goed"), ("redelijk", "past redelijk"), ("minder", "past minder goed"))
    items = [tag("span", tag("i", class_=f"staal {shade}"), f" {name}") for shade, name in shades]
    return tag("p", *items, class_="legenda zacht")


def _actions(open_plan: OpenPlan, table: Table, seen: Outlook) -> None:
    """Show the toolbar and the table; an open action stands under its row."""
    plan = open_plan.plan
    known = with_means(table.book, plan).channels
    channels = {slug: channel.name for slug, channel in known.items()}
    short = {slug: channel.short for slug, channel in known.items()}
    phases = action_panel.phase_names(plan)
    every = matching(plan, seen.selection)
    shown = every[: seen.count]
    at = [action.id for action in shown].index(seen.action) + 1 if _is_among(shown, seen) else 0
    today = knowledge.today()
    late = {
        item.action: f"{lower(item.name)} {day_month(item.day)}"
        for item in reversed(_overdue(plan, today))
    }
    choices: Mapping[str, Mapping[str, str]] = {
        "kanaal": channels, "fase": phases, "status": STATUS_NAMES
    }  # fmt: skip
    one = action_table.ActionTable(
        plan, seen, short, phases, today, scale_of(plan), _steps(plan), late, _faults(), _typed()
    )
    bar = action_table.toolbar(
        plan, seen, _options(plan, channels, phases), _proposals(plan), len(every)
    )
    head = [bar, action_table.several(STATUS_NAMES)]
    if not shown:
        orders.show("bord-acties", [*head, action_table.empty(seen.selection)],
                    lambda order: _take(open_plan, order), choices)  # fmt: skip
        return
    rest = shown[at:] if at else ()
    first = one.table(shown[:at] or shown, last=not rest)
    last = Html("") if rest else action_table.more(len(shown), len(every))
    pieces = [*head, first, last]
    orders.show("bord-acties", pieces, lambda order: _take(open_plan, order), choices)
    if at:
        action_panel.show(open_plan, shown[at - 1], channels)
    if rest:
        more = [one.table(rest, last=True, first=False), action_table.more(len(shown), len(every))]
        orders.show("bord-vervolg", more, lambda order: _take(open_plan, order), choices)


class _Overdue(NamedTuple):
    """A step of an action that should have been ready."""

    action: str
    name: str
    day: date


def _steps(plan: Plan) -> dict[str, tuple[tuple[str, date], ...]]:
    """Return per action the days before it, by name."""
    dated = {action.id: working_back.dated(action).steps for action in plan.actions if action.steps}
    return {
        id_: tuple((step_name(step), step.day) for step in steps if step.day)
        for id_, steps in dated.items()
    }


def _overdue(plan: Plan, today: date) -> list[_Overdue]:
    """Return the steps whose day is past while they are not ready, the first of an action first."""
    names = {
        (action.id, step.id): step_name(step) for action in plan.actions for step in action.steps
    }
    return [
        _Overdue(one.action, names[one.action, one.step], one.day)
        for one in working_back.late(plan, today)
        if one.day < today
    ]


def _is_among(shown: tuple[object, ...], seen: Outlook) -> bool:
    return bool(seen.action) and any(getattr(one, "id", "") == seen.action for one in shown)


def _proposals(plan: Plan) -> int:
    return sum(action.status == "voorstel" for action in plan.actions)


def _options(
    plan: Plan, channels: Mapping[str, str], phases: Mapping[str, str]
) -> dict[str, Mapping[str, str]]:
    """Return what each filter lets choose from: only what the plan has."""
    used = {action.channel for action in plan.actions}
    return {
        "toon-groep": {group.id: group.name for group in plan.groups},
        "toon-fase": phases,
        "toon-kanaal": {slug: name for slug, name in channels.items() if slug in used},
        "toon-wie": {NOBODY: "niemand"} | {name: name for name in owners(plan)},
        "toon-status": STATUS_NAMES,
    }


def _typed() -> dict[str, str]:
    """Return what was typed in a cell and is wrong, per place."""
    before = f"{cells.KEY}-"
    return {
        key.removeprefix(before): wrong.value
        for key, wrong in current.unsaved_changes().items()
        if key.startswith(before) and isinstance(wrong.value, str)
    }


def _faults() -> dict[str, Html]:
    """Return what is wrong with what was typed in a cell, per place."""
    before = f"{cells.KEY}-"
    return {
        one.field.removeprefix(before): fault(one.message, one.field)
        for one in current.faults()
        if one.field.startswith(before)
    }
