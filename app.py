"""The server: the screens, the addresses beside them, and the shell around every page.

Start it with `streamlit run app.py`.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pandas  # noqa: F401 - Streamlit imports it late, and then from two threads at once
import streamlit as st
from starlette.middleware import Middleware

from screens import advies, knowledge
from screens.routes import ROUTES, warm
from screens.shell import Shell

__all__ = ["advies", "app"]


@asynccontextmanager
async def ready(_: Any) -> AsyncIterator[None]:
    """Compile the knowledge and make one PDF before the first visitor; the first is slow.

    Streamlit collects all garbage after every run; freezing what was imported makes that cheap.
    """
    knowledge.service()
    warm()
    gc.collect()
    gc.freeze()
    yield


app = st.App("screens/main.py", routes=ROUTES, middleware=[Middleware(Shell)], lifespan=ready)
