"""The charts, drawn with a theme of our own: Dutch numbers, direct labels, readable in grey.

The only module that knows altair and vl-convert. On screen: st.altair_chart(chart, theme=None).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert as vlc

from documents.blocks import Cell, Dots, Heat
from documents.labels import CHOSEN, ROLES, fits

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Inwoner Sans, Source Sans, sans-serif"
VEGALITE = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
CIVIDIS = (
    *("#00224e", "#123570", "#3b496c", "#575d6d", "#707173"),
    *("#8a8779", "#a69d75", "#c4b56c", "#e4cf5b", "#fee838"),
)
SHAPES = {
    "Hoofdkanaal": "circle",
    "Ondersteunend": "square",
    "Altijd erbij": "triangle-up",
    "Niet gekozen": "diamond",
    "Liever niet": "cross",
}
ROW, CELL_WIDTH, CELL_HEIGHT, WIDE = 19, 112, 40, 120  # pixels
DUTCH = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}
READABLE = 4.8  # contrast on white that leaves 4.5 on the tint behind a conclusion
AXIS = "0 = slecht, 50 = neutraal, 100 = heel goed"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours; text has at least 4.5:1 contrast with `paper`, marks at least 3:1."""

    paper: str
    ink: str
    soft: str
    line: str
    accent: str


@dataclass(frozen=True, slots=True)
class Square:
    """One channel for one group: what is known in words, and how much of 0-100 (None: nothing)."""

    channel: str
    group: str
    lead: str
    note: str
    level: float | None


LIGHT = Tokens("#ffffff", "#17212b", "#55606b", "#d5dade", "#0b4f5c")
DARK = Tokens("#0e1117", "#f1f4f6", "#b3bdc6", "#3a444e", "#7ccbd8")


def tokens(dark: bool = False) -> Tokens:
    """Return the colours of the light or the dark variant."""
    return DARK if dark else LIGHT


def readable(own: str = "", dark: bool = False) -> str:
    """Return an organisation's own colour where it can be read, else ours."""
    t = tokens(dark)
    return own if own and contrast(own, t.paper) >= READABLE else t.accent


def theme(dark: bool = False) -> dict[str, Any]:
    """Return the Vega-Lite config that every chart carries.

    Vega would read marks and axes aloud in English; the description and the table say it all.
    """
    t = tokens(dark)
    text = {"labelFont": FAMILY, "titleFont": FAMILY, "labelFontSize": 11, "titleFontSize": 11}
    return {
        "aria": False,
        "font": FAMILY,
        "background": "transparent",
        "view": {"stroke": "transparent"},
        "axis": {
            **text,
            "labelColor": t.ink,
            "titleColor": t.soft,
            "titleFontWeight": "normal",
            "gridColor": t.line,
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
            "titlePadding": 8,
            "labelLimit": 220,
        },
        "text": {"font": FAMILY, "fontSize": 11, "color": t.ink},
        "locale": {"number": DUTCH},
    }


def dot_plot(dots: Dots, dark: bool = False, width: int = 240, accent: str = "") -> alt.LayerChart:
    """Return the dot plot with its uncertainty; `width` in pixels, without the labels.

    `accent` is the organisation's own colour, if any.
    """
    t = replace(tokens(dark), accent=readable(accent, dark))
    chosen = {ROLES[slug] for slug in CHOSEN}
    rows = [{**asdict(dot), "ink": t.accent if dot.role in chosen else t.soft} for dot in dots.rows]
    names = [dot.channel for dot in dots.rows]
    base = alt.Chart(alt.InlineData(rows)).encode(y=alt.Y("channel:N", sort=names, title=None))
    layers = alt.layer(_middle(t), _interval(base), _points(base), _roles(base))
    size = {"width": width, "height": ROW * len(rows)}
    sized = layers.properties(description=dots.description, **size)
    drawn: alt.LayerChart = sized.configure(**theme(dark))
    return drawn


# Channels are given as objects, not as strings or conditions: altair then need not guess what they
# are, which is three quarters of the time it takes to build a chart.
def _middle(t: Tokens) -> alt.Chart:
    """Return the axis and the line at 50, where nothing speaks for or against a channel."""
    axis = alt.Axis(values=[0, 25, 50, 75, 100], title=AXIS)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 100]), axis=axis)
    data = alt.InlineData([{"x": 50}])
    drawn: alt.Chart = alt.Chart(data).mark_rule(color=t.soft, strokeDash=[3, 3]).encode(x=x)
    return drawn


def _interval(base: alt.Chart) -> alt.Chart:
    mark = base.mark_rule(strokeWidth=2)
    drawn: alt.Chart = mark.encode(x=alt.X("low:Q"), x2=alt.X2("high"), color=_plain("ink"))
    return drawn


def _points(base: alt.Chart) -> alt.Chart:
    shapes = alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
    shape = alt.Shape("role:N", scale=shapes, legend=None)
    mark = base.mark_point(filled=True, size=90, opacity=1)
    x = alt.X("suitability:Q")
    drawn: alt.Chart = mark.encode(x=x, color=_plain("ink"), shape=shape)
    return drawn


def _roles(base: alt.Chart) -> alt.Chart:
    """Return the name of each role, right of the plot at any width."""
    beyond = alt.XValue({"expr": "width + 12"})  # type: ignore[no-untyped-call]
    mark = base.mark_text(align="left", baseline="middle")
    drawn: alt.Chart = mark.encode(x=beyond, text=alt.Text("role:N"))
    return drawn


