"""Room on the disk: a reserve beside SQLite, so that a full disk stops no reading and no deleting.

The reserve is let go of when the disk is full, and is made again when there is room. That it lies
there also tells that plans were kept: a file without tables beside it was emptied by accident.
"""

import os
from contextlib import suppress
from pathlib import Path
from shutil import disk_usage

from sqlalchemy import Engine

RESERVE = 4 * 2**20  # bytes: many times what a deletion writes, and less than that is full
AMPLE = 4 * RESERVE  # free bytes from which the reserve is made again


def reserve_of(engine: Engine) -> Path | None:
    """Return the file that keeps room for a database; None: it is on a server of its own."""
    name = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(f"{name}.reserve") if name else None


def free(file: Path) -> int:
    """Return how many bytes are free where a file lies; many when nobody can tell."""
    try:
        return disk_usage(file.parent).free
    except OSError:
        return AMPLE


def is_full(engine: Engine) -> bool:
    """Tell whether nothing more should be saved, so that what is there can be deleted."""
    file = reserve_of(engine)
    return file is not None and free(file) < RESERVE


def keep(engine: Engine) -> None:
    """Make the reserve when it is not there and the disk has room."""
    file = reserve_of(engine)
    if file is None or free(file) < AMPLE or (file.exists() and file.stat().st_size):
        return
    with suppress(OSError):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.posix_fallocate(handle, 0, RESERVE)
        finally:
            os.close(handle)


def give(engine: Engine) -> bool:
    """Let go of the reserve when the disk is full; tell whether that gave room."""
    file = reserve_of(engine)
    if file is None or free(file) >= RESERVE or not file.exists() or not file.stat().st_size:
        return False
    with suppress(OSError):
        os.truncate(file, 0)  # the name stays: it tells that plans were kept
        return True
    return False
