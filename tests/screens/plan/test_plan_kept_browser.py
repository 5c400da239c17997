"""Nothing typed in a plan is lost: not by a killed server, a broken network or a reload."""

import os
import random
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import running
from playwright.sync_api import Browser, Page, expect
from real import unfold

from plans import example, read_plan, write_plan
from plans.files import keys
from plans.plan_versions import Draft
from plans.storage import database
from plans.storage.store import PlanStore, new_link, new_receipt

Place = tuple[str | int, ...]
FIELDS: dict[str, list[Place]] = {  # tab → places of fields
    "project": [
        ("project", "naam"), ("project", "organisatie"), ("project", "opgave"),
        ("project", "kernboodschap"), ("project", "afzender"), ("project", "auteur"),
        ("project", "doel", "weten"), ("project", "doel", "doen"), ("fasen", 0, "doel"),
    ],
    "groepen": [
        ("groepen", 0, "naam"), ("groepen", 0, "herkomst"), ("groepen", 1, "toelichting"),
    ],
}  # fmt: skip
EDITS = int(os.environ.get("BEWERKINGEN", "8"))  # BEWERKINGEN=200 takes half an hour
LIKE_UNCONFIRMED = """() => {  // as it is when the server dies between saving and saying so
  const link = new URLSearchParams(location.search).get("plan");
  const entry = { text: "Net voor de stroom uitviel", before: [""], at: Date.now(), label: "Opgave",
                  search: location.search };
  sessionStorage.setItem(`ken-je-inwoner:getypt:${link}`,
                         JSON.stringify({ "plan-project-opgave": entry }));
}"""
CONNECTED = "[data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"


