"""A file of answers → Answers, in one way: open it, drop what is personal, know the questions.

Read `read` first. Every kind of file becomes columns (`columns`), and from there nothing knows any
more which tool made it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.model import Rulebook
from surveys.model import Answers
from surveys.questions.block import Block
from surveys.reading import (
    container,
    gathering,
    loose_table,
    own_block,
    plain_table,
    private,
    proposal,
)
from surveys.reading.age_words import age_words
from surveys.reading.columns import AnswerSheet, questions
from surveys.reading.container import Grid, Packed
from surveys.reading.mapping import AnswerMapping
from surveys.reading.unreadable import Unmapped, refused

OTHER_FORM = "dit is geen tabel. Bewaar de antwoorden als CSV of als Excel."


@dataclass(frozen=True, slots=True)
class Incoming:
    """What came of a file: `dropped` are the personal columns, `notes` what was left out (Dutch).

    `mapping` is what its columns meant, to keep for the next file of the same questionnaire.
    """

    answers: Answers
    kind: str
    dropped: tuple[str, ...]
    notes: tuple[str, ...]
    mapping: AnswerMapping


def read(
    source: Path | bytes,
    name: str,
    book: Rulebook,
    block: Block | None = None,
    mapping: AnswerMapping | None = None,
    people: Mapping[str, float] | None = None,
) -> Incoming:
    """Return the answers in a file of any kind.

    `block` is our own block, where that was asked; `mapping` says what other columns mean; `people`
    are residents per age group, for the ages of others. Raises AnswersRefused for a file that
    cannot be used, and Unmapped for one of which somebody must say what its columns mean.
    """
    sheet = _sheet(container.opened(source, name), book)
    known = _known(sheet, book, block, mapping)
    kept, dropped = private.apart(sheet.columns, known)
    columns = questions(kept)
    if mapping is None and sheet.kind == plain_table.KIND:
        mapping = plain_table.meaning(columns, book)
        dropped += tuple(
            f"{column.code[:60]} (onbekende kolom)"
            for column in columns
            if column.code not in mapping.columns
        )
    if mapping is None and block is not None:
        mapping = own_block.meaning(columns, block)
    if mapping is None:
        shown = proposal.previews(columns)
        raise Unmapped(name, sheet.kind, shown, proposal.lines(sheet, shown), dropped)
    reading = gathering.Gathering(name, book, age_words(book), sheet.lines, people)
    answers = reading.answers(columns, mapping)
    return Incoming(answers, sheet.kind, dropped, (*sheet.notes, *reading.notes), mapping)


def _sheet(file: Grid | Packed, book: Rulebook) -> AnswerSheet:
    """Return the columns of a file: of the first kind that it is."""
    if isinstance(file, Packed):
        raise refused(file.name, OTHER_FORM)
    return plain_table.sheet(file, book) or loose_table.sheet(file)


def _known(
    sheet: AnswerSheet, book: Rulebook, block: Block | None, mapping: AnswerMapping | None
) -> tuple[str, ...]:
    """Return the codes of columns that are questions beyond doubt."""
    codes = tuple(column.code for column in sheet.columns)
    if mapping is not None:
        return tuple(mapping.columns)
    if sheet.kind == plain_table.KIND:
        return plain_table.codes(codes, book)
    if block is not None:
        pairs = [(column.code, column.text) for column in sheet.columns]
        return tuple(own_block.codes(pairs, block))
    return ()
