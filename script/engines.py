"""The keyboard walk and axe in Firefox and WebKitGTK; ends with 1 when anything is wrong."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import places
import running
from axe_playwright_python.base import AXE_SCRIPT
from real import FOCUS, HEIGHTS, MOST

from screens.pages import PAGES
from script.browsers import OtherBrowser, firefox, webkit

ENGINES: dict[str, Callable[[Path], AbstractContextManager[OtherBrowser]]] = {
    "firefox": firefox,
    "webkit": webkit,
}
READY = """() => {
  const app = document.querySelector('#root [data-testid=stApp]');
  const drawn = app?.dataset.testScriptState === 'notRunning' && !document.getElementById('vooraf');
  return Boolean(document.querySelector('h1') && (drawn || !document.getElementById('root')));
}"""
AGAIN = """() => {
  const walked = (window.walked ||= new Set());
  const again = walked.has(document.activeElement);
  walked.add(document.activeElement);
  return again;
}"""
AXE = """() => axe.run(document, {runOnly: {type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}, resultTypes: ['violations']})
  .then(found => found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.html.slice(0, 120)}`)))"""
WALKED = {page.title: page.address for page in PAGES} | {
    "Advies met antwoorden": f"?{places.SITUATION}",
    "zonder script": "advies/",
}
HALF = "?traject=participatie"
PATIENCE = 60  # seconds


def settle(engine: OtherBrowser) -> None:
    """Wait until a page is drawn, and stays so."""
    end, times = time.monotonic() + PATIENCE, 0
    while times < 5:
        assert time.monotonic() < end, "the page does not come to rest"
        times = times + 1 if engine.ask(READY) else 0
        time.sleep(0.2)


def walk(engine: OtherBrowser) -> Iterator[str]:
    """Press Tab over a whole page; yield what is wrong with where the focus goes."""
    stops = 0
    for _ in range(MOST):
        engine.press("Tab")
        time.sleep(0.05)
        focus = engine.ask(FOCUS)
        if focus["page"] or engine.ask(AGAIN):
            break
        stops += 1
        if not focus["inView"] or focus["covered"]:
            time.sleep(0.6)  # it may still be moving there
            focus = engine.ask(FOCUS)
        if not focus["inView"]:
            yield f"the focus is off screen on {focus['name']}"
        elif focus["covered"]:
            yield f"{focus['name']} lies under something else"
        if focus["outline"] < 2:
            yield f"no focus to see on {focus['name']}"
    if stops < 5:
        yield f"only {stops} stops of the Tab key"


def arrow(engine: OtherBrowser) -> Iterator[str]:
    """Choose with an arrow key in a group of radio buttons; the focus stays in sight."""
    engine.ask("() => document.querySelector('#root input[name=fase]').focus()")
    engine.press("ArrowDown")
    time.sleep(2)
    focus = engine.ask(FOCUS)
    if focus["outline"] < 2:
        yield f"no focus to see after an arrow key, on {focus['name']}"
    if "fase=" not in engine.ask("() => location.search"):
        yield "an arrow key chose nothing"


def wrong(engine: OtherBrowser, server: str) -> Iterator[str]:
    """Yield everything that is wrong, in any page at any width."""
    for width, height in HEIGHTS.items():
        engine.resize(width, height)
        for name, address in WALKED.items():
            engine.open(f"{server}/{address}")
            settle(engine)
            if (real := engine.ask("() => innerWidth")) != width:  # its window has bars of its own
                print(f"{width} px is too narrow for this browser: {real} px", flush=True)
            found = list(walk(engine))
            if width == 1366:
                engine.ask(f"() => {{ {AXE_SCRIPT}; }}")
                found += engine.ask(AXE)
            yield from (f"{width} px, {name}: {fault}" for fault in found)
        engine.open(
            f"{server}/{HALF}"
        )  # a whole answer folds the questions away on a narrow screen
        settle(engine)
        yield from (f"{width} px, Advies: {fault}" for fault in arrow(engine))


def main() -> None:
    """Look with the engines that are asked for, or both, at a server of our own."""
    names = sys.argv[1:] or list(ENGINES)
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        own = {"KEN_JE_INWONER_PLANNEN": f"{folder}/plannen.sqlite3"}
        with running.running(Path(folder), own) as server:
            for name in names:
                (profile := Path(folder) / name).mkdir()
                with ENGINES[name](profile) as engine:
                    for fault in wrong(engine, f"http://127.0.0.1:{server.port}"):
                        print(f"{name}, {fault}", flush=True)
                        count += 1
    places_ = len(WALKED) * len(HEIGHTS) * len(names)
    print(f"{places_} walks in {' and '.join(names)}: {count} faults")
    sys.exit(1 if count else 0)