def heat_map(heat: Heat, dark: bool = False) -> alt.LayerChart:
    """Return the heat map; each cell says in words its role and how well the channel fits."""
    t = tokens(dark)
    rows = [_painted(cell, dark) for cell in heat.cells]
    base = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("phase:N", sort=list(heat.phases), axis=_top()),
        y=alt.Y("channel:N", sort=list(heat.channels), title=None),
    )
    squares = base.mark_rect(stroke=t.paper, strokeWidth=3).encode(color=_plain("fill"))
    dy = alt.ExprRef("datum.role && datum.fit ? 8 : 0")
    role = base.mark_text(fontWeight="bold", dy=alt.ExprRef("datum.fit ? -7 : 0"))
    fit = base.mark_text(dy=dy).encode(text=alt.Text("fit:N"), color=_plain("ink"))
    role = role.encode(text=alt.Text("role:N"), color=_plain("ink"))
    sized = alt.layer(squares, role, fit).properties(
        width=CELL_WIDTH * len(heat.phases),
        height=CELL_HEIGHT * len(heat.channels),
        description=heat.description,
    )
    drawn: alt.LayerChart = sized.configure(**theme(dark))
    return drawn


def _top(label: str = "split(replace(datum.label, ' & ', ' &|'), '|')") -> alt.Axis:
    """Return the phases above the map, broken after "&" where the name is long."""
    return alt.Axis(
        orient="top",
        title=None,
        grid=False,
        labelAngle=0,
        labelExpr=label,
        labelBaseline="top",
        labelPadding=28,
    )


def knowledge_map(
    squares: Sequence[Square], order: Sequence[str], description: str, dark: bool = False
) -> alt.LayerChart:
    """Return the map of what is known, each square in words; `order` is that of the groups."""
    t = tokens(dark)
    rows = [_filled(square, dark) for square in squares]
    present = {square.group for square in squares}
    groups = [_broken(group) for group in order if group in present]
    channels = list(dict.fromkeys(square.channel for square in squares))
    base = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("group:N", sort=groups, axis=_top("split(datum.label, '|')")),
        y=alt.Y("channel:N", sort=channels, title=None),
    )
    area = base.mark_rect(strokeWidth=1, stroke=t.line).encode(color=_plain("fill"))
    lead = base.mark_text(fontWeight="bold", dy=alt.ExprRef("datum.note ? -7 : 0"))
    lead = lead.encode(text=alt.Text("lead:N"), color=_plain("ink"))
    note = base.mark_text(dy=8).encode(text=alt.Text("note:N"), color=_plain("ink"))
    sized = alt.layer(area, lead, note).properties(
        width=WIDE * len(groups), height=CELL_HEIGHT * len(channels), description=description
    )
    drawn: alt.LayerChart = sized.configure(**theme(dark))
    return drawn


def _filled(square: Square, dark: bool) -> dict[str, str]:
    fill, ink = cell_colours(square.level, dark)
    words = {"lead": square.lead, "note": square.note, "fill": fill, "ink": ink}
    return {"channel": square.channel, "group": _broken(square.group), **words}


def _broken(name: str) -> str:
    """Return a name with "|" where it breaks into two lines that are about as long."""
    places = [i for i, char in enumerate(name) if char == " "]
    if not places:
        return name
    middle = min(places, key=lambda i: abs(i - len(name) // 2))
    return f"{name[:middle]}|{name[middle + 1 :]}"


def _plain(field: str) -> alt.Color:
    return alt.Color(f"{field}:N", scale=None)


def _painted(cell: Cell, dark: bool) -> dict[str, str]:
    fill, ink = cell_colours(cell.suitability, dark)
    fit = "" if cell.suitability is None else f"past {fits(cell.suitability)}"
    role = "" if cell.role == ROLES["kandidaat"] else cell.role
    place = {"channel": cell.channel, "phase": cell.phase}
    return {**place, "role": role, "fit": fit, "fill": fill, "ink": ink}


def cell_colours(suitability: float | None, dark: bool = False) -> tuple[str, str]:
    """Return fill and text colour of a cell, with at least 4.5:1 between them."""
    t = tokens(dark)
    if suitability is None:
        return t.paper, t.soft
    step = min(int(suitability // 10), 9)
    fill = CIVIDIS[step if dark else 9 - step]
    return fill, "#ffffff" if luminance(fill) < 0.179 else "#000000"


def luminance(colour: str) -> float:
    """Return the relative luminance (0-1) of "#rrggbb", as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio (1-21) of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def _fonts() -> None:
    vlc.register_font_directory(str(FONTS))


def _spec(chart: alt.LayerChart) -> str:
    return json.dumps(chart.to_dict(validate=False))


def svg(chart: alt.LayerChart) -> str:
    """Return a chart as SVG, drawn without a network."""
    _fonts()
    return vlc.vegalite_to_svg(_spec(chart), vl_version=VEGALITE)


def png(chart: alt.LayerChart, scale: float = 3) -> bytes:
    """Return a chart as PNG at `scale` times its size in pixels."""
    _fonts()
    return vlc.vegalite_to_png(_spec(chart), vl_version=VEGALITE, scale=scale)
