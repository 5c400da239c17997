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

from screens import (
    advies,
    beheer,
    handleiding,
    incident,
    kanaalplan,
    luisteren,
    onderbouwing,
    reis,
    start,
)
from screens.failure import HANDLERS, Guard
from screens.hosts import Hosts
from screens.logbook import Requests
from screens.login_routes import Login
from screens.routes import ROUTES
from screens.shell import Shell
from screens.size import Size

# Every page is imported here, so that what they bring along is frozen with the rest.
PAGES = (advies, beheer, handleiding, kanaalplan, luisteren, onderbouwing, reis)
__all__ = ["PAGES", "app"]


@asynccontextmanager
async def ready(_: Any) -> AsyncIterator[None]:
    """Get ready while the gate is closed, and make answers beforehand while there is time."""
    running = asyncio.create_task(start.run())
    yield
    running.cancel()


KINDS = (Requests, Shell, start.Gate, Guard, Hosts, Size, Login)  # the first is the outermost

start.check()
app = st.App(
    "screens/main.py",
    routes=ROUTES,
    middleware=[Middleware(kind) for kind in KINDS],
    exception_handlers=HANDLERS,
    on_script_error=incident.shown,
    lifespan=ready,
)
