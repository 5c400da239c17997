"""CSV as offices make it → plain text and rows: encodings, `sep=`, titles, lines put in quotes.

Excel in Dutch opens a file with commas as one column, and saves every line of it between quotes;
here each is a line again. Lines keep their number, so that an error can name it. Nothing is
guessed half-way: a file is decoded whole, or Flaw says what is wrong.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

DELIMITERS = ";\t,|"
SEARCHED = 20  # lines with something in them, in which the head must stand
WIDEST = 2_000  # columns
LONGEST_LINE = 2_000_000  # characters
LONGEST = 100_000  # characters of a cell
BLOCK = 1 << 20
START = 1 << 20  # characters in which the head must stand
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]")
CONTROL = bytes(set(range(32)) - set(b"\t\r\n"))
NO_TEXT = "dit is geen tekstbestand. Bewaar het als 'CSV UTF-8'."
ODD_LETTER = "hier staat een teken dat ik niet kan lezen. Bewaar het bestand als 'CSV UTF-8'."
BAD_QUOTE = (
    "een veld is te lang of een aanhalingsteken staat verkeerd. Kijk het bestand vanaf hier na."
)
TOO_LONG = "deze regel is te lang voor een tabel. Bewaar het bestand opnieuw als 'CSV UTF-8'."
TOO_WIDE = "hier staan meer dan 2.000 kolommen. Bewaar alleen de kolommen die je nodig hebt."


class Flaw(Exception):
    """What is wrong with a table, in Dutch; `line` is where, if it is one line."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line = message, line


class NoText(Flaw):
    """A file that is no text at all, such as an Excel file."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table stands in a text: what separates cells, and on which line the head is."""

    delimiter: str
    head: int


def encoding(start: bytes) -> str | None:
    """Return the encoding that the first bytes show; None when only the whole can tell.

    Raises Flaw when they are no text.
    """
    for mark, name in BOMS:
        if start.startswith(mark):
            return name
    even, odd = start[0:1024:2].count(0), start[1:1024:2].count(0)
    if odd > len(start[:1024]) / 8 and odd > 4 * even:
        return "utf-16-le"
    if even > len(start[:1024]) / 8 and even > 4 * odd:
        return "utf-16-be"
    if even or odd:
        raise NoText(NO_TEXT)
    return None


def decoded(raw: bytes) -> str:
    """Return the plain text of a whole file: UTF-8, UTF-16 or Windows-1252. Raises Flaw."""
    name = encoding(raw[:4096])
    for tried in [name] if name else ["utf-8", "cp1252"]:
        try:
            lines = io.StringIO(raw.decode(tried), newline=None)
        except UnicodeError:
            continue
        text = "".join(_settled(lines))
        if "\0" in text or (name and _ODD.search(text)):
            raise NoText(NO_TEXT)
        return text
    raise Flaw(ODD_LETTER)


def write_plain(source: Path, target: Path) -> None:
    """Write a file as plain UTF-8, block by block, with one kind of line end. Raises Flaw."""
    with source.open("rb") as file:
        name = encoding(file.read(4096))
    for tried in [name] if name else ["utf-8", "cp1252"]:
        try:
            _rewrite(source, target, tried)
            break
        except UnicodeError:
            continue
    else:
        raise Flaw(ODD_LETTER)
    if untidy(target):
        _settle(target)


def untidy(path: Path) -> bool:
    """Tell whether a UTF-8 file begins with `sep=`, or has quotes around whole lines."""
    with path.open(encoding="utf-8-sig") as file:
        first = [file.readline(LONGEST) for _ in range(2 * SEARCHED)]
    return _marked(first) or _in_quotes(first)


def _rewrite(source: Path, target: Path, name: str) -> None:
    with (
        source.open(encoding=name, errors="strict", newline=None) as lines,
        target.open("wb") as out,
    ):
        while block := lines.read(BLOCK):
            plain = block.encode()
            if len(plain) != len(plain.translate(None, CONTROL)):
                raise NoText(NO_TEXT)
            out.write(plain)


def _settle(target: Path) -> None:
    settled = target.with_suffix(".heel")
    with (
        target.open(encoding="utf-8", newline="\n") as lines,
        settled.open("w", encoding="utf-8", newline="\n") as out,
    ):
        out.writelines(_settled(_bounded(lines)))
    settled.replace(target)


