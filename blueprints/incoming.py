"""A journey from outside, as Excel or YAML, by the ending of its name."""

from pathlib import Path

from blueprints import excel_reading, library, slug_names, workbook
from blueprints.foreign import Placed, grids, guess, place
from blueprints.foreign.layouts import Way
from blueprints.model import Journey, Library
from engine.knowledge.files import LARGEST, trouble
from engine.model import KnowledgeError, Problem, Rulebook

EXCEL, YAML = (".xlsx",), (".yaml", ".yml")
ENDS = "kies een bestand dat eindigt op .yaml of .xlsx."
LARGE = "het bestand is groter dan 1 MB. Splits het."
ENCODING = "hier staat een teken dat geen UTF-8 is. Bewaar het bestand als UTF-8."


def read(name: str, raw: bytes, shelf: Library, book: Rulebook) -> Journey:
    """Return the journey in a file. Raises KnowledgeError with every error in it."""
    kind = Path(name).suffix.lower()
    if kind in EXCEL:
        tree, lines = workbook.read(name, raw)
        return library.bind(name, slug_names.by_slug(tree, book), lines, shelf, book)
    if kind not in YAML:
        raise _wrong(name, ENDS)
    if len(raw) > LARGEST:
        raise _wrong(name, LARGE)
    try:
        return library.parse(name, raw.decode("utf-8-sig"), shelf, book)
    except UnicodeDecodeError as error:
        raise _wrong(name, ENCODING) from error


def draft(
    name: str, raw: bytes, shelf: Library, book: Rulebook, way: Way | None = None, sheet: str = ""
) -> tuple[Journey, Placed] | None:
    """Return the draft in a table of another make and where its cells went; None for one of ours.

    `way` says what a step is, `sheet` which sheet to read; else both are guessed. Raises
    KnowledgeError.
    """
    if Path(name).suffix.lower() not in grids.ENDINGS:
        return None
    sheets = grids.read(name, raw)
    if workbook.is_ours(one.title for one in sheets):
        return None
    chosen = [one for one in sheets if sheet in ("", one.title)]
    if not chosen:
        titles = ", ".join(one.title for one in sheets)
        raise _wrong(name, f"blad '{sheet}' staat er niet in. Kies uit: {titles}.")
    best = max(chosen, key=lambda one: len(guess(one, way).targets))
    placed = place(best, guess(best, way), book, Path(name).stem)
    if not placed.tree["stappen"]:
        raise _wrong(name, "ik zie geen stappen. Kies een ander blad, of wat één stap is.")
    return library.bind(name, placed.tree, {}, shelf, book), placed


def open_file(path: Path, shelf: Library, book: Rulebook) -> Journey:
    """Return the journey in a file on disk. Raises KnowledgeError."""
    return read(path.name, contents(path), shelf, book)


def contents(path: Path) -> bytes:
    """Return the bytes of a file, as far as a journey may go. Raises KnowledgeError."""
    try:
        with path.open("rb") as file:
            return file.read(excel_reading.LARGEST + 1)
    except OSError as error:
        raise KnowledgeError((Problem(str(path), None, trouble(error)),)) from error


def journey_or_problems(
    path: Path, shelf: Library, book: Rulebook
) -> tuple[Journey | None, tuple[Problem, ...]]:
    """Return the journey in a file, or None and every error in it."""
    try:
        return open_file(path, shelf, book), ()
    except KnowledgeError as error:
        return None, error.problems


def _wrong(name: str, message: str) -> KnowledgeError:
    return KnowledgeError((Problem(name, None, message),))
