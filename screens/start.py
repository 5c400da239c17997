"""What must be right and ready before the first visitor: settings, knowledge and first answers."""

import asyncio
import gc
import logging
import os
import sys
import time

from engine import CompileError, KnowledgeError
from screens import api, hosts, knowledge, limit, logbook, place, reply, routes, shell

LOG = logging.getLogger(__name__)
WRONG = 2  # exit code of a server that is set up wrongly
LOOK_EVERY = 30.0  # seconds between looks for a new edition of the answers
SETTINGS = (shell.listed, hosts.names, limit.per_minute, limit.proxies, place.public, logbook.form)


def check() -> None:
    """Read every setting once; ends the process with a Dutch sentence when one is wrong."""
    try:
        for setting in SETTINGS:
            setting()
    except ValueError as error:
        print(f"Gestopt: {error}", file=sys.stderr)
        raise SystemExit(WRONG) from None


def prepare() -> None:
    """Compile the knowledge and make one PDF; ends the process when the knowledge is wrong.

    Streamlit collects all garbage after every run; freezing what was imported makes that cheap.
    """
    begun = time.perf_counter()
    logbook.begin(logbook.form())
    try:
        service = knowledge.service()
    except (KnowledgeError, CompileError) as error:
        print(f"Gestopt: {error}", file=sys.stderr, flush=True)
        os._exit(WRONG)  # an exception would end in a traceback; nothing runs yet that can be lost
    routes.warm()
    gc.collect()
    gc.freeze()
    facts = {
        "kennis": service.table.book.digest[:12],
        "adviezen": len(service.table.outcomes),
        "seconden": round(time.perf_counter() - begun, 1),
    }
    LOG.info("klaar voor bezoekers", extra={"gegevens": facts})


async def keep_warm() -> None:
    """Make every advice of the API once, and again after a change of knowledge or at midnight."""
    made = None
    while True:
        _, edition = reply.current()
        if edition != made:
            made = edition
            await api.ENDPOINT.fill()
        await asyncio.sleep(LOOK_EVERY)
