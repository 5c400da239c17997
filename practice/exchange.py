"""Cases as one file that another organisation opens: sealed with a hash, without small counts."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import Field, ValidationError

from engine.knowledge import complaints, files
from engine.knowledge.rulebook import canonical
from engine.model import Day, Form, KnowledgeError, Problem, Rulebook
from practice.checking import CaseCheck, case_of
from practice.library import STEM, PracticeLibrary
from practice.model import FiledCase, Line, PracticeCase, PracticeOutcome, tree_of

FORM = "1"  # of the file; another has another number
CASES, SEAL = "gevallen", "zegel"
LEAST = 10  # people; fewer can be recognised
MOST_CASES = 500
PEOPLE = (
    "inwoners?|mensen|personen|bewoners?|deelnemers?|jongeren|ouderen|huishoudens?|gezinnen|"
    "leden|bezoekers?|bellers?|aanvragers?"
)
FEW = re.compile(
    rf"(?<!op de )(?<!van de )(?<![\w.,])([1-9]|één|twee|drie|vier|vijf|zes|zeven|acht|negen) "
    rf"({PEOPLE})\b",
    re.IGNORECASE,
)
NO_FORM = (
    "dit is geen bestand met praktijkgevallen van deze versie. Vraag een nieuw bestand, gemaakt "
    "met ‘python -m practice export’ of op de pagina Praktijk."
)
BROKEN_SEAL = (
    "het zegel klopt niet: dit bestand is veranderd nadat het is gemaakt. Vraag een nieuw bestand "
    "bij wie het maakte."
)
TOO_MANY = f"hierin staan meer dan {MOST_CASES} gevallen. Vraag het in delen."
BAD_ID = "gebruik voor 'id' kleine letters, cijfers en streepjes."


class Envelope(Form):
    """What stands around the cases in a file."""

    form: Line = Field(alias="praktijk")
    sender: Line = Field(alias="afzender")
    day: Day = Field(alias="gemaakt")
    cases: tuple[dict[str, Any], ...] = Field(alias="gevallen", min_length=1)
    seal: Line = Field(alias="zegel")


class Parcel(NamedTuple):
    """The text of a file with cases, and how many outcomes were too small to go along."""

    text: str
    left_out: int


def pack(cases: Iterable[FiledCase], sender: str, day: date) -> Parcel:
    """Return cases as the text of a file, without outcomes about fewer than ten people."""
    trees, left_out = [], 0
    for one in cases:
        shared = shareable(one.case)
        left_out += len(one.case.outcomes) - len(shared.outcomes)
        trees.append({"id": one.slug, **tree_of(shared)})
    tree = {"praktijk": FORM, "afzender": sender, "gemaakt": day.isoformat(), CASES: trees}
    written = files.write(tree)
    plain, _ = files.parse("uitwisseling", written)
    return Parcel(f"{written}{SEAL}: {seal(plain)}\n", left_out)


def shareable(case: PracticeCase) -> PracticeCase:
    """Return a case without the outcomes in which fewer than ten people are counted."""
    kept = tuple(one for one in case.outcomes if not is_small(one))
    return case if len(kept) == len(case.outcomes) else case.model_copy(update={"outcomes": kept})


def is_small(outcome: PracticeOutcome) -> bool:
    """Tell whether an outcome counts fewer than ten people, in its number or in its sentence."""
    return (outcome.n or LEAST) < LEAST or FEW.search(outcome.text) is not None


def seal(tree: dict[str, Any]) -> str:
    """Return the SHA-256 of all that stands in a file, but the seal itself.

    It shows that nothing was changed by accident; who changes it on purpose can seal it again.
    """
    bare = {key: value for key, value in tree.items() if key != SEAL}
    return hashlib.sha256(canonical(bare).encode()).hexdigest()


def open_file(name: str, path: Path, book: Rulebook) -> PracticeLibrary:
    """Return the cases in a file on the disk. Raises KnowledgeError."""
    try:
        text = files.text(name, path)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    return unpack(name, text, book)


def unpack(name: str, text: str, book: Rulebook) -> PracticeLibrary:
    """Return the cases in a text; those that are wrong are left out and named in `problems`.

    Raises KnowledgeError when it is no such file, or was changed since it was made.
    """
    try:
        tree, lines = files.parse(name, text)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    envelope = _envelope(name, tree, lines)
    if envelope.seal != seal(tree):
        raise KnowledgeError((Problem(name, complaints.line_of((SEAL,), lines), BROKEN_SEAL),))
    cases: list[FiledCase] = []
    problems: list[Problem] = []
    for at, written in enumerate(envelope.cases):
        check = CaseCheck(book, name, lines, (CASES, at))
        slug = written.get("id", "")
        case = case_of(check, {key: value for key, value in written.items() if key != "id"})
        if case and not STEM.fullmatch(slug):
            check.wrong(("id",), BAD_ID)
        elif case:
            cases.append(FiledCase(slug, shareable(case), envelope.sender))
        problems += check.problems
    return PracticeLibrary(tuple(cases), tuple(problems))


def _envelope(name: str, tree: Any, lines: files.Lines) -> Envelope:
    if not isinstance(tree, dict) or tree.get("praktijk") != FORM:
        raise KnowledgeError((Problem(name, None, NO_FORM),))
    try:
        envelope = Envelope.model_validate(tree)
    except ValidationError as error:
        problems = complaints.problems(name, error, Envelope, tree, lines)
        raise KnowledgeError(tuple(problems)) from error
    if len(envelope.cases) > MOST_CASES:
        raise KnowledgeError((Problem(name, None, TOO_MANY),))
    return envelope
