"""The folder in which a run of the server puts files of visitors, gone when the run is.

A run holds a lock on its folder. What a run left behind that was killed has no lock, and is swept
by the next one.
"""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PREFIX = "ken-je-inwoner-lezen-"
LONGEST = 80  # bytes of a name, far less than any system takes


def file_name(name: str) -> str:
    """Return the name of a visitor's file as a name within a folder, which every system takes."""
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(sign if sign.isprintable() else "_" for sign in last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    while len(f"{stem}{dot}{ending}".encode(errors="replace")) > LONGEST and stem:
        stem = stem[:-1]
    whole = f"{stem}{dot}{ending}".encode(errors="replace")[:LONGEST]
    return whole.decode(errors="ignore").strip(" .") or "bestand"


class Room:
    """A folder for the files of one run, with a folder in it for each reading."""

    def __init__(self, place: Path | None = None) -> None:
        """Make the folder, after sweeping what earlier runs left."""
        self._place = place or Path(tempfile.gettempdir())
        sweep(self._place)
        self.folder, self._lock = self._locked()

    def _locked(self) -> tuple[Path, int]:
        while True:
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._place))
            lock = _lock(folder)
            if lock is not None and folder.is_dir():
                return folder, lock  # else another run swept it before it had its lock

    def reading(self) -> Path:
        """Return a new folder for one reading."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    def close(self) -> None:
        """Remove all there is."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)


def sweep(place: Path) -> None:
    """Remove the folders of runs that are no more; those of others and links stay."""
    for folder in place.glob(f"{PREFIX}*"):
        lock = _lock(folder)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Return the lock of a folder of ours; None when another run has it."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    with suppress(OSError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(lock).st_uid == os.geteuid():
            return lock
    os.close(lock)
    return None


def size(folder: Path) -> int:
    """Return the bytes that stand in a folder now; files come and go meanwhile."""
    return sum(_sizes(folder))


def _sizes(folder: Path) -> Iterator[int]:
    for path in folder.rglob("*"):
        with suppress(OSError):
            status = path.lstat()
            yield status.st_blocks * 512 if path.is_file() else 0
