"""Whose turn it is: few readings at once, and who has none going on comes before who has."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from screens.page.reading import limits

TICK = 0.25  # seconds between looks, at which a page that was closed is noticed
Tick = Callable[[bool], None]  # called now and then; tells whether it is still waiting


class NoTurn(Exception):
    """Too many wait, or it took too long."""


class Ticket:
    """A place in the queue; of whom it is decides who goes first."""

    def __init__(self, client: str) -> None:
        self.client = client


class ReadingTurns:
    """A queue from which at most so many go on at once."""

    def __init__(
        self, at_once: int = limits.AT_ONCE, queue: int = limits.QUEUE, wait: float = limits.WAIT
    ) -> None:
        self._at_once, self._most, self._wait = at_once, queue, wait
        self._changed = threading.Condition()
        self._going: list[Ticket] = []
        self._waiting: list[Ticket] = []

    @contextmanager
    def turn(self, client: str, tick: Tick) -> Iterator[None]:
        """Wait for a turn, and have it as long as the block lasts. Raises NoTurn."""
        ticket = Ticket(client)
        try:
            self._await(ticket, tick)
            yield
        finally:
            with self._changed:
                for tickets in (self._waiting, self._going):
                    if ticket in tickets:
                        tickets.remove(ticket)
                self._changed.notify_all()

    def _await(self, ticket: Ticket, tick: Tick) -> None:
        until = time.monotonic() + self._wait
        with self._changed:
            if len(self._waiting) >= self._most:
                raise NoTurn
            self._waiting.append(ticket)
        while not self._taken(ticket):
            if time.monotonic() > until:
                raise NoTurn
            tick(True)

    def _taken(self, ticket: Ticket) -> bool:
        """Take the turn when it is there, or within a tick; tell whether that went well."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._next() is ticket, TICK):
                return False
            self._waiting.remove(ticket)
            self._going.append(ticket)
            self._changed.notify_all()
            return True

    def _next(self) -> Ticket | None:
        """Return who goes next: the first of those with the fewest readings going on."""
        if len(self._going) >= self._at_once:
            return None
        busy = Counter(ticket.client for ticket in self._going)
        return min(self._waiting, key=lambda ticket: busy[ticket.client], default=None)
