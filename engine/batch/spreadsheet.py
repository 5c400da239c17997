"""CSV files from and for a spreadsheet: encoding, separator, column names, safe writing.

What is not yet plain UTF-8 becomes so first (`tables`). Knows no DuckDB and no pandas.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import tables
from engine.model import UNKNOWN, Problem

LONGEST = 100_000  # bytes in one row
BLOCK = 1 << 20
BOM = "\ufeff"
SEPARATOR = ";"  # what we write; a Dutch spreadsheet reads it
# Understood alike by Python and by RE2 (DuckDB): what a spreadsheet may run, and plain numbers.
FORMULA = "^(?:[ \t\r\n\f]*[=+@＝＋－＠-]|[\t\r\n])"
NUMBER = "^[+-]?[0-9]+(?:[.,][0-9]+)*%?$"
_FORMULA, _NUMBER = re.compile(FORMULA), re.compile(NUMBER.replace("$", r"\Z"))
_NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
Answers = Mapping[str, Collection[str]]


class SheetError(Exception):
    """A file that cannot be used or written; `problems` says where, what and the way out."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A CSV in UTF-8 (`path`), under the `name` its user knows it by, with its head on a line."""

    name: str
    path: Path
    delimiter: str
    columns: tuple[str, ...]
    head: int = 1


def harmless(text: str) -> str:
    """Return the text with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if _FORMULA.search(text) and not _NUMBER.search(text) else text


@contextmanager
def room(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside `target`, from which a finished file can be moved in one step.

    Raises SheetError when the folder of `target` is missing or cannot be written.
    """
    folder = target.parent
    if not folder.is_dir():
        message = f"de map '{folder}' bestaat niet. Maak hem aan, of kies een andere map."
        raise SheetError(Problem(target.name, None, message))
    if target.is_dir():
        raise SheetError(Problem(target.name, None, "dit is een map. Geef een bestandsnaam."))
    try:
        with TemporaryDirectory(prefix=".bezig-", dir=folder) as path:
            yield Path(path)
    except OSError as error:
        message = f"schrijven lukt niet ({error.strerror}). Er is niets geschreven."
        raise SheetError(Problem(target.name, None, message)) from error


def read_header(source: Path, workroom: Path, answers: Answers, extra: Iterable[str]) -> CsvSource:
    """Return what kind of CSV `source` is; what is no plain UTF-8 is rewritten in `workroom`.

    `answers` are the columns that must be there with their words, `added` the columns that
    may not. Raises SheetError with every problem of the file and its first row.
    """
    name = source.name
    _check_source(name, source)
    path = _plain(name, source, workroom)
    delimiter, columns, head = _first_row(name, path, answers)
    problems = [Problem(name, head, m) for m in _wrong_columns(columns, answers, extra)]
    if problems:
        raise SheetError(*problems)
    return CsvSource(name, path, delimiter, columns, head)


def _plain(name: str, source: Path, workroom: Path) -> Path:
    """Return the file, or a copy of it in plain UTF-8 where it is something else."""
    path = source
    if not _is_wide(name, source) and not _is_utf8(name, source):
        path = workroom / "utf8.csv"
        _rewrite(source, path)
    if not _is_wide(name, source) and not tables.untidy(path):
        return path
    try:
        tables.write_plain(path, workroom / "plat.csv")
    except tables.Flaw as flaw:
        raise SheetError(Problem(name, flaw.line, flaw.message)) from flaw
    return workroom / "plat.csv"


def _is_wide(name: str, source: Path) -> bool:
    """Tell whether a file is UTF-16; a file with a stray NUL is not, and gets its own error."""
    start = next(_blocks(source))[:4096]
    try:
        return (tables.encoding(start) or "").startswith("utf-16")
    except tables.NoText:
        return False


def _check_source(name: str, source: Path) -> None:
    if not source.exists():
        message = "dit bestand is er niet. Controleer de naam en de map."
    elif not source.is_file():
        message = "dit is geen bestand. Geef een CSV-bestand."
    elif not source.stat().st_size:
        message = "dit bestand is leeg. Zet op regel 1 de kolomnamen en daaronder de rijen."
    else:
        return
    raise SheetError(Problem(name, None, message))


def _blocks(path: Path) -> Iterator[bytes]:
    """Yield the file in blocks, and an empty one at the end. Raises SheetError when unreadable."""
    try:
        with path.open("rb") as file:
            yield from chain(iter(lambda: file.read(BLOCK), b""), [b""])
    except OSError as error:
        message = f"ik kan dit bestand niet lezen ({error.strerror})."
        raise SheetError(Problem(path.name, None, message)) from error


