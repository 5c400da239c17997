"""What a file holds, for whoever must say what it means: headings, frequent answers, a first guess.

An answer is shown when at least three people gave it, or when the file itself names it as a choice.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from textwrap import shorten

from dutch import counted, listing
from engine.model import Rulebook
from listening import personal
from surveys.reading import separated
from surveys.reading.age_words import age_words
from surveys.reading.columns import AnswerSheet, QuestionColumn
from surveys.reading.mapping import NO_ANSWER, NONE, OTHER, AnswerMapping, ColumnMeaning, Role
from surveys.reading.unreadable import ColumnPreview
from surveys.stand_in import SILENT, score_of

FEWEST = 3  # people who gave an answer that is shown
MOST_VALUES = 60  # answers of a question that are shown
LONGEST = 200  # characters of an answer
NONE_WORDS = ("geen van", "geen enkel", "geen voorkeur", "none of")
OTHER_WORDS = ("anders", "iets anders", "other", "overig")
BURGERPEILING: dict[str, Role] = {  # its statements on trust and involvement; the first counts
    "bo01": "vertrouwen", "wl13": "betrokkenheid", "wl14": "betrokkenheid",
}  # fmt: skip


def previews(columns: Sequence[QuestionColumn]) -> tuple[ColumnPreview, ...]:
    """Return the columns as they may be shown."""
    return tuple(map(_preview, columns))


def _preview(column: QuestionColumn) -> ColumnPreview:
    counts: Counter[str] = Counter()
    if column.joined:
        cells = (picked[0] for picked in column.picks if picked)
        counts = separated.guess(cells, column.joined)
    else:
        counts.update(answer for picked in column.picks if picked for answer in picked)
    shown: Counter[str] = Counter()
    rare = 0
    for answer, times in counts.items():
        named = answer in column.labels
        if named or (times >= FEWEST and len(answer) <= LONGEST and not _is_personal(answer)):
            shown[column.labels.get(answer, answer)] += times
        else:
            rare += 1
    for label in column.labels.values():
        shown.setdefault(label, 0)
    values = tuple(shown.most_common(MOST_VALUES))
    return ColumnPreview(
        column.code, column.text, values, rare + len(shown) - len(values), column.many
    )


def _is_personal(answer: str) -> bool:
    return bool(personal.mask(answer)[1])


def lines(sheet: AnswerSheet, shown: Sequence[ColumnPreview]) -> tuple[str, ...]:
    """Return what a file holds, in sentences."""
    codes = listing([f"'{shorten(column.code, 50, placeholder='…')}'" for column in shown[:5]])
    more = f" en {counted(len(shown) - 5, 'andere', 'andere')}" if len(shown) > 5 else ""
    return (
        f"Dit is een bestand van de soort {sheet.kind} met "
        f"{counted(len(sheet.lines), 'rij', 'rijen')}.",
        f"Te koppelen: {codes}{more}." if shown else "Er is geen kolom die te koppelen is.",
        *sheet.notes,
    )


def propose(columns: Sequence[ColumnPreview], book: Rulebook) -> AnswerMapping:
    """Return a first guess of what columns mean, without situations: only a person knows those."""
    ages = age_words(book)
    result: dict[str, ColumnMeaning] = {}
    for column in columns:
        answers = [answer for answer, _ in column.values]
        word = column.code.lower().rpartition("/")[2]
        if word.startswith(("weging", "gewicht", "weeg", "weight")):
            result[column.code] = ColumnMeaning("gewicht")
        elif (
            answers
            and _part(answers, lambda a: ages.read(a) is not None)
            and (
                "leeftijd" in f"{column.code} {column.text}".lower()
                or not all(map(str.isdigit, answers))
            )
        ):
            result[column.code] = ColumnMeaning("leeftijd")
        elif answers and _part(answers, lambda a: _profile(a, book) is not None):
            values = {a: _profile(a, book) or NO_ANSWER for a in answers}
            result[column.code] = ColumnMeaning("profiel", values=values)
        elif word in BURGERPEILING and answers and all(map(_is_score, answers)):
            taken = {meaning.role for meaning in result.values()}
            if BURGERPEILING[word] not in taken:
                result[column.code] = ColumnMeaning(BURGERPEILING[word])
    return AnswerMapping(result)


def _is_score(answer: str) -> bool:
    try:
        score_of(answer)
    except ValueError:
        return False
    return True


def _part(answers: Sequence[str], test: Callable[[str], object]) -> bool:
    return 2 * sum(map(bool, map(test, answers))) > len(answers)


def _profile(answer: str, book: Rulebook) -> str | None:
    names = {profile.name.lower(): slug for slug, profile in book.profiles.items()}
    return names.get(answer.strip().lower()) or (answer if answer in book.profiles else None)


def channel(answer: str, book: Rulebook) -> str | None:
    """Return what an answer probably is: a channel, NONE, OTHER or NO_ANSWER; None: no idea."""
    word = " ".join(answer.lower().split())
    for starts, slug in ((NONE_WORDS, NONE), (OTHER_WORDS, OTHER), (SILENT, NO_ANSWER)):
        if word.startswith(starts):
            return slug
    names = {one.name.lower(): slug for slug, one in book.channels.items()}
    names |= {slug: slug for slug in book.channels}
    names |= {slug.replace("-", " "): slug for slug in book.channels}
    if word in names:
        return names[word]
    close = get_close_matches(word, names, n=1, cutoff=0.85)
    within = [name for name in names if len(name) > 3 and f" {name} " in f" {word} "]
    return names[close[0]] if close else names[max(within, key=len)] if within else None
