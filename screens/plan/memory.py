"""What the server remembers of visitors and plans goes by the clock, also when nobody comes.

Streamlit lets go of what a visitor typed when the next one leaves: on a quiet server that is never.
"""

import asyncio
import gc

from streamlit.runtime import Runtime

from screens.page.chore import DAY, SOON, Chore, at_once
from screens.page.reading import heap
from screens.plan import shared, summary


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
    await asyncio.to_thread(heap.give_back)


CHORES = (
    Chore("plannen van de kalender lezen", SOON, read_shared),
    Chore("bezoekers vergeten", SOON, at_once(leave)),
    Chore("plannen vergeten", DAY, at_once(summary.forget)),
    Chore("geheugen teruggeven", SOON, trim),
)
