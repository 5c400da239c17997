"""A file of answers → Answers, in one way: open it, drop what is personal, know the questions.

Read `read` first. Every kind of file becomes columns (`columns`), and from there nothing knows any
more which tool made it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.model import Rulebook
from surveys.model import Answers
from surveys.questions.block import Block
from surveys.reading import (
    container,
    gathering,
    google_forms,
    kobo,
    limesurvey_archive,
    limesurvey_table,
    loose_table,
    ms_forms,
    open_forms,
    own_block,
    plain_table,
    private,
    proposal,
    qualtrics,
    spss,
    surveymonkey,
)
from surveys.reading.age_words import age_words
from surveys.reading.columns import AnswerSheet, RawColumn, questions
from surveys.reading.container import Packed, TextGrid
from surveys.reading.mapping import AnswerMapping
from surveys.reading.unreadable import Unmapped, refused

TABLES: tuple[Callable[[TextGrid], AnswerSheet | None], ...] = (
    qualtrics.sheet,
    surveymonkey.sheet,
    limesurvey_table.sheet,
    kobo.sheet,
    ms_forms.sheet,
    google_forms.sheet,
    open_forms.sheet,
)
PACKED: Mapping[str, Callable[[Packed], AnswerSheet]] = {
    container.JSON: open_forms.json_sheet,
    container.ARCHIVE: limesurvey_archive.sheet,
}


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
    sheet, unread = _sheet(container.opened(source, name), book)
    known = _known(sheet, book, block, mapping)
    kept, dropped = private.apart(sheet.columns, known)
    dropped = (*unread, *dropped)
    columns = questions(kept)
    if mapping is None and sheet.kind == plain_table.KIND:
        mapping = plain_table.meaning(columns, book)
        dropped += tuple(
            f"{column.code[:60]} (onbekende kolom)"
            for column in columns
            if column.code not in mapping.columns
        )
    if mapping is None and block is not None:
        mapping = own_block.meaning(columns, block, book)
        _check_whole(sheet, kept, block)
    if mapping is None:
        shown = proposal.previews(columns)
        raise Unmapped(name, sheet.kind, shown, proposal.lines(sheet, shown), dropped)
    reading = gathering.Gathering(name, book, age_words(book), sheet.lines, people)
    answers = reading.answers(columns, mapping)
    return Incoming(answers, sheet.kind, dropped, (*sheet.notes, *reading.notes), mapping)


def _sheet(file: TextGrid | Packed, book: Rulebook) -> tuple[AnswerSheet, tuple[str, ...]]:
    """Return the columns of a file by the first kind that it is, and what was not even read."""
    if isinstance(file, Packed) and file.form == container.SAV:
        return spss.sheet(file)
    if isinstance(file, Packed):
        return PACKED[file.form](file), ()
    if plain := plain_table.sheet(file, book):
        return plain, ()
    return next(filter(None, (kind(file) for kind in TABLES)), None) or loose_table.sheet(file), ()


def _check_whole(sheet: AnswerSheet, kept: Sequence[RawColumn], block: Block) -> None:
    """Refuse a file in which a column of one of our questions can no more be recognised."""
    matches = own_block.codes([(column.code, column.text) for column in kept], block)
    lost = own_block.stray(kept, matches)
    if lost is not None:
        message = (
            "dit lijkt een antwoord van een van onze vragen, maar het kopje of de inhoud is anders "
            "dan in de vragenlijst. Download het bestand opnieuw, of haal de kolom weg."
        )
        raise refused(sheet.name, message, None, lost.heading)


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
