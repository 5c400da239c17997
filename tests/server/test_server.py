"""The server around the pages: settings, limits, errors, health, the log and how it stops."""

import http.client
import json
import logging
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import barrage
import pytest
from conftest import ROOT
from pages import serve
from running import Running, free_port, running, start, stop, wait
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from documents.paging import pages
from engine import Table
from screens.page import knowledge, place
from screens.pages import PAGES
from screens.server import failure, hosts, logbook, routes, size, still
from screens.server import start as begin
from screens.server.hosts import HOSTS, Hosts
from screens.server.logbook import LOGBOOK, Requests
from screens.server.openapi import document
from screens.server.shell import Shell
from screens.server.size import Size

COVERS = ("app.py",)
PERSON = "Jan Jansen, Dorpsstraat 1"


def fail(request: Request) -> Response:
    raise ValueError(PERSON)


async def echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def own(request: Request) -> Response:
    headers = {"content-security-policy": "default-src 'none'", "etag": '"1"'}
    return HTMLResponse("<title>x</title>", headers=headers)


async def accept_socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


def client(*kinds: Callable[[ASGIApp], ASGIApp]) -> TestClient:
    paths = {"/stuk": fail, "/echo": echo, "/advies/eigen": own, "/healthz": echo}
    made = [Route(path, end, methods=["GET", "POST"]) for path, end in paths.items()]
    app = Starlette(
        routes=[*made, WebSocketRoute("/ws", accept_socket)],
        middleware=[Middleware(kind) for kind in kinds],
        exception_handlers=failure.HANDLERS,
    )
    return TestClient(app, "http://kanalen.voorbeeld.nl")


# --- settings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "name", "value", "message"),
    [
        (hosts.names, HOSTS, "https://a.nl", "is geen naam"),
        (hosts.names, HOSTS, "a.nl:8501", "is geen naam"),
        (hosts.names, HOSTS, "a.nl *", "'*' is geen naam"),
        (logbook.form, LOGBOOK, "xml", "'xml' ken ik niet. Kies tekst of json."),
        (place.public, place.ADDRESS, "kanalen.nl", "is geen adres als https://"),
        (place.public, place.ADDRESS, "https://a.nl/<b>", "is geen adres als https://"),
    ],
)
def test_a_wrong_setting_is_refused_in_dutch(
    read: Callable[[Mapping[str, str]], object], name: str, value: str, message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        read({name: value})
    assert str(caught.value).startswith(f"{name}: ")


def test_settings_that_are_right() -> None:
    assert hosts.names({HOSTS: "A.nl, *.b.nl [::1] localhost"}) == (
        "a.nl",
        "*.b.nl",
        "[::1]",
        "localhost",
    )
    assert (hosts.names({}), logbook.form({}), place.public({})) == ((), "tekst", None)
    assert place.public({place.ADDRESS: "https://a.nl/kanalen/"}) == "https://a.nl/kanalen"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("KEN_JE_INWONER_INSLUITEN_DOOR", "intranet", "is geen adres als"),
        ("KEN_JE_INWONER_API_PER_MINUUT", "veel", "is geen heel getal vanaf 0."),
        (HOSTS, "a/b", "is geen naam"),
    ],
)
@pytest.mark.server
def test_a_server_with_a_wrong_setting_stops_with_one_sentence(
    name: str, value: str, message: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from screens.server import start; start.check()"],
        cwd=ROOT,
        env={**os.environ, name: value},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 2
    assert run.stderr.startswith(f"Gestopt: {name}: '{value}' {message}")
    assert run.stderr.count("\n") == 1


@pytest.mark.server
def test_a_server_with_wrong_knowledge_stops_with_one_sentence(tmp_path: Path) -> None:
    server = start(tmp_path, {"KEN_JE_INWONER_ORGANISATIE": str(tmp_path / "weg.yaml")})
    assert server.process.wait(60) == 2
    assert "Gestopt: weg.yaml: dit bestand of deze map bestaat niet." in server.log_text()
    assert "Traceback" not in server.log_text()


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "good"),
    [
        ("kanalen.voorbeeld.nl", True),
        ("KANALEN.voorbeeld.nl:8501", True),
        ("kanalen.voorbeeld.nl.", True),
        ("x.gemeente.nl", True),
        ("gemeente.nl", False),
        ("xgemeente.nl", False),
        ("[::1]:80", True),
        ("", False),
        ("kanalen.voorbeeld.nl.kwaad.nl", False),
        ("kwaad.nl/kanalen.voorbeeld.nl", False),
        ("kanalen.voorbeeld.nl:80:80", False),
    ],
)
def test_only_known_names_are_answered(host: str, good: bool) -> None:
    known = hosts.names({HOSTS: "kanalen.voorbeeld.nl *.gemeente.nl [::1]"})
    assert hosts.is_allowed(host, known) is good


