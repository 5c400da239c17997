"""Piwik PRO's analytics API: sessions and pages per day.

A client id and secret give a key for half an hour; a query gives lines in pages of `limit` from
`offset` on, with the names of its columns and how many lines there are. Feed:
https://developers.piwik.pro (authentication with client credentials, and queries).
"""

import json
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
from listening.connectors.transport import Demand, FetchError, Transport

LINES = 10_000  # of one answer
MOST_PAGES = 400
DAY = {"transformation_id": "to_date", "column_id": "timestamp"}
BAD_KEY = (
    "in het sleutelbestand horen client_id en client_secret te staan, als JSON. Maak ze in Piwik "
    "PRO onder je profiel, API-sleutels."
)


def gather(
    feed: Feed, key: str, transport: Transport, period: Period, lines: int = LINES
) -> Gathered:
    """Return what Piwik PRO counted; `lines` are asked at a time. Raises FetchError."""
    token = _token(feed, key, transport)

    def ask(*columns: str) -> tuple[Row, ...]:
        return once(_rows(feed, token, transport, period, columns, lines))

    return Gathered(
        period,
        (
            CountRows(TOTAL, "sessies", ask("sessions")),
            *visited("weergaven", ask("event_url", "page_views")),
        ),
    )


def _token(feed: Feed, key: str, transport: Transport) -> str:
    try:
        account = json.loads(key)
        shown = {name: str(account[name]) for name in ("client_id", "client_secret")}
    except (ValueError, KeyError, TypeError):
        raise FetchError(BAD_KEY) from None
    data = {"grant_type": "client_credentials", **shown}
    inquiry = Demand(f"{feed.address}/auth/token", data=data, login=True)
    return str(member(transport.json(inquiry), "access_token"))


def _rows(
    feed: Feed, token: str, transport: Transport, period: Period, columns: tuple[str, ...],
    lines: int,
) -> Iterator[Row]:  # fmt: skip
    """Yield every line of a query; the last of the columns is counted. Raises FetchError."""
    asked = {
        "website_id": feed.site, "date_from": period.first.isoformat(),
        "date_to": period.last.isoformat(), "format": "json", "limit": lines,
        "columns": [DAY, *({"column_id": column} for column in columns)],
        "order_by": [[at, "asc"] for at in range(len(columns))],
        "filters": {"operator": "and", "conditions": []},
    }  # fmt: skip
    url, offset = f"{feed.address}/api/analytics/v1/query/", 0
    for _ in range(MOST_PAGES):
        answer = transport.json(Demand(url, data=asked | {"offset": offset}, bearer=token))
        rows = items(member(answer, "data"), "data")
        meta = member(answer, "meta")
        if _named(meta) != ["timestamp__to_date", *columns]:
            raise changed("andere kolommen")
        yield from (_row(row, len(columns), period) for row in rows)
        offset += len(rows)
        if len(rows) < lines:
            short = amount(member(meta, "count"), "count") - offset
            if short > 0:
                raise lacking(short)
            return
    raise changed("steeds nieuwe bladzijden")


def _named(meta: object) -> list[str]:
    return [str(name) for name in items(member(meta, "columns"), "columns")]


def _row(row: object, columns: int, period: Period) -> Row:
    cells = items(row, "een regel")
    if len(cells) != columns + 1:
        raise changed("een regel met andere kolommen")
    text = str(cells[1] or "") if columns > 1 else ""
    return text, day_in(cells[0], period), amount(cells[-1], "een aantal")
