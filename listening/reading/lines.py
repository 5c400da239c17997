"""An export as it was downloaded → plain UTF-8 lines: encodings, JSON, ZIP and Excel.

Nothing is guessed half-way: a file is decoded whole or refused. What unpacks or grows is counted
while it does, so that a small file never takes more room than it is given.
"""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import tables
from engine.knowledge import files
from engine.model import Problem
from listening.model import Refused
from listening.reading import figures, search_rows, workbook_sheets

LARGEST = 2 << 30  # bytes of what is unpacked, together
LARGEST_JSON = 200 << 20
MEMBERS = 100  # files in a ZIP
BLOCK = 1 << 20
SHOWN = 80  # characters of the name of a file in a ZIP
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # as tools do; others may ask much memory
EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
DATED = "date"
COMMENT = "#"  # with which a line begins that is no row
MOST_BLOCKS = 20  # tables in one text
LARGEST_COMMENTED = 20 << 20


class PlainLines(NamedTuple):
    """A table as UTF-8 lines; `decimal` is how numbers stand in it, where that is known."""

    name: str
    path: Path
    decimal: str | None = None


def plain(path: Path, folder: Path, most: int = LARGEST) -> Iterator[PlainLines]:
    """Yield each table in a file, in a ZIP or in a workbook as a UTF-8 file in `folder`.

    Raises Refused when the file cannot be read, is no text, or becomes more than `most` bytes.
    """
    raw = _start(path)
    if raw.startswith(EXCEL[0]) and zipfile.is_zipfile(path):
        yield from _unzip(path, folder, most)
    elif raw.startswith(EXCEL):
        raise Refused(Problem(path.name, None, _EXCEL))
    else:
        yield from _one(path.name, path, folder / "0.csv", most)


_EXCEL = "dit is een oud Excel-bestand. Kies in Excel Opslaan als, en dan Excel-werkmap (.xlsx)."
_NOT_TEXT = "dit is geen tekstbestand. Download de export opnieuw, als CSV."


def _start(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(Problem(path.name, None, "dit bestand is groter dan 2 GB. Splits het."))
        with path.open("rb") as file:
            raw = file.read(4096)
    except OSError as error:
        raise Refused(Problem(path.name, None, files.trouble(error))) from error
    if not raw.strip():
        raise Refused(Problem(path.name, None, "dit bestand is leeg. Download de export opnieuw."))
    return raw


_TOO_MUCH = "in dit ZIP-bestand zit te veel. Pak het uit en breng alleen wat je nodig hebt."
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError)


def _unzip(path: Path, folder: Path, most: int) -> Iterator[PlainLines]:
    try:
        with zipfile.ZipFile(path) as archive:
            if workbook_sheets.is_workbook(archive):
                yield from _workbook(path.name, archive, folder, most)
                return
            left = most
            for number, member in enumerate(_members(path.name, archive)):
                unpacked = folder / f"{number}.ruw"
                left -= _unpack(path.name, archive, member, unpacked, left)
                shown = f"{path.name}/{_shown(member.filename)}"
                if member.filename.lower().endswith(".xlsx"):
                    with zipfile.ZipFile(unpacked) as book:
                        yield from _workbook(shown, book, folder, left)
                else:
                    yield from _one(shown, unpacked, folder / f"{number}.csv", left)
                unpacked.unlink()
    except _BROKEN_ZIP as error:
        message = "dit ZIP-bestand is beschadigd of versleuteld. Download het opnieuw."
        raise Refused(Problem(path.name, None, message)) from error


def _workbook(name: str, archive: zipfile.ZipFile, folder: Path, most: int) -> Iterator[PlainLines]:
    written = workbook_sheets.write_sheets(name, archive, folder, most)
    for sheet, path, decimal in written:
        label = name if len(written) == 1 else f"{name}/{_shown(sheet)}"
        yield PlainLines(label, path, decimal)


