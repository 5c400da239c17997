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

from screens.menu import SHOW
from screens.page import breakdown
from screens.plan import memory
from screens.server import patience, start, upkeep
from screens.server.failure import HANDLERS, Guard
from screens.server.hosts import Hosts
from screens.server.logbook import Requests
from screens.server.login import Login
from screens.server.organisations.part import OrganisationGate, OrganisationPart
from screens.server.origins import Origins
from screens.server.routes import ROUTES
from screens.server.shell import Shell
from screens.server.size import Size
from screens.server.turns import Turns

# The menu brings every page, so that what they bring along is frozen with the rest.
__all__ = ["SHOW", "app"]


@asynccontextmanager
async def ready(_: Any) -> AsyncIterator[None]:
    """Get ready while the gate is closed, and make answers beforehand while there is time."""
    patience.install()
    running = asyncio.create_task(start.run((*upkeep.CHORES, *memory.CHORES)))
    yield
    running.cancel()


KINDS = (
    OrganisationPart,
    OrganisationGate,
    Requests,
    Shell,
    start.Gate,
    Guard,
    Hosts,
    Origins,
    Size,
    Turns,
    Login,
)  # the first is the outermost

start.check()
app = st.App(
    "screens/menu/main.py",
    routes=ROUTES,
    middleware=[Middleware(kind) for kind in KINDS],
    exception_handlers=HANDLERS,
    on_script_error=breakdown.show,
    lifespan=ready,
)
