"""The readings of this server: at most two at once, each in a process that can be ended.

A reading is asked by name (see `readers`). What it takes too much of ends it, and so does the page
that asked and is closed.
"""

import logging
import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from engine.knowledge.rulebook import ROOT
from engine.model import KnowledgeError, Problem
from screens.page.reading import limits, readers, wire
from screens.page.reading.limits import SENTENCES, Ending
from screens.page.reading.reading_turns import TICK, NoTurn, ReadingTurns, Tick
from screens.page.reading.wire import ReadingQuestion
from screens.server import metrics

LOG = logging.getLogger(__name__)
COMMAND = (sys.executable, "-m", "screens.page.reading.forks")
START = 60.0  # seconds in which the readers must be loaded
PIECE = 1 << 16
Hear = Callable[[int], None]


class Ended(KnowledgeError):
    """A reading that was ended, or could not begin; `ending` is why."""

    def __init__(self, label: str, ending: Ending) -> None:
        super().__init__((Problem(label, None, SENTENCES[ending]),))
        self.ending = ending


def silent(waiting: bool) -> None:
    """Say nothing while a reading waits or goes on."""


def unheard(stage: int) -> None:
    """Say nothing of how far a reading is."""


class Pool:
    """Readings in processes of their own; a first reading starts what they are forked from."""

    def __init__(self, command: Sequence[str] = COMMAND, turns: ReadingTurns | None = None) -> None:
        self._command, self._turns = command, turns or ReadingTurns()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def start(self) -> None:
        """Start what readings are forked from, when it is not there."""
        with self._lock:
            self._started()

    def stop(self) -> None:
        """End every reading, and what they are forked from."""
        with self._lock:
            if self._control:
                self._control.close()
            if self._process:
                self._process.wait()
            self._control = self._process = None

    def read(
        self,
        label: str,
        question: ReadingQuestion,
        tick: Tick = silent,
        client: str = "",
        hear: Hear = unheard,
    ) -> Any:
        """Return the answer to a question. `label` is what errors call the file.

        `hear` gets the number of every stage that the reading comes to.

        Raises KnowledgeError with what is wrong with the file, Ended among them.
        """
        try:
            with self._turns.turn(client, tick), metrics.reading():
                answer, ending = self._answer(question.text, tick, hear)
        except NoTurn:
            answer, ending = b"", Ending.BUSY
        if ending == Ending.DONE:
            try:
                return wire.value(readers.READERS[question.name].form, answer)
            except wire.Unfit:
                ending = Ending.BROKEN
        metrics.count_refused_read()
        facts = {"wat": question.name, "waarom": str(ending)}
        LOG.warning("lezen beëindigd", extra={"gegevens": facts})
        raise Ended(label, ending)

    def _answer(self, question: bytes, tick: Tick, hear: Hear) -> tuple[bytes, Ending]:
        """Hand a question to a process of its own; return what it wrote and how it ended."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._hand(theirs)
            ours.setblocking(False)
            return _conversation(ours, wire.framed(question), tick, hear)

    def _hand(self, line: socket.socket) -> None:
        with self._lock:
            try:
                socket.send_fds(self._started(), [b"."], [line.fileno()])
            except OSError:  # it is gone, and that was not seen yet
                self._process = None
                socket.send_fds(self._started(), [b"."], [line.fileno()])

    def _started(self) -> socket.socket:
        if self._control and self._process and self._process.poll() is None:
            return self._control
        if self._control:
            self._control.close()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                self._command,
                stdin=theirs.fileno(),
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,
            )
        return self._control


def _conversation(
    line: socket.socket, question: bytes, tick: Tick, hear: Hear
) -> tuple[bytes, Ending]:
    """Send a question, and count what comes back; return that and how the reading ended."""
    ahead, answer = memoryview(question), bytearray()
    until = time.monotonic() + START + limits.PATIENCE
    seen = time.monotonic()
    poll = select.poll()
    while time.monotonic() < until:
        poll.register(line, select.POLLIN | (select.POLLOUT if ahead else 0))
        ready = dict(poll.poll(TICK * 1000)).get(line.fileno(), 0)
        if ready & select.POLLOUT and ahead:
            with suppress(OSError):  # who reads no further is heard of below
                ahead = ahead[line.send(ahead[:PIECE]) :]
        if ready & ~select.POLLOUT:
            try:
                piece = line.recv(PIECE)
            except OSError:
                return b"", Ending.BROKEN
            if not piece:
                return _parted(bytes(answer))
            answer += piece
            for number in wire.stages_of(answer):
                hear(number)
            if len(answer) > limits.ANSWER:
                return b"", Ending.SPACE
        if time.monotonic() - seen > TICK:
            seen = time.monotonic()
            tick(False)
    return b"", Ending.TIME


def _parted(text: bytes) -> tuple[bytes, Ending]:
    """Part an answer from how it ended, which the process that forked it wrote last."""
    answer, _, last = text.rpartition(b"\n")
    with suppress(ValueError):
        return answer, Ending(last.decode(errors="replace"))
    return b"", Ending.BROKEN


POOL = Pool()