def test_an_unknown_name_gets_a_page_and_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOSTS, "kanalen.voorbeeld.nl")
    asked = client(Shell, Hosts)
    assert asked.get("/echo").status_code == 200
    refused = asked.get("/echo", headers={"host": "kwaad.nl"})
    assert refused.status_code == 400
    assert "Onder deze naam is er geen site." in refused.text
    assert "frame-ancestors" in refused.headers["content-security-policy"]
    assert asked.get("/healthz", headers={"host": "10.0.0.3"}).status_code == 200
    with (
        pytest.raises((WebSocketDisconnect, WebSocketDenialResponse)),
        asked.websocket_connect("/ws", headers={"host": "kwaad.nl"}),
    ):
        pass
    with asked.websocket_connect("/ws", headers={"host": "kanalen.voorbeeld.nl:8501"}):
        pass


# --- limits ---------------------------------------------------------------------------------------


def test_what_is_too_big_is_refused() -> None:
    asked = client(Shell, failure.Guard, Size)
    assert asked.post("/echo", content=b"x" * 1000).text == "1000"
    assert asked.post("/echo", content=b"x" * (size.BODY + 1)).status_code == 413
    parts = (b"x" * 2**20 for _ in range(8))
    refused = asked.post("/echo", content=parts)
    assert (refused.status_code, "hooguit 5 MB" in refused.text) == (413, True)
    big = asked.get("/echo", headers={"x-veel": "x" * size.HEADERS})
    assert (big.status_code, "te veel mee" in big.text) == (431, True)
    assert asked.get("/echo?" + "x" * size.HEADERS).status_code == 431


# --- errors ---------------------------------------------------------------------------------------


def test_an_error_is_a_page_in_dutch_without_a_traceback(caplog: pytest.LogCaptureFixture) -> None:
    answer = client(Shell, failure.Guard).get("/stuk")
    assert answer.status_code == 500
    assert "Er ging iets mis bij ons." in answer.text
    assert PERSON not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    line = json.loads(logbook.Json().format(caplog.records[-1]))
    assert (line["fout"], line["niveau"]) == ("ValueError", "fout")
    assert "tests/server/test_server.py" in line["plaats"][-1]
    assert PERSON not in json.dumps(line)


@pytest.mark.parametrize(
    ("method", "path", "status", "way"),
    [
        ("GET", "/nergens", 404, './"'),
        ("GET", "/a/b/nergens", 404, '../../"'),
        ("PUT", "/echo", 405, './"'),
    ],
)
def test_what_does_not_exist_says_so(method: str, path: str, status: int, way: str) -> None:
    answer = client(failure.Guard).request(method, path)
    assert answer.status_code == status
    assert f'<a href="{way}>Ken je inwoner</a>' in answer.text
    assert ("allow" in answer.headers) == (status == 405)


def test_every_kind_of_refusal_is_dutch() -> None:
    request = Request({"type": "http", "path": "/", "headers": [], "method": "GET"})
    for status in (400, 404, 405, 418):
        made = failure.refusal_page(request, HTTPException(status, PERSON))
        assert made.status_code == status
        assert PERSON.encode() not in bytes(made.body)


# --- headers --------------------------------------------------------------------------------------


def test_an_answer_keeps_its_own_stricter_policy_and_its_tag() -> None:
    answer = client(Shell).get("/advies/eigen", headers={"accept": "text/html"})
    assert answer.headers["content-security-policy"] == "default-src 'none'"
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["referrer-policy"] == "same-origin"


