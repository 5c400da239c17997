"""Knowledge files as text: every value is read as the text that stands there (the only yaml)."""

import errno
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from engine.knowledge import slips
from engine.model import Problem

FOLDERS = ("profiles", "journeys")
JOURNEYS, PRACTICE = "journeys/reizen/", "journeys/praktijk/"
APART = (JOURNEYS, PRACTICE)  # blueprints and cases: no part of the knowledge that gives advice
ENDINGS = (".yaml", ".yml")
LARGEST = 1_000_000  # bytes
CUT = re.compile(r"([ \t]*)#")
MOST = 200_000  # texts, lists and keys; a file of 1 MB with words in it has fewer
TOO_LARGE = "Het bestand is groter dan {mega} MB. Splits het."
DEEPEST = 20  # lists and keys within each other; the knowledge itself needs five
Spot = tuple[str | int, ...]
Lines = dict[Spot, int]


class Unreadable(Exception):
    """A file that is no knowledge file; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def paths(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield (name relative to root, path) of every knowledge file, in fixed order."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix.lower() in ENDINGS and not name.startswith(APART):
                yield name, path


def in_order(names: Iterable[str]) -> list[str]:
    """Return names of knowledge files in the order in which `paths` gives them."""
    place = {folder: at for at, folder in enumerate(FOLDERS)}
    parts = {name: name.split("/") for name in names}
    return sorted(parts, key=lambda name: (place.get(parts[name][0], len(place)), parts[name]))


def read(name: str, path: Path) -> tuple[Any, Lines]:
    """Return the tree of a YAML file, all scalars as text, and the line of each place.

    Raises Unreadable for a file that is missing, empty, too large, too deep, not UTF-8, not YAML,
    holds a key or a document twice, uses references or tags, or cuts a text at a " #".
    """
    return parse(name, text(name, path))


def parse(name: str, text: str) -> tuple[Any, Lines]:
    """Like `read`, from text."""
    reader = _TreeReader(name, text)
    try:
        tree = reader.document()
    except (yaml.YAMLError, UnicodeError) as error:
        reader.problems.append(_syntax(name, text, error))
    if reader.problems:
        raise Unreadable(reader.problems)
    if tree in (None, ""):
        raise Unreadable([Problem(name, None, "Het bestand is leeg. Zet de inhoud terug.")])
    return tree, reader.lines


def write(tree: Any) -> str:
    """Return the YAML text of a tree of keys, lists, texts, numbers and dates, for `parse`."""
    written: str = yaml.dump(tree, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=100)
    return written


def trouble(error: OSError) -> str:
    """Say in Dutch why a file cannot be read or written, and the way out."""
    if isinstance(error, FileNotFoundError):
        return "dit bestand of deze map bestaat niet. Kijk de naam na."
    if isinstance(error, PermissionError):
        return "ik heb hier geen toegang. Kijk de rechten na."
    if isinstance(error, IsADirectoryError):
        return "dit is een map. Noem een bestand."
    if error.errno == errno.ENAMETOOLONG:
        return "deze naam is te lang. Kies een kortere."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "de schijf is vol. Maak ruimte."
    return f"lezen of schrijven lukt niet ({error.strerror or error})."


def text(name: str, path: Path, most: int = LARGEST) -> str:
    """Return a file as text. Raises Unreadable when it is missing, too large or not UTF-8."""
    try:
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as error:
        raise Unreadable([Problem(name, None, trouble(error))]) from error
    if len(raw) > most:
        raise Unreadable([Problem(name, None, TOO_LARGE.format(mega=most // 1_000_000))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = "Hier staat een teken dat geen UTF-8 is. Bewaar het bestand als UTF-8."
        raise Unreadable([Problem(name, line, message)]) from error


def _syntax(name: str, text: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    if not mark:
        before = text.encode(errors="replace")[: getattr(error, "position", 0)]
        message = "Hier staat een onzichtbaar teken dat niet mag. Verwijder het."
        return Problem(name, before.count(b"\n") + 1, message)
    return Problem(name, *slips.slip(text, error))


class _Writer(yaml.SafeDumper):
    """Writes a text of several lines as lines, and numbers without quotes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Set the items of a list apart from the key above them."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out: what is read may hold no references."""
        return True


