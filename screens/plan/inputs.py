"""Fields of a plan: each saves itself when it changes, and says it when that does not work."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import streamlit as st

from dutch import exact, short_day
from plans import edit
from plans.links import Place
from screens.page import knowledge
from screens.page.markup import fault
from screens.plan import current, names
from screens.plan.current import OpenPlan
from screens.plan.versions import prefill

NONE = ""
T = TypeVar("T")


def key_of(place: Place) -> str:
    """Return the key of a field of a place in the plan."""
    return "plan-" + "-".join(map(str, place))


def label_of(open_plan: OpenPlan, place: Place) -> str:
    """Return what the field of a place is called, as a label of Streamlit."""
    return names.literal(names.label(open_plan.plan, knowledge.table().book, place))


def text(open_plan: OpenPlan, place: Place, value: object, area: bool = False, **more: Any) -> None:
    """Show a field for text, a number or an amount."""
    key, shown = _prefill(place, field_text(value))
    of: dict[str, Any] = {"key": key, "on_change": _save_text, "args": (open_plan.link, key, place)}
    of["value"] = shown
    if area:
        st.text_area(
            label_of(open_plan, place), height=more.pop("height", 90), max_chars=4000, **of, **more
        )
    else:
        st.text_input(
            label_of(open_plan, place), max_chars=more.pop("max_chars", 300), **of, **more
        )
    complaint(key)


def day(
    open_plan: OpenPlan,
    place: Place,
    value: date | None,
    on_change: Callable[..., None],
    *args: object,
) -> None:
    """Show a field for a date, the Dutch way, without what is wrong with it."""
    key, shown = _prefill(place, short_day(value) if value else "")
    st.text_input(
        label_of(open_plan, place),
        shown,
        key=key,
        placeholder="dd-mm-jjjj",
        max_chars=30,
        on_change=on_change,
        args=args,
    )


def choice(
    open_plan: OpenPlan,
    place: Place,
    options: Mapping[str, str],
    value: str | None,
    **more: Any,
) -> None:
    """Show a list to choose from; the option "" leaves it out."""
    key, _ = _prefill(place, value or NONE, named=True)
    args = (open_plan.link, key, place)
    st.selectbox(
        label_of(open_plan, place),
        list(options),
        key=key,
        format_func=options.__getitem__,
        on_change=_save_text,
        args=args,
        **more,
    )
    complaint(key)


def several(
    open_plan: OpenPlan,
    place: Place,
    options: Mapping[str, str],
    values: Sequence[str],
    **more: Any,
) -> None:
    """Show a list to choose several from; none leaves it out."""
    key, _ = _prefill(place, list(values), named=True)
    of: dict[str, Any] = {"format_func": options.__getitem__, "on_change": _save_list}
    st.multiselect(
        label_of(open_plan, place),
        list(options),
        key=key,
        args=(open_plan.link, key, place),
        **of,
        **more,
    )
    complaint(key)


def complaint(key: str) -> None:
    """Say at a field why it was not saved."""
    messages = [one.message for one in current.faults() if one.field == key]
    if messages:
        st.html(fault(" ".join(messages), key))


def field_text(value: object) -> str:
    """Return a value as an advisor types it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return exact(value)
    return str(value)


def _prefill(place: Place, value: T, named: bool = False) -> tuple[str, T]:
    key = key_of(place)
    wrong = current.unsaved_changes().get(key)
    waiting: Any = None if wrong is None else wrong.value
    return key, prefill.show(key, value if waiting is None else waiting, named)


def _save_text(link: str, key: str, place: Place) -> None:
    if prefill.is_echo(key):
        return
    said = st.session_state.get(key) or ""
    value = said.strip()
    current.change(link, lambda plan: edit.put(plan, place, value), key, said)


def _save_list(link: str, key: str, place: Place) -> None:
    if prefill.is_echo(key):
        return
    said = list(st.session_state.get(key) or [])
    current.change(link, lambda plan: edit.put(plan, place, said or None), key, said)
