"""journeys/praktijk → PracticeLibrary: every case that holds, and what is wrong with the others."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from engine.knowledge import files
from engine.knowledge.rulebook import ROOT
from engine.model import KnowledgeError, Problem, Rulebook
from practice.checking import CaseCheck, case_of
from practice.model import FiledCase, PracticeCase

FOLDER = files.PRACTICE.strip("/")
STEM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME = "gebruik in een bestandsnaam kleine letters, cijfers en streepjes, en eindig op .yaml."


@dataclass(frozen=True, slots=True)
class PracticeLibrary:
    """All cases that hold, in order of name, and what is wrong with the others."""

    cases: tuple[FiledCase, ...] = ()
    problems: tuple[Problem, ...] = ()

    def with_more(self, other: "PracticeLibrary") -> "PracticeLibrary":
        """Return these cases and those of another library; of two with one name the first stays."""
        names = {one.slug for one in self.cases}
        more = tuple(one for one in other.cases if one.slug not in names)
        return PracticeLibrary((*self.cases, *more), (*self.problems, *other.problems))


def stamp(root: Path = ROOT) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file of the folder does."""
    return stamp_of((root / FOLDER).glob("*.y*ml"))


def stamp_of(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when one of these files does."""
    states = []
    for path in sorted(paths):
        try:
            status = path.stat()
        except OSError:  # gone since it was listed
            continue
        states.append((path.name, status.st_mtime_ns, status.st_size))
    return tuple(states)


def load(book: Rulebook, root: Path = ROOT) -> PracticeLibrary:
    """Read all cases; a file that is wrong is left out and named in `problems`. Never raises."""
    cases: list[FiledCase] = []
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).rglob("*")):
        if path.is_dir() or path.suffix == ".md":
            continue
        name = path.relative_to(root).as_posix()
        try:
            cases.append(FiledCase(path.stem, read(name, path, book)))
        except KnowledgeError as error:
            problems += error.problems
    return PracticeLibrary(in_order(cases), tuple(problems))


def in_order(cases: Iterable[FiledCase]) -> tuple[FiledCase, ...]:
    """Return cases as a list shows them: those that stand in front, then by organisation."""
    return tuple(sorted(cases, key=lambda one: (not one.case.first, one.slug)))


def read(name: str, path: Path, book: Rulebook) -> PracticeCase:
    """Return the case in a file. Raises KnowledgeError with every error of it."""
    if path.suffix != ".yaml" or not STEM.fullmatch(path.stem):
        raise KnowledgeError((Problem(name, None, NAME),))
    try:
        text = files.text(name, path)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    return parse(name, text, book)


def parse(name: str, text: str, book: Rulebook) -> PracticeCase:
    """Return the case in a YAML text. Raises KnowledgeError with every error in it."""
    try:
        tree, lines = files.parse(name, text)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    check = CaseCheck(book, name, lines)
    case = case_of(check, tree)
    if case is None:
        raise KnowledgeError(tuple(check.problems))
    return case
