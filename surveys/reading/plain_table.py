"""The plain table: `leeftijd`, `profiel`, `gewicht`, and a column `traject:fase` per situation.

Whoever can make a CSV can make this one. A cell holds channels with `|` between, `geen` for none of
these, or nothing where the question was not asked or not answered.
"""

from collections.abc import Iterable, Sequence

from engine.model import Rulebook
from surveys.model import Asked
from surveys.questions import phrases
from surveys.questions.block import MOST_PICKS, is_able
from surveys.reading.columns import AnswerSheet, QuestionColumn, RawColumn, body, unique
from surveys.reading.container import TextGrid
from surveys.reading.mapping import (
    NO_ANSWER,
    NONE,
    AnswerMapping,
    ColumnMeaning,
    Role,
    asked_of,
)
from surveys.reading.unreadable import refused

KIND = "gewone tabel"
BETWEEN = "|"
TRAITS: tuple[Role, ...] = ("leeftijd", "profiel", "gewicht", "vertrouwen", "betrokkenheid")
LISTS: tuple[Role, ...] = ("motief", "verwachting")
SCALE = {str(score): str(score) for score in range(1, 6)} | {"6": NO_ANSWER}
OFF = (
    "de kolom '{head}' noemt geen situatie die ik ken. Schrijf traject:fase, of "
    "traject:fase:belang, met de woorden van de kennis."
)


def sheet(grid: TextGrid, book: Rulebook) -> AnswerSheet | None:
    """Return a file as this kind; None when no column is named after a situation."""
    line, row = grid.rows[grid.head]
    heads = tuple(cell.strip() for cell in row)
    folded = [head.lower() for head in heads]
    tracks = tuple(f"{track}:" for track in book.tracks)
    if not any(head.startswith(tracks) for head in folded):
        return None
    heads = unique(grid, folded, line)
    known = {*TRAITS, *asked_of(book).values()}
    for head in heads:
        bare = head.removeprefix("motief:").removeprefix("verwachting:")
        if head.count(":") and bare not in known:
            raise refused(grid.name, OFF.format(head=head[:60]), line)
    rows = body(grid, grid.head, grid.head + 1)
    columns = tuple(
        RawColumn(head, head, tuple(row[at] for row in rows), joined=_joined(head))
        for at, head in enumerate(heads)
        if head
    )
    return AnswerSheet(grid.name, KIND, columns, tuple(n for n, _ in grid.rows[grid.head + 1 :]))


def _joined(head: str) -> str:
    return BETWEEN if ":" in head else ""


def codes(heads: Iterable[str], book: Rulebook) -> tuple[str, ...]:
    """Return the headings that this kind has a meaning for."""
    known = {*TRAITS, *asked_of(book).values()}
    bare = ((head, head.removeprefix("motief:").removeprefix("verwachting:")) for head in heads)
    return tuple(head for head, short in bare if short in known)


def meaning(columns: Sequence[QuestionColumn], book: Rulebook) -> AnswerMapping:
    """Return what the columns of this kind mean; only theirs, all others are dropped.

    A table does not say what residents could choose from: that is what anybody in it chose, as far
    as it can do something in a situation.
    """
    chosen = {slug for column in columns for slug in _chosen(column)}
    situations = {head: asked for asked, head in asked_of(book).items()}
    result: dict[str, ColumnMeaning] = {}
    for column in columns:
        code = column.code
        trait = next((role for role in TRAITS if role == code), None)
        if code in situations:
            result[code] = _channels(column, situations[code], chosen, book)
        elif trait:
            values = SCALE if trait in TRAITS[3:] else {}
            result[code] = ColumnMeaning(trait, values=values)
        elif code.count(":") > 1 and (asked := situations.get(code.partition(":")[2])):
            result[code] = _list(code, asked)
    return AnswerMapping(result)


def _chosen(column: QuestionColumn) -> set[str]:
    cells = {picked[0] for picked in column.picks if picked} if column.joined else set()
    return {piece.strip() for cell in cells for piece in cell.split(BETWEEN)}


def _channels(
    column: QuestionColumn, asked: Asked, chosen: Iterable[str], book: Rulebook
) -> ColumnMeaning:
    here, anywhere = _chosen(column), set(chosen)
    values = {
        slug: slug
        for slug in book.channels
        if slug in here or (slug in anywhere and is_able(book, slug, asked))
    }
    return ColumnMeaning("kanaal", asked, values | {NONE: NONE}, MOST_PICKS)


def _list(code: str, asked: Asked) -> ColumnMeaning:
    """Return the meaning of a column with reasons or expectations."""
    motive = code.startswith(LISTS[0])
    words = phrases.load()
    given = words.motive if motive else words.expectation
    values = {choice.id: choice.id for choice in given.choices} | {NONE: NONE}
    return ColumnMeaning(LISTS[not motive], asked, values, given.most)
