"""A folder in which new exports open themselves; it is looked at, for shares send no signals."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

ENDINGS = (".csv", ".tsv", ".json", ".zip", ".txt", ".xlsx")
Seen = dict[Path, tuple[int, float]]


def state(folder: Path) -> Seen:
    """Return size and time of every file in a folder that may be an export."""
    stamps: Seen = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in ENDINGS and not path.name.startswith("."):
            try:
                known = path.stat()
            except FileNotFoundError:
                continue
            stamps[path] = (known.st_size, known.st_mtime)
    return stamps


def new_files(old: Seen, before: Seen, now: Seen) -> list[Path]:
    """Return files that are not as in `old`, and did not change since the last look."""
    return [path for path, at in now.items() if at == before.get(path) and at != old.get(path)]


def follow(
    folder: Path, seconds: float, wait: Callable[[float], None] = time.sleep
) -> Iterator[Path]:
    """Yield every file that is new or changed and finished, also those that lie there already."""
    done: Seen = {}
    before = state(folder)
    while True:
        wait(seconds)
        now = state(folder)
        for path in new_files(done, before, now):
            done[path] = now[path]
            yield path
        before = now
