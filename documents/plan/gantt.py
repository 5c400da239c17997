"""Actions in time as bars: a calendar that can be read at a glance; all of it is in a table too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt

from documents import chart
from dutch import SHORT_MONTHS, day

ROW, WIDTH, MOST = 24, 640, 60  # pixels, pixels, bars
WARNING = "▲"
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One action: its name, the lane it belongs to, first and last day, and whether to warn."""

    name: str
    lane: str
    start: date
    end: date
    warn: bool = False


def gantt(bars: Sequence[Bar], title: str, dark: bool = False) -> alt.LayerChart:
    """Return a bar per action (the first MOST), with a triangle where there is a warning."""
    t, kept = chart.tokens(dark), bars[:MOST]
    rows = [
        {
            "name": f"{i + 1}. {bar.name}"[:60],
            "lane": f"{WARNING} {bar.lane}" if bar.warn else bar.lane,
            "start": f"{bar.start}T00:00:00",
            "end": f"{bar.end + ONE}T00:00:00",
            "edge": t.ink if bar.warn else t.accent,
        }
        for i, bar in enumerate(kept)
    ]
    names = [row["name"] for row in rows]
    short = "|".join(SHORT_MONTHS)
    months = f"split('{short}', '|')[month(datum.value)] + ' ' + year(datum.value)"
    axis = alt.Axis(title=None, orient="top", labelExpr=months, tickCount="month", labelAngle=0,
                    labelOverlap=True)  # fmt: skip
    base = alt.Chart(alt.InlineData(rows)).encode(y=alt.Y("name:N", sort=names, title=None))
    span = base.mark_bar(fill=t.accent, strokeWidth=2.5, height=ROW - 10).encode(
        x=alt.X("start:T", axis=axis),
        x2=alt.X2("end:T"),
        stroke=alt.Stroke("edge:N", scale=None),
    )
    texts = "; ".join(f"{b.name}: {day(b.start)} tot en met {day(b.end)}" for b in kept)
    lane = base.mark_text(align="left", dx=4).encode(x=alt.X("end:T"), text=alt.Text("lane:N"))
    sized = alt.layer(span, lane).properties(
        width=WIDTH, height=ROW * len(rows), description=f"{title}. {texts}"
    )
    drawn: alt.LayerChart = sized.configure(**chart.theme(dark))
    return drawn