def test_a_static_page_is_strict_zipped_and_sent_once(
    monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    serve(monkeypatch, table)
    app = Starlette(routes=still.ROUTES, middleware=[Middleware(Shell)])
    asked = TestClient(app)
    path = "/advies/" + next(iter(table.outcomes)).path()
    page = asked.get(path, headers={"accept": "text/html"})
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src")
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert page.headers["content-encoding"] == "gzip"
    again = asked.get(path, headers={"accept": "text/html", "if-none-match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


# --- health ---------------------------------------------------------------------------------------


def test_ready_only_when_the_knowledge_is_compiled(
    monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    asked = TestClient(Starlette(routes=routes.ROUTES))
    knowledge.main_service.cache_clear()
    waiting = asked.get("/readyz")
    assert (waiting.status_code, waiting.json()) == (503, {"status": "bezig"})
    assert waiting.headers["retry-after"] == "5"
    monkeypatch.setattr(knowledge, "ready", lambda: True)
    for message, fresh in ((None, True), ("De vorige versie blijft in gebruik.", False)):
        serve(monkeypatch, table, message)
        answer = {"status": "ok", "bijgewerkt": fresh, "plannen": True}
        assert asked.get("/readyz").json() == answer


def test_until_it_is_ready_the_server_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(begin, "_open", threading.Event())
    asked = client(Shell, begin.Gate)
    waiting = asked.get("/echo")
    assert (waiting.status_code, waiting.headers["retry-after"]) == (503, "2")
    assert "start net op" in waiting.text
    with pytest.raises(WebSocketDenialResponse) as refused, asked.websocket_connect("/ws"):
        pass
    assert refused.value.status_code == 503
    begin._open.set()
    assert asked.get("/echo").status_code == 200
    with asked.websocket_connect("/ws"):
        pass


def test_the_public_address_is_in_the_documents(
    monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    serve(monkeypatch, table)
    asked = TestClient(Starlette(routes=routes.ROUTES))
    query = "?traject=participatie&fase=actie"
    assert document(table, knowledge.today())["servers"][0]["url"] == "/api/v1"
    monkeypatch.setenv(place.ADDRESS, "https://www.voorbeeld.nl/kanalen")
    assert document(table, knowledge.today())["servers"][0]["url"] == (
        "https://www.voorbeeld.nl/kanalen/api/v1"
    )
    told = " ".join(asked.get(f"/document/advies.txt{query}").text.split())
    assert f"https://www.voorbeeld.nl/kanalen/{query}" in told


def test_a_document_takes_lines_of_a_visitor_and_page_one_alone(
    monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    """The lines stand in the document and nowhere else, cut off where they are endless."""
    serve(monkeypatch, table)
    asked = TestClient(Starlette(routes=routes.ROUTES))
    here = "?traject=participatie&fase=actie&leeftijd=16-24"
    lines = f"&project=Plein&organisatie=Gemeente&auteur={'x' * 900}"
    told = asked.get(f"/document/advies.txt{here}{lines}")
    assert f"Gemeente · Plein · {'x' * 200}\n" in told.text
    assert "project=" not in told.text
    name = told.headers["content-disposition"]
    assert f'"kanaaladvies-participatie-actie-16-24-{knowledge.today()}.txt"' in name
    whole, alone = (
        pages(asked.get(f"/document/advies.pdf{here}{more}").content)
        for more in ("", "&alleen=pagina-1")
    )
    assert (whole > 3, alone) == (True, 1)
    wrong = asked.get(f"/document/advies.pdf{here}&alleen=pagina-7")
    assert (wrong.status_code, "alleen=pagina-1" in wrong.text) == (400, True)


# --- the log --------------------------------------------------------------------------------------


def record(name: str, message: object, *args: object, error: bool = False) -> logging.LogRecord:
    try:
        raise KeyError(PERSON)
    except KeyError:
        info = sys.exc_info() if error else None
    return logging.LogRecord(name, logging.WARNING, "x.py", 1, message, args, info)


@pytest.mark.parametrize(
    ("name", "args", "message"),
    [
        ("screens.server.api", ("een vraag lukte %s niet", "weer"), "een vraag lukte weer niet"),
        ("uvicorn.error", ("Session %s has %d", PERSON, 3), "Session … has 3"),
        ("uvicorn.error", ("Shutting down\nnow",), "Shutting down"),
        ("andere", ("100% vol",), "100% vol"),
        ("andere", ("%s",), "%s"),
        ("andere", ("%q", 1), "%q"),
    ],
)
def test_of_a_message_of_others_only_fixed_words_are_kept(
    name: str, args: tuple[str, ...], message: str
) -> None:
    assert logbook.event_facts(record(name, *args))["bericht"] == message


@pytest.mark.parametrize("form", [logbook.Json(), logbook.Text()])
def test_an_error_tells_its_place_and_not_its_words(form: logging.Formatter) -> None:
    line = form.format(record("streamlit", "stuk", error=True))
    assert PERSON not in line
    assert "\n" not in line
    assert "KeyError" in line
    assert "tests/server/test_server.py" in line


def test_a_request_is_one_line_without_what_was_asked(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    asked = client(Requests)
    asked.get("/echo/Jansen?naam=Jansen", headers={"x-forwarded-for": "192.0.2.7"})
    asked.request("JANSEN", "/beheer")
    asked.get("/healthz")
    lines = [logbook.event_facts(r) for r in caplog.records if r.name == "screens.server.logbook"]
    kept = [{k: v for k, v in line.items() if k not in ("tijd", "ms")} for line in lines]
    same = {"niveau": "info", "bron": "screens.server.logbook", "bericht": "verzoek", "status": 404}
    assert [{**line, "bytes": 0} for line in kept] == [
        {**same, "methode": "GET", "deel": "overig", "bytes": 0},
        {**same, "methode": "anders", "deel": "beheer", "bytes": 0},
    ]
    assert not re.search(r"(?i)jansen|192\.0", json.dumps(lines))


def test_every_address_of_ours_has_a_name_in_the_log() -> None:
    assert logbook.part("/") == "begin"
    assert logbook.part("/een-tweede") == "overig"
    for page in PAGES[1:]:
        assert logbook.part(f"/{page.address}") == page.address
    for route in routes.ROUTES:
        assert logbook.part(route.path) == route.path.split("/")[1]


# --- the real thing -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("server")
    with running(folder, {LOGBOOK: "json", HOSTS: "127.0.0.1"}) as made:
        yield made


def answer(server: Running, request: bytes) -> bytes:
    """Send bytes and return all that comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(request)
        parts = []
        while part := line.recv(65536):
            parts.append(part)
        return b"".join(parts)


def test_the_started_server_is_ready_and_strict(server: Running) -> None:
    base = f"http://127.0.0.1:{server.port}"
    with urllib.request.urlopen(f"{base}/readyz") as ready:
        assert json.load(ready) == {"status": "ok", "bijgewerkt": True, "plannen": True}
    refused = answer(server, b"GET / HTTP/1.1\r\nHost: kwaad.nl\r\nConnection: close\r\n\r\n")
    assert refused.startswith(b"HTTP/1.1 400")
    big = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX: " + b"x" * 40_000
    assert answer(server, big + b"\r\n\r\n").startswith(b"HTTP/1.1 431")


def test_every_line_of_the_log_is_json_without_personal_data(server: Running) -> None:
    url = f"http://127.0.0.1:{server.port}/api/v1/advies?traject=Jansen"
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(url)
    answer(server, b"Jansen \xff\x00\r\n\r\n")
    end = time.monotonic() + 60
    while '"api"' not in server.log_text() and time.monotonic() < end:
        time.sleep(0.05)
    lines = [line for line in server.log_text().splitlines() if line.strip()]
    begun = next(i for i, line in enumerate(lines) if "klaar voor bezoekers" in line)
    told = [json.loads(line) for line in lines[begun:]]
    assert {"tijd", "niveau", "bron", "bericht"} <= set.intersection(*map(set, told))
    assert any(line.get("deel") == "api" and line["status"] == 400 for line in told)
    assert not re.search(r"(?i)jansen|127\.0\.0\.1:\d+", "\n".join(lines[begun:]))


def test_hostile_requests_are_answered_and_nothing_leaks(server: Running, tmp_path: Path) -> None:
    """A few hundred here; `script/bench --vijandig` sends ten thousand."""
    canary = tmp_path / "geheim.txt"
    canary.write_text("dit-mag-niemand-lezen", encoding="ascii")
    asked = [*barrage.lines(11, 400, canary)]
    outcome = barrage.shoot(server.port, server.process.pid, asked, canary.read_bytes())
    assert outcome.wrong == []
    assert outcome.statuses["200"] + outcome.statuses["400"] > 100
    assert sum(outcome.statuses.values()) == len(asked)
    told = [json.loads(line) for line in server.log_text().splitlines() if line.startswith("{")]
    assert [line for line in told if line["niveau"] == "fout"] == []
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/readyz") as ready:
        assert ready.status == 200


@pytest.mark.server
def test_a_stop_finishes_what_was_asked(tmp_path: Path) -> None:
    """A document is being made when the administrator stops the server; it still comes."""
    server = start(tmp_path, {}, free_port())
    wait(server)
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    line.request("GET", "/healthz")
    assert line.getresponse().read()  # the server has taken this line; what comes next is asked
    line.request("GET", "/document/advies.docx?traject=participatie&fase=actie")
    server.process.terminate()
    made = line.getresponse()
    assert (made.status, made.read()[:2]) == (200, b"PK")
    stop(server)
    assert "Traceback" not in server.log_text()
