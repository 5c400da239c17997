"""The closed parts that have a chart or a choice, made when they are opened."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from documents import chart
from documents.advice import story
from documents.advice.case import Case
from documents.labels import CHOSEN
from screens.advice import closed, versus
from screens.page import address
from screens.page.markup import Html, join, tag
from screens.page.view import PARTS

LETTERS = 13  # pixels


def show(case: Callable[[], Case], hidden: frozenset[str] = frozenset()) -> None:
    """Show the closed parts, but those left out; `case` is made when one is open."""
    for part, show_part in LAZY.items():
        if part in hidden:
            continue
        linked = part == "vergelijk" and versus.asked(st.query_params)
        box = st.expander(PARTS[part], expanded=linked, key=part, on_change="rerun")
        if box.open:
            with box:
                show_part(case())


def _dark() -> bool:
    return st.context.theme.type == "dark"


def _comparison(case: Case) -> None:
    dots = story.dots(case.book, case.advice)
    plot = chart.dot_plot(dots, dark=_dark(), width=300)
    _draw(plot, f"{dots.caption}.", "plot-vergelijking")
    st.html(closed.comparison(case))


def _draw(plot: Any, description: str, key: str) -> None:
    """Show a chart of the documents with letters for the screen; its description goes along."""
    spec = plot.to_dict(validate=False)
    config = spec["config"]
    config["axis"] |= {"labelFontSize": LETTERS, "titleFontSize": LETTERS}
    config["text"] |= {"fontSize": LETTERS}
    with st.container(key=key):
        st.html(tag("p", description))
        st.vega_lite_chart(spec | {"autosize": "pad"}, theme=None, width="content")


def _journey(case: Case) -> None:
    heat = story.heat(case.book, case.journey)
    better = "Lichter" if _dark() else "Donkerder"
    text = f"Zo passen de kanalen in elke fase. {better} past beter; het staat er ook in woorden."
    _draw(chart.heat_map(heat, dark=_dark()), text, "plot-reis")
    st.html(closed.phases(case))


def _why_not(case: Case) -> None:
    others = {row.channel: row for row in case.advice.channels if row.role not in CHOSEN}
    slug = st.selectbox(
        "Over welk kanaal of middel krijg je de vraag?",
        sorted(others, key=lambda s: case.book.channels[s].name.lower()),
        index=None,
        key="waarom-niet-kanaal",
        format_func=lambda s: case.book.channels[s].name,
        placeholder="Kies een kanaal of middel",
    )
    row = others.get(slug) if slug else None
    if row:
        st.html(closed.why_not(case, row))


def _origin(case: Case) -> None:
    chain_link = None if st.context.is_embedded else _chain(case)
    st.html(join((chain_link, closed.origin_of(case))))


def _chain(case: Case) -> Html:
    to = address.chain(case.advice.situation.facts(), case.advice.picks()[0].channel)
    return tag(
        "p", tag("a", "Volg elke stap van dit advies tot aan de bron", href=to, target="_self")
    )


LAZY: dict[str, Callable[[Case], object]] = {
    "vergelijk": versus.show,
    "tabel": _comparison,
    "reis": _journey,
    "waarom-niet": _why_not,
    "herkomst": _origin,
}
