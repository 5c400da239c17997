"""Work that the server does by the clock, and that a page may bring along."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

DAY, SOON = 24 * 3600.0, 30.0  # seconds


class Chore(NamedTuple):
    """Work that comes back every so many seconds; `work` runs on the event loop, so it is quick."""

    name: str
    every: float
    work: Callable[[], Awaitable[None]]


def at_once(work: Callable[[], object]) -> Callable[[], Awaitable[None]]:
    """Return quick work as a chore does it."""

    async def run_at_once() -> None:
        work()

    return run_at_once