def _members(name: str, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return what is to be read of a ZIP."""
    every = archive.infolist()
    if len(every) > MEMBERS:
        raise Refused(Problem(name, None, _TOO_MUCH))
    ends = (".csv", ".tsv", ".json", ".xlsx")
    members = [member for member in every if member.filename.lower().endswith(ends)]
    if not members:
        raise Refused(Problem(name, None, "in dit ZIP-bestand zit geen CSV-bestand."))
    return members


def _shown(name: str) -> str:
    """Return how a message calls a file in a ZIP."""
    last = Path(name).name
    plain = "".join(sign if sign.isprintable() else " " for sign in last).strip()
    return plain if len(plain) <= SHOWN else f"{plain[: SHOWN - 10]}…{plain[-9:]}"


def _unpack(
    name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int
) -> int:
    """Unpack one file and return its size; what it says of its own size is not believed."""
    if member.compress_type not in PACKED:
        raise zipfile.BadZipFile
    size = 0
    with archive.open(member) as packed, target.open("wb") as out:
        while block := packed.read(BLOCK):
            size += len(block)
            if size > most:
                raise Refused(Problem(name, None, _TOO_MUCH))
            out.write(block)
    return size


def _one(name: str, source: Path, target: Path, most: int) -> Iterator[PlainLines]:
    try:
        tables.write_plain(source, target)
    except tables.NoText as error:
        raise Refused(Problem(name, None, _NOT_TEXT)) from error
    except tables.Flaw as error:
        raise Refused(Problem(name, error.line, error.message)) from error
    with target.open(encoding="utf-8") as file:
        first = file.read(64).lstrip()[:1]
    if first in ("[", "{"):
        _write_rows(name, _json(name, target, most), target, most)
        yield PlainLines(name, target, figures.POINT)
    elif first == COMMENT:
        yield from (PlainLines(name, block) for block in _blocks(target))
    else:
        yield PlainLines(name, target)


def _blocks(path: Path) -> list[Path]:
    """Return a file per table, of one in which lines with # stand between several.

    Each has the lines with # and its own; the others are empty, so that lines keep their number.
    """
    if path.stat().st_size > LARGEST_COMMENTED:
        return [path]
    blocks: list[set[int]] = []
    lines = path.read_text(encoding="utf-8").split("\n")
    within = False
    for number, line in enumerate(lines):
        filled = bool(line.strip(" ,;\t\r")) and not line.startswith(COMMENT)
        if filled and not within and len(blocks) < MOST_BLOCKS:
            blocks.append(set())
        if filled:
            blocks[-1].add(number)
        within = filled
    if len(blocks) < 2:
        return [path]
    comments = {number for number, line in enumerate(lines) if line.startswith(COMMENT)}
    written = []
    for place, block in enumerate(blocks):
        target = path.with_name(f"{path.stem}-{place}.csv")
        last = max(block)
        kept = (line if at in block or (at in comments and at < min(block)) else ""
                for at, line in enumerate(lines[: last + 1]))  # fmt: skip
        target.write_text("\n".join(kept) + "\n", encoding="utf-8")
        written.append(target)
    return written


def _write_rows(name: str, rows: Iterator[list[str]], target: Path, most: int) -> None:
    """Write rows as CSV; each has a cell for every key, so they can be far more than the JSON."""
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for number, row in enumerate(rows):
            writer.writerow(row)
            if number % 100 == 0 and out.tell() > most:
                raise Refused(Problem(name, None, _TOO_LARGE))


_TOO_LARGE = "dit JSON-bestand is te groot. Vraag een kortere periode."


def _json(name: str, path: Path, most: int) -> Iterator[list[str]]:
    """Return head and rows of the JSON that reporting interfaces answer with."""
    if path.stat().st_size > LARGEST_JSON:
        raise Refused(Problem(name, None, _TOO_LARGE))
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        head = _head(name, _records(name, tree), most)
    except (ValueError, RecursionError) as error:
        raise Refused(
            Problem(name, None, "dit JSON-bestand is niet heel. Download het opnieuw.")
        ) from error
    rows = ([_cell(row.get(key)) for key in head] for row in _records(name, tree))
    return chain([head], rows)


def _head(name: str, rows: Iterator[dict[str, Any]], most: int) -> list[str]:
    """Return every key that a row has, in order of appearance.

    Raises Refused when the commas between the cells alone are more than `most` bytes.
    """
    keys: dict[str, None] = {}
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the last counts
        keys |= dict.fromkeys(row)
        if len(keys) > tables.WIDEST:
            message = (
                "in dit JSON-bestand hebben de rijen samen meer dan 2.000 namen voor hun waarden. "
                "Download het opnieuw."
            )
            raise Refused(Problem(name, None, message))
    if not count:
        raise Refused(Problem(name, None, "in dit JSON-bestand staan geen rijen."))
    if count * len(keys) > most:
        raise Refused(Problem(name, None, _TOO_LARGE))
    return list(keys)


def _records(name: str, tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict) and tree.get("result") == "error":
        message = " ".join(str(tree.get("message", "")).split())[:200]
        raise Refused(Problem(name, None, f"hierin staat een foutmelding van Matomo: {message}"))
    if isinstance(tree, dict) and isinstance(tree.get("rows"), list):
        try:
            yield from search_rows.named(tree["rows"])
        except search_rows.NoTable:
            message = "in dit JSON-bestand herken ik geen tabel."
            raise Refused(Problem(name, None, message)) from None
    elif isinstance(tree, dict) and tree and all(isinstance(v, list) for v in tree.values()):
        for day, rows in tree.items():
            yield from ({DATED: day, **row} for row in _flat(name, rows))
    elif isinstance(tree, list):
        yield from _flat(name, tree)
    else:
        raise Refused(Problem(name, None, "in dit JSON-bestand herken ik geen tabel."))


def _flat(name: str, rows: Any) -> Iterator[dict[str, Any]]:
    """Yield rows without tables inside them; a row with a subtable gives its leaves."""
    for row in rows:
        if not isinstance(row, dict):
            raise Refused(Problem(name, None, "in dit JSON-bestand herken ik geen tabel."))
        below = row.get("subtable")
        if isinstance(below, list) and below:
            yield from _flat(name, below)
        else:
            yield {k: v for k, v in row.items() if not isinstance(v, dict | list)}


def _cell(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    return repr(value) if isinstance(value, float) else str(value)


def cells(text: str, delimiter: str) -> list[str]:
    """Return the cells of one line."""
    return next(csv.reader(io.StringIO(text), delimiter=delimiter), [])
