"""A file of answers as it was brought → rows of text, or what is packed in it; everything counted.

A text, a workbook, a ZIP with one of these and the archive of LimeSurvey are told apart by their
first bytes. What unpacks is counted while it does, so that a small file takes no more than it may.
"""

import csv
import io
import zipfile
import zlib
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import tables
from engine.knowledge import files
from listening.reading import workbook_rows
from surveys.reading.unreadable import refused

LARGEST = 60 << 20  # bytes of a file
UNPACKED = 200 << 20  # bytes of what is packed in it, together
MEMBERS = 200  # files in a ZIP
MOST_ROWS = 200_000
MOST_CELLS = 20_000_000
BLOCK = 1 << 20
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
SAV, JSON, ARCHIVE = "spss", "json", "lsa"  # forms of what is no table
ZIP, OLD_EXCEL, SPSS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", (b"$FL2", b"$FL3")
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError)
DAMAGED = "dit bestand is beschadigd of versleuteld. Download het opnieuw."
TOO_LARGE = "dit bestand is te groot. Bewaar alleen de kolommen en antwoorden die je nodig hebt."
EMPTY = "dit bestand is leeg. Download het opnieuw."
ONE_COLUMN = "ik zie maar één kolom. Bewaar het bestand als CSV met puntkomma's."


@dataclass(frozen=True, slots=True)
class TextGrid:
    """Rows of text with the line of each; `head` is the place of the likely row of headings."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    head: int = 0
    excel: bool = False


@dataclass(frozen=True, slots=True)
class Packed:
    """What is no table of text: the bytes of an SPSS file, a JSON, or parts of an archive."""

    name: str
    form: str
    parts: tuple[bytes, ...]


def opened(source: Path | bytes, name: str) -> TextGrid | Packed:
    """Return what a file holds. Raises AnswersRefused."""
    raw = _bytes(source, name)
    if raw.startswith(SPSS):
        return Packed(name, SAV, (raw,))
    if raw.startswith(ZIP):
        return _unzipped(raw, name)
    if raw.startswith(OLD_EXCEL):
        message = "dit is een oud Excel-bestand. Kies in Excel Opslaan als, en dan CSV UTF-8."
        raise refused(name, message)
    return _text(raw, name)


def _bytes(source: Path | bytes, name: str) -> bytes:
    if isinstance(source, bytes):
        raw = source
    else:
        try:
            with source.open("rb") as file:
                raw = file.read(LARGEST + 1)
        except OSError as error:
            raise refused(name, files.trouble(error)) from error
    if len(raw) > LARGEST:
        raise refused(name, TOO_LARGE)
    if not raw.strip():
        raise refused(name, EMPTY)
    return raw


def _text(raw: bytes, name: str) -> TextGrid | Packed:
    try:
        text = tables.decoded(raw).lstrip("\ufeff")
        start = text[:4096].lstrip()
        if start.startswith(("{", "[")):
            return Packed(name, JSON, (text.encode(),))
        if start.startswith("<"):
            raise refused(name, _markup(start))
        layout = _even(text) or tables.layout(text)
        if layout is None:
            raise refused(name, ONE_COLUMN, 1)
        rows = []
        cells = 0
        for line, row in tables.rows(text, layout.delimiter):
            rows.append((line, tuple(row)))
            cells += len(row)
            if len(rows) > MOST_ROWS or cells > MOST_CELLS:
                raise refused(name, TOO_LARGE, line)
    except tables.NoText as error:
        message = (
            "dit is geen tekst, geen Excel-bestand en geen SPSS-bestand. Download het opnieuw."
        )
        raise refused(name, message) from error
    except tables.Flaw as error:
        raise refused(name, error.message, error.line) from error
    head = next(place for place, (line, _) in enumerate(rows) if line >= layout.head)
    return TextGrid(name, tuple(rows), head)


def _even(text: str) -> tables.Layout | None:
    """Return how a text stands in which every row is as wide, also with line ends in headings."""
    best, shape = 1, None
    for delimiter in tables.DELIMITERS:
        lines = csv.reader(
            io.StringIO(text[: tables.START], newline=""), delimiter=delimiter, strict=True
        )
        try:
            rows = [(lines.line_num, row) for row in islice(lines, tables.SEARCHED) if any(row)]
        except csv.Error:
            continue
        widths = {len(row) for _, row in rows}
        if len(rows) > 1 and len(widths) == 1 and max(widths) > best:
            best, shape = max(widths), tables.Layout(delimiter, 1)
    return shape


def _markup(start: str) -> str:
    if "LimeSurveyDocType" in start:
        return (
            "dit is een vragenlijst van LimeSurvey, zonder antwoorden. Exporteer de antwoorden "
            "als CSV, of het hele archief (.lsa)."
        )
    return "dit is een webpagina en geen tabel. Download de antwoorden als CSV of als Excel."


def _unzipped(raw: bytes, name: str) -> TextGrid | Packed:
    """Return the one thing in a ZIP: a workbook, an archive, or a table."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS:
                raise refused(name, TOO_LARGE)
            names = {member.filename for member in members}
            reader = _MemberReader(archive, name)
            if workbook_rows.CONTENT in names:
                return _workbook(reader, name)
            inside = [m for m in members if m.filename.lower().endswith((".lss", ".lsr"))]
            if any(member.filename.lower().endswith(".lsr") for member in inside):
                order = sorted(inside, key=lambda m: m.filename.lower().rpartition(".")[2])
                return Packed(name, ARCHIVE, tuple(map(reader.read, order)))
            ends = (".csv", ".tsv", ".json", ".xlsx", ".sav")
            usable = [m for m in members if m.filename.lower().endswith(ends)]
            if len(usable) != 1:
                message = "in dit ZIP-bestand zit niet precies één bestand met antwoorden."
                raise refused(name, f"{message} Pak het uit en breng alleen dat bestand.")
            inner = reader.read(usable[0])
    except BROKEN_ZIP as error:
        raise refused(name, DAMAGED) from error
    if inner.startswith(ZIP):
        return _unzipped_once(inner, name)
    return opened(inner, name)


