"""Readers that do what a hostile file may do to one, forked as the others are; see `main`."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from engine.model import KnowledgeError, Problem  # noqa: E402
from screens.page.reading import forks, limits, readers  # noqa: E402

COMMAND = (sys.executable, __file__)
SECRET = b"jan.de.vries@voorbeeld.nl"


def echo(value: str) -> str:
    return value


def refuse(name: str) -> str:
    raise KnowledgeError((Problem(name, 3, "dit klopt niet."),))


def fill_memory() -> str:
    return str(len([bytearray(1 << 20) for _ in range(2048)]))


def fill_disk() -> str:
    for at in range(1024):
        Path(gettempdir(), f"{at}").write_bytes(bytes(1 << 20))
    return "vol"


def write_one_large() -> str:
    with Path(gettempdir(), "groot").open("wb") as file:
        for _ in range(1024):
            file.write(bytes(1 << 20))
    return "groot"


def spin() -> str:
    while True:
        pass


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "uitgeslapen"


def hold(path: str) -> str:
    """Keep a secret in a file until the end, and say where."""
    Path(gettempdir(), "geheim").write_bytes(SECRET)
    Path(path).write_text(gettempdir(), encoding="utf-8")
    time.sleep(60)
    return ""


def talk() -> str:
    return "a" * (limits.ANSWER + 1)


def crash() -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return ""


def fail() -> str:
    raise ValueError(SECRET)


def dig() -> str:
    return dig()


def lie() -> int:
    return "geen getal"  # type: ignore[return-value]


def climb(stages: list[int], tell: Callable[[int], None]) -> str:
    """Tell of stages, also of those there are none of."""
    for number in stages:
        tell(number)
    return "boven"


def turn(path: str, seconds: float) -> str:
    """Say when it began and ended."""
    begun = time.monotonic()
    time.sleep(seconds)
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{begun} {time.monotonic()}\n")
    return ""


def rough() -> dict[str, readers.Reader]:
    """Return the readers by name."""
    every: tuple[Callable[..., Any], ...] = (
        *(echo, refuse, fill_memory, fill_disk, write_one_large, spin, sleep, hold, talk, crash),
        *(fail, dig, turn),
    )
    return {one.__name__: readers.Reader(one, str) for one in every} | {
        "lie": readers.Reader(lie, int),
        "climb": readers.Reader(climb, str, ("Eerst.", "Dan.")),
    }


def main() -> None:
    """Be what these are forked from, with less patience than the server has."""
    limits.PROCESSOR, limits.PATIENCE = 1, 4.0
    readers.READERS = rough()
    readers.warm = lambda: None
    forks.main()


if __name__ == "__main__":
    main()
