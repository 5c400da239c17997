"""One reading in a process of its own: takes a question, answers it, uses no more than it may."""

import ctypes
import errno
import os
import signal
import socket
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from engine.model import KnowledgeError
from screens.page.reading import limits, readers, wire
from screens.page.reading.limits import Ending

CODES = {Ending.DONE: 0, Ending.SPACE: 3, Ending.BROKEN: 4}
ENDINGS = {code: ending for ending, code in CODES.items()}
FULL = {errno.EFBIG, errno.ENOSPC, errno.EDQUOT, errno.ENOMEM}
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl


def live(line: socket.socket, folder: Path) -> NoReturn:
    """Be the process that answers one question; ends it, whatever happens."""
    code = CODES[Ending.BROKEN]
    try:
        _settle(folder)
        code = CODES[read(line)]
    finally:
        os._exit(code)


def _settle(folder: Path) -> None:
    """Take the limits, and leave the server's outputs alone: nothing of a file goes to a log."""
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
    with suppress(OSError):  # when a machine runs out of memory, this process goes first
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    tempfile.tempdir = str(folder)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    limits.bind()


def read(line: socket.socket) -> Ending:
    """Answer the question that comes over the line and return how that ended."""
    try:
        name, given = wire.asked(_question(line))
        reader = readers.READERS[name]
        try:
            more = {"tell": _teller(line)} if reader.stages else {}
            text = wire.answer(reader.form, reader.read(*given, **more))
        except KnowledgeError as error:
            text = wire.refusal(error.problems)
        line.sendall(text)
    except MemoryError:
        return Ending.SPACE
    except OSError as error:
        return Ending.SPACE if error.errno in FULL else Ending.BROKEN
    except Exception:  # whatever a broken or hostile file does to its reader
        return Ending.BROKEN
    return Ending.DONE


def _teller(line: socket.socket) -> Callable[[int], None]:
    """Return what tells over the line how far a reading is."""

    def tell(number: int) -> None:
        line.sendall(wire.stage(number))

    return tell


def _question(line: socket.socket) -> bytes:
    """Return the question whole."""
    with line.makefile("rb") as file:
        return file.read(int.from_bytes(file.read(wire.SIZE)))


def ending(status: int) -> Ending:
    """Return how a process ended, by what its parent is told of it."""
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGXCPU:
        return Ending.TIME
    if code in (-signal.SIGKILL, -signal.SIGABRT, -signal.SIGXFSZ):  # no memory, no room
        return Ending.SPACE
    return ENDINGS.get(code, Ending.BROKEN)
