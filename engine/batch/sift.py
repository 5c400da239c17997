"""Rows of a CSV one by one: which are good, and of the rest the line, the reason and the way out.

Slower than DuckDB, but it names every error; used only once DuckDB has stumbled.
"""

import csv
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from dutch import whole
from engine.batch.spreadsheet import LONGEST, SEPARATOR, Answers, CsvSource, harmless
from engine.knowledge.complaints import suggestion
from engine.model import UNKNOWN, Problem

SHOWN = 50  # problems named one by one
LINE_END = re.compile("[\r\n]")
Known = Collection[tuple[str, ...]]  # the answers that go together


@dataclass(slots=True)
class Sifting:
    """Rows kept and rejected, and the first problems.

    `swallowed` are problems in which other rows may have disappeared (a quote left open).
    """

    good: int = 0
    bad: int = 0
    problems: list[Problem] = field(default_factory=list)
    swallowed: list[Problem] = field(default_factory=list)

    def complaints(self) -> tuple[Problem, ...]:
        """Return the first problems, and how many there are besides."""
        rest = self.bad - len(self.problems)
        if not rest:
            return tuple(self.problems)
        rows = "andere rij" if rest == 1 else "andere rijen"
        more = f"en nog {whole(rest)} {rows} met een fout."
        return (*self.problems, Problem(self.problems[0].file, None, more))


def sift(
    sheet: CsvSource,
    answers: Answers,
    clean: Path,
    rejects: Path | None = None,
    known: Known | None = None,
) -> Sifting:
    """Write the good rows to `clean` and tell what is wrong with the others.

    `known` are the answers that go together, in the order of `answers`; without it all do.

    `clean` has one kind of line end and plain column names, in the same order. The other rows go
    to `rejected` when given, with line number and reason.
    """
    sifting = Sifting()
    judge = _Judge(sheet, answers, known)
    records = _records(sheet)
    next(records)
    with clean.open("w", encoding="utf-8", newline="") as good, _rejects(rejects) as keep:
        good.write(sheet.delimiter.join(f"c{i}" for i, _ in enumerate(sheet.columns)) + "\n")
        for line, raw, cells in records:
            complaint = judge.complaint(raw, cells)
            if complaint is None:
                sifting.good += 1
                good.write(raw.rstrip("\r\n") + "\n")
                continue
            sifting.bad += 1
            _note(sifting, Problem(sheet.name, line, complaint), raw, cells)
            keep([line, complaint, harmless(raw.rstrip("\r\n"))])
    return sifting


def _note(sifting: Sifting, problem: Problem, raw: str, cells: list[str] | None) -> None:
    if len(sifting.problems) < SHOWN:
        sifting.problems.append(problem)
    odd = cells is None or _too_long(raw)
    if odd and LINE_END.search(raw.rstrip("\r\n")) and len(sifting.swallowed) < SHOWN:
        sifting.swallowed.append(problem)


@contextmanager
def _rejects(path: Path | None) -> Iterator[Callable[[Sequence[object]], object]]:
    """Yield what keeps a rejected row: a writer, or nothing at all."""
    if path is None:
        yield lambda row: None
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=SEPARATOR, lineterminator="\n")
        writer.writerow(["regel", "reden", "rij"])
        yield writer.writerow


class _Tape:
    """Lines of a file, remembering those of the row being read; never holds a very long line."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.now: list[str] = []

    def __iter__(self) -> "_Tape":
        return self

    def __next__(self) -> str:
        line = part = self._file.readline(LONGEST + 1)
        if not line:
            raise StopIteration
        self.now.append(line)
        if len(line) <= LONGEST:
            return line
        while part and part[-1] not in "\r\n":
            part = self._file.readline(LONGEST)
        return "x\n"


def _records(sheet: CsvSource) -> Iterator[tuple[int, str, list[str] | None]]:
    """Yield (first line, raw text, cells) of every row, the column names first; no empty lines.

    The cells are None where the quotes are wrong.
    """
    with sheet.path.open(encoding="utf-8-sig", newline="") as file:
        tape = _Tape(file)
        reader = csv.reader(tape, delimiter=sheet.delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            tape.now.clear()
            cells: list[str] | None
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = None
            if cells != [] and line >= sheet.head:
                yield line, tape.now[0] if len(tape.now) == 1 else "".join(tape.now), cells


def _too_long(raw: str) -> bool:
    return len(raw) * 4 > LONGEST and len(raw.encode()) > LONGEST


class _Judge:
    """Tells what is wrong with a row; remembers its suggestions."""

    def __init__(self, sheet: CsvSource, answers: Answers, known: Known | None) -> None:
        self._width = len(sheet.columns)
        self._delimiter = sheet.delimiter
        self._places = [(sheet.columns.index(c), c, frozenset(w)) for c, w in answers.items()]
        self._answers = answers
        self._asked = itemgetter(*(place for place, _, _ in self._places))
        self._known = set(product(*answers.values()) if known is None else known)
        self._said: dict[tuple[str, str], str] = {}

    def complaint(self, raw: str, cells: list[str] | None) -> str | None:
        """Return what is wrong with a row and the way out, or None."""
        if self._fine(raw, cells):
            return None
        if _too_long(raw):
            return (
                f"deze rij is langer dan {whole(LONGEST)} tekens. "
                'Kort hem in, of sluit een aanhalingsteken (") dat open bleef.'
            )
        if cells is None:
            return (
                'hier staat een aanhalingsteken (") verkeerd of het is niet gesloten. '
                'Sluit het, of schrijf een " in een tekst als "".'
            )
        if len(cells) != self._width:
            return self._width_complaint(len(cells))
        wrong = [self._word(c, cells[i]) for i, c, words in self._places if cells[i] not in words]
        return " ".join(wrong) or self._apart(cells)

    def _apart(self, cells: list[str]) -> str | None:
        """Return what does not go together in a row of known words, if anything."""
        if self._asked(cells) in self._known:
            return None
        (first, column, _), (last, other, _) = self._places[0], self._places[-1]
        return (
            f"{other} '{cells[last]}' hoort niet bij {column} '{cells[first]}'. Kies een ander "
            f"{other}, of schrijf {UNKNOWN}."
        )

    def _fine(self, raw: str, cells: list[str] | None) -> bool:
        if cells is None or len(cells) != self._width or len(raw) * 4 > LONGEST:
            return False
        return self._asked(cells) in self._known

    def _width_complaint(self, cells: int) -> str:
        count = f"deze rij heeft {cells} {'cel' if cells == 1 else 'cellen'}, maar er zijn "
        if cells < self._width:
            return f"{count}{self._width} kolommen. Vul de rij aan of haal hem weg."
        way = f'Zet een tekst met een {self._delimiter} erin tussen aanhalingstekens (").'
        return f"{count}{self._width} kolommen. {way}"

    def _word(self, column: str, word: str) -> str:
        if (column, word) not in self._said:
            if len(self._said) > SHOWN * 100:
                self._said.clear()
            self._said[column, word] = self._unknown(column, word)
        return self._said[column, word]

    def _unknown(self, column: str, word: str) -> str:
        words = self._answers[column]
        if word.strip():
            return f"{column} '{word[:60]}' ken ik niet.{suggestion(word[:60], words)}"
        if UNKNOWN in words:
            return f"{column} is leeg. Weet je het niet, schrijf dan {UNKNOWN}."
        return f"{column} is leeg. Kies uit: {', '.join(words)}."
