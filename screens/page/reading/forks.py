"""The process from which readings are forked: it has the readers loaded and nothing of a visitor.

The server has threads and cannot fork. It starts this process once and hands it one end of a
socket per reading. A child answers over it; after that, this process adds how the child ended.
"""

import gc
import os
import select
import shutil
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from screens.page.reading import child, limits, readers, rooms
from screens.page.reading.limits import Ending

LOOK = 200  # milliseconds between looks at what a reading uses


@dataclass(frozen=True, slots=True)
class ChildProcess:
    """A reading that is going on."""

    line: socket.socket
    process: int  # to hear that it ended
    folder: Path
    until: float


class Forks:
    """Forks a child for each line that comes over `control`, until that closes."""

    def __init__(self, control: socket.socket, room: rooms.Room) -> None:
        self._control, self._room = control, room
        self._running: dict[int, ChildProcess] = {}
        self._ended: dict[int, Ending] = {}  # by this process, not by themselves

    def serve(self) -> None:
        """Fork and watch until the server is gone; then end every reading and leave nothing."""
        try:
            while self._turn():
                self._watch()
                self._reap()
        finally:
            for pid in self._running:
                os.kill(pid, signal.SIGKILL)
            self._room.close()

    def _turn(self) -> bool:
        """Wait until something happens; tell whether the server is still there."""
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        for running in self._running.values():
            poll.register(running.process, select.POLLIN)
            poll.register(running.line, 0)  # only when the other end is closed
        happened = {file for file, _ in poll.poll(LOOK if self._running else None)}
        for pid, running in self._running.items():
            if running.line.fileno() in happened:
                self._end(pid, Ending.DONE)  # nobody waits for it any more
        return self._control.fileno() not in happened or self._take()

    def _take(self) -> bool:
        """Begin the reading that is handed over; False when the server has closed the line."""
        message, files, _, _ = socket.recv_fds(self._control, 1, 1)
        if not message:
            return False
        line = socket.socket(fileno=files[0])
        try:
            folder = self._room.reading()
            pid = os.fork()
        except OSError:  # no room or no memory now; the server hears that the line ends
            line.close()
            return True
        if pid == 0:
            self._control.close()
            for other in self._running.values():
                other.line.close()
            child.live(line, folder)
        until = time.monotonic() + limits.PATIENCE
        self._running[pid] = ChildProcess(line, os.pidfd_open(pid), folder, until)
        return True

    def _watch(self) -> None:
        """End what takes too long or too much room."""
        for pid, running in self._running.items():
            if time.monotonic() > running.until:
                self._end(pid, Ending.TIME)
            elif rooms.size(running.folder) > limits.FOLDER:
                self._end(pid, Ending.SPACE)

    def _end(self, pid: int, ending: Ending) -> None:
        self._ended.setdefault(pid, ending)
        os.kill(pid, signal.SIGKILL)

    def _reap(self) -> None:
        """Say of every child that is gone how it ended, and remove its folder."""
        for pid in list(self._running):
            gone, status = os.waitpid(pid, os.WNOHANG)
            if gone:
                running = self._running.pop(pid)
                ending = self._ended.pop(pid, None) or child.ending(status)
                os.close(running.process)
                shutil.rmtree(running.folder, ignore_errors=True)
                with suppress(OSError), running.line:
                    running.line.settimeout(1)
                    running.line.sendall(f"\n{ending}".encode())


def main() -> None:
    """Load the readers and serve; the control line is standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    room = rooms.Room()
    readers.warm()
    gc.collect()
    gc.freeze()
    try:
        Forks(control, room).serve()
    finally:
        os._exit(0)  # libraries would complain of what was frozen


if __name__ == "__main__":
    main()