def _text_node(writer: _Writer, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, "|" if "\n" in text else None)


def _number_node(writer: _Writer, number: Decimal) -> yaml.ScalarNode:
    digits = f"{number:f}"
    return writer.represent_scalar(
        f"tag:yaml.org,2002:{'float' if '.' in digits else 'int'}", digits
    )


_Writer.add_representer(str, _text_node)
_Writer.add_representer(Decimal, _number_node)


class _TreeReader:
    """Builds the tree of one file from what the parser meets, so that depth takes no memory."""

    def __init__(self, name: str, text: str) -> None:
        self._name, self._met = name, yaml.parse(text, Loader=yaml.CBaseLoader)
        self._written = text.splitlines()
        self._count = 0
        self.lines: Lines = {}
        self.problems: list[Problem] = []

    def document(self) -> Any:
        """Return what stands in the only document; None when there is none."""
        trees: list[Any] = []
        for event in self._met:
            if isinstance(event, yaml.DocumentStartEvent):
                if trees:
                    self._wrong(event, "Hier begint een tweede document. Haal de streepjes weg.")
                    break
                trees.append(self._node(next(self._met), ()))
        return trees[0] if trees else None

    def _node(self, event: Any, place: Spot) -> Any:
        self._count += 1
        if self._count > MOST:
            self._wrong(event, "Hier staat meer dan ik kan lezen. Splits het bestand.")
            raise Unreadable(self.problems)
        self.lines[place] = event.start_mark.line + 1
        if event.anchor or getattr(event, "tag", None):
            message = "Een woord dat met &, * of ! begint, verwijst. Zet er aanhalingstekens om."
            self._wrong(event, message)
        if isinstance(event, yaml.CollectionStartEvent):
            return self._collection(event, place)
        if isinstance(event, yaml.ScalarEvent) and not event.style and self._is_cut(event):
            message = (
                "Na een spatie begint met # een opmerking, en valt de rest van deze tekst weg. Zet "
                "aanhalingstekens om de tekst, of de opmerking op een eigen regel."
            )
            self._wrong(event, message)
        return getattr(event, "value", "")

    def _is_cut(self, event: Any) -> bool:
        """Tell whether a "#" may cut a text without quotes: anywhere but well behind one word."""
        at = event.end_mark
        line = "".join(self._written[at.line : at.line + 1])
        after = CUT.match(line, at.column)
        one_word = re.fullmatch(r"\S+", event.value)
        return after is not None and not (one_word and len(after[1]) > 1)

    def _collection(self, event: Any, place: Spot) -> Any:
        if len(place) >= DEEPEST:
            self._wrong(event, "De inhoud zit te diep in elkaar. Haal haakjes of inspringing weg.")
            raise Unreadable(self.problems)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        items = self._until(yaml.SequenceEndEvent)
        return [self._node(item, (*place, i)) for i, item in enumerate(items)]

    def _mapping(self, place: Spot) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        at: dict[str, int] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._node(event, (*place, -1))
            value = self._node(next(self._met), (*place, str(key)))
            if not isinstance(key, str):
                self._wrong(event, "Een sleutel moet een woord zijn.")
            elif key in tree:
                twice = f"staat er twee keer (ook op regel {at[key]}). Haal er een weg."
                self._wrong(event, f"De sleutel '{key}' {twice}")
            else:
                tree[key], at[key] = value, event.start_mark.line + 1
        self.lines |= {(*place, key): line for key, line in at.items()}
        return tree

    def _until(self, end: type[Any]) -> Iterator[Any]:
        for event in self._met:
            if isinstance(event, end):
                return
            yield event

    def _wrong(self, event: Any, message: str) -> None:
        self.problems.append(Problem(self._name, event.start_mark.line + 1, message))
