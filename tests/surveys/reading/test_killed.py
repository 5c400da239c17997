"""Nothing of a person outlives reading: not in a folder, a log or an output, also after a kill."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT
from returned.packed_files import FILES
from returned.residents import SECRETS, asked_block, residents

from engine import Rulebook

KILLED = ("limesurvey-codes.csv", "spss.sav", "forms.xlsx", "limesurvey.lsa")
READING = """
import sys
from pathlib import Path
from engine import load
from surveys.questions.block import block
from surveys.reading import read
book = load()
asked = block(book, phases=("bewustwording", "actie"))
print("begonnen", flush=True)
while True:
    print(read(Path(sys.argv[1]), "a", book, asked).notes, flush=True)
"""


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", KILLED)
def test_a_killed_reading_leaves_nothing(book: Rulebook, name: str, tmp_path: Path) -> None:
    asked = asked_block(book)
    source = tmp_path / "bron"
    source.write_bytes(FILES[name][1](asked, residents(asked, 300)))
    room, home, log = tmp_path / "tijdelijk", tmp_path / "thuis", tmp_path / "log"
    room.mkdir()
    home.mkdir()
    settings = {"TMPDIR": str(room), "HOME": str(home), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin"}
    with log.open("wb") as out:
        run = subprocess.Popen(
            [sys.executable, "-c", READING, str(source)],
            cwd=home,
            env=settings,
            stdout=out,
            stderr=out,
        )
        until = time.monotonic() + 120
        while b"begonnen" not in log.read_bytes() and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.7)
        run.kill()
        run.wait()
    left = [path for folder in (room, home) for path in folder.rglob("*") if path.is_file()]
    assert b"begonnen" in log.read_bytes()
    for path in (*left, log):
        raw = path.read_bytes()
        assert [s for s in SECRETS if s.encode() in raw or s.encode("utf-16-le") in raw] == []
