"""Fields of a plan: each saves itself when it changes, and says it when that does not work."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from dutch import exact, short_day
from plans import edit
from plans.links import Place
from screens.page.markup import tag
from screens.plan import current
from screens.plan.current import Desk

NONE = ""


def key_of(place: Place) -> str:
    """Return the key of a field of a place in the plan."""
    return "plan-" + "-".join(map(str, place))


def text(
    desk: Desk, label: str, place: Place, value: object, area: bool = False, **more: Any
) -> None:
    """Show a field for text, a number or an amount."""
    key = _kept(place, shown(value))
    of: dict[str, Any] = {"key": key, "on_change": _typed, "args": (desk.link, key, place)}
    if area:
        st.text_area(label, height=more.pop("height", 90), max_chars=4000, **of, **more)
    else:
        st.text_input(label, max_chars=more.pop("max_chars", 300), **of, **more)
    complaint(key)


def day(desk: Desk, label: str, place: Place, value: date) -> None:
    """Show a field for a date, the Dutch way."""
    key = _kept(place, short_day(value))
    args = (desk.link, key, place)
    st.text_input(
        label, key=key, placeholder="dd-mm-jjjj", max_chars=30, on_change=_dated, args=args
    )
    complaint(key)


def choice(
    desk: Desk, label: str, place: Place, options: Mapping[str, str], value: str | None, **more: Any
) -> None:
    """Show a list to choose from; the option "" leaves it out."""
    key = _kept(place, value or NONE)
    args = (desk.link, key, place)
    names = options.__getitem__
    st.selectbox(
        label, list(options), key=key, format_func=names, on_change=_typed, args=args, **more
    )
    complaint(key)


def several(
    desk: Desk,
    label: str,
    place: Place,
    options: Mapping[str, str],
    values: Sequence[str],
    **more: Any,
) -> None:
    """Show a list to choose several from; none leaves it out."""
    key = _kept(place, list(values))
    of: dict[str, Any] = {"format_func": options.__getitem__, "on_change": _listed}
    st.multiselect(label, list(options), key=key, args=(desk.link, key, place), **of, **more)
    complaint(key)


def complaint(key: str) -> None:
    """Say why a field was not saved."""
    wrong = current.failed().get(key)
    if wrong:
        st.html(tag("p", wrong.said, class_="fout", role="alert"))


def shown(value: object) -> str:
    """Return a value as an advisor types it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return exact(value)
    return str(value)


def _kept(place: Place, value: object) -> str:
    key = key_of(place)
    wrong = current.failed().get(key)
    st.session_state[key] = value if wrong is None or wrong.typed is None else wrong.typed
    return key


def _typed(link: str, key: str, place: Place) -> None:
    said = st.session_state.get(key) or ""
    value = said.strip()
    current.change(link, lambda plan: edit.put(plan, place, value), key, said)


def _dated(link: str, key: str, place: Place) -> None:
    said = st.session_state.get(key) or ""
    current.change(link, lambda plan: edit.put(plan, place, said.strip() or None), key, said)


def _listed(link: str, key: str, place: Place) -> None:
    said = list(st.session_state.get(key) or [])
    current.change(link, lambda plan: edit.put(plan, place, said or None), key, said)
