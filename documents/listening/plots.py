"""Charts of what was measured: subjects as bars, and a count per day around an action.

Beside documents/chart.py the only module that knows altair; the theme is that of chart.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt

from documents import chart
from dutch import whole

BAR, WIDTH, MOST = 22, 380, 12


def bars(
    rows: Sequence[tuple[str, int]], title: str, description: str, dark: bool = False
) -> alt.LayerChart:
    """Return at most twelve counts as bars with the number at the end, largest first."""
    t = chart.tokens(dark)
    shown: list[dict[str, Any]] = [
        {"name": name, "count": count, "label": whole(count)} for name, count in rows[:MOST]
    ]
    top = max((row[1] for row in rows), default=1)
    base = alt.Chart(alt.InlineData(shown)).encode(
        y=alt.Y("name:N", sort=[row["name"] for row in shown], title=None),
        x=alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, top * 1.15])),
    )
    drawn = base.mark_bar(color=t.accent, height=14)
    number = base.mark_text(align="left", dx=4, color=t.ink).encode(text=alt.Text("label:N"))
    sized = alt.layer(drawn, number).properties(
        width=WIDTH, height=BAR * len(shown), description=f"{title}. {description}"
    )
    plot: alt.LayerChart = sized.configure(**chart.theme(dark))
    return plot


def days(
    series: Mapping[date, int], start: date, end: date, description: str, dark: bool = False
) -> alt.LayerChart:
    """Return a count per day, with the days of the action marked in colour and by a label."""
    t = chart.tokens(dark)
    rows = [
        {"day": day.isoformat(), "count": count, "part": start <= day <= end}
        for day, count in sorted(series.items())
    ]
    top = max(series.values(), default=1)
    axis = alt.Axis(format="%d-%m", title=None, labelAngle=0, tickCount=6, grid=False)
    base = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("day:T", axis=axis),
        y=alt.Y("count:Q", title="aantal per dag", scale=alt.Scale(domain=[0, top * 1.3])),
    )
    line = base.mark_line(color=t.soft, strokeWidth=1)
    points = base.transform_filter("datum.part").mark_point(
        filled=True, size=30, color=t.accent, opacity=1
    )
    mark = alt.Chart(alt.InlineData([{"day": start.isoformat(), "said": "begin actie"}]))
    rule = mark.mark_rule(color=t.accent, strokeDash=[4, 3]).encode(x=alt.X("day:T"))
    label = mark.mark_text(align="left", dx=5, dy=8, color=t.accent, fontWeight="bold").encode(
        x=alt.X("day:T"),
        y=alt.YValue(0),  # type: ignore[no-untyped-call]
        text=alt.Text("said:N"),
    )
    sized = alt.layer(line, points, rule, label).properties(
        width=WIDTH + 60, height=150, description=description
    )
    plot: alt.LayerChart = sized.configure(**chart.theme(dark))
    return plot