def _bounded(file: TextIO) -> Iterator[str]:
    """Yield the lines of a file. Raises Flaw for one that no table has."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise Flaw(TOO_LONG, number)
        yield line


def _settled(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines with a line `sep=` made empty, and each out of the quotes around it."""
    every = iter(lines)
    first = list(islice(every, 2 * SEARCHED))
    quoted = _in_quotes(first)
    if _marked(first):
        first[0] = "\n"
    for part in (first, every):
        yield from map(unwrapped, part) if quoted else part


def _marked(lines: Sequence[str]) -> bool:
    line = lines[0].strip("\r\n").lower() if lines else ""
    return len(line) == 5 and line.startswith("sep=") and line[4] in DELIMITERS


def unwrapped(line: str) -> str:
    """Return a line without the quotes around the whole of it, if that is how it stands."""
    bare = line.rstrip("\r\n")
    inside = bare[1:-1]
    if len(bare) < 2 or bare[0] != '"' or bare[-1] != '"' or '"' in inside.replace('""', ""):
        return line
    return inside.replace('""', '"') + line[len(bare) :]


def _in_quotes(lines: Sequence[str]) -> bool:
    """Tell whether lines as a whole stand in quotes: without them all are as wide.

    A title in quotes above the head is none of these, however many commas are in it.
    """
    bare = [line.rstrip("\r\n") for line in lines if line.strip()]
    pairs = [(unwrapped(line), unwrapped(line) != line) for line in bare]
    return any(_as_wide(pairs, delimiter) for delimiter in DELIMITERS)


def _as_wide(pairs: Sequence[tuple[str, bool]], delimiter: str) -> bool:
    wide = [(_width(line, delimiter), changed) for line, changed in pairs]
    wide = [(width, changed) for width, changed in wide if width > 1]
    changes = [changed for _, changed in wide]
    below = any(changes) and (all(changes) or not changes[0] or sum(changes) > 1)
    return below and 2 * len(wide) >= len(pairs) and len({width for width, _ in wide}) == 1


def _width(line: str, delimiter: str) -> int:
    if line.count(delimiter) > WIDEST:
        return 1
    try:
        return len(next(csv.reader([line], delimiter=delimiter, strict=True), []))
    except csv.Error:
        return 1


def layout(text: str) -> Layout | None:
    """Return how the table in a text stands; None when no row has two cells. Raises Flaw.

    The delimiter is what gives most rows of one width. Titles may stand above the head: it is the
    first row of which at least half of that width is filled.
    """
    best, found = (0, 0), None
    too_wide: Flaw | None = None
    for delimiter in DELIMITERS:
        try:
            first = _first_rows(text[:START], delimiter)
        except Flaw as error:
            too_wide = error
            continue
        counts = Counter(len(cells) for _, cells in first if len(cells) > 1)
        width, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if (times, width) > best:
            best, found = (times, width), Layout(delimiter, _head(first, width))
    if found is None and too_wide:
        raise too_wide
    return found


def _first_rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    try:
        found.extend(islice(rows(text, delimiter), SEARCHED))
    except Flaw as error:
        if error.message == TOO_WIDE:
            raise
    return found


def _head(first: Sequence[tuple[int, list[str]]], width: int) -> int:
    filled = [(line, sum(bool(cell.strip()) for cell in cells)) for line, cells in first]
    most = max(count for _, count in filled)
    least = min(most, max(2, width / 2))
    return next(line for line, count in filled if count >= least)


def _narrow(text: str, delimiter: str) -> Iterator[str]:
    """Yield the lines of a text. Raises Flaw for one that has too many cells to cut up."""
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if line.count(delimiter) > (LONGEST if '"' in line else WIDEST):
            raise Flaw(TOO_WIDE, number)
        yield line


def rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of every row in which something stands. Raises Flaw."""
    few = text.count(delimiter) <= WIDEST  # then no line has too many, and none is looked at
    lines = io.StringIO(text, newline="") if few else _narrow(text, delimiter)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Flaw(BAD_QUOTE, line) from error
        if cells is None:
            return
        if not cells:
            continue
        if len(cells) > WIDEST:
            raise Flaw(TOO_WIDE, line)
        if any(len(cell) > LONGEST for cell in cells):
            raise Flaw(BAD_QUOTE, line)
        if any(cell.strip() for cell in cells):
            yield line, cells
