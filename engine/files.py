"""Knowledge files as text: every value is read as the text that stands there (the only yaml)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from engine.model import Problem

FOLDERS = ("profiles", "journeys")
LARGEST = 1_000_000
Lines = dict[tuple[str | int, ...], int]


class Unreadable(Exception):
    """A file that is no knowledge file; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def paths(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield (name relative to root, path) of every knowledge file, in fixed order."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.y*ml")):
            yield path.relative_to(root).as_posix(), path


def read(name: str, path: Path) -> tuple[Any, Lines]:
    """Return the tree of a YAML file, all scalars as text, and the line of each place.

    Raises Unreadable for a file that is missing, empty, too large, not UTF-8, not YAML,
    holds a key twice, or uses references.
    """
    return parse(name, _text(name, path))


def parse(name: str, text: str) -> tuple[Any, Lines]:
    """Like `read`, from text."""
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise Unreadable([_syntax(name, text, error)]) from error
    except RecursionError as error:
        raise Unreadable([Problem(name, None, "De inhoud zit te diep genest.")]) from error
    if node is None:
        raise Unreadable([Problem(name, None, "Het bestand is leeg. Zet de inhoud terug.")])
    lines: Lines = {}
    problems: list[Problem] = []
    tree = _plain(node, (), lines, problems, set(), name)
    if problems:
        raise Unreadable(problems)
    return tree, lines


def _text(name: str, path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"Ik kan het bestand niet lezen ({error.strerror})."
        raise Unreadable([Problem(name, None, message)]) from error
    if len(raw) > LARGEST:
        raise Unreadable([Problem(name, None, "Het bestand is groter dan 1 MB. Splits het.")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = "Hier staat een teken dat geen UTF-8 is. Bewaar het bestand als UTF-8."
        raise Unreadable([Problem(name, line, message)]) from error


def _syntax(name: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else None
    here = (
        text.splitlines()[mark.line] if mark and mark.line < text.count("\n") + 1 and text else ""
    )
    if "\t" in here:
        return Problem(name, line, "Hier staat een tab. Spring in met spaties.")
    if not mark:
        return Problem(name, None, "Het bestand bevat een teken dat niet mag. Verwijder het.")
    return Problem(
        name,
        line,
        "Dit is geen geldige YAML. Kijk naar de inspringing, en zet een tekst met een dubbele "
        "punt erin tussen aanhalingstekens.",
    )


def _plain(
    node: yaml.Node,
    place: tuple[str | int, ...],
    lines: Lines,
    problems: list[Problem],
    seen: set[int],
    name: str,
) -> Any:
    line = node.start_mark.line + 1
    lines[place] = line
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if id(node) in seen:
        problems.append(Problem(name, line, "Verwijzingen met & en * mogen niet. Schrijf het uit."))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(item, (*place, i), lines, problems, seen, name)
            for i, item in enumerate(node.value)
        ]
    tree: dict[str, Any] = {}
    for key_node, value_node in node.value:
        at = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(name, at, "Een sleutel moet een woord zijn."))
            continue
        key = key_node.value
        if key in tree:
            first = lines[(*place, key)]
            message = (
                f"De sleutel '{key}' staat er twee keer (ook op regel {first}). Haal er een weg."
            )
            problems.append(Problem(name, at, message))
            continue
        tree[key] = _plain(value_node, (*place, key), lines, problems, seen, name)
        lines[(*place, key)] = at
    return tree
