"""Files of answers spoiled in every way: read right, or refused in Dutch, and nothing half-read.

The judge knows what everybody answered. One spoiled place may change what stands in its own row, or
make a question unknown; it may never change what others answered.
"""

import io
import random
import zipfile
from collections import Counter
from collections.abc import Sequence

import pytest
from returned.packed_files import FILES, packed
from returned.residents import SECRETS, Resident, asked_block, expected, residents, rows_of

from engine import KnowledgeError, Rulebook
from surveys.questions.block import Block
from surveys.reading import read

TRIED = 2_000
SLICE = 44  # in the fast lane: two of every kind of file
TOUCHED = 1  # rows that one spoiled place can change
SIGNS = (b'"', b"\0", b"\r", b"\n", b",", b";", b"|", b"1", b"0", b"-", b"Y", b" ")


def spoiled(chance: random.Random, raw: bytes) -> bytes:
    """Return a file with one thing wrong, in what is packed too."""
    if raw.startswith(b"PK") and chance.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice([one for one, inner in files.items() if inner])
        files[name] = spoiled(chance, files[name])
        return packed(files)
    at = chance.randrange(len(raw))
    way = chance.randrange(7)
    if way == 0:
        return raw[:at]
    if way == 1:
        return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]
    if way == 2:
        return raw[:at] + chance.randbytes(chance.randint(1, 6)) + raw[at:]
    if way == 3:
        return raw[:at] + raw[at + chance.randint(1, 20) :]
    if way == 4:
        return raw[:at] + chance.choice(SIGNS) + raw[at:]
    if way == 5:
        return raw[:at] + chance.choice(SIGNS) + raw[at + 1 :]
    return raw + chance.choice((b"totaal", b"\n\n\n", b'"', b"\xff\xfe", b"a,b,c\n", b"\x00" * 9))


def surplus(asked: Block, given: Sequence[Resident], rows: list[tuple[object, ...]]) -> int:
    """Return how many rows nobody answered so, over the questions that were recognised."""
    right = expected(asked, given)
    known = [at for at in range(len(right[0])) if at == len(right[0]) - 1
             or any(row[at] is not None for row in rows)]  # fmt: skip
    if all(row[-1] == "onbekend" for row in rows):
        known = known[:-1]
    want = Counter(tuple(row[at] for at in known) for row in right)
    have = Counter(tuple(row[at] for at in known) for row in rows)
    return (have - want).total()


def judge(book: Rulebook, asked: Block, name: str, number: int) -> str:
    """Spoil one file and return how that ended; raises AssertionError for what is half-read."""
    chance = random.Random(20261129 + number)
    given = residents(asked, chance.randint(12, 30), number)
    raw = spoiled(chance, FILES[name][1](asked, given))
    try:
        incoming = read(raw, name, book, asked)
    except KnowledgeError as error:
        assert error.problems and all(name in str(problem) for problem in error.problems)
        assert not [secret for secret in SECRETS if secret in str(error)], str(error)
        return "refused"
    kept = repr((incoming.answers, incoming.notes, incoming.dropped))
    assert not [secret for secret in SECRETS if secret in kept], (name, number)
    rows = rows_of(asked, incoming.answers)
    assert len(rows) <= len(given) + 1, (name, number)
    assert surplus(asked, given, rows) <= TOUCHED, (name, number)
    return "read"


@pytest.mark.exhaustive
def test_two_thousand_spoiled_files(book: Rulebook) -> None:
    asked = asked_block(book)
    slow = [name for name in FILES if name.endswith(".sav")]  # a process for each
    names = [name for name in FILES if name not in slow] * 4 + slow
    ends = Counter(judge(book, asked, names[at % len(names)], at) for at in range(TRIED))
    assert ends["refused"] > TRIED / 4
    assert ends["read"] > TRIED / 10


@pytest.mark.parametrize("number", range(SLICE))
def test_some_spoiled_files(book: Rulebook, number: int) -> None:
    names = list(FILES)
    judge(book, asked_block(book), names[number % len(names)], number)
