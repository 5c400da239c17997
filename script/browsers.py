"""Firefox and WebKitGTK as Debian has them, told what to do in the way each of them speaks."""

import http.client
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from running import free_port
from websockets.sync.client import ClientConnection, connect

KEYS = {"Tab": "\ue004", "Space": " ", "Enter": "\ue007", "ArrowDown": "\ue015", "Shift": "\ue008"}
LARGEST = 64 * 1024 * 1024  # bytes of an answer
START = 60  # seconds
QUIET = {
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.preonboarding.enabled": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "termsofuse.bypassNotification": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "focusmanager.testmode": True,  # a window that nobody sees has the focus too
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
MINI = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


class OtherBrowser(Protocol):
    """A browser with one page."""

    def open(self, address: str) -> None:
        """Show an address."""

    def resize(self, width: int, height: int) -> None:
        """Give the page a size."""

    def ask(self, function: str) -> Any:
        """Return what a JavaScript function without arguments returns, as JSON."""

    def press(self, *keys: str) -> None:
        """Press keys at the same time."""


def actions(keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the keys as input of WebDriver."""
    values = [KEYS[key] for key in keys]
    down = [{"type": "keyDown", "value": value} for value in values]
    up = [{"type": "keyUp", "value": value} for value in reversed(values)]
    return [{"type": "key", "id": "keyboard", "actions": [*down, *up]}]


class Firefox:
    """Firefox over WebDriver BiDi, without a program in between."""

    def __init__(self, socket: ClientConnection) -> None:
        """Begin a session."""
        self._socket, self._number = socket, 0
        self._send("session.new", capabilities={})
        self._page = self._send("browsingContext.getTree")["contexts"][0]["context"]
        self._size = {"width": 1366, "height": 768}

    def open(self, address: str) -> None:
        """Show an address in a tab of its own: in an older one the address bar has the focus."""
        before = self._page
        self._page = self._send("browsingContext.create", type="tab", background=False)["context"]
        self._send("browsingContext.close", context=before)
        self._send("browsingContext.setViewport", context=self._page, viewport=self._size)
        self._send("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def resize(self, width: int, height: int) -> None:
        """Give the pages that are opened from now on a size."""
        self._size = {"width": width, "height": height}

    def ask(self, function: str) -> Any:
        """Return what a function returns."""
        answer = self._send(
            "script.callFunction",
            functionDeclaration=f"async () => JSON.stringify(await ({function})() ?? null)",
            target={"context": self._page},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def press(self, *keys: str) -> None:
        """Press keys."""
        self._send("input.performActions", context=self._page, actions=actions(keys))

    def _send(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=120))
            if answer.get("id") == self._number:
                assert answer["type"] == "success", (method, answer)
                return answer["result"]


class WebKit:
    """WebKitGTK over WebDriver."""

    def __init__(self, port: int, browser: str) -> None:
        """Begin a session with the driver at a port."""
        self._port, self._at = port, ""
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}
        begun = self._send("session", capabilities={"alwaysMatch": wanted})
        self._at = f"/session/{begun['sessionId']}"

    def open(self, address: str) -> None:
        """Show an address."""
        self._send("url", url=address)

    def resize(self, width: int, height: int) -> None:
        """Give the page a size: the window around it is larger."""
        for _ in range(3):
            now = self.ask("() => [innerWidth, innerHeight]")
            rect = self._send("window/rect", "GET")
            self._send(
                "window/rect",
                x=0,
                y=0,
                width=rect["width"] + width - now[0],
                height=rect["height"] + height - now[1],
            )
            time.sleep(0.5)

    def ask(self, function: str) -> Any:
        """Return what a function returns."""
        script = f"const done = arguments[0]; Promise.resolve(({function})())"
        done = ".then(value => done(JSON.stringify(value ?? null)), error => done('!' + error))"
        answer = self._send("execute/async", script=script + done, args=[])
        assert not str(answer).startswith("!"), answer
        return json.loads(answer)

    def press(self, *keys: str) -> None:
        """Press keys."""
        self._send("actions", actions=actions(keys))

    def close(self) -> None:
        """End the session, and with it the browser."""
        self._send("", "DELETE")

    def _send(self, command: str, method: str = "POST", **body: Any) -> Any:
        data = json.dumps(body).encode() if method == "POST" else None
        driver = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        driver.request(method, f"{self._at}/{command}".rstrip("/"), data)
        answer = driver.getresponse()
        value = json.loads(answer.read())["value"]
        assert answer.status == 200, (command, value)
        return value


@contextmanager
def firefox(folder: Path) -> Iterator[OtherBrowser]:
    """Run Firefox with an empty profile."""
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in QUIET.items()]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    port = free_port()
    command = ["firefox-esr", "--no-remote", "--profile", str(folder)]
    address = f"ws://127.0.0.1:{port}/session"
    with (
        _screen() as own,
        _process([*command, "--remote-debugging-port", str(port)], own),
        _patient(lambda: connect(address, max_size=LARGEST)) as socket,
    ):
        yield Firefox(socket)


@contextmanager
def webkit(folder: Path) -> Iterator[OtherBrowser]:
    """Run WebKitGTK on a screen that nobody sees."""
    browser = next(map(str, Path("/").glob(MINI.lstrip("/"))))
    port = free_port()
    with (
        _screen() as own,
        _process(["WebKitWebDriver", f"--port={port}"], own | {"HOME": str(folder)}),
    ):
        page = _patient(lambda: WebKit(port, browser))
        try:
            yield page
        finally:
            with suppress(OSError):
                page.close()


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """Give a screen that nobody sees; return what a program needs to find it."""
    name = f":{free_port() % 10_000 + 100}"
    own = {"DISPLAY": name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
    with _process(["Xvfb", name, "-screen", "0", "1600x1000x24"]):
        time.sleep(2)  # for the screen to be there
        with _process(["openbox"], own):  # who gives the focus to a window
            yield own


@contextmanager
def _process(command: list[str], own: dict[str, str] | None = None) -> Iterator[None]:
    assert shutil.which(command[0]), f"{command[0]} ontbreekt: script/setup engines"
    process = subprocess.Popen(
        command,
        env={**os.environ, **(own or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=START)


def _patient(make: Any) -> Any:
    """Return what is made once the program is ready for it."""
    end = time.monotonic() + START
    while True:
        try:
            return make()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)
