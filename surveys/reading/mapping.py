"""What columns of a file mean: column → situation or trait, answer → channel; kept as a YAML file.

A mapping holds headings and answers of a questionnaire, nothing that somebody said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from engine.knowledge import files
from engine.knowledge.complaints import suggestion
from engine.model import UNKNOWN, KnowledgeError, Problem, Rulebook
from surveys.model import Asked

Role = Literal[
    "kanaal", "motief", "verwachting", "leeftijd", "profiel", "gewicht", "vertrouwen",
    "betrokkenheid", "overslaan",
]  # fmt: skip
ROLES: tuple[str, ...] = get_args(Role)
OF_SITUATION = ("kanaal", "motief", "verwachting")
NONE = "geen"  # none of these
OTHER = "anders"  # something that is not on our list
NO_ANSWER = "overslaan"  # as if it was not answered
MOST_COLUMNS = 400
KIND = "koppeling van eigen onderzoek"


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """What one column means; `values` is answer in the file → slug, NONE, OTHER or NO_ANSWER.

    `most` is how many answers may be chosen, where that is known: who chose more, has not
    answered. In a `loose` column an answer that is not in `values` is something else (OTHER),
    because residents could type there.
    """

    role: Role
    asked: Asked | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    most: int | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class AnswerMapping:
    """What the columns of a kind of file mean, by their code; other columns are not read."""

    columns: Mapping[str, ColumnMeaning]
    title: str = ""


def write(mapping: AnswerMapping) -> str:
    """Return the text (YAML) of a mapping; `read` gives the same one back."""
    return files.write(
        {
            "soort": KIND,
            **({"titel": mapping.title} if mapping.title else {}),
            "kolommen": [_tree(code, one) for code, one in mapping.columns.items()],
        }
    )


def _tree(code: str, meaning: ColumnMeaning) -> dict[str, Any]:
    tree: dict[str, Any] = {"kolom": code, "is": meaning.role}
    if meaning.asked:
        asked = meaning.asked
        tree["situatie"] = ":".join(asked if asked.stake != UNKNOWN else asked[:-1])
    if meaning.most:
        tree["hoogstens"] = str(meaning.most)
    if meaning.loose:
        tree["eigen_woorden"] = "ja"
    if meaning.values:
        tree["antwoorden"] = [
            {"antwoord": answer, "wordt": slug} for answer, slug in meaning.values.items()
        ]
    return tree


def read_file(path: Path, book: Rulebook) -> AnswerMapping:
    """Return the mapping in a file. Raises KnowledgeError with the way out."""
    try:
        text = files.text(path.name, path)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    return read(path.name, text, book)


def read(name: str, text: str, book: Rulebook) -> AnswerMapping:
    """Return the mapping in a text. Raises KnowledgeError with every error."""
    try:
        tree, lines = files.parse(name, text)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    if not isinstance(tree, dict) or tree.get("soort") != KIND:
        message = f"dit is geen koppeling: 'soort: {KIND}' ontbreekt bovenaan."
        raise KnowledgeError((Problem(name, 1, message),))
    given = tree.get("kolommen")
    if not isinstance(given, list) or not 0 < len(given) <= MOST_COLUMNS:
        message = "onder 'kolommen' horen een of meer kolommen, elk met 'kolom' en 'is'."
        raise KnowledgeError((Problem(name, lines.get(("kolommen",)), message),))
    columns: dict[str, ColumnMeaning] = {}
    problems = []
    for place, one in enumerate(given):
        line = lines.get(("kolommen", place))
        code = one.get("kolom", "") if isinstance(one, dict) else ""
        message = _wrong(one, book) or (
            f"kolom '{code[:60]}' staat er twee keer." if code in columns else ""
        )
        if message:
            problems.append(Problem(name, line, message))
        else:
            columns[code] = _meaning(one)
    if problems:
        raise KnowledgeError(tuple(problems[:20]))
    return AnswerMapping(columns, str(tree.get("titel", "")))


def _wrong(one: Any, book: Rulebook) -> str:
    """Return what is wrong with the meaning of a column, if anything."""
    if not isinstance(one, dict) or not isinstance(one.get("kolom"), str):
        return "hier horen de sleutels 'kolom' en 'is'."
    role = one.get("is")
    if role not in ROLES:
        return f"'{str(role)[:40]}' kan een kolom niet zijn.{suggestion(str(role), ROLES)}"
    if role in OF_SITUATION and _asked(one.get("situatie")) not in asked_of(book):
        return (
            f"'{str(one.get('situatie'))[:80]}' is geen situatie. Schrijf traject:fase, zoals "
            f"{':'.join(next(iter(asked_of(book)))[:2])}."
        )
    if not str(one.get("hoogstens", "1")).isdecimal() or len(str(one.get("hoogstens", ""))) > 3:
        return "bij 'hoogstens' hoort een heel getal, zoals 3."
    answers = one.get("antwoorden", [])
    if not isinstance(answers, list) or not all(map(_is_pair, answers)):
        return "bij 'antwoorden' horen regels met 'antwoord' en 'wordt'."
    known = _choices(str(role), book)
    for pair in answers:
        if known and pair["wordt"] not in known:
            return f"'{pair['wordt'][:40]}' ken ik niet.{suggestion(pair['wordt'], known)}"
    return ""


def _is_pair(pair: Any) -> bool:
    return (
        isinstance(pair, dict)
        and set(pair) == {"antwoord", "wordt"}
        and all(isinstance(value, str) for value in pair.values())
    )


def _choices(role: str, book: Rulebook) -> tuple[str, ...]:
    """Return what answers of a role may become; nothing where that is free."""
    if role == "kanaal":
        return (*book.channels, NONE, OTHER, NO_ANSWER)
    if role == "profiel":
        return (*book.profiles, NO_ANSWER)
    return ()


def _asked(text: Any) -> Asked | None:
    parts = str(text).split(":")
    return Asked(*parts) if 2 <= len(parts) <= 3 else None


def asked_of(book: Rulebook) -> dict[Asked, str]:
    """Return every situation that can be asked about → its heading in the plain table."""
    return {
        asked: ":".join(asked if stake != UNKNOWN else asked[:-1])
        for track in book.tracks
        for phase in book.phases
        for stake in book.stakes_of(track)
        if (asked := Asked(track, phase, stake))
    }


def _meaning(one: Mapping[str, Any]) -> ColumnMeaning:
    role: Role = one["is"]
    asked = _asked(one["situatie"]) if role in OF_SITUATION else None
    values = {pair["antwoord"]: pair["wordt"] for pair in one.get("antwoorden", [])}
    most = int(one["hoogstens"]) if "hoogstens" in one else None
    return ColumnMeaning(role, asked, values, most, one.get("eigen_woorden") == "ja")
