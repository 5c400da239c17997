"""Measures the screens in a real browser, with many visitors at once, and against yardsticks."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

import websockets
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from engine.model import Situation
from script import bench_nginx
from script.figures import CHANCE, BenchFigure, Figures

ROOT = Path(__file__).resolve().parent.parent
YARDSTICK = Path(__file__).parent / "yardstick"
PANEL = ROOT / ".cache" / "panel"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STREAMLIT = (sys.executable, "-m", "streamlit", "run")
QUIET = ("--server.headless=true", "--browser.gatherUsageStats=false")
CHANGES = 60  # of a question, per page
USERS, EVERY, LAST = 40, 5.0, 30.0  # visitors, seconds between changes, seconds
IDLE = 100  # sessions
REQUESTS, AT_ONCE = 4_000, 8
SETTLE = 2.0  # seconds

# When the advice of an address is there, and when the app has taken over from the page that came
# along, in milliseconds since the page was asked for.
FIRST = """() => {
  window.firstAdvice = window.taken = null;
  const look = () => {
    if (window.firstAdvice === null && document.querySelector('.conclusie'))
      window.firstAdvice = performance.now();
    if (document.querySelector('#root .conclusie')) window.taken = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
# Click one answer and wait until the link to the PDF holds another situation. Panel draws in
# shadow trees, so those are searched as well.
CHANGE = """([question, answer]) => new Promise((done, fail) => {
  const deep = (root, wanted, found = []) => {
    found.push(...root.querySelectorAll(wanted));
    for (const e of root.querySelectorAll('*')) if (e.shadowRoot) deep(e.shadowRoot, wanted, found);
    return found;
  };
  const link = () => deep(document, 'a.knop.eerste')[0]?.getAttribute('href');
  const groups = new Map();
  for (const input of deep(document, 'input[type=radio]'))
    groups.set(input.name, [...(groups.get(input.name) ?? []), input]);
  const input = [...groups.values()][question][answer];
  if (input.checked) return done(null);
  const before = link(), start = performance.now();
  input.click();
  const look = () => {
    const now = link();
    if (now && now !== before) done(performance.now() - start);
    else if (performance.now() - start > 20000) fail(new Error('no new advice'));
    else requestAnimationFrame(look);
  };
  look();
})"""


@contextmanager
def serving(command: Callable[[int], list[str]], ready: str, **more: str) -> Iterator[Any]:
    """Start a server on a free port and yield (address, process id) when `ready` answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command(port), cwd=ROOT, stdout=log, stderr=log, env={**os.environ, **more}
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}{ready}")
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server of {url} stopped")
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own loopback server
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer")


def _ours(port: int) -> list[str]:
    return [*STREAMLIT, "app.py", f"--server.port={port}", "--server.address=127.0.0.1"]


def _bare(port: int) -> list[str]:
    return [
        *(*STREAMLIT, str(YARDSTICK / "bare.py"), f"--server.port={port}"),
        *("--server.address=127.0.0.1", *QUIET),
    ]


def _panel(port: int) -> list[str]:
    return [sys.executable, str(YARDSTICK / "panels.py"), str(port), str(PANEL)]


def install_panel() -> None:
    """Install Panel, hash-locked, where only the yardstick sees it."""
    lock = YARDSTICK / "requirements.txt"
    stamp = PANEL / "stamp.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == lock.read_text(encoding="utf-8"):
        return
    shutil.rmtree(PANEL, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes"]
    subprocess.run([*pip, "-r", str(lock), "--target", str(PANEL)], check=True)
    stamp.write_text(lock.read_text(encoding="utf-8"), encoding="utf-8")


def measure_browser(situations: tuple[Situation, ...]) -> Figures:
    """Yield first paint, bytes, and the time of a change, ours and the yardsticks' in turn."""
    install_panel()
    chance = CHANCE(5)
    path = shutil.which("chromium")
    with sync_playwright() as playwright, serving(_ours, "/healthz") as (url, _):
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield from _first_paint(browser, url, chance.choice(situations))
        with serving(_bare, "/_stcore/health") as (bare, _), serving(_panel, "/") as (panel, _):
            yield from _changes(browser, {"ours": url, "bare": bare, "panel": panel}, chance)
        browser.close()


def _first_paint(browser: Browser, url: str, situation: Situation) -> Figures:
    address = f"{url}/?{urlencode(situation.facts())}"
    cold, taken, bytes_ = _visit(browser, address)
    again = [_visit(browser, address)[:2] for _ in range(5)]
    name = "First advice in Chromium, empty cache"
    yield BenchFigure(f"{name}: first visitor after the server started", cold, "ms")
    yield BenchFigure("– until the app takes over", taken, "ms")
    yield BenchFigure("– a next visitor (median of 5)", median(first for first, _ in again), "ms")
    yield BenchFigure(
        "– until the app takes over (median of 5)", median(app for _, app in again), "ms"
    )
    yield BenchFigure("– bytes over the line, web socket included", bytes_ / 2**20, "MiB")


def _visit(browser: Browser, address: str) -> tuple[float, float, int]:
    """Open an address as a new visitor; return milliseconds to advice and app, and bytes."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.add_init_script(f"({FIRST})()")
    received: list[int] = []
    _count(context.new_cdp_session(page), received)
    page.goto(address)
    page.wait_for_function("() => window.taken")
    took, taken = map(float, page.evaluate("[window.firstAdvice, window.taken]"))
    page.wait_for_timeout(1000 * SETTLE)
    context.close()
    return took, taken, sum(received)


def _count(session: CDPSession, received: list[int]) -> None:
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda e: received.append(int(e["encodedDataLength"])))
    session.on(
        "Network.webSocketFrameReceived",
        lambda e: received.append(len(e["response"]["payloadData"]) * 3 // 4),
    )


def _changes(browser: Browser, urls: dict[str, str], chance: Random) -> Figures:
    """Change the age or the profile on three pages in turn, so that noise hits all alike."""
    pages = {name: _open_page(browser, url) for name, url in urls.items()}
    took: dict[str, list[float]] = {name: [] for name in pages}
    for i in range(CHANGES + 5):
        question, answer = chance.choice(((2, chance.randrange(7)), (3, chance.randrange(9))))
        for name, page in pages.items():
            page.bring_to_front()
            milliseconds = page.evaluate(CHANGE, [question, answer])
            page.wait_for_timeout(150)
            if milliseconds is not None and i >= 5:
                took[name].append(float(milliseconds))
    spread = quantiles(took["ours"], n=20)
    middle = {name: median(times) for name, times in took.items()}
    yield BenchFigure(f"Change of a question → new advice ({len(took['ours'])} changes), p50",
                 middle["ours"], "ms")  # fmt: skip
    yield BenchFigure("– the same, p95", spread[18], "ms")
    yield BenchFigure("– the same page in bare Streamlit, p50", middle["bare"], "ms")
    yield BenchFigure("– the same page in Panel, p50", middle["panel"], "ms")
    yield BenchFigure("– ours ÷ bare Streamlit", middle["ours"] / middle["bare"], "×")
    yield BenchFigure("– ours ÷ Panel", middle["ours"] / middle["panel"], "×")


def _open_page(browser: Browser, url: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{url}/?traject=participatie&fase=bewustwording")
    page.locator("a.knop.eerste").first.wait_for()
    page.wait_for_selector("#vooraf", state="detached")
    page.wait_for_timeout(1000 * SETTLE)
    return page


def measure_many(situations: tuple[Situation, ...]) -> Figures:
    """Yield the times of 40 visitors at once and the memory of an idle session."""
    with serving(_ours, "/healthz") as (url, pid):
        asyncio.run(_sit(url, situations[:5], 10))
        before = _memory(pid)
        idle = asyncio.run(_sit(url, situations[:IDLE], IDLE, pid))
        yield BenchFigure(f"Memory per idle session ({IDLE} open)", (idle - before) / IDLE, "MiB")
        took = asyncio.run(_users(url, situations))
    spread = quantiles(took, n=20)
    name = f"{USERS} visitors at once, each another advice every {EVERY:.0f} s"
    yield BenchFigure(f"{name} ({len(took)} answers, no error), p50", 1000 * median(took), "ms")
    yield BenchFigure("– the same, p95", 1000 * spread[18], "ms")


def _memory(pid: int) -> float:
    """Return the memory of a process in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def _busy(pid: int) -> float:
    """Return the seconds of processor time a process has used."""
    told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _connect(url: str) -> Any:
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    return websockets.connect(
        address,
        subprotocols=[websockets.Subprotocol("streamlit")],
        origin=websockets.Origin(url),
        max_size=None,
    )


async def _ask(socket_: Any, situation: Situation) -> float:
    """Ask another advice over an open web socket; return the seconds until the page is whole."""
    message = BackMsg()
    message.rerun_script.query_string = urlencode(situation.facts())
    start = time.perf_counter()
    await socket_.send(message.SerializeToString())
    while True:
        received = ForwardMsg.FromString(await asyncio.wait_for(socket_.recv(), 30))
        if received.HasField("delta") and received.delta.new_element.HasField("exception"):
            raise RuntimeError("the page shows an error")
        if received.HasField("script_finished"):
            if received.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                raise RuntimeError("the page was not finished")
            return time.perf_counter() - start


async def _sit(url: str, situations: Any, count: int, pid: int | None = None) -> float:
    """Open sessions that show an advice and stay; return the memory of the server then (MiB)."""
    sockets = [await _connect(url) for _ in range(count)]
    for i, one in enumerate(sockets):
        await _ask(one, situations[i % len(situations)])
    await asyncio.sleep(SETTLE)
    found = _memory(pid) if pid else 0.0
    for one in sockets:
        await one.close()
    return found


async def _users(url: str, situations: tuple[Situation, ...]) -> list[float]:
    """Change answers as a browser does: get the panes, then let Streamlit draw the rest."""
    took: list[float] = []

    async def visitor(number: int) -> None:
        chance = CHANCE(number)
        async with _connect(url) as one:
            await _ask(one, chance.choice(situations))
            await asyncio.sleep(EVERY * number / USERS)
            end = time.perf_counter() + LAST
            while time.perf_counter() < end:
                situation = chance.choice(situations)
                start = time.perf_counter()
                async with _line(url) as get:  # the server hangs up on who is silent for 5 s
                    await get(f"/vlakken?{urlencode(situation.facts())}")
                await _ask(one, situation)
                took.append(time.perf_counter() - start)
                await asyncio.sleep(max(0.0, EVERY - took[-1]))

    await asyncio.gather(*(visitor(number) for number in range(USERS)))
    return took


def measure_api(situations: tuple[Situation, ...]) -> Figures:
    """Yield how many questions a second the API answers on one core, and how fast.

    Right after a start most answers are still to be made; after that they are only sent.
    """
    with serving(_ours, "/healthz", KEN_JE_INWONER_API_PER_MINUUT="0") as (url, pid):
        name = f"`/api/v1/advies`, {REQUESTS:,} questions, {AT_ONCE} at once, one process"
        for when in ("right after the start", "after those"):
            before = _busy(pid)
            took, whole = asyncio.run(_requests(url, situations))
            busy = _busy(pid) - before
            spread = quantiles(took, n=100)
            yield BenchFigure(f"{name}, {when}", len(took) / whole, "/s")
            yield BenchFigure(
                "– per second of processor time of the server", len(took) / busy, "/s"
            )
            yield BenchFigure("– p50", 1000 * spread[49], "ms")
            yield BenchFigure("– p99", 1000 * spread[98], "ms")


@asynccontextmanager
async def _line(url: str) -> AsyncIterator[Callable[[str], Awaitable[Any]]]:
    """Open a connection; yield what asks a path over it and returns the JSON of the answer."""
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))

    async def get(path: str) -> Any:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = head.split(b"content-length:")[1].split(b"\r\n")[0]
        body = await reader.readexactly(int(length))
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(head.decode())
        return json.loads(body)

    yield get
    writer.close()


async def _requests(url: str, situations: tuple[Situation, ...]) -> tuple[list[float], float]:
    chance, took, left = CHANCE(6), [], [REQUESTS]

    async def client() -> None:
        async with _line(url) as get:
            while left[0] > 0:
                left[0] -= 1
                query = urlencode(chance.choice(situations).facts())
                start = time.perf_counter()
                await get(f"/api/v1/advies?{query}")
                took.append(time.perf_counter() - start)

    start = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(AT_ONCE)))
    return took, time.perf_counter() - start


def measure(situations: tuple[Situation, ...]) -> Figures:
    """Yield every figure of the screens."""
    yield from measure_browser(situations)
    yield from bench_nginx.measure(CHANCE(5).choice(situations))
    yield from measure_many(situations)
    yield from measure_api(situations)
