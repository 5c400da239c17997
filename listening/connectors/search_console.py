"""Google's Search Console API: clicks and impressions in all, by page and by term, per day.

A service account signs who it is (JWT, RS256) and gets a key for an hour, to read only. Lines come
in pages until one is empty. The call without terms has the true totals: Google leaves out terms of
few people. The last three days are not final, and not asked. Sources:
https://developers.google.com/webmaster-tools/v1/searchanalytics/query and
https://developers.google.com/identity/protocols/oauth2/service-account.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

from dutch import percent
from listening.connectors import signing
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
    member,
    once,
    visited,
)
from listening.connectors.transport import Demand, FetchError, Transport
from listening.reading.day_series import SUBJECT

NOT_FINAL = 3  # days before today that may still change
LINES = 25_000  # of one answer, the most Google gives
SCOPE = "https://www.googleapis.com/auth/webmasters.readonly"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105  an address
HOUR = 3600
BAD_KEY = "het sleutelbestand is geen sleutel van een serviceaccount van Google. Download hem weer."
ANSWERED = {"rows", "responseAggregationType", "metadata"}
MOST_PAGES = 400  # of lines; more is a server that begins again each time


def gather(
    feed: Feed, key: str, transport: Transport, period: Period, lines: int = LINES
) -> Gathered:
    """Return what Google counted in a period; `lines` are asked at a time. Raises FetchError."""
    token = _token(feed, key, transport)

    def ask(*dimensions: str) -> list[tuple[list[object], int, int]]:
        return list(_pages(feed, token, transport, period, dimensions, lines))

    days = [("", day_in(keys[0], period), clicks, shown) for keys, clicks, shown in ask("date")]
    pages = [(str(keys[1]), day_in(keys[0], period), n) for keys, n, _ in ask("date", "page")]
    terms = [(str(keys[1]), day_in(keys[0], period), n) for keys, n, _ in ask("date", "query")]
    totals = once((text, day, clicks) for text, day, clicks, _ in days)
    return Gathered(
        period,
        (
            CountRows(TOTAL, "kliks", totals),
            CountRows(TOTAL, "vertoningen", tuple((text, day, n) for text, day, _, n in days)),
            *visited("kliks", once(pages)),
            CountRows(SUBJECT, "kliks", once(terms)),
        ),
        tuple(_told_of(terms, totals)),
    )


def _told_of(terms: list[Row], totals: tuple[Row, ...]) -> Iterator[str]:
    """Yield how much of all clicks came with a term."""
    every, known = (sum(row[2] for row in rows) for rows in (totals, terms))
    if every:
        yield f"bij {percent(min(known / every, 1.0))} van de kliks gaf Google de zoekvraag"


def _token(feed: Feed, key: str, transport: Transport) -> str:
    try:
        account = json.loads(key)
        mail, secret = str(account["client_email"]), str(account["private_key"])
    except (ValueError, KeyError, TypeError):
        raise FetchError(BAD_KEY) from None
    address = feed.token_address or TOKEN
    now = int(datetime.now(UTC).timestamp())
    claims: dict[str, str | int] = {
        "iss": mail,
        "scope": SCOPE,
        "aud": address,
        "iat": now,
        "exp": now + HOUR,
    }
    try:
        assertion = signing.signed(claims, secret)
    except ValueError:
        raise FetchError(BAD_KEY) from None
    form = {"grant_type": GRANT, "assertion": assertion}
    return str(member(transport.json(Demand(address, form=form, login=True)), "access_token"))


def _pages(
    feed: Feed, token: str, transport: Transport, period: Period,
    dimensions: tuple[str, ...], lines: int,
) -> Iterator[tuple[list[object], int, int]]:  # fmt: skip
    """Yield keys, clicks and impressions of every line, page after page until one is empty."""
    site = quote(feed.site, safe="")
    url = f"{feed.address}/webmasters/v3/sites/{site}/searchAnalytics/query"
    start = 0
    for _ in range(MOST_PAGES):
        data = {
            "startDate": period.first.isoformat(), "endDate": period.last.isoformat(),
            "dimensions": list(dimensions), "rowLimit": lines, "startRow": start,
            "dataState": "final",
        }  # fmt: skip
        answer = transport.json(Demand(url, data=data, bearer=token))
        rows = _rows(answer)
        if not rows:
            return
        for row in rows:
            keys = items(member(row, "keys"), "keys")
            if len(keys) != len(dimensions):
                raise changed("keys")
            clicks = amount(member(row, "clicks"), "clicks")
            yield keys, clicks, amount(member(row, "impressions"), "impressions")
        start += len(rows)
    raise changed("steeds nieuwe bladzijden")


def _rows(answer: object) -> list[object]:
    """Return the lines of an answer; one without any has no key for them, and none we know not."""
    if not isinstance(answer, dict) or set(answer) - ANSWERED:
        raise changed("andere sleutels")
    return items(answer.get("rows", []), "rows")
