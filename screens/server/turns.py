"""Whose turn it is at what takes long to make: documents, panes and static pages.

A few are made at once, the others wait in a row of a stated length, and one client gets no more
than its part of that row. So health, the API and the screens answer meanwhile.
"""

import asyncio
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from screens.server.failure import page
from screens.server.limit import Limit, asker, per_minute, proxies

BUSY = "Het is nu erg druk. Wacht een paar tellen en probeer het dan opnieuw."
OFTEN = "Je vraagt veel achter elkaar. Wacht een paar tellen en probeer het dan opnieuw."


class Row(NamedTuple):
    """How many are made at once, how many wait for that, and how many of those of one client."""

    at_once: int
    waiting: int
    of_one: int


DOCUMENTS = Row(1, 40, 8)
PANES = Row(4, 200, 40)
ROWS = {"document": DOCUMENTS, "vlakken": PANES, "advies": PANES}


class _Line:
    """Who is being helped and who waits in one row."""

    def __init__(self, row: Row) -> None:
        self.row, self.held = row, Counter[str]()
        self.turn = asyncio.Semaphore(row.at_once)

    def full(self) -> bool:
        return self.held.total() >= self.row.at_once + self.row.waiting


class Turns:
    """Lets costly requests wait for their turn; refuses with 429 or 503 who would wait too long."""

    def __init__(self, app: ASGIApp, limit: Limit | None = None) -> None:
        self.app, self._limit = app, limit
        lines = {row: _Line(row) for row in ROWS.values()}
        self._lines = {folder: lines[row] for folder, row in ROWS.items()}

    @cached_property
    def limit(self) -> Limit:
        """How often one client may ask."""
        return Limit(per_minute()) if self._limit is None else self._limit

    @cached_property
    def trusted(self) -> frozenset[str]:
        """The proxies that are believed."""
        return proxies()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request when it is its turn."""
        folder = str(scope.get("path", "")).strip("/").partition("/")[0]
        line = self._lines.get(folder) if scope["type"] == "http" else None
        if line is None:
            await self.app(scope, receive, send)
            return
        client = asker(scope, self.trusted)
        if line.held[client] >= line.row.of_one or not self.limit.take(client).allowed:
            await _refuse(429, OFTEN, scope, receive, send)
        elif line.full():
            await _refuse(503, BUSY, scope, receive, send)
        else:
            await self._in_turn(line, client, scope, receive, send)

    async def _in_turn(
        self, line: _Line, client: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        line.held[client] += 1
        try:
            async with line.turn:
                await self.app(scope, receive, send)
        finally:
            line.held[client] -= 1
            if not line.held[client]:
                del line.held[client]


async def _refuse(status: int, text: str, scope: Scope, receive: Receive, send: Send) -> None:
    refusal = page(status, text, scope)
    refusal.headers["retry-after"] = "5"
    await refusal(scope, receive, send)
