"""A PostgreSQL of our own for the tests: in a temporary folder, on a socket nobody else sees."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FAST = ("-c", "listen_addresses=", "-c", "shared_buffers=32MB", "-c", "max_connections=60")


def programs() -> Path:
    """Return the folder with initdb and pg_ctl; without them the tests fail and say what to do."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    if found is None:
        pytest.fail("PostgreSQL ontbreekt. Installeer het pakket 'postgresql'.")
    return Path(found).resolve().parent


def _user() -> int | None:
    """Return who runs the server: PostgreSQL refuses to be root."""
    if os.getuid():
        return None
    names = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return names.get("postgres", names["nobody"])


@contextmanager
def cluster() -> Iterator[str]:
    """Give the address of an empty database; the server stops and its folder goes afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user, bin_, data = _user(), programs(), folder / "data"
    if user is not None:
        os.chown(folder, user, -1)

    def run(*command: object) -> None:
        done = subprocess.run(
            [str(part) for part in command],
            user=user, cwd=folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr + done.stdout

    try:
        run(bin_ / "initdb", "-D", data, "-U", "plannen", "-A", "trust", "-E", "UTF8")
        options = " ".join((*FAST, "-k", str(folder)))
        run(bin_ / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql://plannen@/postgres?host={folder}"
        finally:
            run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
