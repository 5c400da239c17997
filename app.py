"""The server: the screens, the addresses beside them, and the shell around every page.

Start it with `streamlit run app.py`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pandas  # noqa: F401 - Streamlit imports it late, and then from two threads at once
import streamlit as st
from starlette.middleware import Middleware

from screens.advice import page as advice_page
from screens.evidence import page as evidence_page
from screens.journey import page as journey_page
from screens.listening import page as listening_page
from screens.maintenance import page as maintenance_page
from screens.manual import page as manual_page
from screens.page import breakdown
from screens.plan import memory
from screens.plan import page as plan_page
from screens.server import start, upkeep
from screens.server.failure import HANDLERS, Guard
from screens.server.hosts import Hosts
from screens.server.logbook import Requests
from screens.server.login import Login
from screens.server.origins import Origins
from screens.server.routes import ROUTES
from screens.server.shell import Shell
from screens.server.size import Size

# Every page is imported here, so that what they bring along is frozen with the rest.
PAGES = (
    advice_page,
    maintenance_page,
    manual_page,
    plan_page,
    listening_page,
    evidence_page,
    journey_page,
)
__all__ = ["PAGES", "app"]


@asynccontextmanager
async def ready(_: Any) -> AsyncIterator[None]:
    """Get ready while the gate is closed, and make answers beforehand while there is time."""
    running = asyncio.create_task(start.run((*upkeep.CHORES, *memory.CHORES)))
    yield
    running.cancel()


KINDS = (
    Requests,
    Shell,
    start.Gate,
    Guard,
    Hosts,
    Origins,
    Size,
    Login,
)  # the first is the outermost

start.check()
app = st.App(
    "screens/page/main.py",
    routes=ROUTES,
    middleware=[Middleware(kind) for kind in KINDS],
    exception_handlers=HANDLERS,
    on_script_error=breakdown.show,
    lifespan=ready,
)
