"""journeys/reizen → Library: every journey that holds, and of the others what is wrong."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from blueprints import inspection
from blueprints.inspection import Inspector
from blueprints.merging import fill, lean
from blueprints.model import GenericStep, Journey, Library, Reference, WrittenJourney, WrittenStep
from engine.knowledge import complaints, files
from engine.knowledge.rulebook import ROOT
from engine.model import KnowledgeError, Place, Problem, Rulebook, Slug

FOLDER = files.JOURNEYS.strip("/")
GENERIC, SOURCES = "stappen.yaml", "bronnen.yaml"
STEM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NO_FILE = "Dit bestand ontbreekt. Zet het terug."
NAME = "gebruik in een bestandsnaam kleine letters, cijfers en streepjes."


def stamp(root: Path = ROOT) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file of the folder does."""
    states = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        status = path.stat()
        states.append((path.name, status.st_mtime_ns, status.st_size))
    return tuple(states)


def load(book: Rulebook, root: Path = ROOT) -> Library:
    """Read all journeys; `problems` names every error of those that are left out.

    Raises KnowledgeError when the generic steps or the sources themselves are wrong.
    """
    shelf = _shelf(book, root / FOLDER)
    journeys: dict[str, Journey] = {}
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).rglob("*")):
        if path.is_dir() or path.name in (GENERIC, SOURCES) or path.suffix == ".md":
            continue
        name = path.relative_to(root).as_posix()
        try:
            journeys[path.stem] = _journey_of(name, path, shelf, book)
        except KnowledgeError as error:
            problems += error.problems
    return Library(shelf.generic, shelf.sources, journeys, tuple(problems))


def _journey_of(name: str, path: Path, shelf: Library, book: Rulebook) -> Journey:
    if path.suffix != ".yaml" or not STEM.fullmatch(path.stem):
        raise KnowledgeError((Problem(name, None, NAME),))
    return bind(name, *_read(name, path), shelf, book)


def parse(name: str, text: str, shelf: Library, book: Rulebook) -> Journey:
    """Return the journey in a YAML text. Raises KnowledgeError with every error in it."""
    try:
        tree, lines = files.parse(name, text)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    return bind(name, tree, lines, shelf, book)


def bind(name: str, tree: Any, lines: files.Lines, shelf: Library, book: Rulebook) -> Journey:
    """Return the journey in a tree of texts. Raises KnowledgeError with every error in it."""
    form: WrittenJourney = _validate(name, tree, lines, WrittenJourney)
    inspector = Inspector(book, name, tree, lines)
    inspection.journey(inspector, form, shelf.generic, shelf.sources)
    if inspector.problems:
        raise KnowledgeError(tuple(inspector.problems))
    steps = tuple(lean(step, shelf.generic.get(step.generic or "")) for step in form.steps)
    names = {step.id: _name(step, shelf) for step in steps}
    written = form.model_copy(update={"steps": steps})
    return Journey(
        slug=Path(name).stem,
        written=written,
        steps=tuple(fill(step, shelf.generic.get(step.generic or ""), names) for step in steps),
        sources={**shelf.sources, **form.sources},
    )


def _name(step: WrittenStep, shelf: Library) -> str:
    generic = shelf.generic.get(step.generic or "")
    return step.name or (generic.name if generic else step.id)


def _shelf(book: Rulebook, folder: Path) -> Library:
    """Return a library without journeys: what every journey may use."""
    sources = _read_form(folder / SOURCES, dict[Place, Reference])
    tree, lines = _read(f"{FOLDER}/{GENERIC}", folder / GENERIC)
    generic = _validate(f"{FOLDER}/{GENERIC}", tree, lines, dict[Slug, GenericStep])
    inspector = Inspector(book, f"{FOLDER}/{GENERIC}", tree, lines)
    inspection.generic_steps(inspector, generic, sources)
    for slug in sources:
        if slug in book.sources or slug in book.findings:
            message = f"de bron '{slug}' staat al in journeys/bronnen. Haal hem hier weg."
            inspector.problems.append(Problem(f"{FOLDER}/{SOURCES}", None, message))
    if inspector.problems:
        raise KnowledgeError(tuple(inspector.problems))
    return Library(generic, sources, {})


def _read_form(path: Path, form: Any) -> Any:
    name = f"{FOLDER}/{path.name}"
    return _validate(name, *_read(name, path), form)


def _read(name: str, path: Path) -> tuple[Any, files.Lines]:
    if not path.is_file():
        raise KnowledgeError((Problem(name, None, NO_FILE),))
    try:
        return files.read(name, path)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error


def _validate(name: str, tree: Any, lines: Mapping[Any, int], form: Any) -> Any:
    try:
        return TypeAdapter(form).validate_python(tree)
    except ValidationError as error:
        problems = complaints.problems(name, error, form, tree, dict(lines))
        raise KnowledgeError(tuple(problems)) from error
