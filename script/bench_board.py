"""Measures the board of a plan with 300 actions in a real browser: how long each click takes.

`python -m script.bench_board` measures this alone.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import NamedTuple

if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(root), str(root / "tests" / "support")]

from playwright.sync_api import Browser, Page, sync_playwright
from running import FLAGS, running  # tests/support/running.py

from plans import Plan, example, plan_of, write_plan
from plans.files import keys
from plans.plan_versions import Draft
from plans.storage import database
from plans.storage.store import PlanStore, new_link, new_receipt
from script.figures import CHANCE, BenchFigure, Figures

ACTIONS, ROUNDS = 300, 25
PAUSE = 150  # milliseconds between clicks
CALM = "[data-testid=stApp][data-test-script-state=notRunning]"
# Do what a visitor does, and wait until the page shows what came of it, in milliseconds.
TAKE = """([act, wanted]) => new Promise((done, fail) => {
  const shows = new Function(`return ${wanted}`);
  if (shows()) return fail(new Error(`it was there before: ${wanted}`));
  const start = performance.now();
  new Function(act)();
  const look = () => {
    if (shows()) requestAnimationFrame(() => done(performance.now() - start));
    else if (performance.now() - start > 20000) fail(new Error(`never came: ${wanted}`));
    else requestAnimationFrame(look);
  };
  look();
})"""
TYPE = """const cell = document.querySelector("td[data-plek='{0}/wie']");
cell.querySelector("button.veld").click();
const field = cell.querySelector("input");
field.value = "{1}";
field.dispatchEvent(new Event("input", {{ bubbles: true }}));
field.dispatchEvent(new KeyboardEvent("keydown", {{ key: "Enter", bubbles: true }}))"""
CHOOSE = """const list = document.querySelector(".bord [data-plek='toon-groep']");
list.value = "{0}";
list.dispatchEvent(new Event("change", {{ bubbles: true }}))"""
TOGETHER = """for (const id of {0}) {{
  const box = document.querySelector(`.bord [data-tik="${{id}}"]`);
  if (!box.checked) box.click();
}}
document.querySelector(".bord [name=samen-wie]").value = "{1}";
document.querySelector(".bord [data-plek=samen-wie]").click()"""
NAMES = """() => [...document.querySelectorAll(".bord .acties button.naam")]
  .slice(0, 20).map(({ dataset }) => dataset.plek.replace("actie-", ""))"""


class BoardStep(NamedTuple):
    """Something a visitor does: its name, the script that does it, and what shows that it is."""

    name: str
    act: str  # a script
    shown: str  # an expression


def measure() -> Figures:
    """Yield p50 and p95 of all clicks together, and p95 of each kind."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, plan, link = folder / "plannen.sqlite3", large_plan(), new_link()
        store = PlanStore(f"sqlite:///{file}")
        store.save(Draft(link, write_plan(plan), 2, "Ada", new_receipt()))
        store.close()
        path = shutil.which("chromium")
        with running(folder, {database.FILE: str(file)}) as server, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=path, args=FLAGS)
            took = _take_steps(_open_board(browser, server.port, link), plan)
            browser.close()
    every = [one for times in took.values() for one in times]
    about = f"Board of {ACTIONS} actions in Chromium"
    yield BenchFigure(f"{about}, every click ({len(every)}), p50", median(every), "ms")
    yield BenchFigure("– the same, p95", quantiles(every, n=20)[18], "ms")
    for what, times in took.items():
        yield BenchFigure(f"– {what} ({len(times)}), p95", quantiles(times, n=20)[18], "ms")


def large_plan() -> Plan:
    """Return a worked example with its actions over and over, each under a name of its own."""
    of = example("schuldhulpcampagne")
    tree = keys(of)
    tree["acties"] = [
        {**tree["acties"][i % len(of.actions)], "id": f"actie-{i}", "wat": f"Actie {i}"}
        for i in range(ACTIONS)
    ]
    return plan_of(tree)


def _open_board(browser: Browser, port: int, link: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"http://127.0.0.1:{port}/kanaalplan?plan={link}&stap=bord")
    page.locator("#root .bord .acties").first.wait_for(timeout=120_000)
    page.wait_for_selector("#vooraf", state="detached")
    page.wait_for_timeout(3_000)
    return page


def _take_steps(page: Page, plan: Plan) -> dict[str, list[float]]:
    """Take every step over and over; the first round does not count."""
    took: dict[str, list[float]] = {}
    chance = CHANCE(13)
    for round_ in range(ROUNDS + 1):
        for step in _steps(page, plan, chance, round_):
            milliseconds = float(page.evaluate(TAKE, [step.act, step.shown]))
            page.wait_for_selector(CALM)  # only then is there a next one to take
            page.wait_for_timeout(PAUSE)
            if round_:
                took.setdefault(step.name, []).append(milliseconds)
    return took


def _steps(page: Page, plan: Plan, chance: Random, round_: int) -> Iterator[BoardStep]:
    """Yield what a visitor does in one round, on actions and a cell that chance names."""
    group = chance.choice(plan.groups)
    phases = [p.phase for p in plan.phases if not group.phases or p.phase in group.phases]
    phase = chance.choice(phases)
    id_ = chance.choice(page.evaluate(NAMES))
    yield BoardStep(
        "save a cell", TYPE.format(id_, f"Team {round_}"), _owner(id_, f"Team {round_}")
    )
    opened, vak = (
        "document.querySelector('#root #paneel-actie')",
        f"[data-waarde='{group.id}/{phase}']",
    )
    yield BoardStep("open an action", _click(f"[data-plek='actie-{id_}']"), opened)
    yield BoardStep("close it", _click(f"[data-plek='actie-{id_}']"), f"!{opened}")
    cell = "document.querySelector('#root #paneel-vak')"
    yield BoardStep("open a cell of the matrix", _click(f"[data-doe=vak]{vak}"), cell)
    leave = "document.querySelector('.st-key-plan-vak-sluit button').click()"
    yield BoardStep("close it again", leave, f"!{cell}")
    way = "descending" if round_ % 2 else "ascending"
    turned = f"document.querySelector('.bord th.wat[aria-sort={way}]')"
    yield BoardStep("sort", _click("[data-plek='sorteer-wat']"), turned)
    sieved = "document.querySelector('.bord label.aan [data-plek=toon-groep]')"
    yield BoardStep("filter", CHOOSE.format(group.id), sieved)
    yield BoardStep("show all again", CHOOSE.format(""), f"!{sieved}")
    ids = [one for one in page.evaluate(NAMES) if one != id_][:5]
    team = f"Samen {round_}"
    yield BoardStep("change five at once", TOGETHER.format(ids, team), _owner(ids[-1], team))


def _click(thing: str) -> str:
    return f'document.querySelector(".bord {thing}").click()'


def _owner(id_: str, team: str) -> str:
    button = f"td[data-plek='{id_}/wie'] button.veld:not(.wacht)"
    return f'document.querySelector("{button}")?.dataset.waarde === "{team}"'


def main() -> None:
    """Measure and print."""
    for figure in measure():
        print(f"{figure.name}: {figure.value:.0f} {figure.unit}", flush=True)


if __name__ == "__main__":
    main()
