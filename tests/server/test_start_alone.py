"""A server asks nobody anything: not when it starts, and not whatever it is asked."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import running
from conftest import ROOT
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from screens.server.origins import own

pytestmark = pytest.mark.server

# Streamlit greets who starts it with the addresses it can be reached at, and asks a company for
# the one the world sees, when it listens everywhere.
GREETING = """
from streamlit import config, net_util
from streamlit.web import bootstrap

net_util.get_external_ip = lambda: print("vroeg een ander bedrijf")
config.set_option("server.address", "0.0.0.0")
config.set_option("server.headless", True)
{more}
bootstrap._print_url(False)
"""
SHOWN = 'config.set_option("logger.hideWelcomeMessage", False)'


@pytest.mark.parametrize(("more", "asks"), [("", False), (SHOWN, True)])
def test_nobody_is_asked_for_our_own_address(more: str, asks: bool) -> None:
    command = [sys.executable, "-c", GREETING.format(more=more)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ("vroeg een ander bedrijf" in done.stdout) is asks
    assert bool(done.stdout) is asks


# Put first on the path of the server: whoever looks for another machine is told no, and noted.
ALONE = """
import pathlib, socket
NOTED = pathlib.Path(__file__).with_name("gevraagd.txt")
HERE = ("127.", "localhost", "::1", "0.0.0.0")
plain = socket.socket.connect

def note(asked):
    with NOTED.open("a") as file:
        print(asked, file=file)
    raise OSError("deze test laat niemand naar buiten")

class Socket(socket.socket):
    def connect(self, address):
        if isinstance(address, tuple) and not str(address[0]).startswith(HERE):
            note(address)
        return plain(self, address)

def getaddrinfo(host, *rest, found=socket.getaddrinfo, **more):
    if host and not str(host).startswith(HERE):
        note(host)
    return found(host, *rest, **more)

socket.socket, socket.getaddrinfo = Socket, getaddrinfo
"""
ASKED = (
    "/",
    "/?traject=participatie&fase=bewustwording",
    "/kanaalplan",
    "/luisteren",
    "/advies/participatie/bewustwording/onbekend/onbekend",
    "/document/advies.pdf?traject=participatie&fase=bewustwording",
    "/api/v1/advies?traject=participatie&fase=bewustwording",
    "/healthz",
)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """Return the port of a server that cannot go out, and the file of what it looked for."""
    folder = tmp_path_factory.mktemp("alleen")
    (folder / "sitecustomize.py").write_text(ALONE, encoding="utf-8")
    with running.running(folder, {"PYTHONPATH": str(folder)}) as server:
        yield server.port, folder / "gevraagd.txt"


def is_refused(port: int, origin: str | None) -> bool:
    """Tell whether a web socket from a page of an origin is not let in."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    try:
        with connect(address, origin=Origin(origin) if origin else None):
            return False
    except InvalidStatus as error:
        return error.response.status_code == 403


def test_whatever_is_asked_nobody_else_is(alone: tuple[int, Path]) -> None:
    port, noted = alone
    for path in ASKED:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            assert answer.status == 200, path
    assert not is_refused(port, f"http://127.0.0.1:{port}")
    assert not is_refused(port, None)
    for origin in ("https://elders.nl", "http://10.0.0.1", "null", "https://[", "onzin"):
        assert is_refused(port, origin), origin
    assert not noted.exists(), noted.read_text(encoding="utf-8")


def test_the_watch_on_going_out_sees_it(tmp_path: Path) -> None:
    """The same watch notes Streamlit's own question, so that its silence means something."""
    (tmp_path / "sitecustomize.py").write_text(ALONE, encoding="utf-8")
    ask = "from streamlit import net_util; net_util.get_external_ip()"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, '.'); {ask}"]
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True)
    assert (tmp_path / "gevraagd.txt").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(
    ("origin", "host", "ours"),
    [
        ("https://advies.gemeente.nl", "advies.gemeente.nl", True),
        ("https://advies.gemeente.nl:8443", "advies.gemeente.nl:8443", True),
        ("http://localhost:8501", "advies.gemeente.nl", True),
        ("https://advies.gemeente.nl", "gemeente.nl", False),
        ("https://elders.nl", "advies.gemeente.nl", False),
        ("https://advies.gemeente.nl.elders.nl", "advies.gemeente.nl", False),
        ("https://advies.gemeente.nl@elders.nl", "advies.gemeente.nl", False),
        ("null", "", False),
        ("", "", False),
        ("https://[", "[", False),
    ],
)
def test_only_a_page_of_ours_is_ours(origin: str, host: str, ours: bool) -> None:
    assert own(origin, host) is ours
