"""The server as it is started for real, in a process of its own, for tests with a browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()
START, STOP = 180, 60  # seconds


class Running(NamedTuple):
    """A server that answers: its port, its process and the file it logs to."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def log_text(self) -> str:
        """Return what it has logged."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    folder: Path,
    settings: Mapping[str, str],
    port: int = 0,
    program: Sequence[str] = ("-m", "streamlit"),
) -> Running:
    """Start a server and return at once; another `program` than Streamlit's takes its arguments."""
    port = port or free_port()
    log = folder / f"server-{port}-{time.monotonic_ns()}.txt"
    command = [sys.executable, *program, "run", "app.py", "--server.port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"],
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **settings},
        )
    return Running(port, process, log)


def wait(server: Running) -> None:
    """Wait until a server is ready; fails with what it logged when that takes too long."""
    end = time.monotonic() + START
    while time.monotonic() < end:
        assert server.process.poll() is None, f"de server stopte: {server.log_text()[-2000:]}"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"de server gaf geen antwoord: {server.log_text()[-2000:]}")


def stop(server: Running) -> int:
    """Stop a server the way an administrator does and return its exit code."""
    server.process.terminate()
    return server.process.wait(timeout=STOP)


@contextmanager
def running(
    folder: Path,
    settings: Mapping[str, str],
    port: int = 0,
    program: Sequence[str] = ("-m", "streamlit"),
) -> Iterator[Running]:
    """Run a server as long as the block lasts."""
    server = start(folder, settings, port, program)
    try:
        wait(server)
        yield server
    finally:
        if server.process.poll() is None:
            stop(server)
