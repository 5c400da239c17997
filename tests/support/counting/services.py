"""Services that count visits, answering as their published documentation says, faults included.

Nobody reached the real ones: this is what Matomo, Google, Piwik PRO and Plausible describe.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import httpx

KEY = "geheim-0123456789"
ACCOUNT = {"client_id": "klant", "client_secret": KEY}
BUSY = ("429", "429-datum", "500", "502", "503", "tijd", "weg", "half", "html")
FATAL = (
    "429-lang", "400", "401", "403", "404", "302", "andere-sleutels", "min", "andere-dag",
    "fout-200",
)  # fmt: skip
DATED = "Sun, 22 Nov 2026 12:00:09 GMT"


@dataclass
class Counted:
    """What a site counted: per day visits, pages, terms and terms without a result."""

    visits: dict[date, int]
    pages: dict[date, dict[str, int]]
    terms: dict[date, dict[str, int]]
    vain: dict[date, dict[str, int]]


@dataclass
class CountingService:
    """One service; `faults` says at which question something goes wrong, 0 is the first."""

    counted: Counted
    faults: Mapping[int, str] = field(default_factory=dict)
    asked: list[httpx.Request] = field(default_factory=list)
    hit: list[str] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one question."""
        fault = self.faults.get(len(self.asked), "")
        self.asked.append(request)
        status = {"429": 429, "429-datum": 429, "429-lang": 429}.get(fault, fault)
        if fault in BUSY or str(status).isdigit():
            self.hit.append(fault)
        if fault == "tijd":
            raise httpx.ReadTimeout("te laat")
        if fault == "weg":
            raise httpx.ConnectError("weg")
        if str(status).isdigit():
            return httpx.Response(int(status), headers=HEADS.get(fault, {}), text=f"{KEY} mag niet")
        if fault == "html":
            return httpx.Response(200, text="<html>Inloggen</html>")
        text = json.dumps(self._answer(request))
        wrong = spoiled(text, fault)
        if wrong != text and fault not in BUSY:
            self.hit.append(fault)
        return httpx.Response(200, text=wrong)

    def _answer(self, request: httpx.Request) -> Any:
        path, body = request.url.path, request.content.decode()
        assert KEY not in str(request.url)
        if path.endswith("/index.php"):
            return matomo(self.counted, dict(parse_qsl(body)))
        if path.endswith("/token"):
            return {"access_token": "tijdelijk", "token_type": "Bearer", "expires_in": 1800}
        wanted = KEY if path.endswith("/api/v2/query") else "tijdelijk"
        assert request.headers["authorization"] == f"Bearer {wanted}"
        asked = json.loads(body)
        if path.endswith("/searchAnalytics/query"):
            return google(self.counted, asked)
        return (plausible if path.endswith("/api/v2/query") else piwik_pro)(self.counted, asked)


HEADS = {
    "429": {"retry-after": "7"},
    "429-datum": {"retry-after": DATED},
    "429-lang": {"retry-after": "86400"},
    "302": {"location": "https://elders.voorbeeld.nl/"},
}