class BreakableLine:
    """Passes on what is sent to `port` until it is cut."""

    def __init__(self, to: int) -> None:
        self.port, self._to, self._whole = running.free_port(), to, True
        self._swallows = False
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", self.port), backlog=64)
        threading.Thread(target=self._serve, daemon=True).start()

    def swallow(self) -> None:
        """Lose what a browser says from now on until the line is mended: nobody hears of it."""
        self._swallows = True

    def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        self._whole = False
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def mend(self) -> None:
        """Let new connections pass."""
        self._whole, self._swallows = True, False

    def close(self) -> None:
        """Stop for good."""
        self._door.close()
        self.cut()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                try:
                    if not self._whole:
                        raise OSError
                    far = socket.create_connection(("127.0.0.1", self._to), timeout=5)
                    far.settimeout(None)
                except OSError:
                    near.close()
                    continue
                self._ends += [near, far]
                for pair in ((near, far, True), (far, near, False)):
                    threading.Thread(target=self._pass, args=pair, daemon=True).start()

    def _pass(self, source: socket.socket, goal: socket.socket, from_browser: bool) -> None:
        with suppress(OSError):
            while block := source.recv(65536):
                if not (from_browser and self._swallows):
                    goal.sendall(block)
        for end in (source, goal):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class TypingDesk:
    """A server behind a line that breaks, and an advisor who types in one plan."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        self._folder, self._settings = folder, {database.FILE: str(folder / "plannen.sqlite3")}
        self._server = running.start(folder, self._settings)
        running.wait(self._server)
        self.line = BreakableLine(self._server.port)
        self.store = PlanStore(f"sqlite:///{folder}/plannen.sqlite3")
        self.link = new_link()
        plan = example("schuldhulpcampagne")
        self.store.save(Draft(self.link, write_plan(plan), 2, "Ada", new_receipt()))
        self.page: Page = browser.new_page()
        self.page.goto(f"http://127.0.0.1:{self.line.port}/kanaalplan?plan={self.link}")
        self.settle()

    def settle(self) -> None:
        self.page.locator(CONNECTED).first.wait_for(timeout=60_000)
        self.page.locator(".plan-mist").first.wait_for(timeout=60_000)
        unfold(self.page)

    def field(self, place: Place) -> str:
        name = "-".join(map(str, place))
        return f".st-key-plan-{name} :is(input, textarea)"

    def tab(self, name: str) -> None:
        titles = {"project": "Project", "groepen": "Groepen"}
        self.page.get_by_role("radio", name=titles[name], exact=True).click()
        self.page.get_by_role("heading", name=titles[name], exact=True).wait_for()
        self.settle()

    def restart(self) -> None:
        self._server.process.send_signal(signal.SIGKILL)
        self._server.process.wait(30)
        self._server = running.start(self._folder, self._settings, self._server.port)
        running.wait(self._server)

    def drop(self) -> None:
        self.line.cut()
        self.page.wait_for_timeout(1500)
        self.line.mend()

    def reload(self) -> None:
        self.page.reload()

    def kept(self, place: Place) -> object:
        at: object = keys(read_plan(self.store.read(self.link).text))
        for step in place:
            there = at is not None and (not isinstance(at, dict) or step in at)
            at = at[step] if there else None  # type: ignore[index]
        return at

    def saved(self, place: Place, text: str) -> None:
        """Wait until a text is saved, taking what the browser offers; fails when it is lost."""
        offered = self.page.get_by_role("button", name="Zet terug")
        for _ in range(120):
            if self.kept(place) == text:
                return
            self.page.wait_for_timeout(250)
            if offered.is_visible() and self.page.locator(CONNECTED).count():
                offered.click()
        field = self.page.locator(self.field(place))
        shown = field.input_value() if field.count() else self.page.locator(".bord").inner_text()
        offer = self.page.locator("[data-bewaard]").inner_text()
        kept = self.page.evaluate("JSON.stringify(sessionStorage)")
        raise AssertionError(
            f"{place}: {text!r} is kwijt; bewaard is {self.kept(place)!r}, in het vak staat "
            f"{shown!r}, aangeboden is {offer!r}, de browser heeft {kept}"
        )

    def close(self) -> None:
        self.page.close()
        self.line.close()
        self.store.close()
        running.stop(self._server)


@pytest.fixture
def desk(tmp_path: Path, browser: Browser) -> Iterator[TypingDesk]:
    made = TypingDesk(tmp_path, browser)
    yield made
    made.close()


@pytest.mark.exhaustive
def test_what_is_typed_in_a_cell_survives_a_restart(desk: TypingDesk) -> None:
    """Before it is sent, after it is sent, and when it was refused: each cell gets its text."""
    page = desk.page
    page.goto(f"{page.url}&stap=bord")
    page.locator(".bord .acties").first.wait_for(timeout=120_000)
    desk.settle()
    ids = [one.id for one in example("schuldhulpcampagne").actions]
    for number, (id_, leaves_first) in enumerate(((ids[0], False), (ids[1], True))):
        text = f"Team {number} – één"
        cell = page.locator(f"td[data-plek='{id_}/wie']")
        cell.locator("button.veld").click()
        cell.locator("input").fill(text)
        if leaves_first:
            desk.line.cut()
            cell.locator("input").press("Enter")
            desk.line.mend()
        desk.restart()
        desk.settle()
        place = ("acties", ids.index(id_), "wie")
        if not leaves_first and cell.locator("input").is_visible():
            cell.locator("input").press("Enter")
        desk.saved(place, text)
    page.wait_for_timeout(3000)
    assert not page.get_by_role("button", name="Zet terug").is_visible()


@pytest.mark.exhaustive
def test_what_a_broken_line_took_along_is_sent_again(desk: TypingDesk) -> None:
    """Left in the field it looks saved: nobody would type it again."""
    place = ("project", "doel", "weten")
    field = desk.page.locator(desk.field(place))
    for number in range(3):
        text = f"Net op dat moment {number}"
        field.fill(text)
        desk.line.swallow()
        field.press("Tab")
        desk.page.wait_for_timeout(500)
        desk.drop()
        desk.settle()
        desk.saved(place, text)


@pytest.mark.exhaustive
def test_what_was_saved_before_a_restart_is_not_offered(desk: TypingDesk) -> None:
    place = ("project", "opgave")
    field = desk.page.locator(desk.field(place))
    field.fill("Net voor de stroom uitviel")
    field.press("Tab")
    desk.saved(place, "Net voor de stroom uitviel")
    desk.page.evaluate(LIKE_UNCONFIRMED)
    desk.restart()
    desk.settle()
    desk.tab("groepen")
    desk.page.wait_for_timeout(5000)
    assert desk.page.locator("[data-bewaard]").inner_text() == ""


@pytest.mark.exhaustive
def test_edits_survive_restarts_drops_and_reloads(desk: TypingDesk) -> None:
    chance = random.Random(EDITS)
    incidents = [desk.restart, desk.drop, desk.reload, None]
    wants: dict[Place, str] = {}
    tab = "project"
    for number in range(EDITS):
        to = chance.choice(list(FIELDS))
        if to != tab:
            desk.tab(to)
            tab = to
        place = chance.choice(FIELDS[tab])
        wants[place] = f"Tekst {number} – één €"
        incident = incidents[number % 4] if EDITS < 20 else chance.choice(incidents)
        field = desk.page.locator(desk.field(place))
        expect(field).to_be_editable(timeout=60_000)
        field.fill(wants[place])
        leaves_first = chance.random() < 0.5
        if leaves_first or incident is None:
            field.press("Tab")
        if incident:
            incident()
            desk.settle()
            if not leaves_first and incident != desk.reload:
                desk.page.locator(desk.field(place)).press("Tab")
        desk.saved(place, wants[place])
    assert {place: desk.kept(place) for place in wants} == wants
