"""A picture of dots as a real table: a column per phase or group, a row per channel.

A dot is a share of residents, with its interval as a line. The table is one stop of the keyboard.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dutch import counted
from screens.page.markup import Html, join, tag
from surveys.findings.dots import Dot, DotColumn
from surveys.findings.spoken import between, of_hundred

EDGE, STEP = 0.78, 0.2  # of the scale: from where a number stands before its dot; between lines
ROOM = 3  # numbers on a scale that fit beside each other, beside the nought
SCALES = (0.2, 0.4, 0.6, 0.8, 1.0)
VERDICTS = {
    "vaker": "zeker vaker",
    "minder": "zeker minder vaak",
    "klopt": "geen verschil",
    "open": "verschil nog niet te zeggen",
}
FEW = "minder dan 10"
NOT_ASKED = "niet gevraagd"
NO_NUMBER = "minder dan 10 antwoorden, dus geen cijfer"


@dataclass(frozen=True, slots=True)
class DotPicture:
    """What a picture shows: columns and rows under their names, and how its dots are read.

    `beside` is what the mark beside a dot stands for; `by_rules` when that is our rules.
    """

    name: str
    caption: str
    columns: Sequence[DotColumn]
    heads: Mapping[str, str]
    rows: Mapping[str, str]
    chosen: str
    beside: str
    by_rules: bool
    column_order: str = ""
    row_order: str = ""


def draw(picture: DotPicture) -> Html:
    """Return the table, and for a narrow screen the list that chooses its one column."""
    top = scale(picture.columns)
    head = tag("tr", tag("td", class_="leeg"), *(_head(picture, one) for one in picture.columns))
    rows = [_row(picture, key, name, top) for key, name in picture.rows.items()]
    foot = tag(
        "tr", tag("td", class_="leeg"), *(_axis(picture, one, top) for one in picture.columns)
    )
    made = tag("table", tag("caption", picture.caption, class_="alleen-lezer"),
               tag("thead", head), tag("tbody", *rows), tag("tfoot", foot, aria_hidden="true"),
               role="grid", class_="punten")  # fmt: skip
    lines = f"--stap: {100 * STEP / top:.3f}%"
    return join((_list(picture), tag("div", made, class_="punten-vak", style=lines)))


def scale(columns: Sequence[DotColumn]) -> float:
    """Return the share at the right end of every column."""
    ends = [
        max(dot.high, dot.beside or 0.0, dot.before or 0.0)
        for one in columns
        for dot in one.dots
        if not one.few
    ]
    highest = max(ends, default=0.0)
    return next((end for end in SCALES if highest <= end - 0.02), SCALES[-1])


def _list(picture: DotPicture) -> Html:
    options = [
        tag("option", picture.heads[one.key], value=one.key,
            selected="" if one.key == picture.chosen else None)
        for one in picture.columns
    ]  # fmt: skip
    field = tag("select", *options, data_doe=picture.column_order or "kolom",
                aria_label=f"Kies een kolom: {picture.caption}")  # fmt: skip
    return tag("div", field, class_="smal kies-kolom")


def _head(picture: DotPicture, column: DotColumn) -> Html:
    name = picture.heads[column.key]
    if picture.column_order and picture.by_rules:
        name = tag("button", name, type="button", class_="link", data_doe=picture.column_order,
                   data_waarde=column.key, data_plek=f"{picture.name}-{column.key}",
                   aria_pressed=_flag(column.key == picture.chosen))  # fmt: skip
    return tag("th", name, tag("span", _count(column), class_="dun blok zacht"), scope="col",
               class_=_classes(picture, column))  # fmt: skip


def _count(column: DotColumn) -> str:
    if column.few:
        return f"{FEW} antwoorden"
    text = counted(column.n, "antwoord", "antwoorden")
    return f"{text}: dun" if column.thin else text


def _classes(picture: DotPicture, column: DotColumn) -> str:
    marks = {"gekozen": column.key == picture.chosen, "dunne-groep": column.thin}
    return " ".join(name for name, on in marks.items() if on)


def _flag(on: bool) -> str:
    return "true" if on else "false"


def _row(picture: DotPicture, key: str, name: str, top: float) -> Html:
    head: Html | str = name
    if picture.row_order:
        head = tag("button", name, type="button", class_="link rijnaam", data_doe=picture.row_order,
                   data_waarde=key, data_plek=f"{picture.name}-rij-{key}")  # fmt: skip
    cells = [_cell(picture, one, key, top) for one in picture.columns]
    return tag("tr", tag("th", head, scope="row"), *cells)


def _cell(picture: DotPicture, column: DotColumn, key: str, top: float) -> Html:
    dot = column.of(key)
    class_ = _classes(picture, column)
    if dot is None:
        return tag("td", _nothing("·", NOT_ASKED), class_=class_)
    if dot.share is None:
        return tag("td", _nothing("–", NO_NUMBER), class_=class_)
    place = row_id(picture.name, column.key, key)
    button = tag("button", svg(dot, top, picture.by_rules),
                 tag("span", words_of(dot, picture.beside), class_="alleen-lezer"),
                 type="button", class_="punt-knop", data_doe="punt", data_waarde=place,
                 data_plek=f"punt-{place}")  # fmt: skip
    return tag("td", button, class_=class_)


def _nothing(sign: str, words: str) -> Html:
    shown = tag("span", sign, class_="zacht", aria_hidden="true")
    return join((shown, tag("span", words, class_="alleen-lezer")))


def row_id(name: str, column: str, row: str) -> str:
    """Return the id of the row of a dot in the table with the numbers."""
    return f"rij-{name}-{column}-{row}"


def words_of(dot: Dot, beside: str) -> str:
    """Return a dot in words: "46 van de 100, tussen 41 en 51; onze regels 33: zeker vaker"."""
    text = f"{of_hundred(dot.share)} van de 100, {between(dot)}"
    if dot.before is not None:
        text = f"{text}; eerder {of_hundred(dot.before)}"
    if dot.beside is None:
        return text
    return f"{text}; {beside} {of_hundred(dot.beside)}: {VERDICTS[dot.verdict]}"


def svg(dot: Dot, top: float, by_rules: bool) -> Html:
    """Return the drawing of a dot; places are shares of the width, so that it fits any column."""
    share = dot.share or 0.0
    sure = dot.verdict in ("vaker", "minder")
    full = dot.best if by_rules else sure
    parts = []
    if dot.beside is not None:
        at = _at(dot.beside, top)
        if by_rules and sure:
            parts.append(_line("verbonden", at, _at(share, top), "50%", "50%"))
        parts.append(_line("regel" if by_rules else "allen", at, at, "15%", "85%"))
    if dot.before is not None:
        parts.append(tag("circle", class_="eerder", cx=_at(dot.before, top), cy="50%", r="4"))
    parts += [
        _line("marge", _at(dot.low, top), _at(dot.high, top), "50%", "50%"),
        tag("circle", class_="punt", cx=_at(share, top), cy="50%", r="4.6"),
        _number(dot, top),
    ]
    kind = "vol" if full else "rest" if by_rules and dot.verdict != "open" else "open"
    return tag("svg", *parts, class_=f"punt-lijn {kind}", aria_hidden="true")


def _line(class_: str, x1: str, x2: str, y1: str, y2: str) -> Html:
    return tag("line", class_=class_, x1=x1, x2=x2, y1=y1, y2=y2)


def _number(dot: Dot, top: float) -> Html:
    """Return the number after all that is drawn, or before it where there is no room."""
    others = [one for one in (dot.beside, dot.before) if one is not None]
    ends = min(dot.low, *others, 1.0), max(dot.high, *others, 0.0)
    after = ends[1] / top < EDGE
    return tag("text", of_hundred(dot.share), x=_at(ends[1] if after else ends[0], top), y="50%",
               dx="6" if after else "-6", dy="4.5",
               text_anchor="start" if after else "end")  # fmt: skip


def _at(share: float, top: float) -> str:
    return f"{min(max(100 * share / top, 0.0), 100.0):.2f}%"


def _axis(picture: DotPicture, column: DotColumn, top: float) -> Html:
    count = round(top / STEP)
    shown = range(0, count + 1, 1 if count <= ROOM else 2)
    marks = [
        tag("span", f"{round(100 * STEP * i)}{' %' if i in (shown[0], shown[-1]) else ''}",
            style=f"left:{100 * i / count:.2f}%",
            class_="eerste" if i == 0 else "laatste" if i == count else None)
        for i in shown
    ]  # fmt: skip
    return tag("td", tag("div", *marks, class_="as-getallen"), class_=_classes(picture, column))
