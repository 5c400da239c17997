"""Nobody makes others wait: turns for what takes long, patience, few files."""

import asyncio
import json
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from socket import create_connection
from statistics import median
from typing import Any

import pytest
from conftest import ROOT
from running import Running, running
from starlette.types import Receive, Scope, Send

from plans.plan_versions import StoreError
from screens.plan import current
from screens.server import limit, patience, size
from screens.server.limit import PEER, Limit
from screens.server.size import Size
from screens.server.turns import ROWS, Turns

PDF = "/document/advies.pdf?traject=participatie&fase=actie"


def scope(path: str, client: str = "192.0.2.1", **headers: str) -> Scope:
    pairs = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    return {"type": "http", "method": "GET", "path": path, "query_string": b"", "root_path": "",
            "headers": pairs, "client": (client, 1)}  # fmt: skip


class Slow:
    """An application that answers when it is told to, and counts who is in it."""

    def __init__(self) -> None:
        self.inside, self.most, self.go = 0, 0, asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.inside += 1
        self.most = max(self.most, self.inside)
        await self.go.wait()
        self.inside -= 1
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def asked(app: Any, *scopes: Scope) -> list[int]:
    """Ask all at once, let the application answer, and return every status."""
    statuses: dict[int, int] = {}

    async def ask(number: int) -> None:
        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses[number] = message["status"]

        async def receive() -> Any:
            return {"type": "http.request", "body": b""}

        await app(scopes[number], receive, send)

    asking = [asyncio.create_task(ask(number)) for number in range(len(scopes))]
    await asyncio.sleep(0.05)
    app.app.go.set()
    await asyncio.gather(*asking)
    return [statuses[number] for number in range(len(scopes))]


def statuses(*scopes: Scope, per_minute: int = 0) -> tuple[Counter[int], int]:
    async def run() -> tuple[Counter[int], int]:
        slow = Slow()
        return Counter(await asked(Turns(slow, Limit(per_minute)), *scopes)), slow.most

    return asyncio.run(run())


def test_one_client_gets_its_part_of_the_row() -> None:
    row = ROWS["document"]
    done, most = statuses(*[scope("/document/advies.pdf")] * 20)
    assert done == {200: row.of_one, 429: 20 - row.of_one}
    assert most == row.at_once


def test_many_clients_wait_for_their_turn_and_a_full_row_says_so() -> None:
    row = ROWS["document"]
    whole = row.at_once + row.waiting
    done, most = statuses(*[scope("/document/a.pdf", f"192.0.2.{i}") for i in range(whole + 5)])
    assert (done, most) == ({200: whole, 503: 5}, row.at_once)


@pytest.mark.parametrize("path", ["/document/reis/x.pdf", "/vlakken", "/advies/a/b/c/d"])
def test_who_asks_too_often_waits(path: str) -> None:
    assert statuses(*[scope(path)] * 6, per_minute=5)[0][429] == 1


@pytest.mark.parametrize("path", ["/", "/healthz", "/kanaalplan", "/assets/x.js"])
def test_the_rest_never_waits(path: str) -> None:
    done, most = statuses(*[scope(path)] * 60, per_minute=5)
    assert (done, most) == ({200: 60}, 60)


@pytest.mark.parametrize("at", ["127.0.0.1", "10.0.0.5"])
def test_nobody_names_himself_out_of_a_limit(at: str) -> None:
    """Uvicorn believes the header from this machine; we only when a setting names the proxy."""
    told = [scope("/", f"198.51.100.{i}", x_forwarded_for=f"198.51.100.{i}") for i in range(9)]
    for one in told:
        one[PEER] = (at, 1)
    assert {limit.asker(one, frozenset()) for one in told} == {at}
    assert len({limit.asker(one, frozenset({at})) for one in told}) == 9


def test_who_begins_many_plans_has_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "BEGINNINGS", Limit(3))
    monkeypatch.setattr(current, "keep", lambda *_: True)
    plan: Any = object()
    assert len({current.add_plan(plan) for _ in range(3)}) == 3
    with pytest.raises(StoreError, match="Wacht een minuut"):
        current.add_plan(plan)


def test_a_body_that_stays_away_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "BODY_WITHIN", 0.05)
    seen: list[int] = []

    async def reading(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()

    async def silent() -> Any:
        await asyncio.sleep(60)

    async def send(message: Any) -> None:
        seen.append(message.get("status", 0))

    asyncio.run(Size(reading)(scope("/echo"), silent, send))
    assert seen[0] == 408


@pytest.mark.exhaustive
def test_too_few_files_end_the_start_with_one_sentence() -> None:
    start = f"'{sys.executable}' -c 'from screens.server import start; start.check()'"
    run = subprocess.run(
        ["bash", "-c", f"ulimit -n 120; exec {start}"], cwd=ROOT, capture_output=True, text=True
    )
    assert (run.returncode, run.stderr.count("\n")) == (2, 1), run.stderr
    assert run.stderr.startswith("Gestopt: dit systeem staat maar 120 open bestanden toe")
    assert patience.files() >= patience.LEAST


# --- the real thing -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run a server that may open no more than 300 files."""
    folder = tmp_path_factory.mktemp("weinig")
    code = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (300, 300)); "
        "sys.argv[0] = 'streamlit'; runpy.run_module('streamlit', run_name='__main__')"
    )
    with running(folder, {"KEN_JE_INWONER_LOG": "json"}, program=("-c", code)) as server:
        yield server


def health(port: int) -> float:
    """Return after how many seconds the server says that it is there."""
    begun = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60) as answer:
        assert json.load(answer)["status"] == "ok"
    return time.perf_counter() - begun


@pytest.mark.server
def test_twenty_documents_leave_the_rest_alone(few: Running) -> None:
    def get(_: int) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{few.port}{PDF}", timeout=120) as came:
                assert came.read(4) == b"%PDF"
                return int(came.status)
        except urllib.error.HTTPError as error:
            return error.code

    health(few.port)
    begun = time.perf_counter()
    with ThreadPoolExecutor(20) as pool:
        asking = [pool.submit(get, number) for number in range(20)]
        waited = []
        while not all(one.done() for one in asking):
            waited.append(health(few.port))
            time.sleep(0.02)
    done = Counter(one.result() for one in asking)
    whole = time.perf_counter() - begun
    assert set(done) == {200, 429}
    assert median(waited) < max(0.25, whole / 20), waited  # on a busy machine all takes longer


@pytest.mark.server
def test_half_a_request_is_not_waited_for(few: Running) -> None:
    for begun in (b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Half: "):
        longest = patience.HEADERS_WITHIN + 60  # a busy machine is slow; past it, this raises
        with create_connection(("127.0.0.1", few.port), timeout=longest) as line:
            line.sendall(begun)
            with suppress(ConnectionResetError):
                assert line.recv(100) == b""


@pytest.mark.server
def test_more_connections_than_files_are_no_error(few: Running) -> None:
    with ExitStack() as held:
        for _ in range(400):
            held.enter_context(create_connection(("127.0.0.1", few.port), timeout=30))
        time.sleep(1)
    health(few.port)
    assert "Traceback" not in few.log_text()
    assert "Too many open files" not in few.log_text()
