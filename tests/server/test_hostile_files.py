"""Forty files that nobody means well: one Dutch sentence each, bounded memory, nothing left."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hostility import files as hostile_files
from hostility.files import HostileFile

import blueprints
from engine.model import KnowledgeError, Rulebook
from screens.page.reading import limits, wire
from screens.page.reading.pool import Pool

COVERS = ("screens/page/reading/limits.py", "screens/page/reading/pool.py")
ENGLISH = re.compile(r"Traceback|Error|\b(?:the|is not|failed|invalid|usr|tmp|home)\b")
SHARED = 32  # MiB beside the limit of a reading, for code and libraries are not counted in it


@contextmanager
def watched(pool: Pool) -> Iterator[list[int]]:
    """Note the memory of every reading that goes on, in MiB."""
    seen: list[int] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.02):
            seen.extend(_children(pool))

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield seen
    finally:
        done.set()
        watch.join()


def _children(pool: Pool) -> Iterator[int]:
    pid = pool._process.pid if pool._process else 0
    with suppress(OSError, IndexError):  # it may have ended meanwhile
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            status = Path(f"/proc/{child}/status").read_text()
            yield int(status.partition("VmHWM:")[2].split()[0]) >> 10


def refusal(pool: Pool, file: HostileFile, book: Rulebook, shelf: blueprints.Library) -> set[str]:
    """Return the sentences with which a file is refused."""
    asked = wire.question(file.reader, *hostile_files.given(file, file.make(), book, shelf))
    with pytest.raises(KnowledgeError) as caught:
        pool.read(file.name, asked)
    assert all(problem.file.startswith(file.name) for problem in caught.value.problems)
    return {problem.message for problem in caught.value.problems}


def fits(file: HostileFile, sentence: str) -> bool:
    """Tell whether this is a Dutch sentence of ours, on what is wrong with this file."""
    whole = sentence.endswith(".") and len(sentence) < 300 and "\n" not in sentence
    return whole and file.refusal in sentence and not ENGLISH.search(sentence)


@pytest.mark.exhaustive
def test_each_gets_one_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: Rulebook
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    files, shelf, pool = [*hostile_files.every()], blueprints.load(book), Pool()
    assert len(files) >= 40
    wrong: dict[str, set[str]] = {}
    with watched(pool) as memory:
        for file in files:
            sentences = refusal(pool, file, book, shelf)
            if len(sentences) != 1 or not all(fits(file, one) for one in sentences):
                wrong[file.name] = sentences
    assert wrong == {}
    assert max(memory) < limits.MEMORY / limits.MIB + _least(memory) + SHARED
    pool.stop()
    for _ in range(100):
        if not any(tmp_path.iterdir()):
            return
        time.sleep(0.1)
    raise AssertionError([*tmp_path.iterdir()])


def _least(memory: list[int]) -> int:
    """Return what a reading has before it reads anything: what was loaded beforehand."""
    return min(memory)
