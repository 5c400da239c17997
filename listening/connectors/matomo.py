"""Matomo's Reporting API: visits, pages, and what was searched on the site, per day.

One `API.getBulkRequest` asks four reports of a stretch of days, with the key in the body of a POST.
An error comes with HTTP 200, as {"result": "error"}, for the whole or for one report. Feed:
https://developer.matomo.org/api-reference/reporting-api (period=day, a date range, flat,
filter_limit=-1).
"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

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
    visited,
)
from listening.connectors.transport import Demand, FetchError, Transport
from listening.reading.day_series import SUBJECT
from listening.storage.hearing import REST

STRETCH = 31  # days of one question
SEARCHES, IN_VAIN = "zoekacties", "zonder resultaat"
OTHERS = {"others", "anderen", "andere", "-1"}
REPORTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("VisitsSummary.getVisits", {}),
    ("Actions.getPageUrls", {"flat": "1", "filter_limit": "-1", "showColumns": "label,nb_hits"}),
    ("Actions.getSiteSearchKeywords", {"filter_limit": "-1", "showColumns": "label,nb_visits"}),
    (
        "Actions.getSiteSearchNoResultKeywords",
        {"filter_limit": "-1", "showColumns": "label,nb_visits"},
    ),
)
REFUSED = (
    "Matomo geeft een fout terug bij {report}. Kijk na of de sleutel, het nummer van de site en de "
    "leesrechten kloppen."
)


def gather(feed: Feed, key: str, transport: Transport, period: Period) -> Gathered:
    """Return what Matomo counted in a period. Raises FetchError."""
    visits, pages, terms, vain = list[Row](), list[Row](), list[Row](), list[Row]()
    for stretch in period.parts(STRETCH):
        reports = _ask(feed, key, transport, stretch)
        visits += _visits(reports[0], stretch)
        pages += _rows(reports[1], stretch, "nb_hits")
        terms += _rows(reports[2], stretch, "nb_visits")
        vain += _rows(reports[3], stretch, "nb_visits")
    return Gathered(
        period,
        (
            CountRows(TOTAL, "bezoeken", tuple(visits)),
            *visited("weergaven", tuple(pages)),
            *_searched(terms, SEARCHES),
            *_searched(vain, IN_VAIN),
        ),
    )


def _searched(terms: list[Row], counts: str) -> Iterator[CountRows]:
    """Yield searches in all and by subject; a term itself is not kept."""
    yield CountRows(TOTAL, counts, tuple(("", day, count) for _, day, count in terms))
    yield CountRows(SUBJECT, counts, tuple(row for row in terms if row[0] != REST))


def _ask(feed: Feed, key: str, transport: Transport, period: Period) -> list[object]:
    dates = f"{period.first},{period.last}"
    form = {"module": "API", "method": "API.getBulkRequest", "format": "json", "token_auth": key}
    for at, (report, more) in enumerate(REPORTS):
        asked = {"method": report, "idSite": feed.site, "period": "day", "date": dates}
        form[f"urls[{at}]"] = urlencode(asked | more)
    answer = transport.json(Demand(f"{feed.address}/index.php", form=form))
    _no_error(answer, "deze vraag")
    reports = items(answer, "geen lijst")
    if len(reports) != len(REPORTS):
        raise changed("een ander aantal rapporten")
    for (name, _), one in zip(REPORTS, reports, strict=True):
        _no_error(one, name)
    return reports


def _no_error(answer: object, report: str) -> None:
    if isinstance(answer, dict) and answer.get("result") == "error":
        raise FetchError(REFUSED.format(report=report))


def _days(report: object, period: Period) -> Iterator[tuple[date, object]]:
    """Yield each day that was asked with what stands there; all are there, also an empty one."""
    for day in period.days:
        yield day, member(report, day.isoformat())
    if isinstance(report, dict):
        for text in report:
            day_in(text, period)


def _visits(report: object, period: Period) -> Iterator[Row]:
    for day, visits in _days(report, period):
        if isinstance(visits, dict):
            visits = member(visits, "nb_visits")
        yield "", day, amount(0 if visits == [] else visits, "nb_visits")


def _rows(report: object, period: Period, column: str) -> Iterator[Row]:
    for day, rows in _days(report, period):
        for row in items(rows, "een dag zonder lijst"):
            label = str(member(row, "label"))
            text = REST if label.strip().lower() in OTHERS else label
            yield text, day, amount(member(row, column), column)
