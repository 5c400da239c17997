"""The report of what was read: of everything, of one subject, and of a period of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from documents import advice_pdf, house
from documents.listening import about as listening_about
from documents.listening import content as listening_content
from dutch import Illegible, read_day, short_day
from listening import knowledge as vocabulary
from listening.measurements import Measurements, Period, span
from screens.page import knowledge
from screens.page.markup import fault, tag

ABOUT, FROM, UNTIL = "luister-verslag-over", "luister-verslag-van", "luister-verslag-tot"
NO_DAY = "‘{said}’ is geen dag. Schrijf bijvoorbeeld {like}."
TURNED = "De laatste dag ligt voor de eerste. Kies een latere dag."
NO_DAYS = "In deze bestanden staan geen datums. Het verslag gaat daarom over alles wat is gelezen."


class NoPeriod(Exception):
    """What was typed is no period; the text says why in Dutch."""


def show(measurements: Measurements, of: Callable[[Period], Measurements]) -> None:
    """Offer the report; `of` gives what was read of a period."""
    words = vocabulary.load()
    known = listening_about.subjects(measurements, words)
    names = {"": "Alles wat is gelezen", **{id_: one.plain for id_, one in known.items()}}
    with st.container(horizontal=True, vertical_alignment="bottom", key="luister-verslag"):
        asked = st.selectbox("Waar gaat het verslag over?", list(names), width=330, key=ABOUT,
                             format_func=names.__getitem__)  # fmt: skip
        period = _period(measurements)
        if period is None:
            return
        wanted = of(period) if period else measurements
        about = listening_about.about(wanted, known[asked], words) if asked in known else wanted
        st.download_button(
            "Maak PDF", data=lambda: report_pdf(about), mime="application/pdf",
            file_name=f"{name(asked, about)}.pdf", key="luister-pdf", on_click="ignore",
        )  # fmt: skip


def report_pdf(measurements: Measurements) -> bytes:
    """Return the PDF; no logo stands on an example. Raises DocumentError."""
    content = listening_content.content(measurements, knowledge.today())
    dressed = house.in_house_style(content, knowledge.table().book)
    return advice_pdf(replace(dressed, emblem=None) if measurements.example else dressed)


def name(subject: str, measurements: Measurements) -> str:
    """Return the name of the file: subject, period and today."""
    days = [f"{day}" for day in measurements.period or ()]
    return "-".join(filter(None, ("digitaal-luisteren", subject, *days, f"{knowledge.today()}")))


def _period(measurements: Measurements) -> Period | tuple[()] | None:
    """Show where to choose a period; () for everything, None when what is typed is none."""
    known = span(measurements.readings)
    if known is None:
        st.html(tag("p", NO_DAYS, class_="zacht"))
        return ()
    said = [_day(*field) for field in zip(("Van", "Tot en met"), (FROM, UNTIL), known, strict=True)]
    try:
        return period_of(said, known)
    except NoPeriod as error:
        st.html(fault(str(error), UNTIL, role="alert"))
        return None


def _day(label: str, key: str, default: date) -> str:
    like = short_day(default)
    return st.text_input(label, key=key, max_chars=30, placeholder=like, width=150) or ""


def period_of(texts: list[str], limits: Period) -> Period | tuple[()]:
    """Return the period that was typed, or () for none; what is open is as far as files go.

    Raises NoPeriod.
    """
    if not any(text.strip() for text in texts):
        return ()
    first, last = (_read(*pair) for pair in zip(texts, limits, strict=True))
    if last < first:
        raise NoPeriod(TURNED)
    return first, last


def _read(text: str, default: date) -> date:
    if not text.strip():
        return default
    try:
        return read_day(text)
    except Illegible:
        raise NoPeriod(NO_DAY.format(said=text, like=short_day(default))) from None
