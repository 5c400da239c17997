"""The memory that reading took: shared by few threads, and given back when it is free."""

import ctypes
from contextlib import suppress

ARENA_MAX, ARENAS = -8, 2  # of mallopt in the C library of GNU: which bound, and how many


def few_arenas() -> None:
    """Let threads share the places that memory comes from, where the C library has more of them.

    By default every thread that reads for a visitor may get one of its own, and what is freed in
    there stays with the process.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(ARENA_MAX, ARENAS)


def give_back() -> None:
    """Give memory that was freed back to the system, where the C library can.

    Without it the server keeps what the largest files and sessions of that day took.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
