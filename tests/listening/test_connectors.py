"""What is fetched: all of it or nothing, once, and one clear line for what goes wrong.

Against services that answer as their documentation says: in this process for most, over HTTP for
some. The real services were not reached.
"""

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest
from counting.around import (
    ACCOUNTS,
    FIRST,
    NOON,
    RSA,
    asking,
    feed_of,
    fetcher,
    remembered,
    small,
    subjects_of,
)
from counting.services import BUSY, FATAL, KEY, Counted, CountingService, over_http, server
from joserfc import jwt
from sqlalchemy import event

from listening.connectors import (
    feeds,
    matomo,
    piwik_pro,
    plausible,
    search_console,
    signing,
    transport,
)
from listening.connectors.fetching import GATHERERS, Fetched
from listening.connectors.gathered import CountRows, Gathered, Period, heard
from listening.connectors.transport import Demand, FetchError, Transport
from listening.storage.day_memory import Memory
from listening.storage.hearing import REST


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory("", f"sqlite:///{tmp_path}/p.sqlite3", lambda: NOON)


EXPECTED = {
    "matomo": {
        ("totaal", "bezoeken", ""): [20, 30, 40],
        ("totaal", "zoekacties", ""): [11, 4],
        ("totaal", "zonder resultaat", ""): [11],
        ("onderwerp", "zoekacties", "schuldhulp"): [9, 4],
        ("onderwerp", "zonder resultaat", "schuldhulp"): [11],
        ("pagina", "weergaven", "/schulden"): [12, 5],
        ("aanbod", "weergaven", "schuldhulp"): [12, 5],
        ("pagina", "weergaven", REST): [3, 4],
    },
    "search-console": {
        ("totaal", "kliks", ""): [20, 30, 40],
        ("totaal", "vertoningen", ""): [200, 300, 400],
        ("onderwerp", "kliks", "schuldhulp"): [9, 4],
        ("pagina", "kliks", "/schulden"): [12, 5],
        ("aanbod", "kliks", "schuldhulp"): [12, 5],
        ("pagina", "kliks", REST): [3, 4],
    },
    "piwik-pro": {
        ("totaal", "sessies", ""): [20, 30, 40],
        ("pagina", "weergaven", "/schulden"): [12, 5],
        ("aanbod", "weergaven", "schuldhulp"): [12, 5],
        ("pagina", "weergaven", REST): [3, 4],
    },
    "plausible": {
        ("totaal", "bezoeken", ""): [20, 30, 40],
        ("totaal", "weergaven", ""): [20, 30, 40],
        ("pagina", "weergaven", "/schulden"): [12, 5],
        ("aanbod", "weergaven", "schuldhulp"): [12, 5],
        ("pagina", "weergaven", REST): [3, 4],
    },
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_what_a_service_counted_is_remembered(kind: str, memory: Memory, tmp_path: Path) -> None:
    """Worked out by hand; no term, no mail address and no small page by its name."""
    service, waits = CountingService(small()), list[float]()
    today = date(2026, 10, 4) + timedelta(days=3 if kind == "search-console" else 0)
    one = fetcher(asking(service, waits), memory, today).fetch(feed_of(tmp_path, kind), FIRST)
    assert one.trouble == ""
    assert one.period == Period(FIRST, date(2026, 10, 3))
    assert remembered(memory) == EXPECTED[kind]
    assert one.series == len(EXPECTED[kind])
    assert {entry.origin for entry in memory.series()} == {feeds.ORIGINS[kind]}
    assert waits == []


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_same_over_http(kind: str, memory: Memory, tmp_path: Path) -> None:
    """With the client that the command uses; a busy server first asks for no wait at all."""
    service = CountingService(small())
    with server(over_http(service)) as address, transport.client() as connections:
        ask = Transport(connections, lambda _: None)
        today = date(2026, 10, 4) + timedelta(days=3 if kind == "search-console" else 0)
        one = fetcher(ask, memory, today).fetch(feed_of(tmp_path, kind, address), FIRST)
    assert (one.trouble, remembered(memory)) == ("", EXPECTED[kind])
    assert {asked.headers["user-agent"][:15] for asked in service.asked} == {"ken-je-inwoner/"}


def test_google_gives_pages_until_one_is_empty_and_true_totals(
    memory: Memory, tmp_path: Path
) -> None:
    service = CountingService(small())
    period = Period(FIRST, date(2026, 10, 3))
    one = feed_of(tmp_path, "search-console")
    ask = asking(service, [])
    gathered = search_console.gather(one, ACCOUNTS["search-console"], ask, period, 2)
    assert [part.rows for part in gathered.counts[:1]] == [
        (("", date(2026, 10, 3), 40), ("", date(2026, 10, 2), 30), ("", FIRST, 20))
    ]
    queries = [json.loads(asked.content) for asked in service.asked[1:]]
    assert [q["startRow"] for q in queries if q["dimensions"] == ["date"]] == [0, 2, 3]
    assert {tuple(q["dimensions"]) for q in queries} == {
        ("date",), ("date", "page"), ("date", "query")
    }  # fmt: skip
    assert gathered.notes == ("bij 17 % van de kliks gaf Google de zoekvraag",)  # 15 of 90


def test_the_key_of_a_service_account_signs_for_reading_only(tmp_path: Path) -> None:
    service = CountingService(small())
    one = feed_of(tmp_path, "search-console")
    search_console.gather(
        one, ACCOUNTS["search-console"], asking(service, []), Period(FIRST, FIRST)
    )
    form = dict(httpx.QueryParams(service.asked[0].content.decode()))
    token = jwt.decode(form["assertion"], RSA, algorithms=["RS256"])
    assert token.header["alg"] == "RS256"
    assert token.claims["scope"] == "https://www.googleapis.com/auth/webmasters.readonly"
    assert token.claims["aud"] == "https://tellen.voorbeeld.nl/token"
    assert token.claims["exp"] - token.claims["iat"] == 3600
    with pytest.raises(ValueError, match="no key"):
        signing.signed({}, "onzin")


@pytest.mark.parametrize(
    ("kind", "last"),
    [("matomo", date(2026, 11, 21)), ("search-console", date(2026, 11, 18))],
)
def test_only_whole_days_are_asked(kind: str, last: date, memory: Memory, tmp_path: Path) -> None:
    """Of Google also the last three days are left out: they may still change."""
    asked = fetcher(asking(CountingService(small()), []), memory).period(feed_of(tmp_path, kind))
    assert asked == Period(last - timedelta(days=34), last)


def test_many_days_are_asked_in_parts(memory: Memory, tmp_path: Path) -> None:
    service = CountingService(small())
    one = feed_of(tmp_path, "matomo")
    fetcher(asking(service, []), memory).fetch(one, FIRST)  # 52 days
    assert len(service.asked) == 2
    assert len(memory.series("totaal")[0].days) == 52


def test_a_page_that_falls_under_the_threshold_is_not_counted_twice(
    memory: Memory, tmp_path: Path
) -> None:
    counted, one = small(), feed_of(tmp_path, "matomo")
    fetcher(asking(CountingService(counted), []), memory, date(2026, 10, 4)).fetch(one, FIRST)
    day = date(2026, 10, 3)
    fetcher(asking(CountingService(counted), []), memory, date(2026, 10, 4)).fetch(one, day)
    assert [entry for entry in remembered(memory).items() if entry[0][0] == "pagina"] == [
        (("pagina", "weergaven", "/schulden"), [12]), (("pagina", "weergaven", REST), [3, 9])
    ]  # fmt: skip


FAULTS = [
    ("429", ""), ("429-datum", ""), ("500", ""), ("503", ""), ("tijd", ""), ("weg", ""),
    ("half", ""), ("html", ""),
    ("429-lang", "de server heeft het te druk (antwoord 429)"),
    ("400", "antwoord 400"), ("401", "de sleutel wordt niet aangenomen"),
    ("403", "geef hem leesrechten"), ("404", "bestaat daar niet"), ("302", "verwijst door"),
    ("andere-sleutels", "anders dan beschreven"), ("min", "anders dan beschreven"),
    ("andere-dag", "anders dan beschreven"), ("fout-200", "kijk na of de sleutel"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "why"), FAULTS)
def test_a_fault_is_waited_for_or_said_in_one_line(
    fault: str, why: str, memory: Memory, tmp_path: Path
) -> None:
    waits: list[float] = []
    service = CountingService(small(), {0: fault})
    fetching = fetcher(asking(service, waits), memory, date(2026, 10, 4))
    one = fetching.fetch(feed_of(tmp_path, "matomo"), FIRST)
    if why:
        assert why in one.trouble.lower()
        assert one.period == Period(FIRST, date(2026, 10, 3))
        assert clear(one)
        assert remembered(memory) == {}
    else:
        assert remembered(memory) == EXPECTED["matomo"]
        assert waits == {"429": [7.0], "429-datum": [9.0]}.get(fault, [2.0])


def clear(outcome: Fetched) -> bool:
    """Tell whether a fault is one Dutch line without a key."""
    why = outcome.trouble
    return bool(why) and "\n" not in why and KEY not in why and why.endswith(".") and len(why) < 200


@pytest.mark.parametrize("fault", BUSY)
def test_a_server_that_stays_busy_is_left_alone(fault: str, memory: Memory, tmp_path: Path) -> None:
    waits: list[float] = []
    service = CountingService(small(), dict.fromkeys(range(99), fault))
    one = fetcher(asking(service, waits), memory).fetch(feed_of(tmp_path, "plausible"), FIRST)
    assert (len(service.asked), len(waits)) == (5, 4)
    assert clear(one)
    assert remembered(memory) == {}


def parts(memory: Memory) -> dict[tuple[str, str, str], dict[date, int]]:
    """Return how often per day of all that is remembered of a kind, small ones included."""
    sums: dict[tuple[str, str, str], dict[date, int]] = {}
    for one in memory.series():
        days = sums.setdefault((one.origin, one.of, one.counts), {})
        for day, count in one.days.items():
            days[day] = days.get(day, 0) + count
    return {key: {day: n for day, n in days.items() if n} for key, days in sums.items()}


def random_site(chance: random.Random) -> Counted:
    days = [FIRST + timedelta(days=at) for at in range(20)]

    def table(names: Iterable[str]) -> dict[date, dict[str, int]]:
        return {day: {name: chance.randint(1, 9) for name in names if chance.random() < 0.5}
                for day in days}  # fmt: skip

    return Counted(
        {day: chance.randint(0, 50) for day in days},
        table(f"/{at}" for at in range(6)),
        table(("schuld hulp", "schuld", "afval", "paspoort")),
        table(("schuld hulp",)),
    )


def truth(kind: str, counted: Counted) -> dict[tuple[str, str, str], dict[date, int]]:
    """Return what has to be remembered of every day, worked out from what was counted."""
    of = feeds.ORIGINS[kind]

    def every(table: dict[date, dict[str, int]], word: str = "") -> dict[date, int]:
        return {day: sum(n for name, n in some.items() if word in name)
                for day, some in table.items()}  # fmt: skip

    tenfold = {day: 10 * n for day, n in counted.visits.items()}
    searched = {"": counted.terms, "schuld": counted.terms}
    return {
        "matomo": {
            (of, "totaal", "bezoeken"): counted.visits,
            (of, "pagina", "weergaven"): every(counted.pages),
            (of, "totaal", "zoekacties"): every(searched[""]),
            (of, "onderwerp", "zoekacties"): every(searched["schuld"], "schuld"),
            (of, "totaal", "zonder resultaat"): every(counted.vain),
            (of, "onderwerp", "zonder resultaat"): every(counted.vain, "schuld"),
        },
        "search-console": {
            (of, "totaal", "kliks"): counted.visits,
            (of, "totaal", "vertoningen"): tenfold,
            (of, "pagina", "kliks"): every(counted.pages),
            (of, "onderwerp", "kliks"): every(counted.terms, "schuld"),
        },
        "piwik-pro": {
            (of, "totaal", "sessies"): counted.visits,
            (of, "pagina", "weergaven"): every(counted.pages),
        },
        "plausible": {
            (of, "totaal", "bezoeken"): counted.visits,
            (of, "totaal", "weergaven"): counted.visits,
            (of, "pagina", "weergaven"): every(counted.pages),
        },
    }[kind]


class Killed(BaseException):
    """The process ends here."""


@contextmanager
def killing(memory: Memory, at: int) -> Iterator[None]:
    """End the process where it says something to the database for the so maniest time."""
    left = [at]

    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Killed

    event.listen(memory.engine, "before_cursor_execute", count)
    try:
        yield
    finally:
        event.remove(memory.engine, "before_cursor_execute", count)


def run_with_faults(seed: int, memory: Memory, folder: Path, expected: dict[str, object]) -> str:
    """Fetch once with faults of a seed, compare with the truth, and return the trouble."""
    chance = random.Random(seed)
    kind = chance.choice(sorted(GATHERERS))
    counted = random_site(chance)
    faults = {at: chance.choice((*BUSY, *FATAL, "gedood")) for at in range(6)
              if chance.random() < 0.25}  # fmt: skip
    service = CountingService(counted, faults)

    def answer(request: httpx.Request) -> httpx.Response:
        if faults.get(len(service.asked)) == "gedood":
            raise Killed
        return service(request)

    first = FIRST + timedelta(days=chance.randint(0, 15))
    today = first + timedelta(days=chance.randint(1, 5) + 3 * (kind == "search-console"))
    waits: list[float] = []
    before = memory.series()
    end = chance.randint(1, 30) if chance.random() < 0.2 else 0
    try:
        with killing(memory, end):
            one = fetcher(asking(answer, waits), memory, today).fetch(feed_of(folder, kind), first)
    except Killed:
        assert memory.series() == before
        return "gedood"
    if one.trouble:
        assert clear(one), one.trouble
        assert memory.series() == before
        return one.trouble
    assert not set(service.hit) & set(FATAL)
    assert one.period is not None
    for key, days in truth(kind, counted).items():
        kept = expected.setdefault(str(key), {})
        assert isinstance(kept, dict)
        kept |= {day: days.get(day, 0) for day in one.period.days}
        now = {day: n for day, n in kept.items() if n}
        assert parts(memory).get(key, {}) == now, (seed, key)
    return ""


@pytest.mark.parametrize(
    "batches", [range(2), pytest.param(range(2, 50), marks=pytest.mark.exhaustive)]
)
def test_nothing_is_lost_and_nothing_comes_twice(batches: range, tmp_path: Path) -> None:
    """500 runs with faults of a seed: 50 databases of 10 fetches that overlap."""
    for batch in batches:
        memory = Memory("", f"sqlite:///{tmp_path}/{batch}.sqlite3", lambda: NOON)
        known: dict[str, object] = {}
        seeds = range(1000 * batch, 1000 * batch + 10)
        troubles = [run_with_faults(seed, memory, tmp_path, known) for seed in seeds]
        assert 0 < troubles.count("") < 10
        memory.close()


@pytest.mark.parametrize(
    ("kind", "gather", "lines"),
    [
        ("piwik-pro", piwik_pro.gather, 2),
        ("plausible", plausible.gather, 2),
        ("search-console", search_console.gather, 2),
    ],
)
def test_pages_of_an_answer_are_joined(kind: str, gather: Callable[..., Gathered], lines: int,
                                       tmp_path: Path) -> None:  # fmt: skip
    period = Period(FIRST, date(2026, 10, 3))
    one, service = feed_of(tmp_path, kind), CountingService(small())
    key = ACCOUNTS.get(kind, KEY)
    whole = gather(one, key, asking(CountingService(small()), []), period)
    assert gather(one, key, asking(service, []), period, lines) == whole
    assert len(service.asked) > 4


def short(service: CountingService) -> Callable[[httpx.Request], httpx.Response]:
    """Return a server that gives a page with one line, and no more after that."""

    def answer(request: httpx.Request) -> httpx.Response:
        whole = service(request).json()
        asked = json.loads(request.content) if request.content[:1] == b"{" else {}
        begun = asked.get("offset") or asked.get("pagination", {}).get("offset")
        for name in {"data", "results"} & set(whole):
            whole[name] = [] if begun else whole[name][:1]
        return httpx.Response(200, json=whole)

    return answer


def again(service: CountingService) -> Callable[[httpx.Request], httpx.Response]:
    """Return a server that gives its first page again and again."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.content[:1] != b"{":
            return service(request)
        asked = json.loads(request.content)
        first = {"startRow": 0, "rowLimit": 1, "pagination": {"limit": 1, "offset": 0}}
        data = json.dumps(asked | first)
        heads = {"authorization": request.headers["authorization"]}
        return service(httpx.Request("POST", request.url, headers=heads, content=data))

    return answer


@pytest.mark.parametrize(
    ("kind", "serve"),
    [("piwik-pro", short), ("plausible", short), ("plausible", again), ("search-console", again)],
)
def test_lines_that_lack_or_come_twice_are_not_kept(
    kind: str, serve: Callable[[CountingService], Callable[[httpx.Request], httpx.Response]],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(search_console, "MOST_PAGES", 5)
    period, key = Period(FIRST, date(2026, 10, 3)), ACCOUNTS.get(kind, KEY)
    ask = asking(serve(CountingService(small())), [])
    with pytest.raises(FetchError, match="Ik bewaar er niets van"):
        GATHERERS[kind](feed_of(tmp_path, kind), key, ask, period)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({}, "een aantal|geen lijst"),
        ([], "ander aantal rapporten"),
        ([{}, {}, {}, {}], "'2026-10-01' ontbreekt"),
        ([{"2026-10-01": 1, "2026-10-02": 1}, *[{"2026-10-01": []}] * 3], "niet is gevraagd"),
        ([{"2026-10-01": True}, *[{"2026-10-01": []}] * 3], "nb_visits"),
        ([{"2026-10-01": 1}, {"2026-10-01": {}}, *[{"2026-10-01": []}] * 2], "zonder lijst"),
        ([{"2026-10-01": 1}, {"2026-10-01": [{"label": "/"}]}, *[{"2026-10-01": []}] * 2],
         "'nb_hits' ontbreekt"),
        ([{"2026-10-01": 1}, {"result": "error"}, {}, {}], "bij Actions.getPageUrls"),
        ([{"2026-10-01": 0}, *[{"2026-10-01": []}] * 3], "is niets geteld"),
    ],
)  # fmt: skip
def test_an_answer_of_matomo_that_is_other_than_described(
    answer: object, why: str, memory: Memory, tmp_path: Path
) -> None:
    ask = asking(lambda _: httpx.Response(200, json=answer), [])
    one = fetcher(ask, memory, date(2026, 10, 2)).fetch(feed_of(tmp_path, "matomo"), FIRST)
    assert clear(one)
    assert any(part in one.trouble for part in why.split("|")), one.trouble


def test_matomo_puts_the_rest_with_the_rest(tmp_path: Path) -> None:
    empty: dict[str, list[object]] = {"2026-10-01": []}
    pages = {"2026-10-01": [{"label": "Others", "nb_hits": 40}, {"label": "/a", "nb_hits": "12"}]}
    visits = {"2026-10-01": {"nb_visits": 9}}
    ask = asking(lambda _: httpx.Response(200, json=[visits, pages, empty, empty]), [])
    gathered = matomo.gather(feed_of(tmp_path, "matomo"), KEY, ask, Period(FIRST, FIRST))
    assert gathered.counts[0].rows == (("", FIRST, 9),)
    assert gathered.counts[1].rows == ((REST, FIRST, 40), ("/a", FIRST, 12))


def test_only_the_most_visited_pages_have_a_series_of_their_own() -> None:
    rows = tuple((f"/{at:03}", FIRST, 10 + at) for at in range(210))
    period = Period(FIRST, FIRST)
    kept = heard("f", "M", Gathered(period, (CountRows("pagina", "kliks", rows),)), subjects_of, 10)
    values = [one.value for one in kept.series]
    assert (values[0], len(values), values[-1]) == ("/010", 201, REST)
    assert kept.series[-1].days == {FIRST: sum(range(10, 20))}


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(int(handler.headers.get("content-length", 0)))
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b"[1, 2")


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.3)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(b"[" * 3000)


@pytest.mark.parametrize(
    ("serve", "why"),
    [(drip, transport.HALF), (silent, transport.TOO_LATE), (endless, transport.TOO_LARGE)],
)
def test_over_http_an_answer_that_breaks_off_or_does_not_end(
    serve: Callable[[BaseHTTPRequestHandler], None], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LARGEST", 2000)
    client = httpx.Client(timeout=0.1)
    with server(serve) as address, client, pytest.raises(FetchError) as error:
        Transport(client, lambda _: None, tries=2).json(Demand(address, data={}))
    assert error.value.why == why


def test_an_answer_may_not_take_for_ever() -> None:
    moments = iter([0.0, 1.0, 999.0])
    answer = httpx.Response(200, content=iter([b"[", b"]"]))
    client = httpx.Client(transport=httpx.MockTransport(lambda _: answer))
    with pytest.raises(FetchError, match="te laat"):
        Transport(client, clock=lambda: next(moments)).file(Demand("https://a.nl"))


def test_another_host_is_never_asked(memory: Memory, tmp_path: Path) -> None:
    visited: list[str] = []
    with server(lambda handler: visited.append(handler.path)) as elsewhere:

        def serve(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(307)
            handler.send_header("location", f"{elsewhere}/buit")
            handler.end_headers()

        with server(serve) as address, transport.client() as connections:
            ask = Transport(connections, lambda _: None)
            one = fetcher(ask, memory).fetch(feed_of(tmp_path, "matomo", address), FIRST)
    assert "verwijst door" in one.trouble
    assert visited == []


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("matomo", "", "hoort één sleutel"),
        ("matomo", "een twee", "hoort één sleutel"),
        ("matomo", "sleutel\nX-Kop: 1", "hoort één sleutel"),
        ("search-console", "{}", "geen sleutel van een serviceaccount"),
        ("search-console", '{"client_email": "a", "private_key": "b"}', "serviceaccount"),
        ("piwik-pro", "geheim", "client_id en client_secret"),
        ("plausible", None, "bestaat niet"),
    ],
)
def test_a_key_that_is_none(
    kind: str, text: str | None, why: str, memory: Memory, tmp_path: Path
) -> None:
    service = CountingService(small())
    one = feed_of(tmp_path, kind)
    assert one.key is not None
    one.key.unlink()
    if text is not None:
        one.key.write_text(text, encoding="utf-8")
    outcome = fetcher(asking(service, []), memory).fetch(one, FIRST)
    assert clear(outcome)
    assert why in outcome.trouble
    assert service.asked == []


def test_a_login_that_is_refused_says_so(memory: Memory, tmp_path: Path) -> None:
    ask = asking(CountingService(small(), {0: "400"}), [])
    outcome = fetcher(ask, memory).fetch(feed_of(tmp_path, "piwik-pro"), FIRST)
    assert "de sleutel wordt niet aangenomen" in outcome.trouble
