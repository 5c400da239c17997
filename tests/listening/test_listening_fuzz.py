"""Export files spoiled in every way: a correct import or a clear error, and nothing half-read.

The judge is a slow reader of its own (Python's csv), which counts what a good file must give.
`FUZZ=5000` in the environment of pytest tries as many; the test run tries 300.
"""

import csv
import io
import os
import random
from pathlib import Path

import pytest

from listening import knowledge
from listening.model import Refused
from listening.reading import export_store

KINDS = knowledge.load().kinds
HEADS = {
    "en": ["Top queries", "Clicks", "Impressions", "CTR", "Position"],
    "nl": ["Populairste zoekopdrachten", "Klikken", "Vertoningen", "CTR", "Positie"],
}
TERMS = 'grofvuil;paspoort, verlengen;café open;zegt "ja";ik kan niet betalen;é ü ï;10 euro'.split(
    ";"
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


def number(value: float, language: str, whole: bool) -> str:
    said = f"{value:,.0f}" if whole else f"{value:,.2f}"
    return said if language == "en" else said.translate(str.maketrans(",.", ".,"))


def good(rng: random.Random) -> tuple[str, str, list[int]]:
    """Return a good file as text, its encoding, and the counts that must come out."""
    language = rng.choice(list(HEADS))
    rows, counts = [], []
    for _ in range(rng.randint(1, 12)):
        seen = rng.randint(1, 20_000)
        counts.append(seen)
        clicks = rng.randint(0, seen)
        share = number(100 * clicks / seen, language, False) + "%"
        place = number(rng.uniform(1, 90), language, False)
        rows.append([rng.choice(TERMS), number(clicks, language, True),
                     number(seen, language, True), share, place])  # fmt: skip
    out = io.StringIO()
    write = csv.writer(out, delimiter=rng.choice(",;\t"), lineterminator=rng.choice(("\n", "\r\n")))
    write.writerows([HEADS[language], *rows])
    return out.getvalue(), rng.choice(ENCODINGS), counts


def spoil(rng: random.Random, raw: bytes) -> bytes:
    """Return a file with one thing wrong."""
    at = rng.randrange(len(raw))
    way = rng.randrange(7)
    if way == 0:
        return raw[:at]
    if way == 1:
        return raw[:at] + bytes([rng.randrange(256)]) + raw[at + 1 :]
    if way == 2:
        return raw[:at] + rng.randbytes(rng.randint(1, 6)) + raw[at:]
    if way == 3:
        end = min(len(raw), at + rng.randint(1, 20))
        return raw[:at] + raw[end:]
    if way == 4:
        lines = raw.splitlines(keepends=True)
        rng.shuffle(lines)
        return b"".join(lines)
    if way == 5:
        return raw[:at] + rng.choice((b'"', b"\0", b"\r", b",", b";", b"%", b"-")) + raw[at:]
    return raw + rng.choice((b"totaal", b"\n\n\n", b'"', b"\xff\xfe", b"a,b,c\n"))


def count_rows(raw: bytes) -> int | None:
    """Return how many rows a slow reader sees under a known head; None when it sees none."""
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeError:
            continue
        for delimiter in ",;\t":
            rows = [
                r for r in csv.reader(io.StringIO(text, newline=None), delimiter=delimiter) if r
            ]
            for place, row in enumerate(rows[:20]):
                if {cell.strip().lower() for cell in row} & {h[0].lower() for h in HEADS.values()}:
                    return len(rows) - place - 1
    return None


@pytest.mark.exhaustive
def test_files_spoiled_in_every_way(tmp_path: Path) -> None:
    rng = random.Random(20261122)
    tried = int(os.environ.get("FUZZ", "300"))
    read = refused = 0
    for number_ in range(tried):
        text, encoding, counts = good(rng)
        raw = text.encode(encoding, errors="replace")
        broken = rng.random() < 0.7
        path = tmp_path / "f.csv"
        path.write_bytes(spoil(rng, raw) if broken else raw)
        with export_store.open_store(KINDS) as opened:
            try:
                found = opened.read(path)
            except Refused as error:
                refused += 1
                assert broken, (number_, str(error), text)
                assert all(
                    problem.message and "f.csv" in str(problem) for problem in error.problems
                )
                assert opened.readings == []
                tables = {name for (name,) in opened.connection.execute("SHOW TABLES").fetchall()}
                assert tables <= {"dagen"}
                continue
            read += 1
            if not broken:
                assert [found[0].rows, found[0].total] == [len(counts), sum(counts)], text
            else:
                seen = count_rows(path.read_bytes())
                assert seen is None or found[0].rows == seen, (number_, path.read_bytes())
    print(f"\n{tried} bestanden: {read} gelezen, {refused} geweigerd")
    assert read + refused == tried
