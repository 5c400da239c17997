"""Our own block in the file of any survey tool: its codes and texts say what every column means."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from engine.model import Rulebook
from surveys.model import Asked
from surveys.questions.block import (
    Block,
    Option,
    Question,
    channel_code,
    channel_text,
)
from surveys.reading.columns import QuestionColumn, RawColumn
from surveys.reading.mapping import (
    NO_ANSWER,
    OF_SITUATION,
    OTHER,
    AnswerMapping,
    ColumnMeaning,
    Role,
)
from surveys.reading.separated import cut

ROLES: Mapping[str, Role] = {
    "kanaal": "kanaal",
    "motief": "motief",
    "verwachting": "verwachting",
    "leeftijd": "leeftijd",
}
TRAITS: tuple[Role, ...] = ("vertrouwen", "betrokkenheid")
REST: tuple[tuple[Role, tuple[str, ...]], ...] = (
    ("gewicht", ("gewicht", "weging", "weegfactor", "weight")),
    ("profiel", ("profiel",)),
)
OTHER_CODES = ("other", "-oth-")  # of an answer that somebody added in the survey tool
SCORES = {"1", "2", "3", "4", "5"}


def codes(columns: Iterable[tuple[str, str]], block: Block) -> dict[str, Question]:
    """Return code of a column → the question of the block that it is; columns are (code, text).

    By the code of the question, else by its text. Of questions with one text (why do you choose
    that?) it is the one of the situation that was asked just before.
    """
    given = tuple(dict.fromkeys(columns))
    by_code = {question.code: question for question in block.questions()}
    by_code |= {question.column: question for question in block.questions()}
    result: dict[str, Question] = {}
    taken: set[str] = set()
    for code, text in given:
        question = next((by_code[k] for k in _keys(code, text) if k in by_code), None)
        if question and question.code not in taken:
            result[code] = question
            taken.add(question.code)
    left: dict[str, list[Question]] = {}
    for question in block.questions():
        if question.code not in taken:
            left.setdefault(fold(question.text), []).append(question)
    times = Counter(fold(question.text) for question in block.questions())
    before: Asked | None = None
    for code, text in given:
        if code not in result:
            waiting = left.get(fold(text), [])
            alone = times[fold(text)] == 1
            fits = next((one for one in waiting if alone or one.asked == before), None)
            if fits:
                result[code] = fits
                waiting.remove(fits)
        if code in result and result[code].kind == "kanaal":
            before = result[code].asked
    return result


def _keys(code: str, text: str) -> tuple[str, ...]:
    """Return what may be the code of a question in a heading: `p1`, `group/p1`, `p1. Tekst`."""
    return tuple(
        key.strip().lower()
        for key in (
            code,
            code.rpartition("/")[2],
            code.rpartition(".")[2],
            code.rpartition("-")[2],
            *(part.partition(sign)[0] for part in (code, text) for sign in (". ", ": ", " ")),
        )
    )


def fold(text: str) -> str:
    """Return a text as it is compared: small letters, one kind of space, no number behind it."""
    flat = " ".join(text.replace("\u00a0", " ").lower().split()).rstrip("* ")
    head, _, tail = flat.rpartition(" (")
    flat = head if tail.endswith(")") and tail[:-1].isdigit() else flat
    bare = flat.rstrip("0123456789")  # Excel numbers headings that are the same: "Waarom?2"
    return bare if bare.endswith("?") else flat


def stray(columns: Sequence[RawColumn], matches: Mapping[str, Question]) -> RawColumn | None:
    """Return a column that must be an answer of a question of ours, but says so no more.

    It bears the code of the question, or it stands alone against the answers of one and holds what
    they hold. Reading on without it would lose what people chose.
    """
    sizes = Counter(column.code for column in columns)
    starts = _starts(matches)
    for at, column in enumerate(columns):
        if column.code in matches:
            continue
        if column.code.lower().startswith(starts):
            return column
        near = [one for one in columns[max(0, at - 1) : at + 2] if one.option]
        beside = {one.code for one in near if one.code in matches}
        if sizes[column.code] == 1 and beside and _alike(column, columns, beside, matches):
            return column
    return None


def _alike(
    column: RawColumn,
    columns: Sequence[RawColumn],
    beside: set[str],
    matches: Mapping[str, Question],
) -> bool:
    """Tell whether a column holds what the columns of a question beside it hold, or its texts."""
    filled = {cell.strip().lower() for cell in column.cells} - {""}
    words = {cell.strip().lower() for one in columns if one.code in beside for cell in one.cells}
    texts = {fold(option.text) for code in matches if code in beside
             for option in matches[code].answers()}  # fmt: skip
    return bool(filled) and (filled <= words or filled <= texts)


def _starts(matches: Mapping[str, Question]) -> tuple[str, ...]:
    """Return how a column of one answer begins, for every question with several."""
    return tuple(
        code.lower() + sign
        for code, question in matches.items()
        if question.most > 1
        for sign in "_[/."
    )


def meaning(
    questions: Sequence[QuestionColumn], block: Block, book: Rulebook
) -> AnswerMapping | None:
    """Return what columns mean; None when no column is a question about channels.

    Which channels people could choose from is what the file says, where that is more or less than
    the block of today: a questionnaire may have been made with others.
    """
    matches = codes([(question.code, question.text) for question in questions], block)
    result = {}
    for question in questions:
        match = matches.get(question.code)
        if match is not None:
            result[question.code] = _meaning(question, match, book)
        else:
            for role, names in REST:
                if question.code.rpartition("/")[2].lower() in names:
                    result[question.code] = ColumnMeaning(role)
    if not any(one.role == "kanaal" for one in result.values()):
        return None
    return AnswerMapping(result)


def _meaning(column: QuestionColumn, question: Question, book: Rulebook) -> ColumnMeaning:
    role: Role = ROLES[question.kind] if question.kind in ROLES else _trait(question)
    values: dict[str, str] = {}
    options = question.answers()
    if role == "kanaal":
        options = (*_channels(column, question, book), *([question.none] if question.none else ()))
    for option in options:
        slug = option.slug
        if question.kind == "stelling" and option.slug not in SCORES:
            slug = NO_ANSWER
        values |= dict.fromkeys((option.code, option.slug, option.text), slug)
    if role in OF_SITUATION:
        values |= dict.fromkeys(OTHER_CODES, OTHER)
    values |= _as_written(column, values)
    most = question.most if role in OF_SITUATION else None
    return ColumnMeaning(role, question.asked, values, most)


def _channels(column: QuestionColumn, question: Question, book: Rulebook) -> tuple[Option, ...]:
    """Return the channels that a question had in this file.

    With a column per answer these are its columns; else those of the block, and what was chosen.
    """
    ours = {option.slug for option in question.options}
    every = (
        *question.options,
        *(
            Option(channel_code(slug), slug, channel_text(book, slug))
            for slug in book.channels
            if slug not in ours
        ),
    )
    seen = {fold(answer) for answer in _answers(column, every)}
    there = [one for one in every if seen & {fold(one.code), fold(one.slug), fold(one.text)}]
    if column.options:
        return tuple(there)
    return (*question.options, *(one for one in there if one.slug not in ours))


def _answers(column: QuestionColumn, every: Sequence[Option]) -> list[str]:
    """Return the answers that a file names for a question."""
    if column.options:
        return [*column.options, *column.labels.values()]
    given = sorted({answer for picked in column.picks if picked for answer in picked})
    if not column.joined:
        return [*given, *(column.labels[one] for one in given if one in column.labels)]
    known = [word for one in every for word in (one.code, one.slug, one.text)]
    return [answer for cell in given for answer in cut(cell, column.joined, known)[0]]


def _trait(question: Question) -> Role:
    return next(role for role in TRAITS if role == question.code)


def _as_written(column: QuestionColumn, values: Mapping[str, str]) -> dict[str, str]:
    """Return the answers of a file that differ from ours in capitals or spaces only."""
    folded = {fold(answer): slug for answer, slug in values.items()}
    answers = {answer for picked in column.picks if picked for answer in picked}
    answers |= set(column.labels.values())
    return {
        answer: folded[fold(answer)]
        for answer in sorted(answers)
        if answer not in values and fold(answer) in folded
    }
