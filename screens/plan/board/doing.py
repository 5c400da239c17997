"""What an order of the board does: to the address, which says what shows, or to the plan."""

from collections.abc import Callable, Mapping

import streamlit as st

from plans import edit
from plans.board import fresh, several
from plans.model import Plan
from plans.planning import journey_proposals, proposals
from screens.page import journey_library, knowledge
from screens.page.fields import put
from screens.plan import current, summary
from screens.plan.board import orders
from screens.plan.board.cells import DAYS, FIELDS, KEY, key_of
from screens.plan.board.orders import Order, value_of, values_of
from screens.plan.board.outlook import (
    ACTION,
    CELL,
    FILTERS,
    MORE,
    ORDER,
    STEP,
    VIEW,
    close,
    outlook,
    without_filters,
)
from screens.plan.current import STEP as TAB

PASTE = "plak"  # in the address: rows are being pasted
NOTHING_MORE = "Er is niets voor te stellen: kies eerst kanalen, of alles staat er al."
NO_DAYS = "Hoeveel dagen? Vul een heel getal in, zoals 7, of -7 om terug te gaan."
PANEL, CELL_PANEL, PASTE_PANEL = "paneel-actie", "paneel-vak", "paneel-plak"  # ids of headings


def take(link: str, order: Order) -> None:
    """Do what somebody asked for on the board; what nobody can ask for does nothing."""
    doer = _DOERS.get(value_of(order, "doe"))
    if doer:
        doer(link, order)


def open_action(id_: str) -> None:
    """Open an action under its row."""
    put({ACTION: id_, CELL: "", PASTE: ""})
    orders.focus(PANEL)


def _action(_: str, order: Order) -> None:
    id_ = value_of(order, "waarde")
    if id_:
        open_action(id_)
    else:
        close()


def _cell(_: str, order: Order) -> None:
    put({CELL: value_of(order, "waarde"), ACTION: "", PASTE: ""})
    orders.focus(CELL_PANEL)


def _close(link: str, _: Order) -> None:
    now = outlook(current.open_plan(link).plan)
    place = f"actie-{now.action}" if now.action else ""
    orders.focus(f"vak-{now.cell.group}/{now.cell.phase}" if now.cell else place)
    close()
    put({PASTE: ""})


def _tab(_: str, order: Order) -> None:
    put({TAB: value_of(order, "waarde"), CELL: "", ACTION: ""})


def _view(_: str, order: Order) -> None:
    put({VIEW: value_of(order, "waarde")})


def _sort(_: str, order: Order) -> None:
    put({ORDER: value_of(order, "waarde")})


def _filter(_: str, order: Order) -> None:
    key = value_of(order, "veld")
    if key in FILTERS:
        put({key: value_of(order, "waarde"), CELL: "", MORE: ""})


def _all(_: str, order: Order) -> None:
    without_filters()


def _more(_: str, order: Order) -> None:
    shown = value_of(order, "waarde")
    if shown.isdecimal():
        put({MORE: str(int(shown) + STEP)})


def _paste(_: str, order: Order) -> None:
    put({PASTE: "ja", ACTION: "", CELL: ""})
    orders.focus(PASTE_PANEL)


def _put(link: str, order: Order) -> None:
    id_, field = value_of(order, "id"), value_of(order, "veld")
    value = value_of(order, "waarde")
    if field not in FIELDS:
        return

    def with_value(plan: Plan) -> Plan:
        typed = fresh.whole_day(plan, value) if field in DAYS and value else value
        return several.with_value(plan, (id_,), field, typed)

    current.change(link, with_value, key_of(id_, field), value)


def _add(link: str, _: Order) -> None:
    made: list[str] = []

    def with_action(plan: Plan) -> Plan:
        now = outlook(plan)
        mix = summary.mix_of(current.open_plan(link).version.text)
        chosen = plan.chosen.channels if plan.chosen else ()
        lead = mix.leads.get(now.cell) if mix and now.cell else None
        first = next(iter(chosen), None) or next(iter(knowledge.table().book.channels))
        where = (now.cell.group, now.cell.phase) if now.cell else ("", "")
        item = fresh.new_action(plan, lead or first, *where)
        made[:] = [item["id"]]
        return edit.append(plan, "acties", item)

    if current.change(link, with_action, KEY):
        open_action(made[0])


def take_over(link: str, ids: tuple[str, ...] | None) -> None:
    """Make these proposals part of the plan, or all (None)."""
    current.change(link, lambda plan: edit.revalidate(proposals.accept(plan, ids)), KEY)


def _take_one(link: str, order: Order) -> None:
    take_over(link, (value_of(order, "waarde"),))


def _take_all(link: str, _: Order) -> None:
    take_over(link, None)


def _propose(link: str, _: Order) -> None:
    """Put proposals in the table: of the journey that the plan comes from, and of the knowledge."""
    table, today = knowledge.table(), knowledge.today()
    journeys = journey_library.library(table).journeys
    journey = journeys.get(st.query_params.get(current.JOURNEY, ""))

    def with_proposals(plan: Plan) -> Plan:
        if journey:
            steps = journey.steps
            ideas = journey_proposals.propose(plan, table.book, journey.name, steps, today)
            plan = proposals.with_proposals(plan, ideas)
        more = proposals.propose(plan, table, today)
        return edit.revalidate(proposals.with_proposals(plan, more))

    before = current.open_plan(link).plan.actions
    saved = current.change(link, with_proposals, KEY)
    if saved and current.open_plan(link).plan.actions == before:
        current.refuse(KEY, NOTHING_MORE)


def _leave(link: str, order: Order) -> None:
    id_ = value_of(order, "waarde")
    current.change(link, lambda plan: edit.revalidate(proposals.leave(plan, (id_,))), KEY)


def remove(link: str, id_: str) -> None:
    """Take an action out of the plan; undo brings it back."""
    if current.change(link, lambda plan: several.without(plan, (id_,)), KEY):
        close()


def copy(link: str, id_: str) -> None:
    """Put a copy of an action behind it, and open that."""
    copies: list[str] = []

    def with_copy(plan: Plan) -> Plan:
        changed, ids = several.copied(plan, (id_,))
        copies[:] = ids
        return changed

    if current.change(link, with_copy, KEY) and copies:
        open_action(copies[0])


def _several(link: str, order: Order) -> None:
    ids, value = values_of(order, "acties"), value_of(order, "waarde")
    what = value_of(order, "samen")
    if what == "dagen" and not value.removeprefix("-").isdecimal():
        current.refuse(KEY, NO_DAYS)
        return
    changes: Mapping[str, Callable[[Plan], Plan]] = {
        "status": lambda plan: several.with_value(plan, ids, "status", value),
        "wie": lambda plan: several.with_value(plan, ids, "wie", value),
        "dagen": lambda plan: several.moved(plan, ids, max(-3650, min(3650, int(value)))),
        "kopieer": lambda plan: several.copied(plan, ids)[0],
        "weg": lambda plan: several.without(plan, ids),
    }
    if what in changes and ids:
        current.change(link, changes[what], KEY)


_DOERS: Mapping[str, Callable[[str, Order], None]] = {
    "open": _action,
    "vak": _cell,
    "sluit": _close,
    "tabblad": _tab,
    "beeld": _view,
    "sorteer": _sort,
    "zeef": _filter,
    "toon-alles": _all,
    "meer": _more,
    "plak": _paste,
    "zet": _put,
    "erbij": _add,
    "neem-over": _take_one,
    "alle-over": _take_all,
    "stel-voor": _propose,
    "laat": _leave,
    "samen": _several,
}
