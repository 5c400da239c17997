"""How long a connection may take to ask something, and how many may be open at once.

Uvicorn waits forever for the rest of a request and accepts until the system has no files left; its
protocol is the one place that sees a connection before a request is whole. It also knows who really
connected, before a header says otherwise.
"""

import asyncio
import resource
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from screens.server.limit import PEER

HEADERS_WITHIN = 10.0  # seconds from a connection, or the first byte of a request, to its headers
LEAST = 256  # open files without which nobody can be served
ENOUGH = 65_536
KEPT = 160  # files that are for ourselves: knowledge, plans, fonts, processes that read
TIMER = "_ken_je_inwoner_patience"


@cache
def files() -> int:
    """Return how many files may be open, after asking for more; raises ValueError, in Dutch."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        soft = most
    if 0 <= soft < LEAST:
        raise ValueError(
            f"dit systeem staat maar {soft} open bestanden toe en er zijn er minstens {LEAST} "
            "nodig. Zet LimitNOFILE (systemd) of ulimit -n hoger."
        )
    return most if soft == resource.RLIM_INFINITY else soft


@cache
def install() -> None:
    """Give every connection from now on our patience."""
    most = files() - KEPT

    def begin(connection: Any) -> None:
        if len(connection.connections) > most:
            connection.transport.abort()  # rather one visitor less than a system without files
        else:
            _wait(connection)

    _after("connection_made", begin)
    _after("on_message_begin", _wait)
    _after("on_message_begin", _name_peer)
    _after("on_headers_complete", _stop)
    _after("connection_lost", _stop)


def _after(name: str, work: Callable[[Any], None]) -> None:
    """Let a method of the protocol do this too, once it is done."""
    plain = getattr(HttpToolsProtocol, name)

    @wraps(plain)
    def both(connection: Any, *given: Any) -> Any:
        answer = plain(connection, *given)
        work(connection)
        return answer

    setattr(HttpToolsProtocol, name, both)


def _wait(connection: Any) -> None:
    _stop(connection)
    timer = asyncio.get_running_loop().call_later(HEADERS_WITHIN, connection.transport.abort)
    setattr(connection, TIMER, timer)


def _stop(connection: Any) -> None:
    timer = getattr(connection, TIMER, None)
    if timer is not None:
        timer.cancel()
        setattr(connection, TIMER, None)


def _name_peer(connection: Any) -> None:
    connection.scope[PEER] = connection.client
