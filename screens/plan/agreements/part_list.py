"""A list in a plan, such as its risks: each item with fields that save themselves, and one more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from dutch import short_day
from engine.model import Form
from plans import Plan, edit
from plans.files import keys
from plans.links import Place
from screens.page.markup import tag
from screens.plan import current
from screens.plan.agreements.fold import keep_open
from screens.plan.current import OpenPlan
from screens.plan.inputs import choice, complaint, key_of, text
from screens.plan.names import item_label, literal

NOTHING = "Niet ingevuld"
GRADES = {"": NOTHING, "laag": "Laag", "midden": "Midden", "hoog": "Hoog"}
YES_NO = {"": "Nee", "ja": "Ja"}


@dataclass(frozen=True, slots=True)
class PartList:
    """What a list asks of each item: keys of the file, and for some the answers to choose from.

    `first` are the keys without which there is no item; the first of those names it.
    """

    key: str
    title: str
    explained: str
    add: str
    first: tuple[str, ...]
    asks: tuple[str, ...]
    areas: tuple[str, ...] = ()
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    has_id: bool = True


def show(
    open_plan: OpenPlan, part: PartList, items: Sequence[Form], path: Place = (), level: str = "h3"
) -> None:
    """Show the items of a list; `path` is where the list stands when that is not the top.

    Without a `level` it has no heading: what it stands in says what it is.
    """
    at = (*path, part.key)
    if level:
        st.html(tag(level, part.title))
    st.html(tag("p", part.explained, class_="hulp"))
    for i, item in enumerate(items):
        name = str(value_of(item, part.first[0]) or "")
        with st.expander(f"{i + 1}. {literal(name[:80])}", key=f"{key_of(at)}-{i}"):
            _fields(open_plan, part, item, (*at, i))
            st.button(f"Haal weg: {item_label((*at, i))}", key=f"{key_of(at)}-{i}-weg",
                      on_click=_remove, args=(open_plan.link, at, i))  # fmt: skip
    _new(open_plan, part, at)


def _fields(open_plan: OpenPlan, part: PartList, item: Form, at: Place) -> None:
    for key in (*part.first, *part.asks):
        place = (*at, *key.split("."))
        value = value_of(item, key)
        if key in part.answers:
            choice(open_plan, place, part.answers[key], _answer(value))
        else:
            text(open_plan, place, _typed(value), area=key in part.areas)


def value_of(item: Form, key: str) -> Any:
    """Return what an item has under a key of the file; "nulmeting.waarde" goes a step deeper."""
    first, _, rest = key.partition(".")
    names = {field.alias or name: name for name, field in type(item).model_fields.items()}
    value = getattr(item, names[first])
    return value_of(value, rest) if rest and value is not None else value


def _answer(value: Any) -> str | None:
    return "ja" if value is True else None if value is False else value


def _typed(value: Any) -> object:
    """Return a value as an advisor types it."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return short_day(value) if isinstance(value, date) else value


def _new(open_plan: OpenPlan, part: PartList, at: Place) -> None:
    fields = {key: f"{key_of(at)}-nieuw-{key}" for key in part.first}
    with st.form(f"{key_of(at)}-nieuw", border=False, clear_on_submit=False):
        with st.container(horizontal=True, key=f"filters-{key_of(at)}-nieuw"):
            for key, name in fields.items():
                label = item_label((*at, -1, key))
                if key in part.areas:
                    st.text_area(label, key=name, max_chars=4000, height=68)
                else:
                    st.text_input(label, key=name, max_chars=300)
                complaint(name)
        st.form_submit_button(part.add, on_click=_add, args=(open_plan.link, part, at, fields))
    complaint(f"{key_of(at)}-nieuw")


def _add(link: str, part: PartList, at: Place, fields: Mapping[str, str]) -> None:
    typed = {key: str(st.session_state.get(name) or "").strip() for key, name in fields.items()}

    def with_item(plan: Plan) -> Plan:
        return edit.put(plan, at, [*_items(plan, at), new_item(part, typed, _items(plan, at))])

    if current.change(link, with_item, f"{key_of(at)}-nieuw", fields=fields):
        keep_open(str(at[0]))
        for name in fields.values():
            st.session_state[name] = ""


def new_item(
    part: PartList, typed: Mapping[str, str], others: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return an item under the keys of the file, with an id that no other has."""
    item = {key: value for key, value in typed.items() if value}
    if not part.has_id:
        return item
    name = typed[part.first[0]]
    return {"id": edit.fresh(name, [str(other["id"]) for other in others]), **item}


def _items(plan: Plan, at: Place) -> list[dict[str, Any]]:
    """Return a list of the plan as its file has it."""
    tree: Any = keys(plan)
    for step in at:
        tree = tree[step] if isinstance(step, int) else tree.get(step, {})
    return list(tree)


def _remove(link: str, at: Place, number: int) -> None:
    def without(plan: Plan) -> Plan:
        rest = [item for i, item in enumerate(_items(plan, at)) if i != number]
        return edit.put(plan, at, rest or None)

    if current.change(link, without, f"{key_of(at)}-nieuw"):
        keep_open(str(at[0]))
