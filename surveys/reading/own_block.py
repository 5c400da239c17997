"""Our own block in the file of any survey tool: its codes and texts say what every column means."""

from collections.abc import Iterable, Mapping, Sequence

from surveys.questions.block import Block, Question
from surveys.reading.columns import QuestionColumn
from surveys.reading.mapping import (
    NO_ANSWER,
    OF_SITUATION,
    OTHER,
    AnswerMapping,
    ColumnMeaning,
    Role,
)

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

    By the code of the question, else by its text: the second column with one text is the second
    question with it.
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
    for code, text in given:
        waiting = left.get(fold(text), [])
        if code not in result and waiting:
            result[code] = waiting.pop(0)
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


def meaning(questions: Sequence[QuestionColumn], block: Block) -> AnswerMapping | None:
    """Return what columns mean; None when no column is a question about channels."""
    matches = codes([(question.code, question.text) for question in questions], block)
    result = {}
    for question in questions:
        match = matches.get(question.code)
        if match is not None:
            result[question.code] = _meaning(question, match)
        else:
            for role, names in REST:
                if question.code.rpartition("/")[2].lower() in names:
                    result[question.code] = ColumnMeaning(role)
    if not any(one.role == "kanaal" for one in result.values()):
        return None
    return AnswerMapping(result)


def _meaning(column: QuestionColumn, question: Question) -> ColumnMeaning:
    role: Role = ROLES[question.kind] if question.kind in ROLES else _trait(question)
    values: dict[str, str] = {}
    for option in question.answers():
        slug = option.slug
        if question.kind == "stelling" and option.slug not in SCORES:
            slug = NO_ANSWER
        values |= dict.fromkeys((option.code, option.slug, option.text), slug)
    if role in OF_SITUATION:
        values |= dict.fromkeys(OTHER_CODES, OTHER)
    values |= _as_written(column, values)
    most = question.most if role in OF_SITUATION else None
    return ColumnMeaning(role, question.asked, values, most)


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
