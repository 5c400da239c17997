"""The curve of "minder is meer": what each next channel adds."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt

from documents import chart

HEIGHT, WIDTH = 220, 620  # pixels
SHOWN = "Waarde van 100, naar het aantal kanalen. Open: niet gekozen."


@dataclass(frozen=True, slots=True)
class Point:
    """A number of channels with its value (0-100), the channel that came last, and chosen."""

    count: int
    value: float
    channel: str
    chosen: bool


def curve(points: Sequence[Point], dark: bool = False) -> alt.LayerChart:
    """Return the curve with the name of each channel beside its point."""
    t = chart.tokens(dark)
    rows = [{**asdict(point), "fill": t.accent if point.chosen else t.paper} for point in points]
    counts = sorted({point.count for point in points})
    x = alt.X(
        "count:Q",
        scale=alt.Scale(domain=[counts[0], counts[-1] + 1]),
        axis=alt.Axis(values=counts, title="Aantal kanalen", format="d"),
    )
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(title="Waarde van 100"))
    base = alt.Chart(alt.InlineData(rows)).encode(x=x, y=y)
    line = base.mark_line(color=t.soft)
    dots = base.mark_point(filled=True, size=90, opacity=1, stroke=t.accent, strokeWidth=2)
    dots = dots.encode(fill=alt.Fill("fill:N", scale=None))
    names = base.mark_text(align="left", angle=20, dx=8, dy=10).encode(text=alt.Text("channel:N"))
    texts = ", ".join(f"{p.count}: {p.value:.0f} ({p.channel or 'begin'})" for p in points)
    layers = alt.layer(line, dots, names)
    sized = layers.properties(width=WIDTH, height=HEIGHT, description=f"{SHOWN} {texts}")
    drawn: alt.LayerChart = sized.configure(**chart.theme(dark))
    return drawn
