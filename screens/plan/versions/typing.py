"""Tells the browser what of its typed text was saved, so that it keeps the rest (unsaved.js).

What this session saved it says field by field. What was saved before it began, just before a crash
perhaps, it says once: by a checksum of every field of the plan with its text.
"""

import json
from collections.abc import Iterable

import streamlit as st

from plans import Plan
from screens.page import login
from screens.page.markup import tag
from screens.plan.versions import field_texts

SAVED = "plan-bevestigd"  # link → field → checksum of the text that was saved last
STANDING = "plan-stond-er"  # link → checksums of the plan when this session first showed it
MOST = 100  # fields that are confirmed at once: long after a browser knows it
Checksums = dict[str, int]


def checksum(text: str) -> int:
    """Return a number that tells texts apart, as the browser makes it (FNV-1a of 32 bits)."""
    total = 0x811C9DC5
    for byte in text.encode("utf-8", "surrogatepass"):
        total = (total ^ byte) * 0x01000193 & 0xFFFFFFFF
    return total


def confirm(link: str, key: str, value: object, fields: Iterable[str] = ()) -> None:
    """Remember that the text of a field, and that of the fields of a form, is saved."""
    of = _saved(link)
    for name in (key, *fields):
        text = value if name == key and value is not None else st.session_state.get(name)
        if isinstance(text, str):
            of.pop(name, None)
            of[name] = checksum(text)
    for name in list(of)[:-MOST]:
        del of[name]


def show(link: str, plan: Plan) -> None:
    """Say what was saved, on the place where the browser offers what was not.

    Without a login the browser lists the plan by its name (plans.js).
    """
    listed = plan.project.name if login.claim() is None else None
    saved = json.dumps(_saved(link), separators=(",", ":"))
    stood: dict[str, str] = st.session_state.setdefault(STANDING, {})
    if link not in stood:
        stood[link] = standing(plan)
    st.html(tag("div", role="status", data_plan=link, data_naam=listed, data_bewaard=saved,
                data_stand=stood[link]))  # fmt: skip


def standing(plan: Plan) -> str:
    """Return a checksum of every field of a plan with its text, each to the base 36."""
    texts = field_texts.field_texts(plan)
    return " ".join(base36(checksum(f"{key}\n{text}")) for key, text in texts)


def base36(number: int) -> str:
    """Return a number as the browser writes it to the base 36."""
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
        if not number:
            return digits


def _saved(link: str) -> Checksums:
    every: dict[str, Checksums] = st.session_state.setdefault(SAVED, {})
    return every.setdefault(link, {})
