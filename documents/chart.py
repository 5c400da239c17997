"""The charts, drawn with a theme of our own: Dutch numbers, direct labels, readable in grey.

The only module that knows altair and vl-convert. On screen: st.altair_chart(chart, theme=None).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert as vlc

from engine.total import total
from engine.wording import fits

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Inwoner Sans, Source Sans, sans-serif"
VEGALITE = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
CIVIDIS = (
    *("#00224e", "#123570", "#3b496c", "#575d6d", "#707173"),
    *("#8a8779", "#a69d75", "#c4b56c", "#e4cf5b", "#fee838"),
)
TINTS = {"goed": "#cfe2e6", "redelijk": "#eaf2f4", "minder goed": "#ffffff"}  # one hue, for cells
CELL_HEIGHT, WIDE = 40, 120  # pixels
DUTCH = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}
READABLE = 4.8  # contrast on white that leaves 4.5 on the tint behind a conclusion


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


LIGHT = Tokens("#ffffff", "#14212a", "#4b5962", "#d5dde0", "#0e4f5c")
DARK = Tokens("#0f1518", "#eef3f4", "#b3c0c6", "#2c383e", "#86cfdb")


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


# Channels are given as objects, not as strings or conditions: altair then need not guess what they
# are, which is three quarters of the time it takes to build a chart.
def knowledge_map(
    squares: Sequence[Square], order: Sequence[str], description: str, dark: bool = False
) -> alt.LayerChart:
    """Return the map of what is known, each square in words; `order` is that of the groups."""
    t = tokens(dark)
    rows = [_square_row(square, dark) for square in squares]
    present = {square.group for square in squares}
    groups = [_break_name(group) for group in order if group in present]
    channels = list(dict.fromkeys(square.channel for square in squares))
    base = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("group:N", sort=groups, axis=_top()),
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


def _top() -> alt.Axis:
    """Return the groups above the map, each on the lines it breaks into."""
    return alt.Axis(
        orient="top",
        title=None,
        grid=False,
        labelAngle=0,
        labelExpr="split(datum.label, '|')",
        labelBaseline="top",
        labelPadding=28,
    )


def _square_row(square: Square, dark: bool) -> dict[str, str]:
    fill, ink = cell_colours(square.level, dark)
    words = {"lead": square.lead, "note": square.note, "fill": fill, "ink": ink}
    return {"channel": square.channel, "group": _break_name(square.group), **words}


def _break_name(name: str) -> str:
    """Return a name with "|" where it breaks into two lines that are about as long."""
    places = [i for i, char in enumerate(name) if char == " "]
    if not places:
        return name
    middle = min(places, key=lambda i: abs(i - len(name) // 2))
    return f"{name[:middle]}|{name[middle + 1 :]}"


def _plain(field: str) -> alt.Color:
    return alt.Color(f"{field}:N", scale=None)


def cell_colours(suitability: float | None, dark: bool = False) -> tuple[str, str]:
    """Return fill and text colour of a cell, with at least 4.5:1 between them."""
    t = tokens(dark)
    if suitability is None:
        return t.paper, t.soft
    step = min(int(suitability // 10), 9)
    fill = CIVIDIS[step if dark else 9 - step]
    return fill, "#ffffff" if luminance(fill) < 0.179 else "#000000"


def tint(suitability: float) -> tuple[str, str]:
    """Return fill and text colour of a cell that says in words how well its channel fits."""
    return TINTS[fits(suitability)], LIGHT.ink


def luminance(colour: str) -> float:
    """Return the relative luminance (0-1) of "#rrggbb", as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return total(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio (1-21) of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def _fonts() -> None:
    vlc.register_font_directory(str(FONTS))


def _spec(chart: alt.LayerChart | alt.FacetChart) -> str:
    return json.dumps(chart.to_dict(validate=False))


def svg(chart: alt.LayerChart | alt.FacetChart) -> str:
    """Return a chart as SVG, drawn without a network."""
    _fonts()
    return vlc.vegalite_to_svg(_spec(chart), vl_version=VEGALITE)
