"""What lies below the advice, closed until asked for: comparison, journey, message, origin."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from documents import chart
from documents.advice import origin, story
from documents.advice.case import Case, advised, grouped, said
from documents.blocks import Bullets, Columns, Heading
from documents.labels import CHOSEN, ROLES, fits
from dutch import listing, signed, whole
from engine import wording
from engine.answer import Advice, Ranked
from screens.advice import versus
from screens.evidence import chain
from screens.page import blocks
from screens.page.markup import Html, bullets, join, table, tag
from screens.page.view import PARTS

MESSAGE = {
    "toon": "Toon",
    "perspectief": "Perspectief",
    "benadruk": "Benadruk",
    "vermijd": "Vermijd",
}
LETTERS = 13  # pixels
ABOUT = {"taak": "de taak", "leeftijd": "de leeftijd", "profiel": "het profiel"}
NONE = "Er is geen kanaal dat we in deze situatie uitdrukkelijk afraden."
ALL_CAN = "Alle kanalen en middelen kunnen in deze fase iets betekenen."


def show(made: Callable[[], Case], hidden: frozenset[str] = frozenset()) -> None:
    """Show the closed parts that have a chart or a choice, but those left out; made when open."""
    for part, show_part in LAZY.items():
        if part in hidden:
            continue
        linked = part == "vergelijk" and versus.asked(st.query_params)
        box = st.expander(PARTS[part], expanded=linked, key=part, on_change="rerun")
        if box.open:
            with box:
                show_part(made())


def folded(case: Case) -> dict[str, Html]:
    """Return the closed parts that need no server to open, so they work without a connection."""
    made = {
        "minder-geschikt": _rather_not,
        "kan-niet": _refused,
        "beweegredenen": _residents,
        "boodschap": _message,
    }
    return {part: _folded(PARTS[part], of(case)) for part, of in made.items()}


def _folded(label: str, content: Html) -> Html:
    inner = tag("div", content, class_="inhoud")
    return tag("details", tag("summary", label), inner, class_="deel", data_deel=label)


def _dark() -> bool:
    return st.context.theme.type == "dark"


def _comparison(case: Case) -> None:
    dots = story.dots(case.book, case.advice)
    drawn = chart.dot_plot(dots, dark=_dark(), width=300)
    _draw(drawn, f"{dots.caption}.", "plot-vergelijking")
    st.html(join((tag("p", story.HOW_TO_READ, class_="zacht"), _numbers(case))))


def _draw(drawn: Any, told: str, key: str) -> None:
    """Show a chart of the documents with letters for the screen; its description goes along."""
    spec = drawn.to_dict(validate=False)
    config = spec["config"]
    config["axis"] |= {"labelFontSize": LETTERS, "titleFontSize": LETTERS}
    config["text"] |= {"fontSize": LETTERS}
    with st.container(key=key):
        st.html(tag("p", told))
        st.vega_lite_chart(spec | {"autosize": "pad"}, theme=None, width="content")


def _numbers(case: Case) -> Html:
    able = [row for row in case.advice.channels if row.suitability is not None]
    heads = ("Kanaal of middel", "Rol", "Past", "Getal", "Laagste", "Hoogste", "Bij de beste drie")
    caption = "Alle kanalen en middelen die in deze fase kunnen"
    return table(caption, heads, [_figures(case, row) for row in able], numeric=(3, 4, 5, 6))


def _figures(case: Case, row: Ranked) -> tuple[str, ...]:
    suitability = row.suitability or 0.0
    numbers = (suitability, row.low or 0.0, row.high or 0.0)
    share = f"{whole(100 * (row.certainty or 0))} van de 100"
    role = ROLES[row.role] + (" (even geschikt)" if row.even_with else "")
    return (case.channel(row).name, role, fits(suitability), *map(whole, numbers), share)


def _journey(case: Case) -> None:
    heat = story.heat(case.book, case.journey)
    better = "Lichter" if _dark() else "Donkerder"
    told = f"Zo passen de kanalen in elke fase. {better} past beter; het staat er ook in woorden."
    _draw(chart.heat_map(heat, dark=_dark()), told, "plot-reis")
    heads = ("Fase", *(ROLES[role] for role in CHOSEN))
    rows = [_phase(case, advice) for advice in case.journey]
    st.html(table("De gekozen kanalen per fase", heads, rows))


def _phase(case: Case, advice: Advice) -> list[str]:
    name = case.book.phases[advice.situation.phase].name
    here = " (deze fase)" if advice.situation == case.advice.situation else ""
    names = [
        ", ".join(case.channel(row).name for row in advice.channels if row.role == role) or "–"
        for role in CHOSEN
    ]
    return [name + here, *names]


def _residents(case: Case) -> Html:
    motives = (Heading("Beweegredenen"), said(case, case.advice.motives))
    expected = (Heading("Verwachtingen"), said(case, case.advice.expectations))
    return blocks.render(case.book, [Columns((motives, expected))])


def _message(case: Case) -> Html:
    parts = []
    for key, name in MESSAGE.items():
        items = [i for i in case.advice.message.get(key, ()) if i.text]
        told = grouped((i.about, advised(case, i.text or "", i.sources)) for i in items)
        if told:
            parts.append((Heading(name), Bullets(told)))
    note = tag("p", "Wat geen bron heeft, is vakkennis.", class_="zacht")
    return join((blocks.render(case.book, [Columns(tuple(parts))]), note))


def _rather_not(case: Case) -> Html:
    rows = [row for row in case.advice.channels if row.role == "liever-niet"]
    items = [_against(case, row) for row in rows]
    return bullets(items) or tag("p", NONE)


def _against(case: Case, row: Ranked) -> Html:
    counted = [r for r in row.reasons if r.counted and r.quality]
    worst = min(counted, key=lambda r: r.weight)
    return join((tag("strong", f"{case.channel(row).name}."), blocks.reason(case, worst)), " ")


def _refused(case: Case) -> Html:
    groups: dict[str, list[str]] = {}
    for row in case.advice.channels:
        if row.refusal:
            groups.setdefault(row.refusal, []).append(case.channel(row).name)
    items = [
        join((tag("strong", f"{listing(names)}."), refusal), " ")
        for refusal, names in groups.items()
    ]
    return bullets(items) or tag("p", ALL_CAN)


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
        answer = wording.answer(case.book, case.advice.channels, row)
        st.html(join((tag("p", answer), _reasons(case, row))))


def _reasons(case: Case, row: Ranked) -> Html:
    counted = sorted((r for r in row.reasons if r.counted), key=lambda r: -r.weight)
    up = [blocks.reason(case, r) for r in counted if r.weight > 0]
    down = [blocks.reason(case, r) for r in reversed(counted) if r.weight < 0]
    plus = join((tag("h3", "Wat ervoor pleit"), bullets(up))) if up else None
    minus = join((tag("h3", "Wat ertegen pleit"), bullets(down))) if down else None
    return join((plus, minus))


def _origin(case: Case) -> Html:
    first, *rest = origin.made(case)
    made = rest if isinstance(first, Heading) else [first, *rest]
    tables = [_summed(case, row) for row in case.advice.picks()]
    told = blocks.render(case.book, made, top=2)
    chain_link = None if st.context.is_embedded else _chain(case)
    return join((chain_link, told, tag("h3", "Alle redenen opgeteld"), *tables))


def _chain(case: Case) -> Html:
    to = chain.link(case.advice.situation.facts(), case.advice.picks()[0].channel)
    return tag(
        "p", tag("a", "Volg elke stap van dit advies tot aan de bron", href=to, target="_self")
    )


def _summed(case: Case, row: Ranked) -> Html:
    """Return every reason of a channel with its points, so that anyone can add them up."""
    counted = sorted((r for r in row.reasons if r.counted), key=lambda r: -r.weight)
    rows = [
        (blocks.reason(case, r), ABOUT.get(r.dimension, r.dimension), signed(r.weight))
        for r in counted
    ]
    total = ("Samen", "", signed(row.score or 0))
    caption = f"{case.channel(row).name}: {ROLES[row.role].lower()}"
    return table(
        caption, ("Reden", "Gaat over", "Punten"), [*rows, total], numeric=(2,), plain=True
    )


LAZY: dict[str, Callable[[Case], object]] = {
    "vergelijk": versus.show,
    "tabel": _comparison,
    "reis": _journey,
    "waarom-niet": _why_not,
    "herkomst": lambda case: st.html(_origin(case)),
}
