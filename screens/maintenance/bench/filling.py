"""Draws the fields of a form and returns what was filled in."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from workbench.form_options import Lists
from workbench.item_forms import FieldKind, FormField

LONGEST = 4_000  # characters of a text
LONGEST_LINE = 300
CHOOSE = "Kies"


def fill(
    fields: Sequence[FormField], lists: Lists, key: str, begin: Mapping[str, Any]
) -> dict[str, Any]:
    """Show fields, filled with what `begin` holds, and return place → text, or texts."""
    values = {}
    for wide, group in groupby(
        fields, lambda field: field.kind in (FieldKind.TEXT, FieldKind.LINES)
    ):
        columns = st.columns(1 if wide else 2)
        for at, field in enumerate(group):
            with columns[at % len(columns)]:
                values[field.place] = _field(field, lists, f"{key}-{field.place}", begin)
    return values


def _field(field: FormField, lists: Lists, key: str, begin: Mapping[str, Any]) -> Any:
    label = field.label + (" *" if field.needed else "")
    value = begin.get(field.place)
    if field.kind == FieldKind.MANY:
        return _many(field, label, lists, key, value)
    if field.kind == FieldKind.ONE:
        return _one(field, label, lists, key, str(value or ""))
    text = "\n".join(value) if isinstance(value, list) else str(value or "")
    if field.kind == FieldKind.LINE:
        return st.text_input(label, text, key=key, help=field.help or None, max_chars=LONGEST_LINE)
    typed = st.text_area(
        label, text, key=key, help=field.help or None, max_chars=LONGEST, height=90
    )
    return typed.splitlines() if field.kind == FieldKind.LINES else typed


def _many(field: FormField, label: str, lists: Lists, key: str, value: Any) -> list[str]:
    chosen = [value] if isinstance(value, str) and value else list(value or ())
    names = {**{slug: slug for slug in chosen}, **lists[field.options]}
    return st.multiselect(
        label, list(names), chosen, format_func=names.__getitem__, key=key,
        help=field.help or None, placeholder=CHOOSE,
    )  # fmt: skip


def _one(field: FormField, label: str, lists: Lists, key: str, value: str) -> str:
    names = dict(lists[field.options])
    if value and value not in names:
        names = {value: value, **names}
    options = list(names)
    chosen = st.selectbox(
        label, options, options.index(value) if value in names else None,
        format_func=names.__getitem__, key=key, help=field.help or None, placeholder=CHOOSE,
    )  # fmt: skip
    return str(chosen or "")
