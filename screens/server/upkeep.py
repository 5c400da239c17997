"""What the running server does by the clock, also when nobody comes.

A promise of time ("gone after 30 days") may not wait for a start or for the next visitor.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from plans.storage import database
from plans.storage.store import PlanStore
from screens.page.chore import DAY, SOON, Chore, at_once
from screens.server import api

LOG = logging.getLogger(__name__)
ANSWERS_WITHIN = 2.0  # seconds that a database gets to say that it is there
AGAIN = 600.0  # seconds until a chore that failed is tried once more


async def purge(store: Callable[[], PlanStore] = PlanStore) -> None:
    """Remove for good the plans that were deleted too long ago to be restored.

    In a thread, because a database may let us wait. Raises StoreError.
    """
    count = await asyncio.to_thread(_purge, store)
    if count is not None:
        LOG.info("verwijderde plannen opgeruimd", extra={"gegevens": {"plannen": count}})


def _purge(store: Callable[[], PlanStore]) -> int | None:
    """Return how many plans were removed; None where no plan was ever kept."""
    if not database.has_plans(database.address()):
        return None
    plans = store()
    try:
        return plans.purge()
    finally:
        plans.close()


async def plans_work() -> bool:
    """Tell whether plans can be saved now; what is wrong is written to the log.

    A database that does not answer in time does not work.
    """
    try:
        why = await asyncio.wait_for(asyncio.to_thread(_trouble), ANSWERS_WITHIN)
    except TimeoutError:
        why = "de database antwoordt niet op tijd"
    if why:
        LOG.error("plannen bewaren lukt niet", extra={"gegevens": {"waarom": why}})
    return why is None


def _trouble() -> str | None:
    return database.trouble(database.address())


CHORES = (
    Chore("verwijderde plannen opruimen", DAY, purge),
    Chore("tellingen van de API wissen", SOON, at_once(lambda: api.ENDPOINT.limit.forget())),
)


async def run(
    chores: Sequence[Chore] = CHORES,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> None:
    """Do every chore now and then again and again, until cancelled; sooner after it failed."""
    await asyncio.gather(*(_repeat(chore, sleep) for chore in chores))


async def _repeat(chore: Chore, sleep: Callable[[float], Awaitable[object]]) -> None:
    while True:
        wait = chore.every
        try:
            await chore.work()
        except Exception:
            LOG.exception("%s lukte niet", chore.name)
            wait = min(AGAIN, wait)
        await sleep(wait)