def _unzipped_once(raw: bytes, name: str) -> TextGrid | Packed:
    """Return a workbook in a ZIP; a ZIP in a ZIP is opened no further."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if workbook_rows.CONTENT in archive.namelist():
                return _workbook(_MemberReader(archive, name), name)
    except BROKEN_ZIP as error:
        raise refused(name, DAMAGED) from error
    raise refused(name, "in dit ZIP-bestand zit weer een ZIP-bestand. Pak het eerst uit.")


def _workbook(reader: "_MemberReader", name: str) -> TextGrid:
    try:
        rows = workbook_rows.rows(reader, MOST_ROWS, MOST_CELLS)
    except workbook_rows.NoWorkbook as error:
        raise refused(name, str(error)) from error
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise refused(name, EMPTY)
    width = max(len(cells) for _, cells in filled)
    padded = tuple((line, (*cells, *[""] * (width - len(cells)))) for line, cells in filled)
    most = max(sum(bool(cell.strip()) for cell in cells) for _, cells in padded[: tables.SEARCHED])
    head = next(
        place
        for place, (_, cells) in enumerate(padded)
        if sum(bool(cell.strip()) for cell in cells) >= min(most, max(2, most / 2))
    )
    return TextGrid(name, padded, head, excel=True)


class _MemberReader:
    """Reads files in an archive, together no more than UNPACKED; their own word is not taken."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name, self._left = archive, name, UNPACKED

    def __call__(self, member: str) -> bytes | None:
        """Return a file by its name; None when it is not there."""
        try:
            return self.read(self._archive.getinfo(member))
        except KeyError:
            return None

    def read(self, member: zipfile.ZipInfo) -> bytes:
        """Return a file whole. Raises AnswersRefused when it becomes too large."""
        if member.compress_type not in PACKED:
            raise zipfile.BadZipFile
        parts = []
        with self._archive.open(member) as packed:
            while block := packed.read(BLOCK):
                self._left -= len(block)
                if self._left < 0:
                    raise refused(self._name, TOO_LARGE)
                parts.append(block)
        return b"".join(parts)
