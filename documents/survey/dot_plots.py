"""Small multiples of shares with their margin: a column per phase or group, a row per channel.

Beside documents/chart.py one of the few modules that know altair; the theme is that of chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from documents import chart
from surveys.findings.dots import DotColumn
from surveys.findings.spoken import of_hundred

WIDE, ROW = 500, 17  # pixels of all columns together, and of a row
LEAST, ROOM = 0.4, 0.14  # share that a column shows at least, and room for a number behind a dot
LINE = 17  # characters of a line above a column
NARROW = 120  # pixels of bars that stand beside others
SURE = ("vaker", "minder")


@dataclass(frozen=True, slots=True)
class DotPlot:
    """What is drawn: `rows` (slug, name) from top to bottom, and the head of every column."""

    columns: tuple[DotColumn, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    description: str


def draw(plot: DotPlot, accent: str = "") -> alt.FacetChart:
    """Return the picture: filled is certain, open is not, a thin mark is what was expected."""
    shown = _rows(plot)
    t, colour = chart.LIGHT, chart.readable(accent)
    top = max([LEAST, *(row["end"] for row in shown)]) + ROOM
    axis = alt.Axis(title=None, values=[0, 0.5], grid=True, labelFontSize=9,
                    labelExpr="100 * datum.value + ' %'")  # fmt: skip
    base = alt.Chart().encode(
        x=alt.X("share:Q", axis=axis, scale=alt.Scale(domain=[0, top], nice=False)),
        y=alt.Y("name:N", sort=[name for _, name in plot.rows], title=None),
    )
    margin = base.mark_rule(color=colour, strokeWidth=2).encode(
        x=alt.X("low:Q"), x2=alt.X2("high:Q")
    )
    expected = base.transform_filter("datum.beside >= 0").mark_tick(
        color=t.ink, thickness=1.5, size=11
    ).encode(x=alt.X("beside:Q"))  # fmt: skip
    filled = base.transform_filter("datum.sure").mark_point(
        filled=True, size=50, color=colour, opacity=1
    )
    hollow = base.transform_filter("!datum.sure").mark_point(
        filled=True, size=46, color=t.paper, stroke=colour, strokeWidth=1.5, opacity=1
    )
    number = base.mark_text(align="left", dx=5, color=t.ink, fontSize=10).encode(
        x=alt.X("end:Q"), text=alt.Text("label:N")
    )
    wide = round(WIDE / max(len(plot.columns), 1))
    layers = alt.layer(margin, expected, hollow, filled, number).properties(
        width=wide, height=ROW * len(plot.rows)
    )
    heads = [_lines(head) for head in plot.heads]
    header = alt.Header(title=None, labelExpr="split(datum.value, '|')", labelFontSize=10,
                        labelColor=t.ink, labelFont=chart.FAMILY, labelAnchor="start")  # fmt: skip
    faceted = layers.facet(
        data=alt.InlineData(shown),
        column=alt.Column("head:N", sort=heads, header=header),
        spacing=8,
    )
    drawn: alt.FacetChart = faceted.properties(description=plot.description).configure(
        **chart.theme()
    )
    return drawn


def _rows(plot: DotPlot) -> list[dict[str, Any]]:
    return [
        {
            "head": _lines(head),
            "name": name,
            "share": dot.share,
            "low": dot.low,
            "high": dot.high,
            "beside": -1.0 if dot.beside is None else dot.beside,
            "end": max(dot.high, dot.beside or 0.0),
            "sure": dot.verdict in SURE,
            "label": of_hundred(dot.share),
        }
        for column, head in zip(plot.columns, plot.heads, strict=True)
        for slug, name in plot.rows
        if (dot := column.of(slug)) is not None and dot.share is not None
    ]


def _lines(head: str) -> str:
    """Return a head with "|" where it breaks into lines that are short enough."""
    words, lines = head.split(" "), [""]
    for word in words:
        if len(lines[-1]) + len(word) > LINE and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "|".join(lines)


def bars(rows: Sequence[tuple[str, float, float, float]], description: str,
         accent: str = "") -> alt.LayerChart:  # fmt: skip
    """Return shares as bars with their margin; rows are (text, share, low, high), in order."""
    t, colour = chart.LIGHT, chart.readable(accent)
    shown = [
        {"name": name, "share": share, "low": low, "high": high, "label": f"{of_hundred(share)}"}
        for name, share, low, high in rows
    ]
    order = [name for name, *_ in rows]
    top = max([LEAST, *(high for *_, high in rows)]) + ROOM
    base = alt.Chart(alt.InlineData(shown)).encode(
        y=alt.Y("name:N", sort=order, title=None),
        x=alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, top])),
    )
    bar = base.mark_bar(color=t.line, stroke=colour, strokeWidth=1, height=11)
    margin = base.mark_rule(color=t.ink, strokeWidth=1.5).encode(
        x=alt.X("low:Q"), x2=alt.X2("high:Q")
    )
    number = base.mark_text(align="left", dx=5, color=t.ink).encode(
        x=alt.X("high:Q"), text=alt.Text("label:N")
    )
    sized = alt.layer(bar, margin, number).properties(
        width=NARROW, height=ROW * len(shown), description=description
    )
    plot: alt.LayerChart = sized.configure(**chart.theme())
    return plot
