"""Plausible's Stats API v2: visits and pages per day.

One address answers queries; lines come in pages (`pagination`), and `total_rows` says how many
there are. Feed: https://plausible.io/docs/stats-api.
"""

from collections.abc import Iterator

from listening.connectors.feeds import Feed
from listening.connectors.gathered import (
    TOTAL,
    CountRows,
    Gathered,
    Period,
    Row,
    amount,
    changed,
    day_in,
    items,
    lacking,
    member,
    once,
    visited,
)
from listening.connectors.transport import Demand, Transport

LINES = 10_000  # of one answer, what Plausible gives when nothing is asked
MOST_PAGES = 400
TIME, ADDRESS = "time:day", "event:page"


def gather(
    feed: Feed, key: str, transport: Transport, period: Period, lines: int = LINES
) -> Gathered:
    """Return what Plausible counted; `lines` are asked at a time. Raises FetchError."""

    def ask(metric: str, *dimensions: str) -> tuple[Row, ...]:
        return once(_rows(feed, key, transport, period, (metric, *dimensions), lines))

    return Gathered(
        period,
        (
            CountRows(TOTAL, "bezoeken", ask("visits", TIME)),
            CountRows(TOTAL, "weergaven", ask("pageviews", TIME)),
            *visited("weergaven", ask("pageviews", TIME, ADDRESS)),
        ),
    )


def _rows(
    feed: Feed, key: str, transport: Transport, period: Period, columns: tuple[str, ...],
    lines: int,
) -> Iterator[Row]:  # fmt: skip
    """Yield every line of a query: `columns` are the metric and its dimensions."""
    metric, *dimensions = columns
    asked = {
        "site_id": feed.site, "metrics": [metric], "dimensions": dimensions,
        "date_range": [period.first.isoformat(), period.last.isoformat()],
        "order_by": [[dimension, "asc"] for dimension in dimensions],
        "include": {"total_rows": True},
    }  # fmt: skip
    url, offset = f"{feed.address}/api/v2/query", 0
    for _ in range(MOST_PAGES):
        page = {"limit": lines, "offset": offset}
        answer = transport.json(Demand(url, data=asked | {"pagination": page}, bearer=key))
        rows = items(member(answer, "results"), "results")
        yield from (_row(row, len(dimensions), period) for row in rows)
        offset += len(rows)
        total = amount(member(member(answer, "meta"), "total_rows"), "total_rows")
        if offset >= total:
            return
        if not rows:
            raise lacking(total - offset)
    raise changed("steeds nieuwe bladzijden")


def _row(row: object, dimensions: int, period: Period) -> Row:
    named = items(member(row, "dimensions"), "dimensions")
    metrics = items(member(row, "metrics"), "metrics")
    if len(named) != dimensions or len(metrics) != 1:
        raise changed("een regel met andere kolommen")
    text = str(named[1]) if dimensions > 1 else ""
    return text, day_in(named[0], period), amount(metrics[0], "een aantal")
