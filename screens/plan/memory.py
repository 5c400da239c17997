"""What the server remembers of visitors and plans goes by the clock, also when nobody comes.

Streamlit lets go of what a visitor typed when the next one leaves: on a quiet server that is never.
"""

import asyncio
import ctypes
import gc
from contextlib import suppress

from streamlit.runtime import Runtime

from screens.page.chore import DAY, SOON, Chore, at_once
from screens.plan import shared, summary

ARENA_MAX, ARENAS = -8, 2  # of mallopt in the C library of GNU: which bound, and how many


def few_arenas() -> None:
    """Let threads share the places that memory comes from, where the C library has more of them.

    By default every thread that reads for a visitor may get one of its own, and what is freed in
    there stays with the process.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(ARENA_MAX, ARENAS)


def give_back() -> None:
    """Give memory that was freed back to the system, where the C library can.

    Without it the server keeps what the largest files and sessions of that day took.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def leave() -> None:
    """Let go of the sessions of visitors who left and can no longer come back to them."""
    if Runtime.exists():
        storage = Runtime.instance()._session_mgr._session_storage  # type: ignore[attr-defined]
        if storage._cache.expire():
            gc.collect()  # a session holds on to itself


async def read_shared() -> None:
    """Read the plans of the calendar beforehand, beside the event loop."""
    await asyncio.to_thread(shared.warm)


async def trim() -> None:
    """Give back what was freed, beside the event loop: with much in use that takes a moment."""
    await asyncio.to_thread(give_back)


CHORES = (
    Chore("plannen van de kalender lezen", SOON, read_shared),
    Chore("bezoekers vergeten", SOON, at_once(leave)),
    Chore("plannen vergeten", DAY, at_once(summary.forget)),
    Chore("geheugen teruggeven", SOON, trim),
)
