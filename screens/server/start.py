"""What must be right and ready before the first visitor: settings, knowledge and first answers."""

import asyncio
import gc
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from ipaddress import ip_address

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from engine import CompileError, KnowledgeError
from listening import knowledge as vocabulary
from listening.connectors import feeds
from listening.goals import aims
from listening.storage import retention
from plans.plan_versions import StoreError
from plans.storage import database
from practice import partnership
from screens.page import frame, framing, knowledge, login, place, reply
from screens.page.chore import Chore
from screens.page.organisations import roster
from screens.page.reading import heap
from screens.page.reading.pool import POOL
from screens.pages import PAGES
from screens.server import api, hosts, limit, logbook, patience, routes, upkeep, wellknown
from screens.server.failure import page
from workbench import rights

LOG = logging.getLogger(__name__)
WRONG = 2  # exit code of a server that is set up wrongly
SWITCH = 0.001  # seconds; a thread that makes a document holds up answers a fifth as long
LOOK_EVERY = 30.0  # seconds between looks for a new edition of the answers
MOMENT = "De server start net op. Laad de pagina over een paar tellen opnieuw."
STREAMLIT = {"_stcore", "static", "media", "component", "oauth2callback", "auth", "app"}
HOST = "HOST"  # where script/server listens: an address of this machine


def host(settings: Mapping[str, str] = os.environ) -> str:
    """Return where the server listens; raises ValueError, in Dutch, for what is not of here."""
    said = settings.get(HOST, "").strip() or "127.0.0.1"
    try:
        address = ip_address("127.0.0.1" if said == "localhost" else said)
        family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
        with socket.socket(family) as line:
            line.bind((str(address), 0))
    except (ValueError, OSError):
        raise ValueError(
            f"{HOST}: '{said[:60]}' is geen IP-adres van deze machine, zoals 127.0.0.1 of 0.0.0.0."
        ) from None
    return said


def organisations() -> None:
    """Raise ValueError, in Dutch, when a folder of organisations cannot serve."""
    ours = {page.address for page in PAGES} | {
        one.path.lstrip("/").partition("/")[0] for one in routes.ROUTES
    }
    roster.check(ours | STREAMLIT)


SETTINGS = (
    host,
    framing.origins,
    hosts.names,
    limit.per_minute,
    limit.proxies,
    limit.forwarders,
    place.public,
    logbook.form,
    login.check,
    database.check,
    patience.files,
    wellknown.contact,
    retention.retention,
    feeds.check,
    aims.check,
    frame.statement,
    frame.contact,
    partnership.place,
    vocabulary.check_own,
    organisations,
    rights.check,
)


_open = threading.Event()  # set when visitors may come in


def check() -> None:
    """Read every setting once; ends the process with a Dutch sentence when one is wrong."""
    try:
        for setting in SETTINGS:
            setting()
    except (ValueError, StoreError) as error:
        why = error.why if isinstance(error, StoreError) else str(error)
        print("Gestopt:", *why.split(), file=sys.stderr)  # on one line, whatever was set
        raise SystemExit(WRONG) from None


def prepare() -> None:
    """Compile the knowledge and make one PDF; ends the process when the knowledge is wrong.

    What reads files of visitors is started too, and removes what a killed server left of them.
    Streamlit collects all garbage after every run; freezing what was imported makes that cheap.
    """
    begun = time.perf_counter()
    heap.few_arenas()
    sys.setswitchinterval(SWITCH)
    logbook.begin(logbook.form())
    POOL.start()  # first, for it loads its readers beside what follows
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
    _open.set()


async def run(chores: Sequence[Chore] = upkeep.CHORES) -> None:
    """Prepare, while the gate says that it takes a moment, and keep house after that."""
    try:
        await asyncio.to_thread(prepare)
    except Exception:
        LOG.exception("de server kan niet starten")
        os._exit(1)  # better than a gate that stays closed
    await asyncio.gather(upkeep.run(chores), _warm())


async def _warm() -> None:
    """Make every advice of the API once, and again after a change of knowledge or at midnight."""
    made = None
    while True:
        _, edition = reply.current()
        if edition != made:
            made = edition
            try:
                await api.ENDPOINT.fill()
            except Exception:
                LOG.exception("adviezen vooraf maken lukte niet")
        await asyncio.sleep(LOOK_EVERY)


class Gate:
    """Says 503 until the server is ready, so that a proxy asks another process instead."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if _open.is_set() or scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).send_denial_response(Response(status_code=503))
        else:
            waiting = page(503, MOMENT, scope)
            waiting.headers["retry-after"] = "2"
            await waiting(scope, receive, send)