def spoiled(text: str, fault: str) -> str:
    """Return an answer with something wrong in it."""
    if fault == "half":
        return text[: len(text) // 2]
    if fault == "fout-200":
        return json.dumps({"result": "error", "message": f"token {KEY} ongeldig"})
    if fault == "min" and "access_token" not in text:
        return re.sub(r"(?<=[\s\[])([0-9]+(?:\.0)?)(?=[,\]}])", "-1.5", text)
    swaps = {
        "andere-sleutels": [("nb_visits", "visits"), ("clicks", "kliks"), ("access_token", "t"),
                            ("metrics", "m"), ('"columns"', '"kolommen"'), ("nb_hits", "hits")],
        "andere-dag": [("2026-", "2031-")],
    }  # fmt: skip
    for old, new in swaps.get(fault, []):
        text = text.replace(old, new)
    return text


def span(first: str, last: str) -> list[date]:
    """Return every day of a period."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return [begin + timedelta(days=at) for at in range((end - begin).days + 1)]


def matomo(counted: Counted, form: Mapping[str, str]) -> Any:
    """Answer API.getBulkRequest: one report a day, with an empty list for a day without."""
    assert (form["module"], form["method"]) == ("API", "API.getBulkRequest")
    if form["token_auth"] != KEY:
        return {"result": "error", "message": "You must be logged in to access this functionality."}
    return [report(counted, form[key]) for key in form if key.startswith("urls[")]


def report(counted: Counted, query: str) -> Any:
    """Answer one report of a bulk request."""
    asked = {key: values[0] for key, values in parse_qs(query).items()}
    days = span(*asked["date"].split(","))
    assert (asked["idSite"], asked["period"]) == ("1", "day")
    if asked["method"] == "VisitsSummary.getVisits":
        return {str(day): counted.visits.get(day, 0) for day in days}
    column, tables = {
        "Actions.getPageUrls": ("nb_hits", counted.pages),
        "Actions.getSiteSearchKeywords": ("nb_visits", counted.terms),
        "Actions.getSiteSearchNoResultKeywords": ("nb_visits", counted.vain),
    }[asked["method"]]
    assert asked["filter_limit"] == "-1"
    return {
        str(day): [{"label": label, column: n} for label, n in tables.get(day, {}).items()]
        for day in days
    }


def google(counted: Counted, asked: Mapping[str, Any]) -> Any:
    """Answer searchAnalytics.query: floats, no key `rows` where there is nothing (more)."""
    rows: list[dict[str, Any]] = []
    for day in span(asked["startDate"], asked["endDate"]):
        if asked["dimensions"] == ["date"]:
            some = {"": counted.visits.get(day, 0)}
        else:
            some = {"page": counted.pages, "query": counted.terms}[asked["dimensions"][1]].get(
                day, {}
            )
        rows += [
            {"keys": [str(day), name][: len(asked["dimensions"])], "clicks": float(n),
             "impressions": float(n * 10), "ctr": 0.1, "position": 3.5}
            for name, n in some.items()
        ]  # fmt: skip
    rows.sort(key=lambda row: -row["clicks"])
    page = rows[asked["startRow"] : asked["startRow"] + asked["rowLimit"]]
    return ({"rows": page} if page else {}) | {"responseAggregationType": "byProperty"}


def piwik_pro(counted: Counted, asked: Mapping[str, Any]) -> Any:
    """Answer a query: lists of cells, and the names of the columns."""
    columns = [column["column_id"] for column in asked["columns"]][1:]
    rows: list[list[Any]] = []
    for day in span(asked["date_from"], asked["date_to"]):
        if columns == ["sessions"]:
            rows.append([str(day), counted.visits.get(day, 0)])
        else:
            assert columns == ["event_url", "page_views"]
            rows += [[str(day), name, n] for name, n in counted.pages.get(day, {}).items()]
    page = rows[asked["offset"] : asked["offset"] + asked["limit"]]
    return {
        "data": page, "meta": {"columns": ["timestamp__to_date", *columns], "count": len(rows)},
    }  # fmt: skip


def plausible(counted: Counted, asked: Mapping[str, Any]) -> Any:
    """Answer a query of v2: dimensions and metrics in the order they were asked."""
    rows: list[dict[str, Any]] = []
    for day in span(*asked["date_range"]):
        if asked["dimensions"] == ["time:day"]:
            rows.append({"dimensions": [str(day)], "metrics": [counted.visits.get(day, 0)]})
        else:
            rows += [{"dimensions": [str(day), name], "metrics": [n]}
                     for name, n in counted.pages.get(day, {}).items()]  # fmt: skip
    page = asked["pagination"]
    some = rows[page["offset"] : page["offset"] + page["limit"]]
    return {
        "results": some,
        "meta": {"total_rows": len(rows)},
        "query": {"site_id": asked["site_id"]},
    }


Serve = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def server(serve: Serve) -> Iterator[str]:
    """Give the address of a server of this machine that answers every question so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            serve(self)

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    opened = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    opened.daemon_threads = True
    thread = Thread(target=opened.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{opened.server_port}"
    finally:
        opened.shutdown()
        opened.server_close()


def over_http(service: Callable[[httpx.Request], httpx.Response]) -> Serve:
    """Return what answers real questions with a service."""

    def serve(handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("content-length", 0)))
        asked = httpx.Request(
            handler.command, f"http://127.0.0.1{handler.path}",
            headers=dict(handler.headers.items()), content=body,
        )  # fmt: skip
        answer = service(asked)
        handler.send_response(answer.status_code)
        for name, value in answer.headers.items():
            if name in ("location", "retry-after", "content-type"):
                handler.send_header(name, value)
        handler.send_header("content-length", str(len(answer.content)))
        handler.end_headers()
        handler.wfile.write(answer.content)

    return serve


def days_of(first: date, counts: Sequence[int]) -> dict[date, int]:
    """Return counts of days that follow each other."""
    return {first + timedelta(days=at): count for at, count in enumerate(counts)}