def _is_utf8(name: str, source: Path) -> bool:
    """Tell UTF-8 from Windows-1252. Raises SheetError when it is neither, or holds NUL."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, plain, utf8 = 1, True, True
    for block in _blocks(source):
        _refuse(name, line, block, block.find(b"\0"), _NUL)
        if utf8:
            try:
                plain = decoder.decode(block, final=not block).isascii() and plain
            except UnicodeDecodeError as error:
                if not (plain and error.object[: error.start].isascii()):
                    _refuse(name, line, error.object, error.start, _MIXED)
                utf8 = False
        if not utf8:
            odd = _NOT_WINDOWS.search(block)
            _refuse(name, line, block, odd.start() if odd else -1, _ENCODING)
        line += block.count(b"\n")
    return utf8


def _refuse(name: str, line: int, block: bytes, at: int, message: str) -> None:
    """Raise SheetError for the byte at `at` of a block beginning on `line`; -1: no such byte."""
    if at >= 0:
        raise SheetError(Problem(name, line + block[:at].count(b"\n"), message))


_NUL = "hier staat een NUL-teken: dit is geen gewone tekst. Bewaar het bestand als 'CSV UTF-8'."
_MIXED = (
    "hier staat een teken dat geen UTF-8 is, terwijl het bestand tot hier wel UTF-8 is. "
    "Bewaar het hele bestand als 'CSV UTF-8'."
)
_ENCODING = (
    "hier staat een teken dat geen UTF-8 en geen Windows-1252 is. "
    "Bewaar het bestand als 'CSV UTF-8'."
)


def _rewrite(source: Path, path: Path) -> None:
    with path.open("wb") as file:
        for block in _blocks(source):
            file.write(block.decode("cp1252").encode())


def _first_row(name: str, path: Path, answers: Answers) -> tuple[str, tuple[str, ...], int]:
    """Return the separator under which most wanted columns appear, the column names, their line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        start = file.readline(LONGEST)
        if len(start) == LONGEST:
            message = "de kolomnamen zijn samen langer dan 100.000 tekens. Kort ze in."
            raise SheetError(Problem(name, 1, message))
        start += file.read(LONGEST)
    candidates = []
    for delimiter in tables.DELIMITERS:
        try:
            row = next(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            continue
        candidates.append((len(set(row) & set(answers)), len(row), delimiter, tuple(row)))
    if not candidates:
        message = 'in de kolomnamen staat een aanhalingsteken verkeerd. Haal de " weg.'
        raise SheetError(Problem(name, 1, message))
    wanted, width, delimiter, columns = max(candidates, key=itemgetter(0, 1))
    if not wanted and (below := _head_below(start, answers)):
        return below
    if not width:
        message = "de eerste regel is leeg. Zet op regel 1 de kolomnamen."
        raise SheetError(Problem(name, 1, message))
    return delimiter, columns, 1


def _head_below(start: str, answers: Answers) -> tuple[str, tuple[str, ...], int] | None:
    """Return the same of the first row with every wanted column, under titles; None without."""
    for delimiter in tables.DELIMITERS:
        with suppress(tables.Flaw):
            for line, cells in islice(tables.rows(start, delimiter), tables.SEARCHED):
                if set(answers) <= set(cells):
                    return delimiter, tuple(cells), line
    return None


def _wrong_columns(columns: Sequence[str], answers: Answers, extra: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with the column names; capitals make no difference between names."""
    if len(columns) == 1:
        yield "ik zie maar één kolom. Zet tussen de kolommen een ; of een komma."
        return
    for i, column in enumerate(columns, 1):
        if not column.strip():
            yield f"kolom {i} heeft geen naam. Geef hem een naam of haal hem weg."
    for column, times in Counter(c.casefold() for c in columns if c.strip()).items():
        if times > 1:
            yield (
                f"de kolom '{column}' staat er {times} keer (hoofdletters tellen niet). "
                "Geef elke kolom een eigen naam."
            )
    for column in answers:
        if column not in columns:
            yield _missing(column, columns, answers[column])
    taken = {name.casefold() for name in extra}
    for column in columns:
        if column.casefold() in taken:
            yield f"de kolom '{column}' voeg ik zelf toe. Haal hem weg of geef hem een andere naam."


def _missing(column: str, columns: Sequence[str], words: Collection[str]) -> str:
    close = get_close_matches(column, [c.strip().lower() for c in columns], n=1, cutoff=0.7)
    if close:
        now = next(c for c in columns if c.strip().lower() == close[0])
        return f"de kolom '{column}' ontbreekt. Hernoem '{now}' naar '{column}'."
    fill = f"; weet je het niet, schrijf dan in elke rij {UNKNOWN}" if UNKNOWN in words else ""
    return f"de kolom '{column}' ontbreekt. Voeg hem toe{fill}."
